package dev.esslint.cli;

import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.change.ChangeFacts;
import dev.esslint.secret.Mask;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint rules facts}. */
final class RulesFactsCommand implements Command {
  private final Terminal terminal;

  RulesFactsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint rules facts",
            "Lists the facts about a deployment, and about a change of one, that the conditions and messages of rules"
                + " can use. [] stands for an item of a list, as with `each`.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("WORD")
            .type(String[].class)
            .arity("0..*")
            .description("Only facts whose name or description contains all of these, each with the list that it belongs to.")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    List<String> words = parsed.positionals(0);
    Map<String, String> facts = new LinkedHashMap<>();
    DeploymentFacts.names().says().forEach((name, text) -> facts.put("deployment." + name, text));
    ChangeFacts.names().says().forEach((name, text) -> facts.put("change." + name, text));
    Set<String> chosen = new HashSet<>();
    facts.forEach(
        (name, text) -> {
          if (words.stream().allMatch(word -> isIn(name + " " + text, word))) {
            chosen.add(name);
            // what an item has says nothing without what the item is
            for (int end = name.indexOf("[]."); end >= 0; end = name.indexOf("[].", end + 1)) {
              chosen.add(name.substring(0, end + "[]".length()));
            }
          }
        });
    facts.keySet().retainAll(chosen);
    if (facts.isEmpty()) {
      throw new UsageException("no fact has `" + String.join("` and `", words) + "` in its name or description");
    }
    int width = facts.keySet().stream().mapToInt(String::length).max().orElseThrow();
    StringBuilder list = new StringBuilder();
    facts.forEach(
        (name, text) -> list.append(name).append(" ".repeat(width - name.length() + 2)).append(text).append('\n'));
    terminal.print(Mask.none().shown(list.toString()));
    return ExitStatus.CLEAN;
  }

  private static boolean isIn(String fact, String word) {
    return fact.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }
}
