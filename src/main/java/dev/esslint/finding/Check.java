package dev.esslint.finding;

/** The checks that are written in Java; each has its findings told by the rule that names it. */
public enum Check {
  CHART_HOLES("chart.holes"),
  CHART_NEWER_MAY_TAKE_IT("chart.newer-may-take-it"),
  CHART_NEWER_RELEASE("chart.newer-release"),
  CHART_NOT_A_DEPENDENCY("chart.not-a-dependency"),
  CHART_NOT_PASSED_ON("chart.not-passed-on"),
  CHART_REFUSED_BY_HELM("chart.refused-by-helm"),
  CHART_UNKNOWN_RELEASE("chart.unknown-release"),
  IGNORE_EXPIRED("ignore.expired"),
  IGNORE_INVALID("ignore.invalid"),
  IGNORE_UNUSED("ignore.unused"),
  IGNORE_WITHOUT_REASON("ignore.without-reason"),
  LAYERS_REFUSED_ARGUMENT("layers.refused-argument"),
  LAYERS_TYPE_CONFLICT("layers.type-conflict"),
  SCHEMA_CONFLICT("schema.conflict"),
  SCHEMA_GLOBAL_IGNORED("schema.global-ignored"),
  SCHEMA_GLOBAL_UNUSED("schema.global-unused"),
  SCHEMA_MISSING_KEY("schema.missing-key"),
  SCHEMA_NOT_ALLOWED("schema.not-allowed"),
  SCHEMA_NULL("schema.null"),
  SCHEMA_OTHER("schema.other"),
  SCHEMA_OUT_OF_RANGE("schema.out-of-range"),
  SCHEMA_PATTERN("schema.pattern"),
  SCHEMA_UNKNOWN_KEY("schema.unknown-key"),
  SCHEMA_WRONG_TYPE("schema.wrong-type"),
  UPGRADE_HOLES("upgrade.holes"),
  VALUES_REPEATED_DEFAULT("values.repeated-default"),
  YAML_DUPLICATE_KEY("yaml.duplicate-key"),
  YAML_NOT_A_MAPPING("yaml.not-a-mapping"),
  YAML_SECOND_DOCUMENT("yaml.second-document"),
  YAML_SYNTAX("yaml.syntax");

  private final String label;

  Check(String label) {
    this.label = label;
  }

  /** What rules call it. */
  public String label() {
    return label;
  }

  /** The check that rules call so. */
  public static Check of(String label) {
    for (Check check : values()) {
      if (check.label.equals(label)) {
        return check;
      }
    }
    throw new IllegalArgumentException("no check " + label);
  }
}
