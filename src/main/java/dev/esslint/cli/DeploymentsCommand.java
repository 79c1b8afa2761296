package dev.esslint.cli;

import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.secret.MaskedValues;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Visible;
import dev.esslint.values.YamlText;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Unknown;
import dev.esslint.workspace.UserValues;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint deployments PATH...}. */
final class DeploymentsCommand implements Command {

  /** The formats of the list. */
  private enum Format {
    TEXT,
    JSON
  }

  private final Terminal terminal;

  DeploymentsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint deployments",
            "Lists the deployments of the chart that are found in files, and the sources of their values.",
            "These are values files, manifests of Flux, Argo CD, k3s, kustomize and Fleet, umbrella charts, command",
            "lines of Helm, Terraform, helmfile and Ansible. It fetches nothing and runs nothing. A value",
            "that is not in the files is shown as unknown, with the reason.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .type(String[].class)
            .arity("0..*")
            .description("Folders and files to look at. Default: the deployments in .esslint.yaml, or otherwise the working directory.")
            .build());
    Settings.options().forEach(spec::addOption);
    spec.addOption(Command.option("FORMAT", "text or json. Default: text.", "--format")
            .completionCandidates(List.of("text", "json"))
            .build());
    spec.addOption(
        Command.flag("Also print the values that reach the chart, with secrets shown as " + Mask.MASK + ".", "--values")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    List<String> paths = parsed.positionals(0);
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "");
    Settings settings = Settings.of(parsed, reader, terminal);
    String configuration = settings.statesDeployments();
    List<DeploymentsJson.Entry> entries = new ArrayList<>();
    if (paths.isEmpty() && configuration != null) {
      for (Deployment one : StatedDeployments.in(configuration, reader, terminal.folder(), settings.charts()).deployments()) {
        entries.add(entry(one, texts(one, reader)));
      }
    } else {
      Found found = Found.in(paths.isEmpty() ? List.of(".") : paths, reader, settings.discovery(), settings.charts());
      settings.checkDiscovery(found.all());
      for (Deployment one : found.deployments()) {
        entries.add(entry(one, found.texts(one)));
      }
    }
    Format format = format(parsed);
    boolean values = parsed.has("--values");
    switch (format) {
      case JSON -> new DeploymentsJson(entries, values).write(terminal.out());
      case TEXT -> {
        for (DeploymentsJson.Entry entry : entries) {
          terminal.print(entry.mask().shown(Visible.escaped(text(entry, values), true)));
        }
        String count = entries.size() == 1 ? "1 deployment" : entries.size() + " deployments";
        terminal.print(Mask.none().shown(entries.isEmpty() ? "no deployment of the chart found\n" : count + "\n"));
      }
    }
    return ExitStatus.CLEAN;
  }

  private static Format format(Arguments parsed) throws UsageException {
    return switch (parsed.value("--format", "text")) {
      case "text" -> Format.TEXT;
      case "json" -> Format.JSON;
      default -> throw new UsageException("--format must be text or json");
    };
  }

  private static DeploymentsJson.Entry entry(Deployment one, List<SourceText> texts) {
    UserValues values = UserValues.of(one);
    return new DeploymentsJson.Entry(one, values, values.mask(one, texts));
  }

  /** The texts of the layers that the configuration states; it has names of files where values have secrets itself. */
  private static List<SourceText> texts(Deployment one, SourceReader reader) throws SourceException {
    List<SourceText> texts = new ArrayList<>();
    for (String file : one.files()) {
      if (!file.equals(one.source().name()) && reader.isFile(file)) {
        texts.add(reader.read(file));
      }
    }
    return texts;
  }

  /** A deployment as a block of lines. */
  private static String text(DeploymentsJson.Entry entry, boolean withValues) {
    Deployment one = entry.deployment();
    StringBuilder text = new StringBuilder();
    text.append(one.id()).append("  (").append(one.kind()).append(")\n");
    String version =
        one.chart().exact().orElse(one.chart().constraint().isEmpty() ? "any version" : one.chart().constraint());
    row(text, "chart", one.chart().ref() + " " + version);
    row(
        text,
        "release",
        (one.release().isEmpty() ? "(unknown)" : one.release())
            + (one.namespace().isEmpty() ? "" : " in " + one.namespace()));
    String title = "values";
    for (DeploymentLayer layer : one.layers()) {
      row(text, title, layer.name() + DeploymentsJson.place(layer));
      title = "";
    }
    title = "unknown";
    for (Unknown unknown : entry.values().unknowns().values()) {
      row(text, title, unknown.path() + ": " + unknown.reason());
      title = "";
    }
    for (String open : DeploymentsJson.open(one)) {
      row(text, title, open);
      title = "";
    }
    if (!one.deploys()) {
      row(text, "refused", "the tool refuses this, so nothing is deployed");
    }
    title = "assumes";
    for (String sentence : one.assumes()) {
      row(text, title, sentence);
      title = "";
    }
    if (withValues && one.deploys()) {
      text.append("  values that reach the chart:\n");
      text.append(YamlText.of(MaskedValues.of(entry.values().values())).indent(4));
    }
    return text.append('\n').toString();
  }

  private static void row(StringBuilder text, String title, String content) {
    text.append("  ").append(title).append(" ".repeat(10 - title.length())).append(content).append('\n');
  }
}
