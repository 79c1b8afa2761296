package dev.esslint.gotemplate;

import java.util.List;
import java.util.Random;

/** Makes up templates: most can be read, some by chance cannot. */
final class RandomTemplates {

  /** What the templates are evaluated with. */
  static final String VALUES =
      """
      text: some text
      empty: ""
      five: 5
      half: 0.5
      large: 5000000
      flag: true
      noFlag: false
      map: {a: x, b: {c: d}, k-e-y: v}
      list: [a, 7, {a: b}, null, true]
      emptyList: []
      emptyMap: {}
      nested: "{{ .Values.text }}"
      """;

  private static final List<String> FIELDS =
      List.of(
          ".",
          ".Values",
          ".Values.text",
          ".Values.text",
          ".Values.empty",
          ".Values.five",
          ".Values.half",
          ".Values.flag",
          ".Values.noFlag",
          ".Values.map",
          ".Values.map.a",
          ".Values.map.b.c",
          ".Values.list",
          ".Values.emptyList",
          ".Values.emptyMap",
          ".Values.nope",
          ".Values.map.b",
          ".Values.list",
          ".Values.text",
          ".Values.five",
          ".Values.flag",
          ".Values.map.a",
          ".Values.large",
          ".Release.Name",
          ".Release.nope",
          ".nope",
          "$",
          "$.Values.text",
          "$.Values.nope",
          "$.Values.map.b");

  /** Fields that mostly cannot be had. */
  private static final List<String> FIELDS_OF_NOTHING =
      List.of(
          ".Values.nope.deeper",
          ".Values.text.deeper",
          ".Values.five.deeper",
          ".Values.list.deeper",
          ".Values.nope.deeper.deepest",
          ".nope.deeper",
          ".Release.Name.deeper",
          "(.Values.nope).deeper",
          "(.Values.text).deeper");

  private static final List<String> LITERALS =
      List.of(
          "\"text\"",
          "\"\"",
          "\"a\\tb\\\"c\"",
          "\"\\x41\\101\\u00e4\"",
          "\"%s-%d\"",
          "\"%s\"",
          "\"a\"",
          "`raw`",
          "`{{ nofunc }}`",
          "\"}}\"",
          "'a'",
          "'\\n'",
          "0",
          "1",
          "5",
          "-3",
          "+2",
          "0x1F",
          "1_000",
          "0b11",
          "0o17",
          "017",
          "1.5",
          "2.0",
          "1e3",
          ".5",
          "2i",
          "1+2i",
          "true",
          "false",
          "nil");

  /** What is no literal, or hardly one. */
  private static final List<String> ODD =
      List.of(
          "\"\\q\"",
          "\"\\ud800\"",
          "\"\\'\"",
          "\"open",
          "'ab'",
          "''",
          "`open",
          "08",
          "0x",
          "1__0",
          "1_",
          "99999999999999999999",
          "18446744073709551615",
          "1e400",
          "1x",
          "1.2.3",
          "-",
          "+",
          "1+2",
          ".Values..a",
          ".Values.map.k-e-y",
          ".5a",
          "..",
          "$$",
          "$undefined",
          "$x.y",
          "Values.text",
          "nofunc",
          "if",
          "end",
          "define",
          "a.b",
          "print.x",
          "\"a\".b",
          "1.a",
          ",",
          "|",
          "||",
          "=",
          ":",
          ":=",
          "&",
          "}",
          "{",
          "{{",
          "}}",
          "(",
          ")",
          "()",
          "{{- /* c */ -}}",
          "/* c */",
          "é",
          "\u00a0",
          "\u0007",
          "\n",
          "\t",
          "block",
          "break",
          "-}}",
          "{{-");

  /** Functions that neither take long nor depend on more than their arguments. */
  private static final List<String> CALLABLE =
      List.of(
          ("and or not len index html js urlquery print println printf eq ne lt le gt ge call slice "
                  + "include required fail toYaml toJson fromYaml fromJson toToml fromYamlArray fromJsonArray trunc trim upper "
                  + "lower title untitle substr trimAll trimSuffix trimPrefix nospace initials swapcase contains hasPrefix "
                  + "hasSuffix quote squote cat indent nindent replace plural sha256sum toString atoi int int64 float64 split "
                  + "splitList splitn toStrings until add add1 sub mul max min ceil floor join sortAlpha default empty "
                  + "coalesce all any compact fromJson toPrettyJson toRawJson ternary deepCopy typeOf kindOf kindIs deepEqual "
                  + "base dir b64enc b64dec tuple list dict get hasKey keys pick omit values append prepend first last rest "
                  + "initial reverse uniq without has concat dig chunk mustFirst mustHas regexMatch regexReplaceAll "
                  + "regexQuoteMeta semver unixEpoch now date pluck repeat div mod untilStep divf mustFromJson urlParse mustRegexFind "
                  + "regexSplit regexFindAll semverCompare randInt mustHas mustSlice mustDateModify mustDeepCopy")
              .split(" ", -1));

  private final Random random;
  private int variables;

  RandomTemplates(Random random) {
    this.random = random;
  }

  /** A template, mostly changed a little after it was made. */
  String next() {
    variables = 0;
    String template = text(random.nextInt(3));
    int changes = random.nextInt(8) - 5;
    for (int i = 0; i < changes; i++) {
      template = changed(template);
    }
    return template;
  }

