package dev.esslint.gotemplate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.RealHelm;
import dev.esslint.RealHelm.Verdict;
import dev.esslint.gotemplate.Outcome.Refused;
import dev.esslint.gotemplate.Outcome.Rendered;
import dev.esslint.json.JsonString;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What real Helm made of calls of functions, with {@link RandomCalls#VALUES}: {@code testdata/templates/calls.tsv} has a line for each, with the text as JSON, or
 * {@code refused}. {@code -Dexpected=write} asks Helm again.
 */
final class RecordedCallsTest {
  private static final Path CALLS = Path.of("testdata/templates/calls.tsv");
  private static final String REFUSED = "refused";

  @Test
  void functions_give_what_helm_said() throws Exception {
    List<String> calls = Files.readAllLines(CALLS).stream().map(line -> line.split("\t", -1)[0]).toList();
    if (System.getProperty("expected", "").equals("write")) {
      record(calls);
    }
    List<String> ours = new ArrayList<>();
    for (String call : calls) {
      Outcome outcome = GoTemplate.evaluate(call, TestData.root(RandomCalls.VALUES, call), name -> false, null);
      ours.add(
          call
              + "\t"
              + switch (outcome) {
                case Rendered(String text) -> JsonString.ascii(text);
                case Refused refused -> REFUSED;
                default -> outcome.toString();
              });
    }
    assertEquals(Files.readString(CALLS), String.join("\n", ours) + "\n");
  }

  private static void record(List<String> calls) throws Exception {
    StringBuilder lines = new StringBuilder();
    try (RealHelm helm = new RealHelm()) {
      helm.printing("tpl .Values.template . | toJson");
      helm.defaults(RandomCalls.VALUES);
      for (String call : calls) {
        Verdict verdict = helm.render(List.of("{\"template\": " + JsonString.quote(call) + "}"));
        String answer = REFUSED;
        if (verdict.json().isPresent()
            && YamlReader.read(new SourceText("", verdict.json().get())).root() instanceof ScalarNode scalar
            && scalar.value() instanceof Scalar.Str(String text)) {
          answer = JsonString.ascii(text);
        }
        lines.append(call).append('\t').append(answer).append('\n');
      }
    }
    Files.writeString(CALLS, lines);
  }
}
