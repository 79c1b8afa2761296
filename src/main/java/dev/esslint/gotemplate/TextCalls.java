package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
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
      case "split" -> texts(2) ? parts(split(text(0), text(1))) : null;
      case "quote" -> ofText(each(GoText::quoted));
      case "squote" -> ofText(each(text -> "'" + text + "'"));
      case "cat" -> ofText(each(UnaryOperator.identity()));
      case "print" -> ofText(GoFormat.joined(arguments, false));
      case "println" -> ofText(GoFormat.joined(arguments, true));
      case "html", "urlquery" -> escaped();
      case "printf" -> first() instanceof Text(String format) ? ofText(GoFormat.printed(format, arguments.subList(1, arguments.size()))) : null;
      case "toString" -> ofText(GoText.written(first()));
      case "toYaml" -> ofText(GoYaml.written(first()));
      case "toStrings" -> toStrings();
      case "sortAlpha" -> sorted();
      case "toJson", "mustToJson", "toRawJson", "mustToRawJson", "toPrettyJson", "mustToPrettyJson" -> json();
      default -> strings();
    };
  }

  /** What is not nothing of a list, as texts; of anything else it is the only text. */
  private static @Nullable List<String> texts(Datum list) {
    List<Datum> items = list instanceof Items(List<Datum> all) ? all : List.of(list);
    List<String> texts = new ArrayList<>();
    for (Datum item : items) {
      if (!(item instanceof Nothing)) {
        String text = GoText.written(item);
        if (text == null) {
          return null;
        }
        texts.add(text);
      }
    }
    return texts;
  }

  private @Nullable Datum join() {
    List<String> texts = texts(second());
    return first() instanceof Text(String separator) && texts != null ? new Text(String.join(separator, texts)) : null;
  }

  private @Nullable Datum toStrings() {
    List<String> texts = texts(first());
    return texts == null ? null : ListCalls.made(texts.stream().<Datum>map(Text::new).toList());
  }

  private @Nullable Datum sorted() {
    String alone = first() instanceof Items ? null : GoText.written(first());
    List<String> texts = alone == null ? texts(first()) : List.of(alone);
    return texts == null || !texts.stream().allMatch(GoText::isAscii)
        ? null
        : ListCalls.made(texts.stream().sorted().<Datum>map(Text::new).toList());
  }

  private static @Nullable Datum split(String separator, String text) {
    if (separator.isEmpty()) {
      return text.length() > MOST_ITEMS ? null : new Items(text.codePoints().mapToObj(Character::toString).<Datum>map(Text::new).toList());
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

  /** The parts of a text, each by its number. */
  private static @Nullable Datum parts(@Nullable Datum list) {
    if (!(list instanceof Items(List<Datum> items))) {
      return null;
    }
    Map<String, Datum> parts = new HashMap<>();
    for (Datum item : items) {
      parts.put("_" + parts.size(), item);
    }
    return new MapCalls.Parts(parts);
  }

  private @Nullable String each(UnaryOperator<@Nullable String> written) {
    List<String> words = new ArrayList<>();
    for (Datum argument : arguments) {
      if (!(argument instanceof Nothing)) {
        String plain = GoText.written(argument);
        String word = plain == null ? null : written.apply(plain);
        if (word == null) {
          return null;
        }
        words.add(word);
      }
    }
    return String.join(" ", words);
  }

  private @Nullable Datum escaped() {
    boolean nothing = arguments.stream().anyMatch(Nothing.class::isInstance);
    String text = nothing ? null : GoFormat.joined(arguments, false);
    return text == null ? null : ofText(name.equals("html") ? GoText.html(text) : GoText.query(text));
  }

  private @Nullable Datum json() {
    String json = GoJson.written(first(), !name.contains("Raw"), name.contains("Pretty"));
    return json == null ? Unknown.SOME_TEXT : new Text(json);
  }

  private static @Nullable Datum ofText(@Nullable String text) {
    return text == null ? null : new Text(text);
  }

  private @Nullable Datum strings() throws TemplateException {
    if (!arguments.stream().allMatch(argument -> argument instanceof Int || argument instanceof Text)) {
      return null;
    }
    return switch (name) {
      case "upper" -> new Text(letters(Character::toUpperCase));
      case "lower" -> new Text(letters(Character::toLowerCase));
      case "title" -> new Text(words(c -> !isOfWord(c), Character::toTitleCase));
      case "untitle" -> new Text(words(GoText::isSpace, Character::toLowerCase));
      case "swapcase" -> new Text(swapped());
      case "initials" -> GoText.isAscii(text(0)) ? new Text(initials()) : null;
      case "nospace" -> new Text(text(0).codePoints().filter(c -> !GoText.isSpace(c)).mapToObj(Character::toString).collect(Collectors.joining()));
      case "trim" -> new Text(GoText.trimmed(text(0)));
      case "trimAll", "trimall" -> new Text(GoText.trimmed(text(1), c -> text(0).indexOf(c) >= 0));
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
      case "isAbs", "osIsAbs" -> new Bool(text(0).startsWith("/"));
      case "plural" -> third() instanceof Int(long count) ? (count == 1 ? first() : second()) : null;
      case "replace" -> replace();
      case "trunc" -> trunc();
      case "substr" -> substr();
      case "repeat" -> repeat();
      case "indent" -> indent("");
      case "nindent" -> indent("\n");
      default -> ofText(new TextForms(text(0)).form(name));
    };
  }

  private String letters(IntUnaryOperator change) {
    return text(0).codePoints().map(change).mapToObj(Character::toString).collect(Collectors.joining());
  }

  private static boolean isOfWord(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || (c >= 0x80 && !GoText.isSpace(c));
  }

  /** With another first letter of each word. */
  private String words(IntPredicate isBetween, IntUnaryOperator change) {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (int c : text(0).codePoints().toArray()) {
      text.appendCodePoint(first ? change.applyAsInt(c) : c);
      first = isBetween.test(c);
    }
    return text.toString();
  }

  private String swapped() {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (int c : text(0).codePoints().toArray()) {
      boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
      boolean lower = Character.isLowerCase(c);
      text.appendCodePoint(upper ? Character.toLowerCase(c) : !lower ? c : first ? Character.toTitleCase(c) : Character.toUpperCase(c));
      first = !upper && !lower && GoText.isSpace(c);
    }
    return text.toString();
  }

  private String initials() {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (int c : text(0).codePoints().toArray()) {
      boolean space = GoText.isSpace(c);
      if (first && !space) {
        text.appendCodePoint(c);
      }
      first = space;
    }
    return text.toString();
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
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    long from = Math.max(0, start);
    long to = start >= 0 && (end < 0 || end > length) ? length : end;
    if (from > to || to > length) {
      throw refusal("`substr` begins or ends outside of the string");
    }
    String part = GoText.bytes(text, from, to);
    return part == null ? Unknown.TEXT : new Text(part);
  }

  private @Nullable Datum trunc() {
    if (!(first() instanceof Int(long count))) {
      return null;
    }
    String text = text(1);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (count < 0 && length + count > 0) {
      return ofText(GoText.bytes(text, length + count, length));
    }
    return count >= 0 && length > count ? ofText(GoText.bytes(text, 0, count)) : new Text(text);
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
