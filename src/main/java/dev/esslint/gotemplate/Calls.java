package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Int64;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions whose results are worked out. Their arguments are of the types that the functions take, or unknown; an
 * empty answer says that the result is not known, and if the function can fail, that it may have.
 */
final class Calls extends Call {
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
      case "empty", "not" -> bool(not(Truthiness.of(first())));
      case "eq", "ne", "lt", "le", "gt", "ge" -> new ComparisonCalls(name, arguments, at()).result();
      case "index" -> indexed();
      case "len" -> length();
      case "list", "tuple" -> new Items(arguments.stream().map(Calls::asItem).toList());
      case "dict", "get", "hasKey", "pluck", "keys", "values", "pick", "omit", "set", "unset" -> new MapCalls(name, arguments, at()).result();
      case "typeOf", "kindOf", "typeIs", "typeIsLike", "kindIs", "deepEqual" -> new TypeCalls(name, arguments, at()).result();
      case "all", "any" -> junction();
      case "first", "mustFirst", "last", "mustLast", "until", "untilStep", "seq", "chunk", "mustChunk", "slice", "mustSlice",
          "concat", "has", "mustHas", "dig", "rest", "initial", "reverse", "uniq", "compact", "without", "mustRest",
          "mustInitial", "mustReverse", "mustUniq", "mustCompact", "mustWithout", "append", "push", "prepend", "mustAppend",
          "mustPush", "mustPrepend" ->
          new ListCalls(name, arguments, at()).result();
      case "fromJson", "fromJsonArray", "fromYaml", "fromYamlArray", "mustFromJson", "urlParse", "mustDateModify", "must_date_modify", "semver", "semverCompare", "genCAWithKey",
          "genSelfSignedCertWithKey", "buildCustomCert", "regexMatch", "regexFind", "regexFindAll", "regexReplaceAll",
          "regexReplaceAllLiteral", "regexSplit", "mustRegexMatch", "mustRegexFind", "mustRegexFindAll",
          "mustRegexReplaceAll", "mustRegexReplaceAllLiteral", "mustRegexSplit" ->
          new ReadingCalls(name, arguments, at()).result();
      case "add", "add1", "sub", "mul", "div", "mod", "max", "biggest", "min", "addf", "add1f", "subf", "mulf", "divf", "maxf",
          "minf", "ceil", "floor", "round", "randInt", "atoi", "toDecimal", "int", "int64", "float64" ->
          new NumberCalls(name, arguments, at()).result();
      case "deepCopy", "mustDeepCopy" -> copied();
      case "call" -> called();
      case "randBytes" -> {
        demandNotNegative();
        yield null;
      }
      default -> new TextCalls(name, arguments, at()).result();
    };
  }

  private static String because(Datum message) {
    return message instanceof Text(String text) && !text.isEmpty() ? ": " + text : "";
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

  /** Whether all arguments are true, or any is. */
  private @Nullable Datum junction() {
    boolean any = name.equals("any");
    boolean known = true;
    for (Datum argument : arguments) {
      Truthiness truth = Truthiness.of(argument);
      if (truth == Truthiness.of(any)) {
        return new Bool(any);
      }
      known &= truth != Truthiness.UNKNOWN;
    }
    return known ? new Bool(!any) : null;
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
    long number =
        switch (index) {
          case Int(long value) -> value;
          case Int64(long value) -> value;
          default -> throw refusal("`index` needs a whole number here");
        };
    if (number < 0 || number >= size) {
      throw refusal("`index` requests item " + number + ", but there are only " + size);
    }
    return (int) number;
  }

  private Datum entry(Entries entries, Datum key) throws TemplateException {
    if (!isText(key)) {
      throw refusal("`index` needs a string for a mapping");
    }
    return key instanceof Text(String text) ? entries.field(text) : Unknown.ANYTHING;
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

  private @Nullable Datum copied() throws TemplateException {
    return switch (first()) {
      case Nothing nothing -> throw refusal("`" + name + "` is used on a value that is not set");
      case MapCalls.Made made -> made.entries().values().stream().anyMatch(Entries.class::isInstance) ? Unknown.ANYTHING : new MapCalls.Made(made.entries());
      default -> first();
    };
  }

  /** No value that a template can get at is a function. */
  private Datum called() throws TemplateException {
    throw refusal("`call` needs a function");
  }
}
