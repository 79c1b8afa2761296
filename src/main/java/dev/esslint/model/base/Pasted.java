package dev.esslint.model.base;

import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.values.YamlText;
import java.util.List;

/** YAML from the top level, for remedies: mappings that are opened once for all that goes below them. */
public final class Pasted {
  private final StringBuilder yaml = new StringBuilder();
  private List<Step> open = List.of();

  /**
   * Adds lines below a path of keys.
   *
   * @param lines as they stand below the last key
   */
  public Pasted add(ValuePath path, List<String> lines) {
    List<Step> steps = path.steps();
    int shared = 0;
    while (shared < Math.min(open.size(), steps.size())
        && open.get(shared).equals(steps.get(shared))) {
      shared++;
    }
    for (int i = shared; i < steps.size(); i++) {
      String key = ((Key) steps.get(i)).name();
      yaml.append("  ".repeat(i)).append(YamlText.scalar(key)).append(":\n");
    }
    for (String line : lines) {
      yaml.append("  ".repeat(steps.size())).append(line).append('\n');
    }
    open = steps;
    return this;
  }

  /** All of it, without a line break at the end. */
  public String text() {
    return yaml.toString().stripTrailing();
  }
}