  private String text(int depth) {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      text.append(
          switch (random.nextInt(depth > 0 ? 14 : 8)) {
            case 0 -> pick(List.of("plain", " ", "\n", "a-b", "}}", "{", "\u00e4", "<no value>"));
            case 1, 2, 3, 4, 5 -> open() + pipeline(2) + close();
            case 6 -> open() + "$" + name(variables++) + " := " + pipeline(1) + close();
            case 7 -> pick(List.of("{{/* a {{ b }} */}}", "{{- /* a */ -}}", "{{/*}}*/}}"));
            case 8, 9 ->
                open() + "if " + pipeline(1) + close() + text(depth - 1) + otherwise("if", depth) + end();
            case 10 ->
                open() + "with " + pipeline(1) + close() + text(depth - 1) + otherwise("with", depth)
                    + end();
            case 11 ->
                open() + "range " + loop() + collection() + close() + text(depth - 1) + jump()
                    + otherwise("range", depth) + end();
            case 12 ->
                depth < 2 ? "plain" : open() + "define \"d" + random.nextInt(2) + "\"" + close() + text(depth - 1) + end();
            default ->
                pick(
                    List.of(
                        "{{ template \"d0\" . }}",
                        "{{ include \"d1\" $ }}",
                        "{{ template \"d1\" }}",
                        "{{ block \"d0\" . }}b{{ end }}",
                        "{{ tpl .Values.nested . }}",
                        "{{ tpl \"{{ nofunc }}\" . }}",
                        "{{ tpl `{{ .Values.text }}` $ }}",
                        "{{ else }}",
                        "{{ end }}",
                        "{{ break }}"));
          });
    }
    return text.toString();
  }

  private String otherwise(String kind, int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> open() + "else" + close() + text(depth - 1);
      case 1 ->
          open() + "else " + (kind.equals("range") && random.nextInt(9) > 0 ? "" : kind) + " " + pipeline(1) + close() + text(depth - 1);
      default -> "";
    };
  }

  private String loop() {
    return switch (random.nextInt(4)) {
      case 0 -> "$" + name(variables++) + " := ";
      case 1 -> "$" + name(variables++) + ", $" + name(variables++) + " := ";
      default -> "";
    };
  }

  private String collection() {
    return switch (random.nextInt(6)) {
      case 0 -> pipeline(1);
      case 1 -> "(list 1 \"a\" .Values.map)";
      default -> pick(List.of(".Values.list", ".Values.map", ".Values.nope", "(until 3)"));
    };
  }

  private String jump() {
    return switch (random.nextInt(6)) {
      case 0 -> "{{ break }}";
      case 1 -> "{{ if " + pipeline(1) + " }}{{ continue }}{{ end }}";
      default -> "";
    };
  }

  private String end() {
    return random.nextInt(30) == 0 ? "" : open() + "end" + close();
  }

  private String open() {
    return pick(List.of("{{ ", "{{ ", "{{", "{{- "));
  }

  private String close() {
    return pick(List.of(" }}", " }}", "}}", " -}}"));
  }

  private static String name(int number) {
    return String.valueOf((char) ('a' + number % 26));
  }

  private String pipeline(int depth) {
    StringBuilder pipeline = new StringBuilder(command(depth));
    for (int more = random.nextInt(4); more > 1; more--) {
      pipeline.append(pick(List.of(" | ", "|"))).append(call(depth, 1));
    }
    return pipeline.toString();
  }

  private String command(int depth) {
    return random.nextInt(3) > 0 ? operand(depth) : call(depth, 0);
  }

  /**
   * A function, mostly with as many arguments as it takes and of their types.
   *
   * @param piped how many arguments it gets from elsewhere
   */
  private String call(int depth, int piped) {
    String name = pick(CALLABLE);
    StringBuilder call = new StringBuilder(name);
    Functions.Signature signature = Functions.of(name);
    if (signature == null || random.nextInt(12) == 0) {
      for (int arguments = random.nextInt(4); arguments > 0; arguments--) {
        call.append(' ').append(operand(depth));
      }
      return call.toString();
    }
    int arguments =
        signature.parameters().size() - piped + (signature.variadic() ? random.nextInt(3) - 1 : 0);
    for (int i = 0; i < arguments; i++) {
      call.append(' ').append(argument(signature.parameter(i), depth));
    }
    return call.toString();
  }

  private String argument(Functions.Parameter parameter, int depth) {
    return switch (random.nextInt(4) == 0 ? Functions.Parameter.ANY : parameter) {
      case BOOL -> pick(List.of("true", "false", ".Values.flag"));
      case INT -> pick(List.of("0", "1", "3", "-1", "'a'", "2.0", "(len \"ab\")"));
      case MAPPING -> pick(List.of(".Values", ".Values.map", "$", "(dict \"a\" 1)", ".Values.emptyMap"));
      case STRING ->
          pick(List.of("\"a\"", ".Values.text", "`b c`", "(print \"a\" \"b\")", ".Release.Name", "\"%s\""));
      default -> operand(depth);
    };
  }

  private String operand(int depth) {
    return switch (random.nextInt(24)) {
      case 0 -> random.nextInt(8) == 0 ? pick(ODD) : pick(LITERALS);
      case 1, 2, 3 -> variables == 0 ? "$" : "$" + name(random.nextInt(variables));
      case 4, 5, 6 -> depth == 0 ? "." : "(" + pipeline(depth - 1) + ")";
      case 7 -> depth == 0 ? "." : "(" + pipeline(depth - 1) + ").a";
      case 8, 9, 10, 11, 12, 13 -> pick(LITERALS);
      case 14 -> random.nextInt(4) == 0 ? pick(FIELDS_OF_NOTHING) : pick(FIELDS);
      default -> pick(FIELDS);
    };
  }

  private String changed(String text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + 1 + random.nextInt(3));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(to);
      case 1 -> text.substring(0, at) + pick(ODD) + text.substring(at);
      case 2 -> text.substring(0, to) + text.substring(at);
      default -> text.substring(0, at) + pick(ODD) + text.substring(to);
    };
  }

  private <T> T pick(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
