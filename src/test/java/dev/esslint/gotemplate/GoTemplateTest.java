package dev.esslint.gotemplate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.gotemplate.Outcome.Endless;
import dev.esslint.gotemplate.Outcome.Refused;
import dev.esslint.gotemplate.Outcome.Rendered;
import dev.esslint.gotemplate.Outcome.Renders;
import dev.esslint.gotemplate.Outcome.Unknown;
import dev.esslint.text.SourceException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about templates, where {@link TemplatesAsHelmProperties} only sees that something is. */
final class GoTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{{ .Values.text | nofunc }}; there is no function `nofunc`; 18; 24",
        "{{ Values.text }}; there is no function `Values`; 3; 9",
        "a{{ end }}; this `end` closes nothing; 4; 7",
        "a{{ if true }}b; this `if` has no `{{ end }}`; 4; 6",
        "{{ }}; there is no value in these braces; 0; 5",
        "{{ .Values..a }}; `.` cannot stand here; 10; 11",
        "{{ .Values.my-key }}; `-` cannot follow `.my`; 10; 14",
        "{{ $x }}; there is no variable `$x`; 3; 5",
        "{{ {{ .x }} }}; `{` cannot stand here; 3; 4",
        "a {{ .Values.text; this `{{` is not closed; 2; 4",
        "{{ (.Values.text }}; a `(` is not closed; 0; 17",
        "{{ .Values.text) }}; this `)` closes nothing; 15; 16",
        "{{ \"a }}; this string is not closed; 3; 4",
        "{{ env `A` }}; there is no function `env`; 3; 6",
        "{{ else }}; this `else` belongs to no `if`; 3; 7",
        "{{ break }}; `break` stands outside of a `range`; 3; 8",
        "{{ printf \\\"a\\\" }}; `\\` cannot stand here; 10; 11",
      })
  void what_go_cannot_read_is_refused(String text, String what, int start, int end) {
    TemplateFault fault = GoTemplate.fault(text).orElseThrow();
    assertEquals(new TemplateFault(what, start, end, fault.alone()), fault);
    assertEquals(new Refused(fault), evaluated(text), "it is not evaluated, either");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{{ end }}", "{{ else }}", "{{ if . }}", "{{ .a", "{{ \"a", "{{/* a", "{{ $x }}", "{{ break }}", "{{ define \"a\" }}"
      })
  void what_is_only_left_open_may_be_closed_by_what_stands_around_it(String text) {
    assertFalse(GoTemplate.fault(text).orElseThrow().alone());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{{ .Values.nope.deep }}; `.Values.nope` is not set, so it has no `deep`",
        "{{ .Values.global.host }}; `.Values.global` is not set, so it has no `host`",
        "{{ .Values.text.deep }}; `.Values.text` is a string, so it has no `deep`",
        "{{ required `r` .Values.nope }}; a `required` value is not set: r",
        "{{ fail `x` }}; `fail` stops Helm: x",
        "{{ index .Values.list 9 }}; `index` requests item 9, but there are only 5",
        "{{ include `nope` . }}; there is no template `nope`",
        "{{ b64enc .Values.text | fail }}; `fail` stops Helm",
        "{{ required (upper .Values.text) .Values.nope }}; a `required` value is not set",
        "{{ if .Release.Name }}{{ fail `x` }}{{ end }}; `fail` stops Helm: x",
        "{{ if .Release.IsInstall }}{{ fail `x` }}{{ else }}{{ fail `y` }}{{ end }}; `fail` stops Helm: x",
        "{{ trunc .Values.five `abc` }}; `trunc` needs a whole number that is not out of the values here",
        "{{ eq .Values.five 5 }}; `eq` cannot compare a number of the values with a whole number of the template",
        "{{ upper }}; `upper` takes 1 argument, but gets 0",
        "{{ mod 5 0 }}; `mod` divides by zero",
        "{{ div .Values.five `x` }}; `div` divides by zero",
        "{{ semver `x` }}; `semver` cannot read its argument as a version",
        "{{ semverCompare `^1` .Values.text }}; `semverCompare` cannot read its argument as a version",
        "{{ slice .Values.text 1 2 }}; `slice` needs a list",
        "{{ chunk 0 .Values.list }}; `chunk` cannot make lists of 0 items",
        "{{ substr 5 1 `abc` }}; `substr` begins or ends outside of the string",
        "{{ substr 4 -1 `abc` }}; `substr` begins or ends outside of the string",
        "{{ regexReplaceAll `a(?=b)` .Values.text `c` }}; `regexReplaceAll` cannot read its argument as a regular expression of Go",
        "{{ mustRegexMatch `(?<!a)b` .Values.nope }}; `mustRegexMatch` needs a string here",
        "{{ mustRegexMatch `(?<!a)b` .Values.text }}; `mustRegexMatch` cannot read its argument as a regular expression of Go",
        "{{ mustFromJson .Values.text }}; `mustFromJson` cannot read its argument as JSON",
        "{{ urlParse `10.0.0.1:8448` }}; `urlParse` cannot read its argument as a URL",
        "{{ mustDateModify `1d` now }}; `mustDateModify` cannot read its argument as a duration, such as `1h30m`",
        "{{ unixEpoch `2026-01-01` }}; `unixEpoch` needs a time here",
        "{{ semverCompare `==1.2` `1.2.3` }}; `semverCompare` cannot read its argument as a range of versions",
        "{{ semver `1.2.3-01` }}; `semver` cannot read its argument as a version",
        "{{ genCAWithKey `a` 1 .Values.text }}; `genCAWithKey` cannot read its argument as a private key",
        "{{ buildCustomCert `a` `b` }}; `buildCustomCert` needs a certificate and a key, each in base64",
        "{{ dig `a` .Values.map }}; `dig` needs at least one key, a default and a mapping",
        "{{ dig `text` `x` .Values }}; `dig` accepts only mappings below `.Values`, not `.Values` or `.` itself",
        "{{ dig `a` `b` `x` .Values.map }}; `dig` looks for a key in a value that is not a mapping",
        "{{ dig 1 `x` .Values.map }}; `dig` needs strings as keys",
        "{{ slice .Values.list 9 }}; `slice` begins or ends outside of the list",
        "{{ slice (list 1 2) 2 1 }}; `slice` begins or ends outside of the list",
        "{{ chunk -1 .Values.list }}; `chunk` needs a number that is not negative",
        "{{ concat .Values.list .Values.nope }}; `concat` needs lists",
        "{{ has 1 .Values.text }}; `has` needs a list",
        "{{ without .Values.nope 1 }}; `without` needs a list",
        "{{ deepCopy .Values.nope }}; `deepCopy` is used on a value that is not set",
        "{{ call .Values.text }}; `call` needs a function",
        "{{ repeat -1 `a` }}; `repeat` needs a number that is not negative",
        "{{ nindent -1 `a` }}; `nindent` needs a number that is not negative",
        "{{ divf 1 2 .Values.nope }}; `divf` divides by zero",
        "{{ div 1 .Values.list }}; `div` divides by zero",
        "{{ randInt 2 2 }}; `randInt` needs a second number that is larger than the first",
        "{{ until (add 1 2) }}; `until` needs a whole number made with `int` here",
        "{{ eq (hasKey .Values `a` | not) `true` }}; `eq` cannot compare a boolean with a string",
        "{{ eq .Release.IsInstall `true` }}; `eq` cannot compare a boolean with a string",
        "{{ gt (float64 3) 2 }}; `gt` cannot compare these two values",
        "{{ (add 1 2).x }}; `(...)` is a number, so it has no `x`",
        "{{ tpl `{{ nofunc }}` . }}; in the text that `tpl` evaluates, there is no function `nofunc`",
      })
  void what_surely_fails_is_refused(String text, String what) {
    assertEquals(what, assertInstanceOf(Refused.class, evaluated(text)).fault().what());
    assertTrue(GoTemplate.fault(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{{ \"{{ nofunc }}\" }}; {{ nofunc }}",
        "{{ `{{ nofunc }}` }}; {{ nofunc }}",
        "a{{/* {{ nofunc }} */}}b; ab",
        "{{ print }}-{{ quote }}-{{ cat }}; --",
        "{{ .Values.nope }}x; x",
        "{{ (.Values.nope).deep }}x; x",
        "{{ $x := .Values.nope }}{{ $x.deep.deeper }}x; x",
        "matrix.{{ .Values.text | upper }}; matrix.SOME TEXT",
        "{{ printf \"matrix.%s\" .Values.map.b.c }}; matrix.d",
        "{{ default `y` .Values.empty }}; y",
        "{{ if .Values.flag }}a{{ else }}{{ fail `x` }}{{ end }}; a",
        "{{ range .Values.list }}{{ if kindIs `map` . }}{{ end }}{{ end }}x; x",
        "{{ range $k, $v := .Values.map.b }}{{ $k }}={{ $v }}{{ end }}; c=d",
        "{{ tpl .Values.nested . }}; some text",
        "{{ define `a` }}{{ .b.c }}{{ end }}{{ include `a` .Values.map }}; d",
        "a {{- \" b\" -}} c; a bc",
        "{{ dig `b` `c` `x` .Values.map }}-{{ dig `z` `c` `x` .Values.map }}; d-x",
        "{{ slice (list `a` `b` `c`) 1 3 | join `,` }}; b,c",
        "{{ concat (list `a`) (list `b`) | join `,` }}; a,b",
        "{{ has `a` (list `a`) }}-{{ has `a` .Values.nope }}-{{ regexMatch `(` `a` }}; true-false-false",
        "{{ len (untilStep 0 9 2) }}-{{ index (until -3) 2 }}; 5--2",
        "{{ (slice .Values.emptyList 1 2).x }}x; x",
        "{{ substr 1 3 `abcd` }}-{{ substr -1 2 `abcd` }}-{{ substr 2 9 `abcd` }}; bc-ab-cd",
      })
  void what_is_known_is_rendered(String text, String result) {
    Outcome expected = result == null ? new Renders() : new Rendered(result);
    assertEquals(expected, evaluated(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ .Release.Name }}-tls",
        "{{ printf \"%s-tls\" .Release.Name }}",
        "{{ sha256sum .Release.Name }}",
        "{{ if .Release.IsUpgrade }}a{{ else }}b{{ end }}",
        "{{ toYaml .Values }}",
        "{{ now }}",
        "{{ semverCompare `!=*` `v1.5` }}",
        "{{ mustFromJson `[1]` }}{{ urlParse `https://a.b:1/c?d=%zz` }}",
        "{{ gt (add .Values.five 1) 2 }}{{ not .Release.IsInstall }}",
      })
  void a_text_that_cannot_be_known_is_rendered_all_the_same(String text) {
    assertEquals(new Renders(), evaluated(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ .Capabilities.KubeVersion.Version }}",
        "{{ .Files.Get `a` }}",
        "{{ (lookup `v1` `Secret` `a` `b`).data.x }}",
        "{{ if .Release.IsInstall }}{{ fail `x` }}{{ end }}",
        "{{ include `element-io.name` . }}",
        "{{ $_ := set .Values `nope` (dict `deep` 1) }}{{ .Values.nope.deep }}",
        "{{ mustToYaml .Values }}",
        "{{ repeat 100000000 `x` }}",
        "{{ slice .Values.list 0 6 }}",
        "{{ urlParse .Release.Name }}",
        "{{ regexFind `\\p{Nope}` `a` }}",
        "{{ regexFind `(a{100}){11}` `a` }}",
        "{{ semver `1.2.3-rc.1` }}",
        "{{ define `a` }}{{ template `a` (dict `a` .) }}{{ end }}{{ template `a` . }}",
      })
  void what_cannot_be_known_is_left_open(String text) {
    assertEquals(new Unknown(), evaluated(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", "a)", ")(", "[a", "[]", "[^]", "[b-a]", "[a-\\d]", "[\\b]", "[[:foo:]]", "[[:a]b:]", "a**", "a*+", "a?+", "a???", "*a", "a|*", "(*)",
        "(?i)*", "a{2}{3}", "{2}", "a{1001}", "a{2,1}", "a{99999999999}", "\\1", "\\8", "\\q", "\\", "[a\\", "\\Z", "\\h", "\\u0041", "\\x4", "\\x{}",
        "\\x{110000}", "\\C", "\\p", "\\p{", "\\\u00e9", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "(?x)a", "(?#c)a", "(?-)a", "(?i--s)a", "(?i",
        "(?P=n)", "(?P<>a)", "(?P<a b>a)", "(?'n'a)"
      })
  void expressions_that_go_cannot_read_are_told(String pattern) {
    assertEquals(Truthiness.NO, GoRegexp.isReadable(pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "|", "()", "(|)", "^*", "\\b+", "a(?i)*", "a*?", "a{2}?", "a{", "a{a}", "{a", "a{2,}", "a{,1}", "a{02}", "a{2, 3}", "a{1000}", "x{2}{", "a]", "a}",
        "[]a]", "[^]]", "[a-]", "[-a]", "[--a]", "[a-b-c]", "[\\d-z]", "[a[b]", "[[:^alpha:]]", "[:alpha:]", "[[:alpha]", "[\\n-\\r]", "[a-\u00e9]", "[\\pL]",
        "\\Q(\\E", "\\Q(", "\\z", "\\x41", "\\x{41}", "\\0", "\\12", "\\_", "\\ ", "\\a", "\\pN", "(?:a)", "(?i:a)", "(?ims-U:a)", "(?)a", "(?P<n>a)", "(?<n>a)"
      })
  void expressions_that_go_can_read_are_not_refused(String pattern) {
    assertEquals(Truthiness.YES, GoRegexp.isReadable(pattern));
  }

  @Test
  void a_range_of_versions_is_read_as_fast_as_it_is_long() {
    String text = "{{ semverCompare `" + "1  ".repeat(19) + "!` `1.2.3` }}";
    assertInstanceOf(Refused.class, evaluated(text));
  }

  @Test
  void a_text_that_evaluates_itself_never_ends() throws Exception {
    String text = "{{ tpl .Values.template . }}";
    Outcome outcome =
        GoTemplate.evaluate(text, TestData.root(RandomTemplates.VALUES, text), name -> false, null);
    assertEquals(new Endless(new TemplateFault("it evaluates itself", 3, 6)), outcome);
  }

  @Property(tries = 2_000)
  void no_text_is_too_odd(
      @ForAll
          @StringLength(max = 40)
          @Chars({'{', '}', '(', ')', '.', '$', '|', '"', '`', '\'', '\\', '-', '/', '*', ':', '=', ' '})
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'f')
          String text)
      throws Exception {
    evaluated(text);
    evaluated("{{" + text);
    evaluated("{{ if " + text + "}}{{ end }}");
    GoTemplate.braces(text).forEach(braces -> braces.inside(text));
  }

  /** 100 kB of what is repeated, alone and inside of braces. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{", "}}", "{", "{{}}", "{{ .Values", "{{.Values", "{{quote ", "{{ ( ", "(", "(.a)", ".a", "..", "$x", "{{$x:=1}}{{$x}}",
        "{{if .}}", "{{if .}}{{else}}", "{{else if .}}", "{{end}}", "{{range .}}", "{{define \"a\"}}", "\"", "`", "'", "\\", "-", " -",
        "{{- ", " -}}", "{{/*", "*/", "{{/* */}}", "|", "a|", "1", "0x", "1_", "9", "1+", ",", "\n", "${", "<path:", "{{ `{{` }}"
      })
  void a_long_text_takes_no_longer_than_its_length(String part) {
    String text = part.repeat(100_000 / part.length());
    List<String> texts = new ArrayList<>(List.of(text, "{{ " + text, "{{ " + text + " }}", "{{ (" + text));
    texts.add("{{ if . }}" + text + "{{ end }}");
    long start = System.nanoTime();
    for (String each : texts) {
      evaluated(each);
      GoTemplate.braces(each).forEach(braces -> braces.inside(each));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 3_000, millis + " ms");
  }

  private static Outcome evaluated(String text) {
    try {
      return GoTemplate.evaluate(
          text,
          TestData.root(RandomTemplates.VALUES, text),
          name -> name.startsWith("element-io."), null);
    } catch (SourceException e) {
      throw new IllegalStateException(e);
    }
  }
}
