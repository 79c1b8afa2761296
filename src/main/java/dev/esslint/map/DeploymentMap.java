package dev.esslint.map;

import dev.esslint.finding.Level;
import dev.esslint.model.Model;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A deployment to be shown.
 *
 * @param version the version of esslint
 * @param files the names of its layers, the last one wins
 * @param chart the release of the chart, such as {@code 26.8.1}
 * @param chosen how the release was chosen; empty to say nothing
 * @param warnings what is wrong with it, as far as the page tells it
 * @param shown what may be shown of a text: secrets have to be taken out of it before it is cut or broken into lines
 */
public record DeploymentMap(
    String version,
    List<String> files,
    String chart,
    String chosen,
    Model model,
    List<Warning> warnings,
    UnaryOperator<String> shown) {

  /**
   * What is wrong with a deployment.
   *
   * @param path the value that it is about
   * @param place where it is, as {@code file:line:column}
   */
  public record Warning(Level level, String rule, String message, ValuePath path, String place) {}

  /** What is shown, in a line. */
  String title() {
    String name = model.installation().name();
    String namespace = model.installation().namespace();
    return String.join(" + ", files)
        + " with matrix-stack "
        + chart
        + (chosen.isEmpty() ? "" : " (" + chosen + ")")
        + (name.isEmpty() ? "" : " as " + name)
        + (namespace.isEmpty() ? "" : " in namespace " + namespace);
  }
}
