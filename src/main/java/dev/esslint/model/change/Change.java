package dev.esslint.model.change;

import dev.esslint.chart.Release;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.base.Chosen;
import dev.esslint.values.JsonText;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import java.util.Optional;

/**
 * Two deployments of which one takes the place of the other.
 *
 * @param before what is deployed
 * @param now what is to take its place
 * @param old the values of the one as templates ask for them
 * @param chosen the values of the other
 */
record Change(DeploymentFacts before, DeploymentFacts now, Chosen old, Chosen chosen) {

  /** Whether anything changes at all. */
  boolean isAny() {
    return !before.release().equals(now.release())
        || !JsonText.of(old.values().root()).equals(JsonText.of(chosen.values().root()));
  }

  /** Whether a switch is on before and after. */
  boolean stays(String component) {
    String flag = component + ".enabled";
    return old.on(flag) && chosen.on(flag);
  }

  /** Whether something is known to be off that was on; a template may come to either. */
  boolean goesOff(String component) {
    String flag = component + ".enabled";
    return old.on(flag) && !chosen.on(flag) && isKnown(chosen, flag);
  }

  /** Whether nothing fills in what stands at a path, or below it. */
  static boolean isKnown(Chosen chosen, String path) {
    return chosen
        .values()
        .at(ValuePath.parse(path))
        .map(JsonText::of)
        .flatMap(Placeholder::in)
        .isEmpty();
  }

  /** Whether what stands at a path is known before and after. */
  boolean isKnown(String path) {
    return isKnown(old, path) && isKnown(chosen, path);
  }

  /** Whether two values at a path are known and differ. */
  boolean differs(String path) {
    return isKnown(path) && !json(old, path).equals(json(chosen, path));
  }

  private static Optional<String> json(Chosen chosen, String path) {
    return chosen.has(path)
        ? chosen.values().at(ValuePath.parse(path)).map(JsonText::of)
        : Optional.empty();
  }

  /** What two values at a path are, as texts; a mapping or a list is none. */
  static String text(Chosen chosen, String path) {
    return chosen.textAt(ValuePath.parse(path));
  }

  Release release() {
    return now.release();
  }
}
