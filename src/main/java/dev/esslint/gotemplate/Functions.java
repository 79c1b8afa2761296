package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Helm's templates: those of Go, of Sprig 3 and Helm's own, with the types of their parameters. That is
 * enough to tell when a call surely fails.
 */
final class Functions {
  private Functions() {}

  /** What a parameter takes. */
  enum Parameter {
    /** {@code interface{}}: everything. */
    ANY,
    BOOL,
    INT,
    /** {@code float64} */
    REAL,
    /** {@code map[string]interface{}} */
    MAPPING,
    STRING,
    /** {@code time.Time}, which values are not */
    TIME,
    /** A type of which no value is known here; nothing is said about it. */
    OTHER;

    Truthiness takes(Datum value) {
      return switch (this) {
        case ANY -> Truthiness.YES;
        case OTHER -> Truthiness.UNKNOWN;
        case STRING -> type(value, value instanceof Datum.Text || value == Unknown.TEXT || value == Unknown.SOME_TEXT);
        case BOOL -> type(value, value instanceof Datum.Bool || value == Unknown.BOOL);
        case INT -> type(value, value instanceof Datum.Int || value == Unknown.INT);
        case REAL -> type(value, value instanceof Datum.Real || value == Unknown.REAL);
        case TIME -> type(value, value == Unknown.TIME);
        case MAPPING -> type(value, (value instanceof Datum.Entries entries && !entries.isStructure() && !entries.isOfTexts()) || value == Nothing.NO_VALUE);
      };
    }

    private static Truthiness type(Datum value, boolean fits) {
      return value == Unknown.ANYTHING ? Truthiness.UNKNOWN : Truthiness.of(fits);
    }

    /** What it takes instead of a value, in words. */
    String wanted(Datum instead) {
      return switch (this) {
        case STRING -> "a string";
        case BOOL -> "a boolean";
        case INT ->
            instead == Unknown.LONG || instead instanceof Datum.Int64
                ? "a whole number made with `int`"
                : "a whole number that is not out of the values";
        case REAL -> "a number with a decimal point, or out of the values,";
        case TIME -> "a time";
        case ANY, MAPPING, OTHER -> "a mapping";
      };
    }
  }

  /**
   * What a function takes.
   *
   * @param parameters the last of them any number of times if {@code variadic}
   * @param total whether it gives a result for all arguments of these types
   * @param result what is known of its result whatever the arguments are
   */
  record Signature(List<Parameter> parameters, boolean variadic, boolean total, Unknown result) {

    /** The type of an argument, counted from 0. */
    Parameter parameter(int index) {
      return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** Whether it can be called with so many arguments. */
    boolean takes(int arguments) {
      return variadic ? arguments >= parameters.size() - 1 : arguments == parameters.size();
    }

    /** How many arguments it wants, in words. */
    String wanted() {
      int least = variadic ? parameters.size() - 1 : parameters.size();
      String number = least == 0 ? "no" : Integer.toString(least);
      return (variadic ? "at least " : "") + number + (least == 1 ? " argument" : " arguments");
    }
  }

  static boolean has(String name) {
    return Table.ALL.containsKey(name);
  }

  static @Nullable Signature of(String name) {
    return Table.ALL.get(name);
  }

  /**
   * One function a word: its name, its parameters (a: any, b: bool, f: float64, i: int, m: mapping, s: string, t: time, o: other;
   * {@code *} after the last one: any number of it), {@code !} if it may fail with arguments of these types, and what it gives:
   * {@code =} a string, {@code $} one that is not empty, {@code ?} a bool, {@code +} an int, {@code #} an int64, {@code %} a float64, {@code @} a time.
   */
  private static final class Table {
    private static final String GO =
        """
        and:aa* or:aa* not:a? call:aa*! index:aa*! len:a!+ html:a*= js:a*= urlquery:a*= print:a*= println:a*= printf:sa*=
        eq:aa*!? ne:aa!? lt:aa!? le:aa!? gt:aa!? ge:aa!?
        """;

    /** Those of Helm 4 that Helm 3 has not are here, too; whether a call of them works is not known. */
    private static final String HELM =
        """
        include:sa!= tpl:sa!= required:sa! fail:s!= lookup:ssss!
        toToml:a!= fromToml:s toYaml:a$ toYamlPretty:a$ fromYaml:s fromYamlArray:s toJson:a= fromJson:s fromJsonArray:s
        mustToToml:o*! mustToYaml:o*! mustToDuration:o*! durationSeconds:o*! durationMilliseconds:o*! durationMicroseconds:o*!
        durationNanoseconds:o*! durationMinutes:o*! durationHours:o*! durationDays:o*! durationWeeks:o*! durationRoundTo:o*!
        durationTruncateTo:o*!
        """;

