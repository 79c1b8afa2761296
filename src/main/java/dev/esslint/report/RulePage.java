package dev.esslint.report;

import dev.esslint.finding.Quotation;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.finding.RuleInfo.Example;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to say about a rule, in Markdown: on the terminal, in SARIF and in the documentation. */
public final class RulePage {
  private final StringBuilder text = new StringBuilder();

  private RulePage() {}

  /** A page with a heading. */
  public static String of(RuleInfo rule) {
    return "# " + rule.id() + " " + rule.name() + "\n\n" + body(rule);
  }

  /** What stands under the heading. */
  public static String body(RuleInfo rule) {
    RulePage page = new RulePage();
    page.text.append(rule.summary().strip()).append("\n\n");
    page.text.append("Level: ").append(rule.level().label());
    page.text.append(". Class: ").append(rule.kind().label());
    page.text.append(". Releases: ").append(rule.charts().isEmpty() ? "all" : rule.charts());
    if (!rule.from().isEmpty()) {
      page.text
          .append(rule.subject() == Subject.UPGRADE ? ", when upgraded from " : ", when deployed with ")
          .append(rule.from());
    }
    page.text.append(".\n");
    if (rule.optional()) {
      page.text
          .append("\nDisabled by default. Enable it with `--extend-select ")
          .append(rule.id())
          .append("`.\n");
    }
    page.section("Why", rule.why());
    page.section("What to write instead", Quotation.withoutValues(rule.fix()));
    rule.examples().forEach(page::example);
    if (!rule.docs().isEmpty()) {
      page.section("See also", "<" + rule.docs() + ">");
    }
    return page.text.toString();
  }

  /** The list of rules, with links to their pages. */
  public static String index(List<RuleInfo> rules) {
    return "# Rules\n\n| id | name | level | class | what it finds |\n|---|---|---|---|---|\n"
        + rules.stream()
            .map(
                rule ->
                    "| [%s](%s.md) | %s | %s | %s | %s |\n"
                        .formatted(
                            rule.id(),
                            rule.id(),
                            rule.name(),
                            rule.level().label(),
                            rule.kind().label(),
                            rule.summary().replace("|", "\\|")))
            .collect(Collectors.joining());
  }

  private void example(Example example) {
    section(example.bad() ? "Reported" : "Not reported", yaml(example.values()));
    layer("instead of these values", example.before());
    layer("with this lower layer", example.layer());
    layer("with this cluster file", example.cluster());
    if (!example.release().isEmpty()) {
      text.append("\nin release ").append(example.release()).append(" of the chart\n");
    }
    if (!example.from().isEmpty()) {
      text.append("\nupgraded from ").append(example.from()).append('\n');
    }
  }

  private void layer(String role, String values) {
    if (!values.isEmpty()) {
      text.append('\n').append(role).append("\n\n").append(yaml(values)).append('\n');
    }
  }

  private static String yaml(String values) {
    return "```yaml\n" + values.strip() + "\n```";
  }

  private void section(String title, String body) {
    if (!body.isBlank()) {
      text.append("\n## ").append(title).append("\n\n").append(body.strip()).append('\n');
    }
  }
}
