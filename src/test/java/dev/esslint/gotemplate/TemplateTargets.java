package dev.esslint.gotemplate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.cli.HostileTexts;
import dev.esslint.fuzz.Target;
import dev.esslint.gotemplate.Outcome.Refused;
import dev.esslint.gotemplate.Outcome.Rendered;
import dev.esslint.text.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The reader of templates and their evaluation; what they come to is real Helm's business, see {@link TemplatesAsHelmProperties}. */
public final class TemplateTargets {
  private TemplateTargets() {}

  /** All of them. */
  public static List<Target> all() {
    RandomTemplates templates = new RandomTemplates(new Random(7));
    List<String> seeds = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      seeds.add(templates.next());
    }
    List<String> words = new ArrayList<>(HostileTexts.TOKENS);
    words.addAll(
        List.of("{{", "}}", "{{- ", " -}}", "{{ end }}", "{{ if ", "{{ with ", "{{ range ", "{{ else }}", "{{ define \"a\" }}", "{{ template \"a\" . }}",
            "(", ")", "|", "$", "$x := ", "range $i, $x := ", " .Values", ".text", "printf ", "`", "\"", "'a'", "repeat ", "until 1000 ", "999999999 ",
            "9223372036854775807 ", "tpl ", "include ", "index ", "list ", "dict ", "regexMatch ", "replace ", "nindent ", "%d", "%1000000d", "*/", "/*"));
    Datum data = data();
    return List.of(Target.ofText("template", seeds, words, input -> evaluate(input, data)));
  }

  private static Datum data() {
    try {
      return TestData.root(RandomTemplates.VALUES, "");
    } catch (SourceException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String evaluate(String input, Datum data) {
    Optional<TemplateFault> fault = GoTemplate.fault(input);
    fault.ifPresent(f -> check(f, input));
    Outcome outcome = GoTemplate.evaluate(input, data, name -> false, null);
    if (fault.isPresent()) {
      assertTrue(outcome instanceof Refused, "what cannot be read is evaluated");
    }
    if (outcome instanceof Refused(TemplateFault why)) {
      check(why, input);
    }
    if (!GoTemplate.isIn(input) && outcome instanceof Rendered(String text)) {
      assertEquals(input.replace("<no value>", ""), text);
    }
    return outcome instanceof Refused(TemplateFault why) ? Target.kind(why.what()) : outcome.getClass().getSimpleName();
  }

  private static void check(TemplateFault fault, String input) {
    assertTrue(0 <= fault.start() && fault.start() <= fault.end() && fault.end() <= input.length(), () -> "the fault is at " + fault);
  }
}
