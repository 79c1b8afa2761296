package dev.esslint.cli;

import dev.esslint.cluster.Listed;
import dev.esslint.cluster.RefusedException;
import dev.esslint.cluster.Snapshot;
import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.text.Visible;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint cluster FILE...}. */
final class ClusterCommand implements Command {
  /** The lists of a large cluster, with all that its programs note in objects. */
  private static final int LIMIT = 64 << 20;

  private final Terminal terminal;

  ClusterCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint cluster",
            "Writes a cluster file, for --cluster, from the output of kubectl. It does not connect to the",
            "cluster. It refuses the content of Secrets.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("1..*")
            .required(true)
            .description("Lists of objects in YAML or JSON, as kubectl prints them; - standard input.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  kubectl get no,svc,ingressclasses,sc,pc,runtimeclasses,sa,pvc,apiservices -A -o yaml |",
            "    esslint cluster - > cluster.yaml",
            "",
            "With cert-manager, add clusterissuers,issuers to the list; from Kubernetes 1.33 on, servicecidrs.",
            "To also get the names and keys of Secrets and ConfigMaps, without their content:",
            "  kubectl get secrets,configmaps -A -o go-template='{{range .items}}---{{\"\\n\"}}{kind: {{.kind}},",
            "  metadata: {name: \"{{.metadata.name}}\", namespace: \"{{.metadata.namespace}}\"},",
            "  keys: [{{range $k, $v := .data}}\"{{$k}}\", {{end}}",
            "  {{range $k, $v := .binaryData}}\"{{$k}}\", {{end}}]}{{\"\\n\"}}{{end}}' > names.yaml",
            "and use both: esslint cluster lists.yaml names.yaml > cluster.yaml");
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    Listed listed = Listed.nothing();
    try {
      for (String file : parsed.positionals(0)) {
        listed.add(reader.read(file, LIMIT));
      }
    } catch (RefusedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    listed.notes().forEach(note -> terminal.complain(Mask.none().shown(note)));
    if (listed.isEmpty()) {
      throw new UsageException("there are no Kubernetes objects; `esslint cluster --help` shows a command that prints them");
    }
    terminal.print(Mask.none().shown(Visible.escaped(Snapshot.of(listed), true)));
    return ExitStatus.CLEAN;
  }
}