    private static final String SPRIG =
        """
        hello:= ago:a$ date:sa= date_in_zone:sas= date_modify:st@ dateInZone:sas= dateModify:st@ duration:a$ durationRound:a$
        htmlDate:a$ htmlDateInZone:as$ must_date_modify:st!@ mustDateModify:st!@ mustToDate:ss!@ now:@ toDate:ss@ unixEpoch:t$
        abbrev:is= abbrevboth:iis= trunc:is= trim:s= upper:s= lower:s= title:s= untitle:s= substr:iis!= repeat:is!= trimall:ss=
        trimAll:ss= trimSuffix:ss= trimPrefix:ss= nospace:s= initials:s= randAlphaNum:i!= randAlpha:i!= randAscii:i!=
        randNumeric:i!= swapcase:s= shuffle:s= snakecase:s= camelcase:s= kebabcase:s= wrap:is!= wrapWith:iss!= contains:ss?
        hasPrefix:ss? hasSuffix:ss? quote:a*= squote:a*= cat:a*= indent:is!= nindent:is!= replace:sss= plural:ssi= sha1sum:s$
        sha256sum:s$ sha512sum:s$ adler32sum:s$ toString:a= atoi:s+ int64:a# int:a+ float64:a% seq:i*!= toDecimal:a# split:ss
        splitList:ss splitn:sis toStrings:a until:i! untilStep:iii! add1:a# add:a*# sub:aa# div:aa!# mod:aa!# mul:aa*# randInt:ii!+
        add1f:a!% addf:a*!% subf:aa*!% divf:aa*!% mulf:aa*!% biggest:aa*# max:aa*# min:aa*# maxf:aa*% minf:aa*% ceil:a% floor:a% round:aif*%
        join:sa= sortAlpha:a default:aa* empty:a? coalesce:a* all:a*? any:a*? compact:a! mustCompact:a! toPrettyJson:a=
        toRawJson:a!= mustFromJson:s! mustToJson:a!= mustToPrettyJson:a!= mustToRawJson:a!= ternary:aab deepCopy:a!
        mustDeepCopy:a! typeOf:a$ typeIs:sa? typeIsLike:sa? kindOf:a$ kindIs:sa? deepEqual:aa? getHostByName:s= base:s$ dir:s$
        clean:s$ ext:s= isAbs:s? osBase:s$ osClean:s$ osDir:s$ osExt:s= osIsAbs:s? b64enc:s= b64dec:s= b32enc:s= b32dec:s=
        tuple:a* list:a* dict:a* get:ms set:msa! unset:ms! hasKey:ms? pluck:sm* keys:m* pick:ms* omit:ms* merge:mm*!
        mergeOverwrite:mm*! mustMerge:mm*! mustMergeOverwrite:mm*! values:m append:aa! push:aa! mustAppend:aa! mustPush:aa!
        prepend:aa! mustPrepend:aa! first:a! mustFirst:a! rest:a! mustRest:a! last:a! mustLast:a! initial:a! mustInitial:a!
        reverse:a! mustReverse:a! uniq:a! mustUniq:a! without:aa*! mustWithout:aa*! has:aa!? mustHas:aa!? slice:aa*!
        mustSlice:aa*! concat:a*! dig:a*! chunk:ia! mustChunk:ia! bcrypt:s$ htpasswd:sso* genPrivateKey:s= derivePassword:ossss=
        buildCustomCert:ss! genCA:si! genCAWithKey:sis! genSelfSignedCert:sooi! genSelfSignedCertWithKey:soois!
        genSignedCert:sooio! genSignedCertWithKey:sooios! encryptAES:ss!= decryptAES:ss!= randBytes:i!= uuidv4:$ semver:s!
        semverCompare:ss!? regexMatch:ss? mustRegexMatch:ss!? regexFindAll:ssi! mustRegexFindAll:ssi! regexFind:ss!=
        mustRegexFind:ss!= regexReplaceAll:sss!= mustRegexReplaceAll:sss!= regexReplaceAllLiteral:sss!=
        mustRegexReplaceAllLiteral:sss!= regexSplit:ssi! mustRegexSplit:ssi! regexQuoteMeta:s= urlParse:s! urlJoin:m!=
        """;

    static final Map<String, Signature> ALL = all();

    private static Map<String, Signature> all() {
      Map<String, Signature> all = HashMap.newHashMap(300);
      for (String part : new String[] {GO, HELM, SPRIG}) {
        for (String word : part.strip().split("\\s+", -1)) {
          int colon = word.indexOf(':');
          all.put(word.substring(0, colon), signature(word.substring(colon + 1)));
        }
      }
      return all;
    }

    private static Signature signature(String text) {
      int count = 0;
      while (count < text.length() && text.charAt(count) >= 'a') {
        count++;
      }
      List<Parameter> parameters = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        parameters.add(
            switch (text.charAt(i)) {
              case 'a' -> Parameter.ANY;
              case 'b' -> Parameter.BOOL;
              case 'f' -> Parameter.REAL;
              case 'i' -> Parameter.INT;
              case 'm' -> Parameter.MAPPING;
              case 's' -> Parameter.STRING;
              case 't' -> Parameter.TIME;
              default -> Parameter.OTHER;
            });
      }
      String marks = text.substring(count);
      return new Signature(parameters, marks.contains("*"), !marks.contains("!"), result(marks));
    }

    private static Unknown result(String marks) {
      return switch (marks.isEmpty() ? ' ' : marks.charAt(marks.length() - 1)) {
        case '=' -> Unknown.TEXT;
        case '$' -> Unknown.SOME_TEXT;
        case '?' -> Unknown.BOOL;
        case '+' -> Unknown.INT;
        case '#' -> Unknown.LONG;
        case '%' -> Unknown.REAL;
        case '@' -> Unknown.TIME;
        default -> Unknown.ANYTHING;
      };
    }
  }
}
