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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How Go's {@code fmt} writes values: with the verbs of {@code printf}, and without; null stands for what is not worked out here. */
final class GoFormat {
  private static final int LONGEST = 1 << 20;
  private static final int WIDEST = 1_000;

  /** What may stand between the percent sign and its verb, without what comes from an argument. */
  private static final Regex DIRECTIVE = new Regex("%([-+0]{0,3})([1-9][0-9]{0,3})?(?:\\.([0-9]{0,3}))?(?:\\[([1-9])])?(\\p{ASCII})");

  private static final GoFormat PLAIN = new GoFormat("", 0, -1, 'v');

  private final String flags;
  private final int width;

  /** How many digits or letters; -1 if nothing says so. */
  private final int precision;

  private final char verb;

  private GoFormat(String flags, int width, int precision, char verb) {
    this.flags = flags;
    this.width = width;
    this.precision = precision;
    this.verb = verb;
  }

  /** A value by {@code %v}. */
  static @Nullable String written(Datum value) {
    return PLAIN.format(value);
  }

  /** What {@code printf} gives. */
  static @Nullable String printed(String format, List<Datum> arguments) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    int from = 0;
    boolean numbered = false; // after that nobody asks whether there are more
    var directive = DIRECTIVE.matcher(format);
    for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
      if (!directive.region(at, format.length()).lookingAt()) {
        return null;
      }
      text.append(format, from, at);
      from = directive.end();
      char verb = directive.group(5).charAt(0);
      if (directive.group(4) != null) {
        next = Integer.parseInt(directive.group(4)) - 1;
        numbered = true;
        if (next >= arguments.size()) {
          return null;
        }
      }
      if (verb == '%') {
        text.append('%');
        continue;
      }
      String formatted = next < arguments.size() ? of(directive.group(1), directive.group(2), directive.group(3), verb).format(arguments.get(next)) : "%!" + verb + "(MISSING)";
      if (formatted == null || text.length() + formatted.length() > LONGEST) {
        return null;
      }
      text.append(formatted);
      next++;
    }
    text.append(format, from, format.length());
    String extra = next < arguments.size() && !numbered ? extra(arguments.subList(next, arguments.size())) : "";
    return extra == null ? null : text + extra;
  }

  /**
   * What {@code print} and {@code println} give.
   *
   * @param line whether it is a line, with a space between any two
   */
  static @Nullable String joined(List<Datum> values, boolean line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      String written = written(values.get(i));
      if (written == null || text.length() > LONGEST) {
        return null;
      }
      boolean apart = i > 0 && (line || !(values.get(i) instanceof Text || values.get(i - 1) instanceof Text));
      text.append(apart ? " " : "").append(written);
    }
    return line ? text + "\n" : text.toString();
  }

  private static GoFormat of(String flags, @Nullable String width, @Nullable String precision, char verb) {
    int digits = precision == null ? -1 : precision.isEmpty() ? 0 : Integer.parseInt(precision);
    return new GoFormat(flags, width == null ? 0 : Integer.parseInt(width), digits, verb);
  }

  private static @Nullable String extra(List<Datum> arguments) {
    StringBuilder text = new StringBuilder("%!(EXTRA ");
    for (Datum argument : arguments) {
      String type = GoType.of(argument);
      String written = written(argument);
      if (type == null || written == null) {
        return null;
      }
      text.append(text.length() > "%!(EXTRA ".length() ? ", " : "").append(argument instanceof Nothing ? "<nil>" : type + "=" + written);
    }
    return text.append(')').toString();
  }

  private @Nullable String format(Datum value) {
    StringBuilder text = new StringBuilder();
    return width <= WIDEST && write(value, text, 0) ? text.toString() : null;
  }

  /** Whether the value is written; if not, it is not known. */
  private boolean write(Datum value, StringBuilder text, int depth) {
    if (text.length() > LONGEST || depth > RunState.DEPTH) {
      throw new Stop.Lost();
    }
    String scalar =
        switch (value) {
          case Items(List<Datum> items) -> verb == 'T' ? null : list(items, text, depth) ? "" : null;
          case Entries entries -> verb == 'T' ? null : mapping(entries, text, depth) ? "" : null;
          case Nothing nothing when depth > 0 && "Tpw".indexOf(verb) < 0 -> "<nil>"; // as an item it has no type that a verb could be wrong for
          default -> verb == 'T' ? padded(GoType.of(value), false) : scalar(value);
        };
    if (scalar != null) {
      text.append(scalar);
    }
    return scalar != null;
  }

  private boolean list(List<Datum> items, StringBuilder text, int depth) {
    text.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        text.append(' ');
      }
      if (!write(items.get(i), text, depth + 1)) {
        return false;
      }
    }
    text.append(']');
    return true;
  }

  private boolean mapping(Entries entries, StringBuilder text, int depth) {
    if (entries.isStructure() || entries.hasMethod("AsMap")) {
      return false;
    }
    text.append("map[");
    String before = "";
    for (String key : new TreeSet<>(entries.keys())) {
      text.append(before);
      before = " ";
      boolean known = write(new Text(key), text, depth + 1);
      text.append(':');
      if (!known || !write(entries.field(key), text, depth + 1)) {
        return false;
      }
    }
    text.append(']');
    return true;
  }

  private @Nullable String scalar(Datum value) {
    String written =
        switch (value) {
          case Nothing nothing -> verb == 'v' ? padded("<nil>", false) : null;
          case Bool(boolean bool) -> verb == 'v' || verb == 't' ? padded(String.valueOf(bool), false) : null;
          case Int(long number) -> whole(number);
          case Int64(long number) -> whole(number);
          case Real(double number) -> real(number);
          case Text(String string) -> text(string);
          default -> null;
        };
    return written == null ? mistaken(value) : written;
  }

  /** What Go writes where a verb is not one for the value. */
  private @Nullable String mistaken(Datum value) {
    boolean known =
        switch (value) {
          case Nothing nothing -> true;
          case Bool bool -> true;
          case Int number -> "sft".indexOf(verb) >= 0;
          case Int64 number -> "sft".indexOf(verb) >= 0;
          case Real number -> "sdqt".indexOf(verb) >= 0;
          case Text text -> "dft".indexOf(verb) >= 0;
          default -> false;
        };
    if (!known || !Character.isLetter(verb) || verb == 'p' || verb == 'w' || width > 0 || precision >= 0 || !flags.isEmpty()) {
      return null;
    }
    return "%!" + verb + "(" + (value instanceof Nothing ? "<nil>" : GoType.of(value) + "=" + written(value)) + ")";
  }

  private @Nullable String whole(long number) {
    if (verb == 'c') {
      boolean letter = number >= 0 && number <= Character.MAX_CODE_POINT && !(number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE);
      return letter && width == 0 && precision < 0 && flags.isEmpty() ? Character.toString((int) number) : null;
    }
    boolean known = verb == 'v' || verb == 'd' || ((verb == 'x' || verb == 'o') && number >= 0);
    if (!known || precision >= 0) {
      return null;
    }
    String digits = verb == 'x' ? Long.toHexString(number) : verb == 'o' ? Long.toOctalString(number) : String.valueOf(number);
    return padded(flags.contains("+") && number >= 0 ? "+" + digits : digits, true);
  }

  private @Nullable String real(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number) || (verb != 'v' && verb != 'f') || (verb == 'v' && precision >= 0)) {
      return null;
    }
    String digits =
        verb == 'v'
            ? GoNumber.written(number)
            : new BigDecimal(number).setScale(precision < 0 ? 6 : precision, RoundingMode.HALF_EVEN).toPlainString();
    boolean lost = number <= 0 && !digits.startsWith("-") && 1 / number < 0;
    String signed = lost ? "-" + digits : digits;
    return padded(flags.contains("+") && !signed.startsWith("-") ? "+" + signed : signed, true);
  }

  private @Nullable String text(String string) {
    if (verb == 'q') {
      return precision >= 0 || flags.contains("+") ? null : padded(GoText.quoted(string), false);
    }
    if (verb != 's' && verb != 'v') {
      return null;
    }
    boolean cut = precision >= 0 && string.codePointCount(0, string.length()) > precision;
    return padded(cut ? string.substring(0, string.offsetByCodePoints(0, precision)) : string, false);
  }

  private @Nullable String padded(@Nullable String text, boolean number) {
    int missing = text == null ? 0 : width - text.codePointCount(0, text.length());
    if (text == null || missing <= 0) {
      return text;
    }
    boolean zeros = flags.contains("0") && !flags.contains("-");
    if (zeros && !number) {
      return null;
    }
    int sign = zeros && (text.startsWith("-") || text.startsWith("+")) ? 1 : 0;
    return flags.contains("-")
        ? text + " ".repeat(missing)
        : text.substring(0, sign) + (zeros ? "0" : " ").repeat(missing) + text.substring(sign);
  }
}
