package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The rules that found something, as SARIF describes them: each with its whole page, of which all would be two megabytes. */
final class SarifRules {
  /** What GitHub takes of a description. */
  private static final int MAX_DESCRIPTION = 1024;

  private final Map<String, RuleInfo> rules = new LinkedHashMap<>();
  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final Documentation documentation;

  SarifRules(Report report) {
    documentation = report.documentation();
    report.findings().forEach(told -> add(told.rule()));
    report.more().forEach(more -> add(more.rule()));
  }

  private void add(RuleInfo rule) {
    rules.putIfAbsent(rule.id(), rule);
    indices.putIfAbsent(rule.id(), indices.size());
  }

  int index(RuleInfo rule) {
    return indices.getOrDefault(rule.id(), -1);
  }

  void write(JsonGenerator json) {
    json.writeArrayPropertyStart("rules");
    rules.values().forEach(rule -> write(rule, json));
    json.writeEndArray();
  }

  private void write(RuleInfo rule, JsonGenerator json) {
    boolean security = rule.family().equals("SEC");
    json.writeStartObject();
    json.writeStringProperty("id", rule.id());
    json.writeStringProperty("name", pascalCase(rule.name()));
    json.writeObjectPropertyStart("shortDescription");
    json.writeStringProperty("text", cut(rule.summary()));
    json.writeEndObject();
    json.writeObjectPropertyStart("fullDescription");
    json.writeStringProperty("text", cut(fullDescription(rule)));
    json.writeEndObject();
    json.writeObjectPropertyStart("help");
    String markdown = help(rule);
    json.writeStringProperty("text", String.join("\n", PlainText.lines(markdown, PlainText.ANY_WIDTH)));
    json.writeStringProperty("markdown", markdown);
    json.writeEndObject();
    String page = documentation.page(rule);
    if (!page.isEmpty()) {
      json.writeStringProperty("helpUri", page);
    }
    json.writeObjectPropertyStart("defaultConfiguration");
    json.writeStringProperty("level", rule.level().label());
    json.writeEndObject();
    json.writeObjectPropertyStart("properties");
    json.writeArrayPropertyStart("tags");
    if (security) {
      json.writeString("security");
    }
    json.writeString(rule.kind().label());
    json.writeString(rule.family().toLowerCase(Locale.ROOT));
    json.writeEndArray();
    json.writeStringProperty("precision", rule.kind() == RuleClass.REJECTED ? "very-high" : "high");
    json.writeStringProperty("problem.severity", problemSeverity(rule.level()));
    if (security) {
      json.writeStringProperty("security-severity", securitySeverity(rule.level()));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The whole page of the rule, for who reads it without a network; {@code helpUri} leads to the same. */
  private String help(RuleInfo rule) {
    String page = documentation.own(rule);
    return RulePage.body(rule)
        + "\n`esslint explain "
        + rule.id()
        + "` shows this page"
        + (page.isEmpty() ? ".\n" : "; it is also at <" + page + ">.\n");
  }

  private static String pascalCase(String kebabCase) {
    StringBuilder name = new StringBuilder();
    for (String word : kebabCase.split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return name.toString();
  }

  /** The summary and the first paragraph of the reason. */
  private static String fullDescription(RuleInfo rule) {
    String why = rule.why().strip().split("\\R\\s*\\R", 2)[0];
    String summary = PlainText.paragraph(rule.summary());
    return why.isEmpty() || why.startsWith("```")
        ? summary
        : summary + " " + PlainText.paragraph(why);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_DESCRIPTION) {
      return text;
    }
    int end = text.lastIndexOf(' ', MAX_DESCRIPTION - 2);
    return text.substring(0, end > 0 ? end : MAX_DESCRIPTION - 2).stripTrailing() + "….";
  }

  private static String problemSeverity(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "recommendation";
    };
  }

  /** On the scale of CVSS: high, medium, low. */
  private static String securitySeverity(Level level) {
    return switch (level) {
      case ERROR -> "8.0";
      case WARNING -> "5.5";
      case NOTE -> "3.0";
    };
  }
}
