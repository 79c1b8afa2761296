package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that fail for a text that they cannot read. */
final class ReadingCalls extends Call {
  /** What is longer is not read. */
  private static final int LONGEST = 200;

  /** The same of durations and ranges of versions. */
  private static final int LONGEST_SHORT = 60;

  private static final String SUFFIX = "(?:-[0-9A-Za-z.-]{1,200}+)?(?:\\+[0-9A-Za-z.-]{1,200}+)?";

  /** Versions as loosely as the library takes them. */
  private static final Regex VERSION =
      new Regex("v?[0-9]{1,20}(?:\\.[0-9]{1,20}){0,2}" + SUFFIX);

  /** Such that it takes for sure. */
  private static final Regex PLAIN_VERSION =
      new Regex("v?[0-9]{1,18}(?:\\.[0-9]{1,18}){0,2}(?:-[A-Za-z][0-9A-Za-z]{0,50})?");

  /** Before a release, numbers have none. */
  private static final Regex LEADING_ZERO =
      new Regex("[v0-9.]{1,200}-0[0-9]{1,200}(?:[.+].{0,200})?");

  private static final String CONSTRAINT =
      "(?:!=|>=|=>|<=|=<|~>|[=><~^])?\\s{0,60}+v?[0-9xX*|]{1,60}+(?:\\.[0-9xX*|]{1,60}+){0,2}" + SUFFIX;

  private static final Regex CONSTRAINTS =
      new Regex(
          "\\s{0,60}+" + CONSTRAINT + "(?:(?:\\s{0,60}+,\\s{0,60}+|\\s{1,60}+)" + CONSTRAINT + "){0,100}\\s{0,60}+");

  private static final Regex DURATION =
      new Regex(
          "[-+]?(?:0|(?:(?:[0-9]{1,60}+(?:\\.[0-9]{0,60}+)?|\\.[0-9]{1,60}+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h)){1,100})");

  ReadingCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  @Override
  @Nullable Datum result() throws TemplateException {
    if (!arguments.stream().allMatch(ReadingCalls::isShort)) {
      return null;
    }
    return switch (name) {
      case "mustFromJson" -> json();
      case "fromJson", "fromJsonArray", "fromYaml", "fromYamlArray" -> parsed();
      case "urlParse" -> texts(1) ? readable(GoUrl.isReadable(text(0)), "a URL", GoUrl.parts(text(0))) : null;
      case "mustDateModify", "must_date_modify" -> duration();
      case "semver" -> version(first(), Unknown.ANYTHING);
      case "semverCompare" -> {
        GoVersion plain = GoVersion.parse(text(1));
        Truthiness in = plain == null ? Truthiness.UNKNOWN : plain.isIn(text(0));
        if (in != Truthiness.UNKNOWN) {
          yield new Bool(in == Truthiness.YES);
        }
        Datum range = constraint();
        Datum version = version(second(), Unknown.BOOL);
        yield range == null ? null : version;
      }
      case "genCAWithKey" -> key(third());
      case "genSelfSignedCertWithKey" -> key(arguments.getLast());
      case "buildCustomCert" -> certificate();
      default -> pattern();
    };
  }

  private static boolean isShort(Datum argument) {
    return !(argument instanceof Text(String text)) || text.length() <= LONGEST;
  }

  /**
   * A result that depends on whether the argument can be read.
   *
   * @param as what it is read as
   */
  private @Nullable Datum readable(Truthiness readable, String as, Datum result) throws TemplateException {
    return switch (readable) {
      case YES -> result;
      case NO -> throw refusal("`" + name + "` cannot read its argument as " + as);
      case UNKNOWN -> null;
    };
  }

  private @Nullable Datum pattern() throws TemplateException {
    if (!(first() instanceof Text(String text))) {
      return null;
    }
    Truthiness readable = GoRegexp.isReadable(text);
    GoMatcher matcher = readable == Truthiness.YES && texts(2) ? GoMatcher.of(text, text(1)) : null;
    if (matcher != null) {
      Datum known = matched(matcher);
      if (known != null) {
        return known;
      }
    }
    if (name.equals("regexMatch") && readable == Truthiness.NO) {
      return new Bool(false);
    }
    boolean list = name.endsWith("FindAll") || name.endsWith("Split");
    Datum result = name.endsWith("Match") ? Unknown.BOOL : list ? Unknown.ANYTHING : Unknown.TEXT;
    return readable(readable, "a regular expression of Go", result);
  }

