package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.text.Regex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions whose results are worked out. Their arguments are of the types that the functions take, or unknown; an
 * empty answer says that the result is not known, and if the function can fail, that it may have.
 */
final class Calls extends Call {
  private static final int LONGEST = 1 << 20;
  private static final int MOST_ITEMS = 1_000;

  private Calls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  /**
   * Calls a function.
   *
   * @param at where it is called
   * @throws TemplateException if it surely fails
   */
  static Optional<Datum> of(String name, List<Datum> arguments, Operand at) throws TemplateException {
    return Optional.ofNullable(new Calls(name, arguments, at).result());
  }

  @Override
  @Nullable Datum result() throws TemplateException {
    return switch (name) {
      case "fail" -> throw refusal("`fail` stops Helm" + because(first()));
      case "required" -> required();
      case "default" -> dflt();
      case "coalesce" -> coalesce();
      case "ternary" ->
          third() instanceof Bool(boolean value) ? (value ? first() : second()) : null;
      case "empty" -> bool(not(Truthiness.of(first())));
      case "not" -> bool(not(Truthiness.of(first())));
      case "eq" -> equal();
      case "ne" -> equal() instanceof Bool(boolean same) ? new Bool(!same) : null;
      case "lt", "le", "gt", "ge" -> compared();
      case "index" -> indexed();
      case "len" -> length();
      case "list", "tuple" -> new Items(arguments.stream().map(Calls::asItem).toList());
      case "dict" -> dict();
      case "get" -> get();
      case "hasKey" -> hasKey();
      case "first", "mustFirst", "last", "mustLast", "until", "untilStep", "seq", "chunk", "mustChunk", "slice", "mustSlice",
          "concat", "has", "mustHas", "dig", "rest", "initial", "reverse", "uniq", "compact", "without", "mustRest",
          "mustInitial", "mustReverse", "mustUniq", "mustCompact", "mustWithout", "append", "push", "prepend", "mustAppend",
          "mustPush", "mustPrepend" ->
          new ListCalls(name, arguments, at()).result();
      case "mustFromJson", "urlParse", "mustDateModify", "must_date_modify", "semver", "semverCompare", "genCAWithKey",
          "genSelfSignedCertWithKey", "buildCustomCert", "regexMatch", "regexFind", "regexFindAll", "regexReplaceAll",
          "regexReplaceAllLiteral", "regexSplit", "mustRegexMatch", "mustRegexFind", "mustRegexFindAll",
          "mustRegexReplaceAll", "mustRegexReplaceAllLiteral", "mustRegexSplit" ->
          new ReadingCalls(name, arguments, at()).result();
      case "div", "mod" -> divided();
      case "divf" -> dividedExactly();
      case "deepCopy", "mustDeepCopy" -> copied();
      case "call" -> called();
      case "randInt" -> random();
      case "randBytes" -> {
        demandNoNegative();
        yield null;
      }
      case "join" -> join();
      case "splitList" -> texts(2) ? split(text(0), text(1)) : null;
      case "quote" -> eachQuoted(GoText::quoted);
      case "squote" -> eachQuoted(text -> "'" + text + "'");
      case "cat" -> cat();
      case "print" -> print();
      case "println" -> null;
      case "printf" -> printf();
      case "toString" -> ofText(GoText.plain(first()));
      case "toJson", "mustToJson", "toRawJson", "mustToRawJson" -> json();
      case "int" -> whole();
      default -> strings();
    };
  }

