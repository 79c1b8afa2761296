package dev.esslint.finding;

/** The checks that are written in Java; each has its findings told by the rule that names it. */
public enum BuiltInCheck {
  CHANGE_OTHER_RELEASE("change.other-release"),
  CHART_HOLES("chart.holes"),
  CHART_NEWER_MAY_TAKE_IT("chart.newer-may-take-it"),
  CHART_NEWER_RELEASE("chart.newer-release"),
  CHART_NOT_A_DEPENDENCY("chart.not-a-dependency"),
  CHART_NOT_PASSED_ON("chart.not-passed-on"),
  CHART_REFUSED_BY_HELM("chart.refused-by-helm"),
  CHART_UNKNOWN_RELEASE("chart.unknown-release"),
  DEPLOYMENT_API_VERSION_REMOVED("deployment.api-version-removed"),
  DEPLOYMENT_CHART_NAME_DOUBLED("deployment.chart-name-doubled"),
  DEPLOYMENT_CHART_NAME_MISSING("deployment.chart-name-missing"),
  DEPLOYMENT_CHART_NOT_PINNED("deployment.chart-not-pinned"),
  DEPLOYMENT_CHART_OR_CHART_REF("deployment.chart-or-chart-ref"),
  DEPLOYMENT_CHART_VALUES_FILE_ABSENT("deployment.chart-values-file-absent"),
  DEPLOYMENT_DEPRECATED_FORM("deployment.deprecated-form"),
  DEPLOYMENT_DOLLAR_IN_PARAMETER("deployment.dollar-in-parameter"),
  DEPLOYMENT_DOTTED_KEY("deployment.dotted-key"),
  DEPLOYMENT_EMPTY_SET_IGNORED("deployment.empty-set-ignored"),
  DEPLOYMENT_GENERATOR_NAME_NOT_REWRITTEN("deployment.generator-name-not-rewritten"),
  DEPLOYMENT_INLINE_VALUE_LOSES("deployment.inline-value-loses"),
  DEPLOYMENT_LOCK_IS_STALE("deployment.lock-is-stale"),
  DEPLOYMENT_NULL_LOST("deployment.null-lost"),
  DEPLOYMENT_OCI_AS_REPO("deployment.oci-as-repo"),
  DEPLOYMENT_OCI_SCHEME_MISSING("deployment.oci-scheme-missing"),
  DEPLOYMENT_OCI_SCHEME_WITH_CHART("deployment.oci-scheme-with-chart"),
  DEPLOYMENT_OCI_TYPE_MISSING("deployment.oci-type-missing"),
  DEPLOYMENT_OVERRIDDEN_BY_ADDITIONAL_FILE("deployment.overridden-by-additional-file"),
  DEPLOYMENT_PARAMETER_ORDER_UNDEFINED("deployment.parameter-order-undefined"),
  DEPLOYMENT_PARAMETER_REPEATED("deployment.parameter-repeated"),
  DEPLOYMENT_PLACEHOLDER_IN_TYPED_PLACE("deployment.placeholder-in-typed-place"),
  DEPLOYMENT_PLACEHOLDER_UNKNOWN_FORM("deployment.placeholder-unknown-form"),
  DEPLOYMENT_REF_WITHOUT_SOURCE("deployment.ref-without-source"),
  DEPLOYMENT_REUSE_VALUES("deployment.reuse-values"),
  DEPLOYMENT_SCHEMA_CHECK_OFF("deployment.schema-check-off"),
  DEPLOYMENT_SECRET_IN_CLEAR("deployment.secret-in-clear"),
  DEPLOYMENT_SETTING_OF_WRONG_TYPE("deployment.setting-of-wrong-type"),
  DEPLOYMENT_SHORT_VERSION_AS_TAG("deployment.short-version-as-tag"),
  DEPLOYMENT_SOPS_NOT_DECRYPTED("deployment.sops-not-decrypted"),
  DEPLOYMENT_SOURCE_NOT_FOUND("deployment.source-not-found"),
  DEPLOYMENT_SOURCE_OF_WRONG_KIND("deployment.source-of-wrong-kind"),
  DEPLOYMENT_SUBSTITUTION_BROKEN("deployment.substitution-broken"),
  DEPLOYMENT_SUBSTITUTION_REFUSED("deployment.substitution-refused"),
  DEPLOYMENT_SUBSTITUTION_UNDEFINED("deployment.substitution-undefined"),
  DEPLOYMENT_SUBSTITUTION_UNTYPED("deployment.substitution-untyped"),
  DEPLOYMENT_TAG_IN_ADDRESS("deployment.tag-in-address"),
  DEPLOYMENT_TARGET_PATH_SHADOWED("deployment.target-path-shadowed"),
  DEPLOYMENT_TARGET_PATH_SYNTAX("deployment.target-path-syntax"),
  DEPLOYMENT_TEMPLATE_UNTYPED("deployment.template-untyped"),
  DEPLOYMENT_UMBRELLA_ENABLED_REFUSED("deployment.umbrella-enabled-refused"),
  DEPLOYMENT_UMBRELLA_KEY_MISPLACED("deployment.umbrella-key-misplaced"),
  DEPLOYMENT_VALUE_FILE_MISSING("deployment.value-file-missing"),
  DEPLOYMENT_VALUES_CONTENT_NOT_TEXT("deployment.values-content-not-text"),
  DEPLOYMENT_VALUES_IGNORED("deployment.values-ignored"),
  DEPLOYMENT_VALUES_IS_TEXT("deployment.values-is-text"),
  DEPLOYMENT_VALUES_NESTED_NEEDLESSLY("deployment.values-nested-needlessly"),
  DEPLOYMENT_VALUES_NOT_READABLE("deployment.values-not-readable"),
  DEPLOYMENT_VALUES_REF_MISSING_KEY("deployment.values-ref-missing-key"),
  DEPLOYMENT_VALUES_WRONG_PLACE("deployment.values-wrong-place"),
  DEPLOYMENT_VERSION_NOT_A_RANGE("deployment.version-not-a-range"),
  DEPLOYMENT_VERSION_NOT_STRING("deployment.version-not-string"),
  DEPLOYMENT_YAML_BOOL_AS_TEXT("deployment.yaml-bool-as-text"),
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
  UPGRADE_HOLES_LEFT("upgrade.holes-left"),
  VALUES_REPEATED_DEFAULT("values.repeated-default"),
  YAML_DUPLICATE_KEY("yaml.duplicate-key"),
  YAML_NOT_A_MAPPING("yaml.not-a-mapping"),
  YAML_SECOND_DOCUMENT("yaml.second-document"),
  YAML_SYNTAX("yaml.syntax");

  private final String label;

  BuiltInCheck(String label) {
    this.label = label;
  }

  /** What rules call it. */
  public String label() {
    return label;
  }

  /** Whether it looks at what declares a deployment, and not at its values. */
  public boolean isOfManifests() {
    return label.startsWith("deployment.");
  }

  /** The check that rules call so. */
  public static BuiltInCheck of(String label) {
    for (BuiltInCheck check : values()) {
      if (check.label.equals(label)) {
        return check;
      }
    }
    throw new IllegalArgumentException("no check " + label);
  }
}
