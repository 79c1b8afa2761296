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
final class Calls {
  private static final int LONGEST = 1 << 20;
  private static final int MOST_ITEMS = 1_000;

  /** Versions as loosely as the library takes them. */
  private static final Regex VERSION =
      new Regex("v?[0-9]{1,20}(?:\\.[0-9]{1,20}){0,2}(?:-[0-9A-Za-z.-]{1,100})?(?:\\+[0-9A-Za-z.-]{1,100})?");

  private final String name;
  private final List<Datum> arguments;
  private final Operand at;

  private Calls(String name, List<Datum> arguments, Operand at) {
    this.name = name;
    this.arguments = arguments;
    this.at = at;
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

  private @Nullable Datum result() throws TemplateException {
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
      case "first", "mustFirst" -> end(true);
      case "last", "mustLast" -> end(false);
      case "until" -> until();
      case "chunk", "mustChunk" -> chunks();
      case "slice", "mustSlice" -> sliced();
      case "div", "mod" -> divided();
      case "semver" -> version(first());
      case "semverCompare" -> version(second());
      case "rest", "initial", "reverse", "uniq", "compact", "mustRest", "mustInitial",
          "mustReverse", "mustUniq", "mustCompact" ->
          sequence(first());
      case "append", "push", "prepend", "mustAppend", "mustPush", "mustPrepend" ->
          sequence(first());
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

  private Datum first() {
    return arguments.getFirst();
  }

  private Datum second() {
    return arguments.get(1);
  }

  private Datum third() {
    return arguments.get(2);
  }

  private String text(int index) {
    return arguments.get(index) instanceof Text(String text) ? text : "";
  }

  /** Whether so many arguments are known strings. */
  private boolean texts(int count) {
    return arguments.subList(0, count).stream().allMatch(Text.class::isInstance);
  }

  private TemplateException refusal(String what) {
    return new TemplateException(what, at.start(), at.end());
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
        case Unknown text -> TEXT;
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
        return unknown ? Unknown.ANYTHING : new Bool(true);
      }
    }
    return unknown ? Unknown.ANYTHING : new Bool(false);
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
        ? Unknown.ANYTHING
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
      if (value == Unknown.ANYTHING || index == Unknown.ANYTHING) {
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
            case Unknown text -> {
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
      case Unknown text -> Unknown.ANYTHING;
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

  private @Nullable Datum end(boolean first) throws TemplateException {
    return switch (first()) {
      case Items(List<Datum> items) ->
          items.isEmpty() ? Nothing.NO_VALUE : first ? items.getFirst() : items.getLast();
      case Unknown.ANYTHING -> null;
      default -> throw needsList();
    };
  }

  /** What gives some list for a list and fails otherwise. */
  private @Nullable Datum sequence(Datum list) throws TemplateException {
    return switch (list) {
      case Items items -> Unknown.ANYTHING;
      case Unknown.ANYTHING -> null;
      default -> throw needsList();
    };
  }

  private @Nullable Datum chunks() throws TemplateException {
    if (first() instanceof Int(long size) && size == 0 && second() instanceof Items) {
      throw refusal("`" + name + "` cannot make lists of 0 items");
    }
    return sequence(second());
  }

  private @Nullable Datum divided() throws TemplateException {
    boolean zero =
        switch (second()) {
          case Int(long number) -> number == 0;
          case Real(double number) -> Math.abs(number) < 1;
          case Bool(boolean flag) -> !flag;
          case Text(String text) -> text.equals("0") || text.chars().noneMatch(Character::isDigit);
          case Nothing nothing -> true;
          default -> false;
        };
    if (zero) {
      throw refusal("`" + name + "` divides by zero");
    }
    return null;
  }

  /** What no library takes for a version; what this one takes is not looked into. */
  private @Nullable Datum version(Datum version) throws TemplateException {
    if (version instanceof Text(String text) && !VERSION.fits(text)) {
      throw refusal("`" + name + "` cannot read its argument as a version");
    }
    return null;
  }

  /** Whether the numbers fit is not looked into. */
  private @Nullable Datum sliced() throws TemplateException {
    sequence(first());
    return null;
  }

  private TemplateException needsList() {
    return refusal("`" + name + "` needs a list");
  }

  private @Nullable Datum until() {
    if (first() instanceof Int(long count) && count >= 0 && count <= MOST_ITEMS) {
      List<Datum> items = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        items.add(new Int(i));
      }
      return new Items(items);
    }
    return null;
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

  private @Nullable Datum repeat() {
    return first() instanceof Int(long count)
            && count >= 0
            && count * Math.max(1, text(1).length()) <= LONGEST
            && count <= LONGEST
        ? new Text(text(1).repeat((int) count))
        : null;
  }

  private @Nullable Datum indent(String before) {
    if (!(first() instanceof Int(long spaces))
        || spaces < 0
        || spaces * (1 + text(1).length()) > LONGEST) {
      return null;
    }
    String pad = " ".repeat((int) spaces);
    return new Text(before + pad + text(1).replace("\n", "\n" + pad));
  }
}
