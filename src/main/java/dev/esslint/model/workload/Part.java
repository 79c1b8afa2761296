package dev.esslint.model.workload;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Titles;
import java.util.List;

/**
 * A component of the deployment.
 *
 * @param path where its settings are, such as {@code matrixRTC.sfu}
 * @param why the values that decide whether it is there
 */
public record Part(String path, State state, List<Reason> why) {
  /** What people call it. */
  public String title() {
    return Titles.of(path);
  }
}
