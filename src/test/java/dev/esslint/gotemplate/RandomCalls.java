package dev.esslint.gotemplate;

import java.util.List;
import java.util.Random;

/** Makes up calls of functions with arguments of all types, mostly of those that the function takes, and does something with the result. */
final class RandomCalls {

  /** What the arguments are taken from. */
  static final String VALUES =
      """
      text: some text
      empty: ""
      five: 5
      zero: 0
      neg: -3
      half: 0.5
      large: 5000000
      big: 9007199254740993
      flag: true
      noFlag: false
      nul: null
      url: https://user@example.org:8448/a/b?q=1#f
      host: matrix.example.org
      num: "12"
      oct: "010"
      uni: "äé😀"
      lines: "a\\n- b: c"
      ver: "1.20.3"
      b64: YWJj
      json: '{"a": [1, "x", null]}'
      map: {a: x, b: {c: d}, k-e-y: v, d: 3}
      list: [a, 7, {a: b}, null, true]
      words: [b, a, c, a]
      nums: [3, 1, 2]
      emptyList: []
      emptyMap: {}
      """;

  /** All whose results depend on their arguments alone, but for those that change what they get, and what costs much. */
  static final List<String> NAMES =
      List.of(
          ("not and or len index html urlquery print println printf eq ne lt le gt ge slice toJson fromJson fromJsonArray fromYaml fromYamlArray trunc "
                  + "trim upper lower title untitle substr trimAll trimSuffix trimPrefix nospace initials swapcase contains "
                  + "hasPrefix hasSuffix quote squote cat indent nindent replace plural sha1sum sha256sum sha512sum adler32sum "
                  + "toString atoi int int64 float64 seq toDecimal split splitList toStrings until untilStep add1 add sub div mod "
                  + "mul addf add1f subf divf mulf biggest max min maxf minf ceil floor round join sortAlpha default empty coalesce "
                  + "all any compact toPrettyJson toRawJson mustFromJson ternary deepCopy typeOf typeIs typeIsLike kindOf kindIs "
                  + "deepEqual base dir clean ext b64enc b64dec tuple list dict get hasKey pluck keys pick omit values append "
                  + "push prepend first rest last initial reverse uniq without has concat dig chunk regexMatch regexReplaceAll "
                  + "semver semverCompare urlParse repeat splitn abbrev wrap snakecase camelcase kebabcase isAbs b32enc")
              .split(" ", -1));

  private static final List<String> WHOLE = List.of("0", "1", "2", "3", "-1", "5", "(int 3)", "(len \"ab\")", "(atoi \"4\")", "(int .Values.five)", "100");

  private static final List<String> LONG =
      List.of("(add 1 2)", "(sub 1 2)", "(int64 3)", "(mul 2 3)", "(max 1 4)", "(div 7 2)", "(toDecimal \"17\")", "(add 0 0)");

  private static final List<String> REAL =
      List.of(
          ".Values.five", ".Values.half", ".Values.large", "1.5", "(float64 2)", "(round 3.14159 2)", "(addf 1 2)", "(ceil 1.2)", ".Values.zero",
          ".Values.neg", ".Values.big", "(divf 1 3)", "(maxf 1 2)");

  private static final List<String> TEXT =
      List.of(
          "\"a\"", ".Values.text", "`b c`", "(print \"a\" \"b\")", ".Values.empty", ".Values.host", ".Values.num", ".Values.uni", ".Values.lines",
          "\"%s\"", "\"%05d %v\"", ".Values.url", ".Values.ver", "\">=1.2-0\"", ".Values.oct", "\".\"", "\"-\"", ".Values.b64", ".Values.json",
          "\"string\"", "\"aBc dEf-gH_i\"", "\"1.5\"", "\"0x1f\"", "\"true\"", "\"[a-c]+\"");

  private static final List<String> BOOL = List.of("true", "false", ".Values.flag", ".Values.noFlag", "(eq 1 1)", "(not 1)");

  private static final List<String> NOTHING =
      List.of(".Values.nul", ".Values.nope", "(.Values.nope)", "$n", "(.Values.nope).x", "(dict \"a\" .Values.nope).a");

  private static final List<String> LISTS =
      List.of(
          ".Values.list", ".Values.emptyList", ".Values.words", ".Values.nums", "(list 1 2 3)", "(list \"x\" \"y\")", "(until 3)",
          "(splitList \".\" .Values.host)", "(list)", "(list .Values.five 1.5 2)", "(without .Values.words \"a\")", "(list 3 1 (add 1 1))");

  private static final List<String> MAPS =
      List.of(
          ".Values.map", ".Values.emptyMap", "(dict \"a\" 1)", "(dict \"a\" (dict \"b\" 2))", "(dict)", "(urlParse .Values.url)", "(fromJson .Values.json)",
          "(split \".\" .Values.host)");

  private static final List<List<String>> ALL = List.of(WHOLE, LONG, REAL, TEXT, TEXT, BOOL, NOTHING, LISTS, MAPS);

  /** What is done with a result, by which its type is known. */
  private static final List<String> USES =
      List.of(
          "typeOf", "kindOf", "quote", "toString", "len", "int", "trunc 3", "repeat 2", "first", "upper", "until", "default \"d\"", "not", "eq \"a\"", "eq 1",
          "lt 1", "index 0", "keys", "printf \"%d\"", "printf \"%s\"", "printf \"%5.2f\"", "join \"-\"", "replace \"a\" \"b\"", "b64enc", "nindent 2", "has 1",
          "add 1", "ternary 1 2", "sha256sum", "sortAlpha", "print 1", "println", "cat \"x\"", "squote", "float64", "int64", "empty", "coalesce \"\"", "toJson");

  private final Random random;

  RandomCalls(Random random) {
    this.random = random;
  }

  String next() {
    String name = pick(NAMES);
    Functions.Signature signature = Functions.of(name);
    if (signature == null) {
      throw new IllegalStateException(name);
    }
    StringBuilder call = new StringBuilder(name);
    int count = signature.parameters().size() + (signature.variadic() ? random.nextInt(4) - 1 : 0);
    for (int i = 0; i < count; i++) {
      call.append(' ').append(argument(signature.parameter(i)));
    }
    return "{{ $n := .Values.nope }}"
        + switch (random.nextInt(4)) {
          case 0 -> "{{ " + call + " }}";
          case 1 -> "{{ if " + call + " }}y{{ else }}n{{ end }}";
          case 2 -> "{{ printf \"%v\" (" + call + ") }}";
          default -> "{{ (" + call + ") | " + pick(USES) + " }}";
        };
  }

  private String argument(Functions.Parameter parameter) {
    return switch (random.nextInt(6) == 0 ? Functions.Parameter.ANY : parameter) {
      case BOOL -> pick(BOOL);
      case INT -> pick(WHOLE);
      case MAPPING -> pick(MAPS);
      case STRING -> pick(TEXT);
      default -> pick(ALL.get(random.nextInt(ALL.size())));
    };
  }

  private <T> T pick(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
