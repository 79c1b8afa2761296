package dev.esslint.model.program;

import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.embedded.Program;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.SpelledFlag;
import dev.esslint.model.base.Templates;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.program.OwnedKeyTable.Fate;
import dev.esslint.model.base.ByteSize;
import dev.esslint.net.HostName;
import dev.esslint.text.Regex;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Whether a row of the table {@code schemas/owned-keys.yaml} holds for a deployment, and for a value. */
record OwnedRows(Chosen chosen, Release release) {
  private static final Regex INSERTION = new Regex("\\{([\\w.]+)}");

  /** What to do instead of setting an option of a program to a value; empty if that is the user's to set. */
  Optional<String> advice(Program program, String option, Value value) {
    return advice(program, option, row -> isMeant(row, value));
  }

  /** The same for whatever value. */
  Optional<String> advice(Program program, String option) {
    return advice(program, option, row -> OwnedKeyTable.child(row, "value") == null || OwnedKeyTable.text(row, "value").equals("filled"));
  }

  /** The same for an option that is in the configuration of another program, whatever else the chart deploys; only what MAS does it does where it is enabled. */
  Optional<String> adviceElsewhere(Program program, String option) {
    return find(program, option, row -> !OwnedKeyTable.text(row, "if").equals("delegated") || applies(row));
  }

  private Optional<String> advice(Program program, String option, Predicate<Node> fits) {
    return find(program, option, row -> applies(row) && fits.test(row));
  }

  private Optional<String> find(Program program, String option, Predicate<Node> fits) {
    for (Component component : Component.values()) {
      for (Fate fate : component.program() == program ? Fate.values() : new Fate[0]) {
        for (Node row : OwnedKeyTable.rows(component, fate.list)) {
          if (OwnedKeyTable.text(row, "key").equals(option) && isOf(row) && fits.test(row)) {
            return Optional.of(OwnedKeyTable.advice(row));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the chart writes something into a mapping of a program after the fragments, and so a mapping in place of anything else. */
  boolean isWrittenInto(Program program, ValuePath mapping) {
    String prefix = mapping + ".";
    for (Component component : Component.values()) {
      if (component.program() == program) {
        for (Node row : OwnedKeyTable.rows(component, Fate.OVERWRITTEN.list)) {
          if (OwnedKeyTable.text(row, "key").startsWith(prefix)
              && OwnedKeyTable.child(row, "value") == null
              && isOf(row)
              && applies(row)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the chart deploys a program. */
  boolean isDeployed(Program program) {
    return new Parts(chosen).on(program.component());
  }

  /** Whether a row is about the release. */
  boolean isOf(Node row) {
    return ReleaseRange.parse(OwnedKeyTable.text(row, "charts")).contains(release);
  }

  /** Whether the row is about such a value. */
  boolean isMeant(Node row, Value value) {
    Node only = OwnedKeyTable.child(row, "value");
    if (only instanceof ScalarNode(var span, Scalar wanted, var style)) {
      return wanted.equals(new Scalar.Str("filled"))
          ? isFilled(value)
          : OwnedKeyTable.child(row, "spelled") != null
              ? SpelledFlag.of(value).filter(flag -> Scalar.of(flag).equals(wanted)).isPresent()
              : value instanceof ScalarValue(Scalar scalar, var origin) && scalar.equals(wanted);
    }
    return !isHarmless(OwnedKeyTable.child(row, "same"), value);
  }

  private static boolean isFilled(Value value) {
    return switch (value) {
      case MapValue map -> !map.entries().isEmpty();
      case ListValue list -> !list.items().stream().allMatch(Documents::isUnknown);
      case ScalarValue(Scalar scalar, var origin) ->
          !scalar.equals(Scalar.NULL)
              && !scalar.equals(Scalar.FALSE)
              && !Scalar.text(scalar).isEmpty()
              && Placeholder.in(Scalar.text(scalar)).isEmpty();
    };
  }

  /** Whether the chart writes the same, so that nothing is lost. */
  private boolean isHarmless(@Nullable Node same, Value value) {
    if (!(value instanceof ScalarValue(Scalar scalar, var origin))) {
      return false;
    }
    String text = Scalar.text(scalar);
    return scalar.equals(Scalar.NULL)
        || (same instanceof ScalarNode written
            && (Placeholder.in(text).isPresent() || isWritten(Scalar.text(written.value()), text)));
  }

  /** Whether a text is what the chart writes by a template, apart from a slash at its end, or the same size in other units. */
  private boolean isWritten(String template, String text) {
    String wanted = withoutSlash(text);
    String written = filled(template, this::text);
    return withoutSlash(written).equals(wanted)
        || (ByteSize.parse(wanted).isPresent() && ByteSize.parse(wanted).equals(ByteSize.parse(written)))
        || withoutSlash(filled(template, path -> chosen.host(path).map(HostName::name))).equals(wanted);
  }

  private static String filled(String template, Function<String, Optional<String>> inserted) {
    return INSERTION
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(inserted.apply(match.group(1)).orElse("")));
  }

  private Optional<String> text(String path) {
    return chosen.values().at(ValuePath.parse(path)).orElse(null)
            instanceof ScalarValue(Scalar scalar, var origin)
        ? chosen.templates().expanded(Scalar.text(scalar))
        : Optional.empty();
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Whether one of the conditions of a row holds; a row without any always applies. */
  boolean applies(Node row) {
    return anyHolds(OwnedKeyTable.child(row, "if"));
  }

  private boolean anyHolds(@Nullable Node conditions) {
    return switch (conditions) {
      case null -> true;
      case ListNode list -> list.items().stream().anyMatch(this::anyHolds);
      case ScalarNode scalar -> holds(Objects.requireNonNullElse(scalar.string(), ""));
      case MapNode map -> false;
    };
  }

  private boolean holds(String condition) {
    return switch (condition) {
      case "delegated" -> chosen.isDelegated();
      case "workers" -> !new Parts(chosen).workers().isEmpty();
      case String not when not.startsWith("!") -> !isFilled(not.substring(1));
      default -> isFilled(condition);
    };
  }

  private boolean isFilled(String path) {
    return chosen.values().at(ValuePath.parse(path)).filter(OwnedRows::isTruthy).isPresent();
  }

  /** As a template sees it; a placeholder stands for something. */
  private static boolean isTruthy(Value value) {
    return isFilled(value)
        || (value instanceof ScalarValue(Scalar.Str(String text), var origin) && !text.isEmpty());
  }
}
