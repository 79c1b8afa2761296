package dev.esslint.model.fragment;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is inside of a fragment of {@code additional} and no part of it, which the schema of the chart accepts. */
public final class StrayFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        strays[]: what is inside of a fragment and no part of it, which the schema of the chart accepts
          path: its path
          form: `outdented` if `config` is empty beside it, or else `beside`
          paths: the paths of all, as code
        """);
  }

  private static final Set<String> PARTS = Set.of("config", "configSecret", "configSecretKey");

  private StrayFacts() {}

  public static void state(Chosen chosen, Facts facts) {
    List<ValuePath> strays = new ArrayList<>();
    for (Component component : Component.values()) {
      if (component.on(chosen)) {
        ValuePath additional = component.additional();
        chosen
            .entries(additional.toString())
            .forEach((name, fragment) -> strays.addAll(strays(additional.key(name), fragment)));
      }
    }
    for (ValuePath stray : strays) {
      Facts item = facts.item("strays");
      item.put("path", stray.toString(), stray);
      Value config = chosen.values().writtenAt(stray.parent().key("config")).orElse(null);
      item.put("form", isEmpty(config) ? "outdented" : "beside", stray);
    }
    facts.gather("strays", "", "path", "paths");
  }

  /** Whether the text of a fragment has nothing in it, as where the lines below it are not indented. */
  private static boolean isEmpty(@Nullable Value config) {
    return config instanceof ScalarValue(Scalar scalar, var origin)
        && (scalar.equals(Scalar.NULL) || (scalar instanceof Scalar.Str(String text) && text.isBlank()));
  }

  static List<ValuePath> strays(ValuePath path, Value fragment) {
    if (!(fragment instanceof MapValue map) || map.entries().keySet().stream().noneMatch(PARTS::contains)) {
      return List.of(); // the schema has something to say
    }
    Map<String, Value> others = new LinkedHashMap<>(map.entries());
    others.keySet().removeAll(PARTS);
    return others.entrySet().stream()
        .filter(entry -> !(entry.getValue() instanceof ScalarValue(Scalar.Null nothing, var origin)))
        .map(entry -> path.key(entry.getKey()))
        .toList();
  }
}
