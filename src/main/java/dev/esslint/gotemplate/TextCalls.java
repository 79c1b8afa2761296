package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions that take or make texts. */
final class TextCalls extends Call {
  private static final int LONGEST = 1 << 20;
  private static final int MOST_ITEMS = 1_000;

  TextCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  @Override
  @Nullable Datum result() throws TemplateException {
    return switch (name) {
      case "join" -> join();
      case "splitList" -> texts(2) ? split(text(0), text(1)) : null;
      case "quote" -> each(GoText::quoted);
      case "squote" -> each(text -> "'" + text + "'");
      case "cat" -> each(UnaryOperator.identity());
      case "print" -> print();
      case "printf" -> printf();
      case "toString" -> ofText(GoText.plain(first()));
      case "toJson", "mustToJson", "toRawJson", "mustToRawJson" -> json();
      default -> strings();
    };
  }

  private @Nullable Datum join() {
    if (first() instanceof Text(String separator)
        && second() instanceof Items(List<Datum> items)
        && items.stream().allMatch(Text.class::isInstance)) {
      return new Text(
          items.stream().map(GoText::plain).collect(Collectors.joining(separator)));
    }
    return null;
  }

  private static @Nullable Datum split(String separator, String text) {
    if (separator.isEmpty()) {
      return null;
    }
    List<Datum> items = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && items.size() < MOST_ITEMS) {
      items.add(new Text(text.substring(from, at)));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    items.add(new Text(text.substring(from)));
    return at < 0 ? new Items(items) : null;
  }

  private @Nullable Datum each(UnaryOperator<@Nullable String> written) {
    List<String> words = new ArrayList<>();
    for (Datum argument : arguments) {
      if (!(argument instanceof Nothing)) {
        String plain = GoText.plain(argument);
        String word = plain == null ? null : written.apply(plain);
        if (word == null) {
          return null;
        }
        words.add(word);
      }
    }
    return new Text(String.join(" ", words));
  }

  private @Nullable Datum print() {
    boolean alone = arguments.size() == 1 && GoText.plain(first()) != null;
    if (alone || arguments.stream().allMatch(Text.class::isInstance)) {
      return new Text(
          arguments.stream().map(GoText::plain).collect(Collectors.joining()));
    }
    return null;
  }

  /** Formats with the simplest verbs. */
  private @Nullable Datum printf() {
    if (!(first() instanceof Text(String format))) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    int next = 1;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      char verb = c == '%' && i + 1 < format.length() ? format.charAt(i + 1) : 0;
      if (c != '%' || verb == '%') {
        text.append(c);
      } else {
        String formatted =
            next < arguments.size() ? formatted(arguments.get(next), verb) : null;
        if (formatted == null) {
          return null;
        }
        text.append(formatted);
        next++;
      }
      i += c == '%' ? 2 : 1;
    }
    return next == arguments.size() ? new Text(text.toString()) : null;
  }

  private static @Nullable String formatted(Datum argument, char verb) {
    return switch (argument) {
      case Text(String string) when verb == 's' || verb == 'v' -> string;
      case Text(String string) when verb == 'q' -> GoText.quoted(string);
      case Int(long number) when verb == 'd' || verb == 'v' -> String.valueOf(number);
      case Bool(boolean bool) when verb == 't' || verb == 'v' -> String.valueOf(bool);
      case Real number when verb == 'v' -> GoText.plain(number);
      default -> null;
    };
  }

  private @Nullable Datum json() {
    return switch (first()) {
      case Text(String text) -> ofText(GoText.json(text));
      case Bool(boolean bool) -> new Text(String.valueOf(bool));
      case Nothing nothing -> new Text("null");
      case Int(long number) -> new Text(String.valueOf(number));
      case Real number -> ofText(GoText.plain(number));
      default -> Unknown.SOME_TEXT;
    };
  }

  private static @Nullable Datum ofText(@Nullable String text) {
    return text == null ? null : new Text(text);
  }

  private @Nullable Datum strings() throws TemplateException {
    if (!arguments.stream().allMatch(TextCalls::isSimple)) {
      return null;
    }
    return switch (name) {
      case "upper" -> new Text(text(0).toUpperCase(Locale.ROOT));
      case "lower" -> new Text(text(0).toLowerCase(Locale.ROOT));
      case "trim" -> new Text(text(0).strip());
      case "trimSuffix" ->
          new Text(
              text(1).endsWith(text(0))
                  ? text(1).substring(0, text(1).length() - text(0).length())
                  : text(1));
      case "trimPrefix" ->
          new Text(
              text(1).startsWith(text(0)) ? text(1).substring(text(0).length()) : text(1));
      case "contains" -> new Bool(text(1).contains(text(0)));
      case "hasPrefix" -> new Bool(text(1).startsWith(text(0)));
      case "hasSuffix" -> new Bool(text(1).endsWith(text(0)));
      case "replace" -> replace();
      case "trunc" -> trunc();
      case "substr" -> substr();
      case "repeat" -> repeat();
      case "indent" -> indent("");
      case "nindent" -> indent("\n");
      case "b64enc" ->
          new Text(
              Base64.getEncoder().encodeToString(text(0).getBytes(StandardCharsets.UTF_8)));
      default -> null;
    };
  }

  private static boolean isSimple(Datum value) {
    return value instanceof Int || (value instanceof Text(String text) && GoText.isAscii(text));
  }

  private @Nullable Datum replace() {
    String old = text(0);
    return old.isEmpty() || (long) text(1).length() * text(2).length() > LONGEST
        ? null
        : new Text(text(2).replace(old, text(1)));
  }

  /** As Go cuts: an end that is negative or behind the string is none, unless the beginning is negative. */
  private @Nullable Datum substr() throws TemplateException {
    if (!(first() instanceof Int(long start) && second() instanceof Int(long end) && third() instanceof Text(String text))) {
      return null;
    }
    long from = Math.max(0, start);
    long to = start >= 0 && (end < 0 || end > text.length()) ? text.length() : end;
    if (from > to || to > text.length()) {
      throw refusal("`substr` begins or ends outside of the string");
    }
    return new Text(text.substring((int) from, (int) to));
  }

  private @Nullable Datum trunc() {
    if (!(first() instanceof Int(long count))) {
      return null;
    }
    String text = text(1);
    if (count < 0 && text.length() + count > 0) {
      return new Text(text.substring((int) (text.length() + count)));
    }
    return count >= 0 && text.length() > count
        ? new Text(text.substring(0, (int) count))
        : new Text(text);
  }

  private @Nullable Datum repeat() throws TemplateException {
    demandNotNegative();
    return first() instanceof Int(long count)
            && count >= 0
            && count * Math.max(1, text(1).length()) <= LONGEST
            && count <= LONGEST
        ? new Text(text(1).repeat((int) count))
        : null;
  }

  private @Nullable Datum indent(String before) throws TemplateException {
    demandNotNegative();
    if (!(first() instanceof Int(long spaces))
        || spaces < 0
        || spaces * (1 + text(1).length()) > LONGEST) {
      return null;
    }
    String pad = " ".repeat((int) spaces);
    return new Text(before + pad + text(1).replace("\n", "\n" + pad));
  }
}
