package dev.esslint.workspace.plain;

import dev.esslint.text.Spelling;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.workspace.ChartDefaults;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Umbrellas;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what a file is that holds no values of the chart, as the reason why it is passed over. */
public final class ForeignFile {
  private static final String NO_CHART = ", but no deployment of matrix-stack was found in it";
  private static final String NO_COMMAND = ", but no command in it deploys matrix-stack";

  private static final String NOT_RUN =
      ", which cannot be read without running it; `helm get values` prints the values of what it deployed";

  /** Shorter words are near to too many others. */
  private static final int LONG_ENOUGH = 6;

  private ForeignFile() {}

  /**
   * Files of a name.
   *
   * @param ends what their names are, or end with where it begins with a dot
   * @param what they are
   */
  private record Named(List<String> ends, String what) {
    boolean is(String base) {
      for (String end : ends) {
        if (end.startsWith(".") ? base.endsWith(end) : base.equals(end)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What is no YAML by its name, but may hold deployments. */
  private static final List<Named> CODE =
      List.of(
          new Named(List.of(".tf", ".tofu", ".tfvars", ".tf.json", ".hcl"), "it is Terraform" + NO_CHART),
          new Named(List.of(".sh", ".bash", ".zsh", ".ps1"), "it is a shell script" + NO_COMMAND),
          new Named(List.of("Makefile", "makefile", "GNUmakefile", ".mk"), "it is a Makefile" + NO_COMMAND),
          new Named(List.of("justfile", "Justfile", ".justfile", ".just"), "it is a justfile" + NO_COMMAND),
          new Named(List.of("Dockerfile", "Containerfile", ".dockerfile"), "it is a Dockerfile" + NO_COMMAND));

  private static final List<Named> TEXTS =
      List.of(
          new Named(List.of(".md", ".rst", ".adoc"), "it is a text" + NO_COMMAND),
          new Named(List.of("Jenkinsfile", ".groovy"), "it is a pipeline of Jenkins" + NOT_RUN),
          new Named(
              List.of(".py", ".ts", ".js", ".go", ".rb", ".java", ".kt", ".cs", ".nix", ".jsonnet", ".libsonnet", ".cue"),
              "it is a program" + NOT_RUN),
          new Named(
              List.of(".service", ".timer", ".socket", ".mount", ".target"),
              "it is a unit of systemd; esslint checks values of the Helm chart"),
          new Named(
              List.of("nginx.conf", "Caddyfile", "haproxy.cfg", ".conf", ".cfg", ".ini", ".toml", ".properties"),
              "it is the configuration of another program; esslint checks values of the Helm chart"),
          new Named(List.of(".env"), "it holds variables of a shell; `substitute-from` in .esslint.yaml takes them"),
          new Named(
              List.of(".tgz", ".tar.gz", ".tar", ".zip"),
              "it is an archive; `--chart` checks values against the chart in it"),
          new Named(
              List.of(".pem", ".crt", ".key", ".asc", ".pub"),
              "it is a key or a certificate; esslint checks values of the Helm chart"));

  private static final List<Named> YAML =
      List.of(
          new Named(List.of(".esslint.yaml"), "it is the configuration of esslint; `esslint config` shows it"),
          new Named(List.of(".esslint-baseline.yaml"), "it is a baseline of esslint"),
          new Named(List.of(".pre-commit-config.yaml"), "it is the configuration of pre-commit"),
          new Named(List.of(".gitlab-ci.yml"), "it is a pipeline of GitLab" + NO_COMMAND),
          new Named(List.of("azure-pipelines.yml", "azure-pipelines.yaml"), "it is a pipeline of Azure" + NO_COMMAND),
          new Named(List.of("bitbucket-pipelines.yml"), "it is a pipeline of Bitbucket" + NO_COMMAND),
          new Named(FileNames.TASKFILES, "it is a Taskfile" + NO_COMMAND),
          new Named(List.of(".sops.yaml"), "it is the configuration of SOPS"),
          new Named(List.of("Chart.yaml", "requirements.yaml"), "it is a Chart.yaml without matrix-stack as a dependency"),
          new Named(List.of("kustomization.yaml", "kustomization.yml"), "it is a kustomization" + NO_CHART),
          new Named(List.of("fleet.yaml", "fleet.yml"), "it is a bundle of Fleet" + NO_CHART),
          new Named(List.of("Pulumi.yaml"), "it is a project of Pulumi" + NOT_RUN));

  /**
   * Mappings with some keys.
   *
   * @param keys keys that they have
   * @param least how many of these there must be
   */
  private record Shape(Set<String> keys, int least, String what) {
    boolean is(Set<String> all) {
      int found = 0;
      for (String key : keys) {
        found += all.contains(key) ? 1 : 0;
      }
      return found >= least;
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              Set.of("server_name", "listeners", "database", "signing_key_path", "media_store_path", "report_stats",
                  "pid_file", "log_config", "trusted_key_servers", "registration_shared_secret", "macaroon_secret_key",
                  "public_baseurl", "enable_registration", "experimental_features", "homeserver"),
              2,
              part("Synapse", "synapse.additional")),
          new Shape(
              Set.of("http", "database", "matrix", "secrets", "passwords", "upstream_oauth2", "email", "policy",
                  "clients", "account", "templates", "branding"),
              2,
              part("Matrix Authentication Service", "matrixAuthenticationService.additional")),
          new Shape(Set.of("rtc", "keys", "turn", "room", "port", "bind_addresses"), 2, part("LiveKit", "matrixRTC.sfu.additional")),
          new Shape(
              Set.of("default_server_config", "default_server_name", "brand", "room_directory", "setting_defaults"),
              1,
              part("Element Web", "elementWeb.additional")),
          new Shape(
              Set.of("bridge", "passFile", "listeners", "github", "gitlab", "jira", "generic", "feeds", "widgets"),
              2,
              part("Hookshot", "hookshot.additional")),
          new Shape(
              Set.of("as_token", "hs_token", "sender_localpart"),
              2,
              "it is the registration of an application service; it belongs in a Secret that `synapse.appservices` names"),
          new Shape(
              Set.of("m.homeserver", "m.server", "m.identity_server"),
              1,
              "it is a well-known document; it belongs under `wellKnownDelegation.additional` of the values"),
          new Shape(Set.of("jobs", "on", "true"), 2, "it is a workflow" + NO_COMMAND),
          new Shape(Set.of("jobs", "workflows", "orbs"), 2, "it is a pipeline of CircleCI" + NO_COMMAND),
          new Shape(Set.of("stages", "workflow", "before_script"), 1, "it is a pipeline of GitLab" + NO_COMMAND),
          new Shape(Set.of("releases", "helmDefaults", "helmfiles", "bases", "environments"), 1, "it is a helmfile" + NO_CHART),
          new Shape(Set.of("creation_rules"), 1, "it is the configuration of SOPS"),
          new Shape(Set.of("openapi", "swagger"), 1, "it is the description of an interface"));

  private static String part(String program, String path) {
    return "it is a configuration of " + program + "; esslint checks it below `" + path + "` of the values";
  }

  /** Whether a file is no YAML by its name, but may hold deployments. */
  public static boolean isCode(String file) {
    return named(CODE, file).isPresent();
  }

  /** What a file is, as far as its name tells. */
  public static Optional<String> byName(String file) {
    Optional<String> code = named(CODE, file);
    if (code.isPresent()) {
      return code;
    }
    if (isOfAnsible(file)) {
      return Optional.of("it has variables of Ansible; esslint checks values of the Helm chart");
    }
    Optional<String> text = named(TEXTS, file);
    return text.isPresent() ? text : named(YAML, file);
  }

  /** Whether a file has variables of Ansible by its folder, whatever their names are. */
  public static boolean isOfAnsible(String file) {
    return FileRoles.isOfAnsible(file);
  }

  /** What a text is that cannot be read as YAML; empty if that may be a mistake in values. */
  public static Optional<String> byText(String text) {
    boolean template = text.startsWith("{{") || text.contains("\n{{");
    return template && text.contains("apiVersion:") && text.contains("kind:")
        ? Optional.of("it is a template of a chart; esslint checks the values that it is rendered with")
        : Optional.empty();
  }

  private static Optional<String> named(List<Named> all, String file) {
    String base = FileNames.base(file);
    for (Named one : all) {
      if (one.is(base)) {
        return Optional.of(one.what);
      }
    }
    return Optional.empty();
  }

  /**
   * What a file is, as far as what is in it tells; empty if it may hold values of the chart.
   *
   * @param objects what is in it as objects of Kubernetes
   * @param below the key that the values of the chart stand under, by a {@code Chart.yaml} beside the file; empty for none
   * @param defaults what the chart has by default
   */
  public static Optional<String> byContent(
      Document document, List<Manifest> objects, String below, ChartDefaults defaults) {
    Node root = document.root();
    if (root instanceof ListNode list) {
      return list.items().stream().anyMatch(ForeignFile::isTask)
          ? Optional.of("it is for Ansible" + NO_CHART)
          : Optional.empty();
    }
    if (!(root instanceof MapNode map)) {
      return Optional.empty();
    }
    Set<String> keys = map.entries().keySet();
    for (Manifest object : objects) {
      if (object.get("apiVersion").isThere()) {
        return Optional.of(manifest(object));
      }
    }
    if (isOurs(keys, below, defaults)) {
      return Optional.empty();
    }
    if (map.get("services") instanceof MapNode services && services.entries().values().stream().anyMatch(ForeignFile::isContainer)) {
      return Optional.of("it is a file for Docker Compose; esslint checks values of the Helm chart");
    }
    if (map.get("all") instanceof MapNode all && (all.get("hosts") != null || all.get("children") != null)) {
      return Optional.of("it is an inventory of Ansible; esslint checks values of the Helm chart");
    }
    for (Shape shape : SHAPES) {
      if (shape.is(keys)) {
        return Optional.of(shape.what);
      }
    }
    if (keys.stream().allMatch(defaults::hasOrHad) || isNearlyOurs(map, defaults)) {
      return Optional.empty();
    }
    if (keys.stream().anyMatch(Umbrellas.UNMISTAKABLE::contains)) {
      return Optional.of("it has the keys of another chart");
    }
    return Optional.of(
        keys.stream().anyMatch(defaults.keys()::contains)
            ? "it has only keys that other charts also have"
            : "it has no key of the chart at the top level");
  }

  private static boolean isOurs(Set<String> keys, String below, ChartDefaults defaults) {
    return ValuesFile.isOurs(keys, defaults)
        || keys.contains(ChartUse.NAME)
        || (!below.isEmpty() && keys.contains(below));
  }

  /** Whether a key may be a slip for one that only this chart has, or has values of the chart below it. */
  private static boolean isNearlyOurs(MapNode map, ChartDefaults defaults) {
    for (String key : map.entries().keySet()) {
      if (map.get(key) instanceof MapNode inner && isOurs(inner.entries().keySet(), "", defaults)) {
        return true;
      }
      String folded = Spelling.fold(key);
      for (String known : Umbrellas.UNMISTAKABLE) {
        if (folded.length() >= LONG_ENOUGH && Spelling.distance(folded, Spelling.fold(known)) <= 2) {
          return true;
        }
      }
    }
    return defaults.keys().stream().anyMatch(key -> map.entries().keySet().stream().anyMatch(word -> word.startsWith(key + ".")));
  }

  private static boolean isTask(Node item) {
    return item instanceof MapNode map
        && (map.get("hosts") != null || map.get("tasks") != null || map.get("roles") != null || map.get("import_playbook") != null
            || (map.get("name") != null && map.entries().keySet().stream().anyMatch(ForeignFile::isModule)));
  }

  /** Whether a key of a task is the whole name of a module of Ansible. */
  private static boolean isModule(String key) {
    return key.startsWith("ansible.") || key.startsWith("community.") || key.startsWith("kubernetes.core.");
  }

  private static boolean isContainer(Node.Entry entry) {
    return entry.value() instanceof MapNode map && (map.get("image") != null || map.get("build") != null);
  }

  private static String manifest(Manifest object) {
    if (object.get("metadata", "labels", "helm.sh/chart").text().startsWith(ChartUse.NAME + "-")) {
      return "it is what the chart rendered; check the values that it was rendered from";
    }
    if (object.group().equals("kustomize.config.k8s.io")) {
      return "it is a kustomization" + NO_CHART;
    }
    if (object.group().equals("skaffold")) {
      return "it is a configuration of Skaffold" + NO_CHART;
    }
    String tool =
        object.group().endsWith("fluxcd.io")
            ? "Flux"
            : object.group().equals("argoproj.io") ? "Argo CD" : "Kubernetes";
    return "it is " + (tool.startsWith("A") ? "an " : "a ") + tool + " " + object.kind() + NO_CHART;
  }
}
