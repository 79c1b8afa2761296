package dev.esslint.cli;

import dev.esslint.values.Installation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line and the configuration say about the name and the namespace that Helm installs with. */
final class InstallationOptions {
  private static final String NAME = "--name";
  private static final String NAMESPACE = "--namespace";

  private InstallationOptions() {}

  static List<OptionSpec> options() {
    return List.of(
        Command.option(
                "NAME",
                "The release name in Helm, for templates in values ({{ .Release.Name }}) and names of"
                    + " objects. Default: unknown.",
                NAME)
            .build(),
        Command.option(
                "NAMESPACE",
                "The namespace of the release, for {{ .Release.Namespace }} and names of services. Default:"
                    + " unknown.",
                "-n",
                NAMESPACE)
            .build());
  }

  /**
   * What is said about both.
   *
   * @throws UsageException if Helm or Kubernetes would not take it
   */
  static Installation of(Settings settings) throws UsageException {
    Setting name = settings.value(NAME);
    Setting namespace = settings.value(NAMESPACE);
    if (name != null && !Installation.isName(name.text())) {
      throw wrong(
          name,
          NAME,
          "a Helm release name",
          "lower-case letters, digits, `-` and `.`",
          Installation.LONGEST_NAME,
          Installation.nearestName(name.text()));
    }
    if (namespace != null && !Installation.isNamespace(namespace.text())) {
      throw wrong(
          namespace,
          NAMESPACE,
          "a Kubernetes namespace",
          "lower-case letters, digits and `-`",
          Installation.LONGEST_NAMESPACE,
          Installation.nearestNamespace(namespace.text()));
    }
    return name == null && namespace == null
        ? Installation.UNSTATED
        : new Installation(text(name), text(namespace));
  }

  private static String text(@Nullable Setting setting) {
    return setting == null ? "" : setting.text();
  }

  private static UsageException wrong(
      Setting setting, String option, String what, String made, int longest, String nearest) {
    String given = setting.text();
    String named = setting.isConfigured() ? option.substring(2) : option;
    if (given.isEmpty()) {
      return setting.wrong(named + " is empty; is a variable not set?");
    }
    return setting.wrong(
        named
            + " must be "
            + what
            + ": "
            + made
            + ", a letter or digit at both ends"
            + (given.length() > longest
                ? ", at most " + longest + " characters, not " + given.length()
                : ", not `" + given + "`")
            // what has one of these signs was meant for another option, and may have a secret in it
            + (nearest.isEmpty() || given.length() > longest || given.indexOf('=') >= 0 || given.indexOf('@') >= 0 ? "" : "; did you mean `" + nearest + "`?"));
  }
}
