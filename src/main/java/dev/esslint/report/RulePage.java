package dev.esslint.report;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ReleaseRange;
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

  /**
   * What is shown beside the texts of a rule.
   *
   * @param message what the first bad example is told; empty if that is not known
   * @param remedy what it is to write instead; empty for the text of the rule
   * @param mended what becomes of the first bad example by that; empty if it is not known
   * @param related other rules about the same keys
   */
  public record Shown(String message, String remedy, String mended, List<RuleInfo> related) {
    static final Shown NOTHING = new Shown("", "", "", List.of());
  }

  /** A page with a heading, where examples cannot be tried out: the paths of quoted values stand for these. */
  public static String of(RuleInfo rule) {
    return of(rule, new Shown(Quotation.withoutValues(rule.message()), "", "", List.of()));
  }

  /** A page with a heading. */
  public static String of(RuleInfo rule, Shown shown) {
    return "# " + rule.id() + " " + rule.name() + "\n\n" + body(rule, shown);
  }

  /** What stands under the heading, without what its examples are told. */
  public static String body(RuleInfo rule) {
    return body(rule, Shown.NOTHING);
  }

  private static String body(RuleInfo rule, Shown shown) {
    RulePage page = new RulePage();
    page.text.append(rule.summary().strip()).append("\n\n");
    page.text.append("Level: ").append(rule.level().label());
    page.text.append(". Class: ").append(rule.kind().label());
    if (!rule.components().isEmpty()) {
      page.text.append(rule.components().size() == 1 ? ". Component: `" : ". Components: `");
      page.text.append(
          rule.components().stream().map(ChartComponent::path).collect(Collectors.joining("`, `")));
      page.text.append('`');
    }
    page.text.append(". Releases: ").append(ReleaseRange.parse(rule.charts()).inWords());
    if (!rule.from().isEmpty()) {
      page.text
          .append(
              rule.subject() == Subject.UPGRADE ? "; upgraded from: " : "; deployed with: ")
          .append(ReleaseRange.parse(rule.from()).inWords());
    }
    page.text.append(".\n");
    if (rule.optional()) {
      page.text
          .append("\nDisabled by default. Enable it with `--extend-select ")
          .append(rule.id())
          .append("`.\n");
    }
    List<Example> bad = rule.examples().stream().filter(Example::bad).toList();
    List<Example> good = rule.examples().stream().filter(one -> !one.bad()).toList();
    boolean paired = !bad.isEmpty() && !shown.message.isBlank() && (!shown.mended.isEmpty() || !good.isEmpty());
    boolean first = paired && shown.mended.isEmpty();
    if (paired) {
      page.pair(bad.getFirst(), shown, good);
    } else {
      page.section("Message", quoted(shown.message));
    }
    page.section("Why", rule.why());
    page.section(
        "What to write instead",
        shown.remedy.isBlank() ? Quotation.withoutValues(rule.fix()) : shown.remedy);
    page.examples(paired ? "Also bad" : "Bad", paired ? bad.subList(1, bad.size()) : bad);
    page.examples(first ? "Also good" : "Good", first ? good.subList(1, good.size()) : good);
    page.ignoring(rule);
    page.related(shown.related);
    if (!rule.docs().isEmpty()) {
      page.section("See also", "<" + rule.docs() + ">");
    }
    return page.text.toString();
  }

  private static String quoted(String message) {
    return message.strip().lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
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

  /** The first bad example, what is said of it, and what becomes of it by the remedy, or else the first good one. */
  private void pair(Example example, Shown shown, List<Example> good) {
    example("Bad", example);
    text.append('\n').append(quoted(shown.message)).append('\n');
    if (shown.mended.isEmpty()) {
      example("Good", good.getFirst());
    } else {
      section("Good, with the remedy", yaml(shown.mended));
    }
  }

  private void examples(String title, List<Example> examples) {
    for (int i = 0; i < examples.size(); i++) {
      example(examples.size() == 1 ? title : title + " " + (i + 1), examples.get(i));
    }
  }

  private void example(String title, Example example) {
    section(title, yaml(example.values()));
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

  private void ignoring(RuleInfo rule) {
    section(
        "How to ignore it",
        "At one place, with a comment at the end of its line or on the line above it:\n\n"
            + yaml("# esslint: ignore[" + rule.id() + "] the reason")
            + "\n\nEverywhere, in `.esslint.yaml`:\n\n"
            + yaml("ignore: [" + rule.name() + "]"));
  }

  private void related(List<RuleInfo> rules) {
    section(
        "Related rules",
        rules.stream()
            .map(
                rule ->
                    "- [%s](%s.md) %s: %s"
                        .formatted(rule.id(), rule.id(), rule.name(), rule.summary().strip()))
            .collect(Collectors.joining("\n")));
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
