package dev.esslint.gotemplate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.RealHelm;
import dev.esslint.RealHelm.Verdict;
import dev.esslint.gotemplate.Outcome.Endless;
import dev.esslint.gotemplate.Outcome.Refused;
import dev.esslint.gotemplate.Outcome.Rendered;
import dev.esslint.gotemplate.Outcome.Renders;
import dev.esslint.gotemplate.Outcome.Unknown;
import dev.esslint.json.JsonString;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Real Helm judges which templates can be read, which can be evaluated, and to what. With {@code -Dlong=true} it judges some
 * thousand.
 */
final class TemplatesAsHelmProperties {
  private static @Nullable RealHelm helm;
  private static int judged;
  private static int unknown;

  @BeforeContainer
  static void makeChart() throws IOException {
    helm = new RealHelm();
    helm.printing("tpl .Values.template . | toJson");
  }

  @AfterContainer
  static void removeChart() throws IOException {
    if (helm != null) {
      helm.close();
    }
    assertTrue(unknown * 3 < judged, unknown + " of " + judged + " are unknown");
  }

  @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, seed = "26")
  void templates_are_read_and_evaluated_as_helm_does(@ForAll Random random) throws Exception {
    RandomTemplates templates = new RandomTemplates(random);
    compare(templates::next, RandomTemplates.VALUES, 30);
  }

  @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, seed = "27")
  void functions_give_what_they_give_in_helm(@ForAll Random random) throws Exception {
    RandomCalls calls = new RandomCalls(random);
    compare(calls::next, RandomCalls.VALUES, 60);
  }

  private static void compare(Supplier<String> templates, String values, int count) throws Exception {
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < RealHelm.scaled(count); i++) {
      disagreement(templates.get(), values).ifPresent(disagreements::add);
    }
    disagreements.sort(Comparator.comparingInt(String::length));
    assertEquals(
        "",
        disagreements.isEmpty()
            ? ""
            : disagreements.size()
                + " disagreements, such as\n"
                + String.join("\n\n", disagreements.stream().limit(10).toList()));
  }

  private static Optional<String> disagreement(String template, String defaults) throws Exception {
    if (helm == null) {
      throw new IllegalStateException("there is no chart");
    }
    helm.defaults(defaults);
    String values = "{\"template\": " + JsonString.quote(template) + "}";
    Verdict verdict = helm.render(List.of(values));
    Optional<TemplateFault> fault = GoTemplate.fault(template);
    Outcome outcome =
        GoTemplate.evaluate(
            template, TestData.root(defaults, template), name -> false, null);
    judged++;
    unknown += outcome instanceof Unknown ? 1 : 0;
    int parse = verdict.message().indexOf("cannot parse template");
    int run = verdict.message().indexOf("error during tpl function execution");
    boolean unread = parse >= 0 && (run < 0 || parse < run);
    boolean agreed =
        fault.isPresent() == unread
            && switch (outcome) {
              case Rendered(String text) ->
                  verdict.json().isPresent() && text.equals(string(verdict.json().get()));
              case Renders renders -> verdict.json().isPresent();
              case Refused refused -> verdict.json().isEmpty();
              case Endless endless -> false;
              case Unknown undecided -> true;
            };
    return agreed
        ? Optional.empty()
        : Optional.of(
            template + "\nHelm: " + verdict.json() + verdict.message() + "\nours: " + fault + " " + outcome);
  }

  private static String string(String json) throws Exception {
    Document document = YamlReader.read(new SourceText("", json));
    return document.root() instanceof ScalarNode scalar
            && scalar.value() instanceof Scalar.Str(String text)
        ? text
        : "";
  }
}