  private @Nullable Datum strings() throws TemplateException {
    if (!arguments.stream().allMatch(Calls::isSimple)) {
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

  private static String because(Datum message) {
    return message instanceof Text(String text) && !text.isEmpty() ? ": " + text : "";
  }

  private static Datum asItem(Datum value) {
    return value == Nothing.NO_VALUE ? Nothing.NULL : value;
  }

  private static @Nullable Datum bool(Truthiness truth) {
    return switch (truth) {
      case YES -> new Bool(true);
      case NO -> new Bool(false);
      case UNKNOWN -> null;
    };
  }

  private static Truthiness not(Truthiness truth) {
    return switch (truth) {
      case YES -> Truthiness.NO;
      case NO -> Truthiness.YES;
      case UNKNOWN -> Truthiness.UNKNOWN;
    };
  }

  private static @Nullable Datum ofText(@Nullable String text) {
    return text == null ? null : new Text(text);
  }

  private @Nullable Datum required() throws TemplateException {
    Datum value = second();
    if (value instanceof Nothing || value.equals(new Text(""))) {
      throw refusal("a `required` value is not set" + because(first()));
    }
    return value == Unknown.ANYTHING || value == Unknown.TEXT ? null : value;
  }

  private @Nullable Datum dflt() {
    if (arguments.size() == 1) {
      return first();
    }
    return switch (Truthiness.of(second())) {
      case YES -> second();
      case NO -> first();
      case UNKNOWN ->
          second() == Unknown.TEXT && isText(first())
              ? (Truthiness.of(first()) == Truthiness.YES ? Unknown.SOME_TEXT : Unknown.TEXT)
              : null;
    };
  }

  private static boolean isText(Datum value) {
    return value instanceof Text || value == Unknown.TEXT || value == Unknown.SOME_TEXT;
  }

  private @Nullable Datum coalesce() {
    for (Datum argument : arguments) {
      Truthiness truth = Truthiness.of(argument);
      if (truth != Truthiness.NO) {
        return truth == Truthiness.YES ? argument : null;
      }
    }
    return Nothing.NO_VALUE;
  }

  /** What Go compares by: values of different kinds cannot be compared. */
  private enum Kind {
    NOTHING,
    BOOL,
    INT,
    REAL,
    TEXT,
    COLLECTION,
    UNKNOWN;

    static Kind of(Datum value) {
      return switch (value) {
        case Nothing nothing -> NOTHING;
        case Bool bool -> BOOL;
        case Int number -> INT;
        case Real number -> REAL;
        case Text text -> TEXT;
        case Unknown.ANYTHING -> UNKNOWN;
        case Unknown.BOOL -> BOOL;
        case Unknown.INT, Unknown.LONG -> INT;
        case Unknown.REAL -> REAL;
        case Unknown.TEXT, Unknown.SOME_TEXT -> TEXT;
        case Items items -> COLLECTION;
        case Entries entries -> COLLECTION;
      };
    }
  }

  /** {@code eq}: whether the first is one of the others. */
  private @Nullable Datum equal() throws TemplateException {
    if (arguments.size() < 2) {
      throw refusal("`" + name + "` needs a second value to compare with");
    }
    Kind kind = Kind.of(first());
    boolean unknown = false;
    for (Datum other : arguments.subList(1, arguments.size())) {
      Kind kinds = Kind.of(other);
      if (kind == Kind.UNKNOWN || kinds == Kind.UNKNOWN) {
        return null;
      }
      if (kind == Kind.NOTHING || kinds == Kind.NOTHING) {
        if (kind == kinds) {
          return new Bool(true);
        }
      } else if (kind != kinds) {
        throw refusal("`" + name + "` cannot compare " + words(kind) + " with " + words(kinds));
      } else if (kind == Kind.COLLECTION) {
        throw refusal("`" + name + "` cannot compare lists or mappings");
      } else if (first() instanceof Unknown || other instanceof Unknown) {
        unknown = true;
      } else if (first().equals(other)) {
        return unknown ? Unknown.BOOL : new Bool(true);
      }
    }
    return unknown ? Unknown.BOOL : new Bool(false);
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case BOOL -> "a boolean";
      case INT -> "a whole number of the template";
      case REAL -> "a number of the values";
      case TEXT -> "a string";
      default -> "a list or a mapping";
    };
  }

  private @Nullable Datum compared() throws TemplateException {
    Kind kind = Kind.of(first());
    Kind other = Kind.of(second());
    if (kind == Kind.UNKNOWN || other == Kind.UNKNOWN) {
      return null;
    }
    if (kind != other || kind == Kind.BOOL || kind == Kind.COLLECTION || kind == Kind.NOTHING) {
      throw refusal("`" + name + "` cannot compare these two values");
    }
    Integer order =
        switch (first()) {
          case Int(long a) when second() instanceof Int(long b) -> Long.compare(a, b);
          case Real(double a) when second() instanceof Real(double b) -> Double.compare(a, b);
          case Text(String a) when second() instanceof Text(String b) && GoText.isAscii(a + b) ->
              a.compareTo(b);
          default -> null;
        };
    return order == null
        ? Unknown.BOOL
        : new Bool(
            switch (name) {
              case "lt" -> order < 0;
              case "le" -> order <= 0;
              case "gt" -> order > 0;
              default -> order >= 0;
            });
  }

  private @Nullable Datum indexed() throws TemplateException {
    @Nullable Datum value = first();
    if (value instanceof Nothing) {
      throw refusal("`index` is used on a value that is not set");
    }
    for (Datum index : arguments.subList(1, arguments.size())) {
      if (value == Unknown.ANYTHING || index == Unknown.ANYTHING || index == Unknown.INT || index == Unknown.LONG) {
        return null;
      }
      value =
          switch (value) {
            case Entries entries -> entry(entries, index);
            case Items(List<Datum> items) -> items.get(position(index, items.size()));
            case Nothing nothing ->
                throw refusal("`index` is used on a value that is not set");
            case Text(String text) -> {
              position(index, text.getBytes(StandardCharsets.UTF_8).length);
              yield Unknown.ANYTHING;
            }
            case Unknown.TEXT, Unknown.SOME_TEXT -> {
              position(index, Integer.MAX_VALUE);
              yield null;
            }
            default -> throw refusal("`index` needs a list or a mapping");
          };
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  /** The position in a list or a string, counted from 0. */
  private int position(Datum index, int size) throws TemplateException {
    if (!(index instanceof Int(long number))) {
      throw refusal("`index` needs a whole number here");
    }
    if (number < 0 || number >= size) {
      throw refusal("`index` requests item " + number + ", but there are only " + size);
    }
    return (int) number;
  }

  private Datum entry(Entries entries, Datum key) throws TemplateException {
    if (!isText(key)) {
      throw refusal("`index` needs a string for a mapping");
    }
    if (!(key instanceof Text(String text))) {
      return Unknown.ANYTHING;
    }
    Datum value = entries.get(text);
    return value == null ? Nothing.NULL : value;
  }

  private @Nullable Datum length() throws TemplateException {
    return switch (first()) {
      case Text(String text) -> new Int(text.getBytes(StandardCharsets.UTF_8).length);
      case Items(List<Datum> items) -> new Int(items.size());
      case Entries entries -> new Int(entries.keys().size());
      case Unknown.ANYTHING -> null;
      case Unknown.TEXT, Unknown.SOME_TEXT -> Unknown.INT;
      default -> throw refusal("`len` needs a string, a list or a mapping");
    };
  }

  /** A mapping that a template makes. */
  private record Made(Map<String, Datum> entries) implements Entries {
    @Override
    public @Nullable Datum get(String key) {
      return entries.get(key);
    }

    @Override
    public Set<String> keys() {
      return entries.keySet();
    }
  }

  private @Nullable Datum dict() {
    Map<String, Datum> entries = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!(arguments.get(i) instanceof Text(String key))) {
        return null;
      }
      entries.put(
          key,
          i + 1 < arguments.size() ? asItem(arguments.get(i + 1)) : new Text(""));
    }
    return new Made(entries);
  }

  private @Nullable Datum get() {
    if (first() instanceof Entries entries && second() instanceof Text(String key)) {
      Datum value = entries.get(key);
      return value == null ? new Text("") : value;
    }
    return first() instanceof Nothing ? new Text("") : null;
  }

  private @Nullable Datum hasKey() {
    return first() instanceof Entries entries && second() instanceof Text(String key)
        ? new Bool(entries.get(key) != null)
        : first() instanceof Nothing ? new Bool(false) : null;
  }

  private @Nullable Datum divided() throws TemplateException {
    boolean zero =
        switch (second()) {
          case Real(double number) -> Math.abs(number) < 1;
          case Text(String text) -> isNoWholeNumber(text);
          default -> isZero(second());
        };
    if (zero) {
      throw refusal("`" + name + "` divides by zero");
    }
    return second() instanceof Int ? Unknown.LONG : null;
  }

  private @Nullable Datum dividedExactly() throws TemplateException {
    boolean known = true;
    for (Datum divisor : arguments.subList(1, arguments.size())) {
      boolean zero =
          switch (divisor) {
            case Real(double number) -> number == 0;
            case Text(String text) -> text.equals("0") || text.chars().noneMatch(Character::isDigit);
            default -> isZero(divisor);
          };
      if (zero) {
        throw refusal("`divf` divides by zero");
      }
      known &= divisor instanceof Int;
    }
    return known ? Unknown.REAL : null;
  }

  /** What is taken for 0 where a number is needed. */
  private static boolean isZero(Datum value) {
    return switch (value) {
      case Int(long number) -> number == 0;
      case Bool(boolean flag) -> !flag;
      case Nothing nothing -> true;
      case Items items -> true;
      case Entries entries -> true;
      default -> false;
    };
  }

  /** Texts that are taken for 0: this one, and what is not a whole number. */
  private static boolean isNoWholeNumber(String text) {
    return text.equals("0")
        || text.chars().noneMatch(Character::isDigit)
        || text.chars().anyMatch(c -> "0123456789abcdefABCDEFxXoO_.+-".indexOf(c) < 0);
  }

  private @Nullable Datum copied() throws TemplateException {
    return switch (first()) {
      case Nothing nothing -> throw refusal("`" + name + "` is used on a value that is not set");
      case Entries entries -> Unknown.ANYTHING;
      default -> first();
    };
  }

  private @Nullable Datum called() throws TemplateException {
    if (first() == Unknown.ANYTHING) {
      return null;
    }
    throw refusal("`call` needs a function");
  }

  private @Nullable Datum random() throws TemplateException {
    if (!(first() instanceof Int(long least) && second() instanceof Int(long end))) {
      return null;
    }
    if (least >= end) {
      throw refusal("`randInt` needs a second number that is larger than the first");
    }
    return Unknown.INT;
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

  private @Nullable Datum eachQuoted(UnaryOperator<@Nullable String> quote) {
    List<String> words = new ArrayList<>();
    for (Datum argument : arguments) {
      if (!(argument instanceof Nothing)) {
        String plain = GoText.plain(argument);
        String quoted = plain == null ? null : quote.apply(plain);
        if (quoted == null) {
          return null;
        }
        words.add(quoted);
      }
    }
    return new Text(String.join(" ", words));
  }

  private @Nullable Datum cat() {
    List<String> words = new ArrayList<>();
    for (Datum argument : arguments) {
      if (!(argument instanceof Nothing)) {
        String plain = GoText.plain(argument);
        if (plain == null) {
          return null;
        }
        words.add(plain);
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

  private @Nullable Datum whole() {
    return switch (first()) {
      case Int number -> number;
      case Real(double number) when Math.abs(number) < 1e15 -> new Int((long) number);
      default -> null;
    };
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
    demandNoNegative();
    return first() instanceof Int(long count)
            && count >= 0
            && count * Math.max(1, text(1).length()) <= LONGEST
            && count <= LONGEST
        ? new Text(text(1).repeat((int) count))
        : null;
  }

  /** A number of times that Go refuses, by which Helm stops. */
  private void demandNoNegative() throws TemplateException {
    if (first() instanceof Int(long count) && count < 0) {
      throw refusal("`" + name + "` needs a number that is not negative");
    }
  }

  private @Nullable Datum indent(String before) throws TemplateException {
    demandNoNegative();
    if (!(first() instanceof Int(long spaces))
        || spaces < 0
        || spaces * (1 + text(1).length()) > LONGEST) {
      return null;
    }
    String pad = " ".repeat((int) spaces);
    return new Text(before + pad + text(1).replace("\n", "\n" + pad));
  }
}
