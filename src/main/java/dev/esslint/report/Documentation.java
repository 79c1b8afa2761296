package dev.esslint.report;

import dev.esslint.finding.RuleInfo;

/**
 * Where the pages of rules are on the web, which is one setting for all links in reports.
 *
 * @param base the address of a site as {@code mvn -Pdocs} writes it, or the address of a page with {@value #RULE} in it for the id of
 *     its rule; empty if there are no such pages
 */
public record Documentation(String base) {
  private static final String RULE = "{rule}";

  /** The address of the project. Whoever publishes it elsewhere changes it here, and all links of reports follow. */
  static final String HOME = "https://github.com/esslint/esslint";

  /** The pages in the repository of the project. */
  public static final Documentation USUAL = new Documentation(HOME + "/blob/main/docs/rules/" + RULE + ".md");

  /** The page about a rule, or else the one that the rule names to read on; empty if there is none. */
  String page(RuleInfo rule) {
    String own = own(rule);
    return own.isEmpty() ? rule.docs() : own;
  }

  /** The page about a rule; empty for one of the user's own, and where there are no pages. */
  String own(RuleInfo rule) {
    if (rule.own() || base.isEmpty()) {
      return "";
    }
    return base.contains(RULE)
        ? base.replace(RULE, rule.id())
        : base + (base.endsWith("/") ? "" : "/") + "rules/" + rule.id() + ".html";
  }
}
