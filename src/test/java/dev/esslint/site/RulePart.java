package dev.esslint.site;

import static dev.esslint.site.Page.escape;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleInfo;
import dev.esslint.site.Markdown.Part;
import dev.esslint.site.Page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The pages about rules. */
final class RulePart {
  /** What the families are called; in the order of the list. */
  private static final Map<String, String> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put("YAML", "Files and comments");
    FAMILIES.put("SCH", "Schema of the chart");
    FAMILIES.put("CHT", "Chart and Helm");
    FAMILIES.put("GIT", "Deployments in repositories");
    FAMILIES.put("CLU", "Facts about the cluster");
    FAMILIES.put("K8S", "Kubernetes objects and pods");
    FAMILIES.put("SEC", "Secrets");
    FAMILIES.put("NET", "Network");
    FAMILIES.put("ING", "Ingress and certificates");
    FAMILIES.put("WKD", "Well-known documents");
    FAMILIES.put("SYN", "Synapse");
    FAMILIES.put("MAS", "Matrix Authentication Service");
    FAMILIES.put("RTC", "Matrix RTC (calls)");
    FAMILIES.put("WEB", "Element Web");
    FAMILIES.put("HKS", "Hookshot");
    FAMILIES.put("PG", "PostgreSQL");
    FAMILIES.put("RDS", "Redis");
    FAMILIES.put("CFG", "Texts of additional configuration");
    FAMILIES.put("OPT", "Options of the programs");
    FAMILIES.put("UPG", "Upgrades of the chart");
    FAMILIES.put("CHG", "Changes of a deployment");
  }

  private RulePart() {}

  private static String family(RuleInfo rule) {
    return Objects.requireNonNull(FAMILIES.get(rule.family()), rule.family());
  }

  /** Bad and good ones side by side. */
  private static void examples(StringBuilder bad, StringBuilder good, StringBuilder body) {
    if (!bad.isEmpty() || !good.isEmpty()) {
      body.append("<div class=\"examples\">\n");
      body.append(bad.isEmpty() ? "" : "<div class=\"bad\">\n" + bad + "</div>\n");
      body.append(good.isEmpty() ? "" : "<div class=\"good\">\n" + good + "</div>\n");
      body.append("</div>\n");
      bad.setLength(0);
      good.setLength(0);
    }
  }

  /** The page of a rule, from its text in Markdown. */
  static Page page(RuleInfo rule, String path, Markdown text) {
    StringBuilder body = new StringBuilder();
    body.append(
        "<nav class=\"crumbs\" aria-label=\"Where this page is\"><a href=\"index.html\">Rules</a> / <a href=\"index.html#family=%s\">%s</a></nav>\n"
            .formatted(rule.family(), escape(family(rule))));
    StringBuilder bad = new StringBuilder();
    StringBuilder good = new StringBuilder();
    for (Part part : text.parts()) {
      if (part.title().startsWith("Bad") || part.title().startsWith("Also bad")) {
        bad.append(part.html());
      } else if (part.title().startsWith("Good") || part.title().startsWith("Also good")) {
        good.append(part.html());
      } else {
        examples(bad, good, body);
        body.append(
            part.title().isEmpty() ? part.html().replaceFirst("Level: (\\w+)\\.", level(rule)) : part.html());
      }
    }
    examples(bad, good, body);
    return new Page(path, Section.RULES, text.title(), rule.summary().strip(), List.of(), body.toString());
  }

  private static String level(RuleInfo rule) {
    return "Level: " + badge(rule.level()) + ".";
  }

  private static String badge(Level level) {
    return "<span class=\"level %1$s\">%1$s</span>".formatted(level.label());
  }

  /** The list of the rules, which a script filters. */
  static Page index(List<RuleInfo> rules) {
    String body =
        """
        <h1>Rules</h1>
        <p>esslint has %d rules. The level says how serious a finding is; <code>--fail-on</code> decides which level fails a check. \
        A rule applies to the releases that its page names.</p>
        <form class="filters" hidden="hidden" aria-label="Filter the rules">
        <label>Part <select name="family"><option value="">all</option>%s</select></label>
        <label>Level <select name="level"><option value="">all</option>%s</select></label>
        <label>Release <select name="release"><option value="">all</option>%s</select></label>
        <label>Words <input type="search" name="words" autocomplete="off" /></label>
        <p role="status"></p>
        </form>
        %s"""
            .formatted(rules.size(), families(rules), levels(), releases(), tables(rules));
    return new Page(
        Section.RULES.path(), Section.RULES, "Rules", "All rules of esslint.", List.of(), body);
  }

  private static String families(List<RuleInfo> rules) {
    return FAMILIES.entrySet().stream()
        .filter(one -> rules.stream().anyMatch(rule -> rule.family().equals(one.getKey())))
        .map(one -> option(one.getKey(), one.getKey() + ": " + one.getValue()))
        .collect(Collectors.joining());
  }

  private static String levels() {
    return List.of(Level.values()).stream()
        .map(level -> option(level.label(), level.label()))
        .collect(Collectors.joining());
  }

  private static String releases() {
    List<Release> releases = Charts.builtIn().releases();
    return releases.reversed().stream()
        .map(release -> option(String.valueOf(releases.indexOf(release)), release.toString()))
        .collect(Collectors.joining());
  }

  private static String option(String value, String words) {
    return "<option value=\"%s\">%s</option>".formatted(value, escape(words));
  }

  private static String tables(List<RuleInfo> rules) {
    StringBuilder tables = new StringBuilder();
    FAMILIES.forEach(
        (family, title) -> {
          List<RuleInfo> own =
              rules.stream().filter(rule -> rule.family().equals(family)).toList();
          if (!own.isEmpty()) {
            tables.append(
                """
                <section class="family" data-family="%1$s">
                <h2 id="%1$s">%1$s: %2$s</h2>
                <table class="rules"><thead><tr><th scope="col">Rule</th><th scope="col">Level</th><th scope="col">What it finds</th></tr></thead><tbody>
                %3$s</tbody></table>
                </section>
                """
                    .formatted(
                        family,
                        escape(title),
                        own.stream().map(RulePart::row).collect(Collectors.joining())));
          }
        });
    return tables.toString();
  }

  private static String row(RuleInfo rule) {
    return """
        <tr data-level="%s" data-releases="%s"><td><a href="%s.html">%3$s</a> <span class="name">%s</span></td><td>%s</td><td>%s</td></tr>
        """
        .formatted(
            rule.level().label(),
            runs(ReleaseRange.parse(rule.charts())),
            rule.id(),
            escape(rule.name()),
            badge(rule.level()),
            inline(rule.summary().strip()));
  }

  /** A sentence with code between backticks. */
  static String inline(String sentence) {
    return escape(sentence).replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  /** The releases of a range by their numbers in the list of all: {@code 0-3 7-44}. */
  private static String runs(ReleaseRange range) {
    List<Release> releases = Charts.builtIn().releases();
    List<String> runs = new ArrayList<>();
    int first = -1;
    for (int i = 0; i <= releases.size(); i++) {
      boolean in = i < releases.size() && range.contains(releases.get(i));
      if (in && first < 0) {
        first = i;
      } else if (!in && first >= 0) {
        runs.add(first + "-" + (i - 1));
        first = -1;
      }
    }
    return String.join(" ", runs);
  }
}