  private @Nullable Datum matched(GoMatcher matcher) {
    return switch (name.startsWith("must") ? name.substring(4) : name) {
      case "RegexMatch", "regexMatch" -> new Bool(matcher.isIn());
      case "RegexFind", "regexFind" -> new Text(matcher.first());
      case "RegexFindAll", "regexFindAll" -> third() instanceof Int(long most) ? list(matcher.all(most)) : null;
      case "RegexSplit", "regexSplit" -> third() instanceof Int(long most) ? list(matcher.between(most)) : null;
      default -> third() instanceof Text(String by) ? new Text(matcher.replaced(by, name.endsWith("Literal"))) : null;
    };
  }

  private static Datum list(List<String> texts) {
    return ListCalls.made(texts.stream().<Datum>map(Text::new).toList());
  }

  private @Nullable Datum json() throws TemplateException {
    if (!(first() instanceof Text(String text))) {
      return null;
    }
    Datum read = GoJson.read(text);
    return read == null ? readable(Truthiness.NO, "JSON", Unknown.ANYTHING) : read;
  }

  /** What cannot be read gives a value that says so. */
  private @Nullable Datum parsed() {
    if (!(first() instanceof Text(String text))) {
      return null;
    }
    Datum read = name.startsWith("fromYaml") ? yaml(text) : GoJson.read(text);
    boolean list = name.endsWith("Array");
    return switch (read) {
      case Unknown unknown -> null;
      case Nothing nothing -> list ? new Items(ListCalls.NIL) : new MapCalls.Made(Map.of());
      case Items items when list -> items;
      case Entries entries when !list -> entries;
      case null, default -> {
        Datum error = name.startsWith("fromYaml") ? Unknown.SOME_TEXT : error(read, text);
        yield list ? new Items(List.of(error)) : new MapCalls.Made(Map.of("Error", error));
      }
    };
  }

  /** What Go says of JSON that breaks off, or that is something else than what is asked for. */
  private Datum error(@Nullable Datum read, String text) {
    if (read == null) {
      return GoJson.breaksOff(text) ? new Text("unexpected end of JSON input") : Unknown.SOME_TEXT;
    }
    String kind =
        switch (read) {
          case Items items -> "array";
          case Entries entries -> "object";
          case Text string -> "string";
          case Bool bool -> "bool";
          default -> "number";
        };
    return new Text("json: cannot unmarshal " + kind + " into Go value of type " + (name.endsWith("Array") ? "[]" : "map[string]") + "interface {}");
  }

  /** What a text is as YAML; null if it is none. */
  private static @Nullable Datum yaml(String text) {
    try {
      Document document = YamlReader.read(new SourceText("", text));
      return document.ignored().isEmpty() && document.duplicateKeys().isEmpty() ? GoJson.datum(document.root()) : Unknown.ANYTHING;
    } catch (SourceException unreadable) {
      return null;
    }
  }

  private @Nullable Datum duration() throws TemplateException {
    boolean unreadable =
        first() instanceof Text(String text) && text.length() <= LONGEST_SHORT && !DURATION.fits(text);
    return readable(unreadable ? Truthiness.NO : Truthiness.UNKNOWN, "a duration, such as `1h30m`", Unknown.ANYTHING);
  }

  private @Nullable Datum version(Datum version, Datum result) throws TemplateException {
    if (!(version instanceof Text(String text))) {
      return null;
    }
    boolean plain = PLAIN_VERSION.fits(text);
    boolean none = !VERSION.fits(text) || text.contains("..") || LEADING_ZERO.fits(text);
    return readable(plain ? Truthiness.YES : none ? Truthiness.NO : Truthiness.UNKNOWN, "a version", result);
  }

  private @Nullable Datum constraint() throws TemplateException {
    if (!(first() instanceof Text(String text)) || text.contains(" - ") || text.length() > LONGEST_SHORT) {
      return null;
    }
    boolean ranges = List.of(text.split("\\|\\|", -1)).stream().allMatch(CONSTRAINTS::fits);
    boolean plain = text.chars().noneMatch(c -> c == '-' || c == '+' || c == '|') && text.length() < 40;
    Truthiness readable = !ranges ? Truthiness.NO : plain ? Truthiness.YES : Truthiness.UNKNOWN;
    return readable(readable, "a range of versions", Unknown.ANYTHING);
  }

  private @Nullable Datum key(Datum key) throws TemplateException {
    boolean none = key instanceof Text(String text) && !text.contains("-----BEGIN");
    return readable(none ? Truthiness.NO : Truthiness.UNKNOWN, "a private key", Unknown.ANYTHING);
  }

  private @Nullable Datum certificate() throws TemplateException {
    for (Datum argument : arguments) {
      if (argument instanceof Text(String text) && !isPemInBase64(text)) {
        throw refusal("`" + name + "` needs a certificate and a key, each in base64");
      }
    }
    return null;
  }

  private static boolean isPemInBase64(String text) {
    try {
      String decoded = new String(Base64.getMimeDecoder().decode(text), StandardCharsets.ISO_8859_1);
      return decoded.contains("-----BEGIN");
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
