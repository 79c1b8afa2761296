package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Int64;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values as {@code toYaml} writes them, if it is certain whether their strings need quotes; null stands for what is not worked out here. */
final class GoYaml {
  private static final int LONGEST = 1 << 20;

  /** A longer text may be written in several lines. */
  private static final int LONGEST_LINE = 60;

  /** A string that is written as it is, but for {@link #OTHERWISE}. */
  private static final Regex PLAIN = new Regex("[A-Za-z][A-Za-z0-9./_-]{0,60}");

  /** What looks like a string and is something else, in lower case. */
  private static final Set<String> OTHERWISE = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final StringBuilder text = new StringBuilder();

  private GoYaml() {}

  static @Nullable String written(Datum value) {
    GoYaml yaml = new GoYaml();
    boolean known = yaml.write(value, 0);
    return known ? yaml.text.toString() : null;
  }

  /** Whether the value is written, from where the text ends; if not, it is not known. */
  private boolean write(Datum value, int indent) {
    if (text.length() > LONGEST || indent > RunState.DEPTH) {
      throw new Stop.Lost();
    }
    return switch (value) {
      case Items(List<Datum> items) when !items.isEmpty() -> list(items, indent);
      case Entries entries when !entries.keys().isEmpty() -> mapping(entries, indent);
      default -> {
        String scalar = scalar(value);
        text.append(scalar == null ? "" : scalar);
        yield scalar != null;
      }
    };
  }

  private boolean list(List<Datum> items, int indent) {
    boolean first = true;
    for (Datum item : items) {
      line(first, indent);
      first = false;
      text.append("- ");
      if (!write(item, indent + 2)) {
        return false;
      }
    }
    return true;
  }

  private boolean mapping(Entries entries, int indent) {
    if (entries.isStructure() || entries.hasMethod("AsMap")) {
      return false;
    }
    boolean first = true;
    for (String key : new TreeSet<>(entries.keys())) {
      String plain = scalar(new Text(key));
      Datum value = entries.field(key);
      if (plain == null || !plain.equals(key.toLowerCase(Locale.ROOT)) || plain.chars().anyMatch(Character::isDigit)) {
        return false; // keys are sorted in another way
      }
      line(first, indent);
      first = false;
      text.append(plain).append(':');
      boolean list = value instanceof Items(List<Datum> items) && !items.isEmpty();
      boolean map = value instanceof Entries inner && !inner.keys().isEmpty();
      int deeper = map ? indent + 2 : indent;
      if (list || map) {
        line(false, deeper);
      } else {
        text.append(' ');
      }
      if (!write(value, deeper)) {
        return false;
      }
    }
    return true;
  }

  private void line(boolean first, int indent) {
    if (!first) {
      text.append('\n').append(" ".repeat(indent));
    }
  }

  @SuppressWarnings("ReferenceEquality") // the one that may be nil
  private static @Nullable String scalar(Datum value) {
    return switch (value) {
      case Text(String string) when PLAIN.fits(string) && !OTHERWISE.contains(string.toLowerCase(Locale.ROOT)) -> string;
      case Text(String string) when string.isEmpty() -> "\"\"";
      case Text(String string) when string.length() <= LONGEST_LINE && YamlForms.needsQuotes(string) -> YamlForms.quoted(string);
      case Bool(boolean bool) -> String.valueOf(bool);
      case Nothing nothing -> "null";
      case Int(long number) -> String.valueOf(number);
      case Int64(long number) -> String.valueOf(number);
      case Real(double number) when number == Math.rint(number) && Math.abs(number) < 1e15 -> Scalar.text(new Scalar.Num(number));
      case Items(List<Datum> items) -> items == ListCalls.NIL ? null : "[]";
      case Entries entries -> "{}";
      default -> null;
    };
  }
}
