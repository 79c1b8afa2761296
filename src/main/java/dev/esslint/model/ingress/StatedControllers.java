package dev.esslint.model.ingress;

import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said about who serves the Ingresses of a cluster.
 *
 * @param controller the kind of controller that serves those of the deployment; empty if nothing is said
 * @param classes the kind that serves the Ingresses of a class, by its name
 */
public record StatedControllers(String controller, Map<String, String> classes) {
  static final StatedControllers NOTHING = new StatedControllers("", Map.of());

  /** What a cluster file says; nothing without one. */
  public static StatedControllers of(@Nullable Value cluster) {
    if (cluster == null) {
      return NOTHING;
    }
    String controller =
        ResolvedValues.below(cluster, ValuePath.of("ingressController", "name")).flatMap(Value::text).orElse("");
    Map<String, String> classes = new LinkedHashMap<>();
    if (ResolvedValues.below(cluster, ValuePath.of("ingressClasses")).orElse(null) instanceof ListValue list) {
      for (Value one : list.items()) {
        if (!one.text("controller").isEmpty()) {
          classes.put(one.text("name"), one.text("controller"));
        }
      }
    }
    return new StatedControllers(controller, classes);
  }

  /** The kind that serves the Ingresses of a class, or those without one; empty if nothing is said. */
  String serving(Optional<String> className) {
    String serving = controller.equals("none") ? null : classes.get(className.orElse(""));
    return serving == null ? controller : serving;
  }
}
