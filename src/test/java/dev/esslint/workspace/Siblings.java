package dev.esslint.workspace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Other ways to write a folder of manifests, none of which changes what any tool deploys. */
final class Siblings {
  /** Words that some readers take for something else than text when no quotes are around them. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|~||[-+.0-9=<].*+", Pattern.DOTALL);

  /**
   * A folder in another form.
   *
   * @param names what becomes of names in what is told about it
   */
  record Changed(Map<String, String> files, UnaryOperator<String> names) {}

  /** Writes a folder in another way. */
  interface Sibling {
    Changed of(Map<String, String> files);
  }

  private static final String OBJECTS = "(?m)^kind:";

  static final Map<String, Sibling> ALL = all();

  private Siblings() {}

  private static Map<String, Sibling> all() {
    Map<String, Sibling> all = new LinkedHashMap<>();
    all.put("line ends of Windows", texts(text -> text.replace("\n", "\r\n")));
    all.put("a byte order mark", texts(text -> "\uFEFF" + text));
    all.put("comments", texts(Siblings::commented));
    all.put("a line that begins and one that ends documents", texts(text -> text.startsWith("---") ? text : "--- # first\n" + text.stripTrailing() + "\n...\n"));
    all.put("a directive", texts(text -> text.startsWith("---") ? "%YAML 1.1\n" + text : "%YAML 1.1\n---\n" + text));
    all.put("blanks at the ends of lines", texts(text -> text.replaceAll("(?m)^([^#|>\\n]*[^#|>\\s\\n])$", "$1  ")));
    all.put("blanks around colons", texts(text -> text.replaceAll("(?m)^( *)(kind|name|metadata|spec|chart):( |$)", "$1$2 :$3   ")));
    all.put("indentation indicators", texts(Siblings::indicated));
    all.put("nodes in block style", nodes(new Form()));
    all.put("flow style", nodes(new Form().flow(FlowStyle.FLOW)));
    all.put("deeper indentation", nodes(new Form().indent(6)));
    all.put("keys in quotes", nodes(new Form().keys(ScalarStyle.SINGLE_QUOTED)));
    all.put("keys in double quotes", nodes(new Form().keys(ScalarStyle.DOUBLE_QUOTED)));
    all.put("all in double quotes", nodes(new Form().keys(ScalarStyle.DOUBLE_QUOTED).texts(ScalarStyle.DOUBLE_QUOTED)));
    all.put("all in quotes", nodes(new Form().texts(ScalarStyle.SINGLE_QUOTED)));
    all.put("texts in block strings", nodes(new Form().texts(ScalarStyle.LITERAL)));
    all.put("folded texts", nodes(new Form().lines(ScalarStyle.FOLDED)));
    all.put("JSON in files of YAML", nodes(new Form().flow(FlowStyle.FLOW).keys(ScalarStyle.DOUBLE_QUOTED).texts(ScalarStyle.DOUBLE_QUOTED).lines(ScalarStyle.DOUBLE_QUOTED)));
    all.put("keys in another order", nodes(new Form().reversed()));
    all.put("anchors", nodes(new Form().shared()));
    all.put("flow style in texts", nodes(new Form().inner()));
    all.put("a command in one line", scripts(text -> text.replace("\\\n", " ")));
    all.put("options of commands joined by a sign", scripts(text -> text.replaceAll("(?<= )(--(?:version|namespace|set|set-string|set-json|values)) +(?=\\S)", "$1=").replaceAll("(?<= )-f +(?=\\S)", "--values=")));
    all.put("short options of commands", scripts(text -> text.replaceAll("(?<= )--values ", "-f ").replaceAll("(?<= )--namespace ", "-n ")));
    all.put("documents in another order", Siblings::reordered);
    all.put("one file for each document", Siblings::split);
    all.put("objects in one file", Siblings::joined);
    all.put("objects in a list", texts(Siblings::listed));
    all.put("objects in JSON", Siblings::json);
    all.put("other names of folders", Siblings::folders);
    all.put("other names of files", Siblings::named);
    all.put("other names of releases", Siblings::renamed);
    all.put("a deeper folder", Siblings::deeper);
    all.put("other files beside them", Siblings::beside);
    return all;
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Whether a text is YAML without templates. */
  private static boolean isPlain(String text) {
    return !text.contains("{{") && !text.startsWith("USER-SUPPLIED") && !text.startsWith("COMPUTED");
  }

  private static Sibling texts(UnaryOperator<String> change) {
    return files -> {
      Map<String, String> changed = new TreeMap<>();
      files.forEach((name, text) -> changed.put(name, isYaml(name) && isPlain(text) ? change.apply(text) : text));
      return new Changed(changed, UnaryOperator.identity());
    };
  }

  private static Sibling scripts(UnaryOperator<String> change) {
    return files -> {
      Map<String, String> changed = new TreeMap<>();
      files.forEach((name, text) -> changed.put(name, name.endsWith(".sh") || name.endsWith("Makefile") ? change.apply(text) : text));
      return new Changed(changed, UnaryOperator.identity());
    };
  }

  private static Sibling nodes(Form form) {
    return texts(form::of);
  }

  private static String commented(String text) {
    String comment = "# kind: HelmRelease, matrix-stack: helm upgrade --install a oci://ghcr.io/element-hq/ess-helm/matrix-stack\n";
    return comment + "# synapse:\n\n" + text.replaceAll("(?m)^---$", "# synapse:\n---\n" + comment).stripTrailing() + "\n# the end";
  }

  private static String indicated(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i + 1 < lines.length; i++) {
      Matcher key = Pattern.compile("^( *(?:- +)*)([^\\s#][^#]*: )([|>])([-+]?)$").matcher(lines[i]);
      if (key.matches()) {
        int next = i + 1;
        while (next < lines.length && lines[next].isBlank()) {
          next++;
        }
        int deep = next == lines.length ? 0 : lines[next].length() - lines[next].stripLeading().length() - key.group(1).length();
        if (deep > 0) {
          lines[i] = key.group(1) + key.group(2) + key.group(3) + deep + key.group(4);
        }
      }
    }
    return String.join("\n", lines);
  }

  private static List<String> documents(String text) {
    return YamlStream.documents(text).stream().map(span -> text.substring(span.start(), span.end()).stripTrailing() + "\n").toList();
  }

  private static boolean isObjects(String name, String text) {
    return isYaml(name) && isPlain(text) && Pattern.compile(OBJECTS).matcher(text).find() && !name.matches("(?:.*/)?(kustomization|fleet)\\.ya?ml");
  }

  private static Changed reordered(Map<String, String> files) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.replaceAll(
        (name, text) -> {
          List<String> documents = new ArrayList<>(documents(text));
          Collections.reverse(documents);
          return isObjects(name, text) && documents.size() > 1 ? String.join("---\n", documents) : text;
        });
    return new Changed(changed, UnaryOperator.identity());
  }

  /** Whether a file is named by another one. */
  private static boolean isNamed(Map<String, String> files, String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    return files.entrySet().stream().anyMatch(other -> !other.getKey().equals(name) && other.getValue().contains(base));
  }

  private static Changed split(Map<String, String> files) {
    Map<String, String> changed = new TreeMap<>();
    files.forEach(
        (name, text) -> {
          List<String> documents = documents(text);
          if (isObjects(name, text) && !isNamed(files, name)) {
            for (int i = 0; i < documents.size(); i++) {
              changed.put(name.replaceFirst("(?=\\.ya?ml$)", "-" + (documents.size() - i)), documents.get(i));
            }
          } else {
            changed.put(name, text);
          }
        });
    return new Changed(changed, UnaryOperator.identity());
  }

  private static Changed joined(Map<String, String> files) {
    Map<String, String> changed = new TreeMap<>();
    files.forEach(
        (name, text) -> {
          if (isObjects(name, text) && !isNamed(files, name)) {
            String all = name.substring(0, name.lastIndexOf('/') + 1) + "all-in-one.yaml";
            changed.merge(all, text, (a, b) -> a.stripTrailing() + "\n---\n" + b);
          } else {
            changed.put(name, text);
          }
        });
    return new Changed(changed, UnaryOperator.identity());
  }

  private static String listed(String text) {
    if (!isObjects("a.yaml", text) || text.contains("kustomize.config.k8s.io") || text.contains("HelmChartInflationGenerator")
        || text.contains("\nlabels:")) {
      return text;
    }
    StringBuilder list = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (String document : documents(text)) {
      if (document.startsWith("{") || !document.contains("apiVersion:")) {
        return text;
      }
      list.append("  -\n").append(document.replaceAll("(?m)^(?=.)", "    "));
    }
    return list.toString();
  }

  private static Changed json(Map<String, String> files) {
    Map<String, String> changed = new TreeMap<>();
    Form form = new Form().flow(FlowStyle.FLOW).keys(ScalarStyle.DOUBLE_QUOTED).texts(ScalarStyle.DOUBLE_QUOTED).lines(ScalarStyle.DOUBLE_QUOTED);
    files.forEach(
        (name, text) -> {
          boolean plain = isObjects(name, text) && !isNamed(files, name) && documents(text).size() == 1;
          String json = plain ? form.of(text) : text;
          changed.put(plain && isJson(json) ? name.replaceFirst("\\.ya?ml$", ".json") : name, json);
        });
    return new Changed(changed, UnaryOperator.identity());
  }

  private static boolean isJson(String text) {
    try {
      tools.jackson.databind.json.JsonMapper.shared().readTree(text);
      return true;
    } catch (tools.jackson.core.JacksonException e) {
      return false;
    }
  }

  private static Changed rewritten(Map<String, String> files, Function<String, String> name, UnaryOperator<String> text, UnaryOperator<String> told) {
    Map<String, String> changed = new TreeMap<>();
    files.forEach((file, content) -> changed.put(name.apply(file), text.apply(content)));
    return new Changed(changed, told);
  }

  private static Pattern word(String word) {
    return Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(word) + "(?![A-Za-z0-9_-])");
  }

  private static Changed folders(Map<String, String> files) {
    Map<String, String> names = new TreeMap<>();
    for (String file : files.keySet()) {
      String[] parts = file.split("/", -1);
      for (int i = 0; i + 1 < parts.length; i++) {
        if (!List.of(".github", "workflows", "charts", "ci", "tasks", "manifests", "files", "matrix-stack", "ess").contains(parts[i])) {
          names.put(parts[i], parts[i].length() < 2 ? "x" + parts[i] : "my." + parts[i] + "_1");
        }
      }
    }
    Pattern path = Pattern.compile("(?m)(?<=/|\\.\\./|path: |\\./|^|- |, |\\[|,|=|-f |\\$values/|\"|')([A-Za-z0-9-]+)(?=/|$|\"|'|,|\\]| *#)");
    Function<String, String> whole = file -> file.contains("/") ? path.matcher(file).replaceAll(m -> m.end() < file.length() ? part(names, m) : m.group()) : file;
    UnaryOperator<String> text =
        content ->
            content.lines().map(line -> line.contains("/") || line.matches("[A-Z_]+=.*") || line.contains("path:") || line.contains("chart:") ? path.matcher(line).replaceAll(m -> line.contains("://") && !line.contains("file://") ? m.group() : part(names, m)) : line)
                .reduce("", (a, b) -> a + b + "\n");
    UnaryOperator<String> told =
        content -> {
          String changed = content;
          for (Map.Entry<String, String> one : names.entrySet()) {
            changed = changed.replaceAll("(?<=(?:release|namespace)=[a-z]{1,20}-)" + one.getKey() + "(?=,)", Matcher.quoteReplacement(one.getValue()));
          }
          return changed;
        };
    return rewritten(files, whole, text, told);
  }

  private static String part(Map<String, String> names, MatchResult match) {
    return Matcher.quoteReplacement(names.getOrDefault(match.group(1), match.group(1)));
  }

  private static Changed named(Map<String, String> files) {
    Map<String, String> names = new HashMap<>();
    files.forEach(
        (name, text) -> {
          String base = name.substring(name.lastIndexOf('/') + 1);
          if (isObjects(name, text) && !base.startsWith("kustomization.")) {
            names.put(base, "zz-" + base.replaceFirst("\\.ya?ml$", ".prod.yml"));
          }
        });
    UnaryOperator<String> text =
        content -> {
          String changed = content;
          for (Map.Entry<String, String> one : names.entrySet()) {
            changed = word(one.getKey()).matcher(changed).replaceAll(Matcher.quoteReplacement(one.getValue()));
          }
          return changed;
        };
    return rewritten(files, text, text, UnaryOperator.identity());
  }

  private static Changed renamed(Map<String, String> files) {
    if (files.values().stream().anyMatch(text -> text.contains("helm.sh/release"))) {
      return new Changed(files, UnaryOperator.identity()); // it is written in base64
    }
    UnaryOperator<String> text =
        content -> content.contains("strategy:") ? content : word("matrix").matcher(word("ess").matcher(content).replaceAll("name-of-it")).replaceAll("room-1");
    UnaryOperator<String> told = content -> text.apply(content).replace("release=matrix-", "release=room-1-").replace("release=prod-ess", "release=prod-name-of-it").replace("'ess-x", "'name-of-it-x");
    return rewritten(files, name -> word("ess").matcher(name).replaceAll("name-of-it").replace("/matrix/", "/room-1/"), text, told);
  }

  private static Changed deeper(Map<String, String> files) {
    Map<String, String> tops = new TreeMap<>();
    for (String name : files.keySet()) {
      if (name.contains("/")) {
        tops.put(name.substring(0, name.indexOf('/')), "");
      }
    }
    if (tops.containsKey(".github")) {
      return new Changed(files, UnaryOperator.identity()); // it has to be at the top
    }
    UnaryOperator<String> text =
        content -> {
          String changed = content.replace("$values/", "$values/some/where/");
          for (String top : tops.keySet()) {
            changed = changed.replaceAll("(?m)(path: [\"']?(?:\\./)?)(?=" + top + "(?:[\"'/]|$))", "$1some/where/");
          }
          return changed;
        };
    return rewritten(files, name -> "some/where/" + name, text, told -> told.replaceAll("(?<=ref=)(?=[a-z])(?![^,]*:)", "some/where/"));
  }

  private static Changed beside(Map<String, String> files) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.put("zz/other.yaml", """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: grafana, namespace: monitoring}
        spec:
          chart: {spec: {chart: grafana, version: 1.2.3, sourceRef: {kind: HelmRepository, name: grafana}}}
          values: {ingress: {enabled: true}, serverName: x.example.org}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: grafana, namespace: monitoring}
        spec: {url: https://grafana.example.org}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: loki, namespace: argocd}
        spec: {source: {repoURL: https://charts.example.org, chart: loki, targetRevision: 1.0.0}, destination: {namespace: x}}
        """);
    changed.put("zz/kustomization.yaml", "resources: [other.yaml, nowhere.yaml, https://example.org/x]\n");
    changed.put("zz/broken.yaml", "a: [\n b: }\n");
    changed.put("zz/template.yaml", "kind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n");
    changed.put("zz/install.sh", "helm upgrade --install loki grafana/loki -f values.yaml\n");
    changed.put("zz/config.yaml", "# a file of another program\nlogging: debug\nhost: x\n");
    changed.put("zz/other/Chart.yaml", "apiVersion: v2\nname: other\nversion: 1.0.0\n");
    changed.put("zz/other/values.yaml", "image: {tag: x}\nsynapse: {enabled: true}\n");
    changed.put("zz/main.tf", "resource \"helm_release\" \"x\" {\n  name = \"x\"\n  chart = \"grafana\"\n}\n");
    changed.put("zz/empty.yaml", "");
    changed.put("zz/blank.yml", "---\n---\n# nothing\n");
    return new Changed(changed, UnaryOperator.identity());
  }

  /** How YAML is written anew. */
  private static final class Form {
    private FlowStyle flow = FlowStyle.BLOCK;
    private ScalarStyle keys = ScalarStyle.PLAIN;
    private ScalarStyle texts = ScalarStyle.PLAIN;
    private ScalarStyle lines = ScalarStyle.LITERAL;
    private int indent = 2;
    private boolean reversed;
    private boolean shared;
    private boolean inner;

    Form flow(FlowStyle style) {
      this.flow = style;
      return this;
    }

    Form keys(ScalarStyle style) {
      this.keys = style;
      return this;
    }

    Form texts(ScalarStyle style) {
      this.texts = style;
      return this;
    }

    Form lines(ScalarStyle style) {
      this.lines = style;
      return this;
    }

    Form indent(int by) {
      this.indent = by;
      return this;
    }

    Form reversed() {
      this.reversed = true;
      return this;
    }

    Form inner() {
      this.inner = true;
      return this;
    }

    Form shared() {
      this.shared = true;
      return this;
    }

    String of(String text) {
      DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(flow).setIndent(indent).setWidth(1000).setSplitLines(false).build();
      StringBuilder out = new StringBuilder();
      try {
        for (String document : documents(text)) {
          out.append(out.isEmpty() ? "" : "---\n");
          Map<String, Node> known = new HashMap<>();
          Node root = new Compose(LoadSettings.builder().build()).composeString(document.replace("\uFEFF", "")).orElseThrow();
          List<Event> events = new Serialize(settings).serializeOne(node(root, known, new IdentityHashMap<>()));
          out.append(new Present(settings).emitToString(events.iterator()).replaceFirst("^--- ?", ""));
        }
        return out.toString();
      } catch (YamlEngineException e) {
        return text;
      }
    }

    private Node node(Node node, Map<String, Node> known, IdentityHashMap<Node, Node> done) {
      Node before = done.get(node);
      if (before != null) {
        return before;
      }
      Node made =
          switch (node) {
            case MappingNode map -> {
              List<NodeTuple> entries = new ArrayList<>();
              for (NodeTuple entry : map.getValue()) {
                ScalarNode key = (ScalarNode) entry.getKeyNode();
                entries.add(new NodeTuple(scalar(key, keys), node(entry.getValueNode(), known, done)));
              }
              if (reversed) {
                Collections.reverse(entries);
              }
              yield new MappingNode(map.getTag(), entries, flow);
            }
            case SequenceNode list ->
                new SequenceNode(list.getTag(), list.getValue().stream().map(item -> node(item, known, done)).toList(), flow);
            case ScalarNode scalar when inner && scalar.getValue().contains(": ") && scalar.getValue().contains("\n") && isPlain(scalar.getValue()) && !scalar.getValue().contains("$") ->
                new ScalarNode(scalar.getTag(), new Form().flow(FlowStyle.FLOW).of(scalar.getValue()), ScalarStyle.LITERAL);
            case ScalarNode scalar -> scalar(scalar, scalar.getValue().contains("\n") ? lines : texts);
            default -> node;
          };
      if (shared && !(made instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
        Node same = known.putIfAbsent(key(made), made);
        made = same == null ? made : same;
      }
      done.put(node, made);
      return made;
    }

    private static String key(Node node) {
      return switch (node) {
        case MappingNode map -> "{" + map.getValue().stream().map(e -> key(e.getKeyNode()) + "=" + key(e.getValueNode())).toList();
        case SequenceNode list -> "[" + list.getValue().stream().map(Form::key).toList();
        case ScalarNode scalar -> scalar.getScalarStyle() + "'" + scalar.getValue() + "'";
        default -> String.valueOf(System.identityHashCode(node));
      };
    }

    private static ScalarNode scalar(ScalarNode scalar, ScalarStyle style) {
      String text = scalar.getValue();
      boolean free =
          scalar.getTag().equals(Tag.STR)
              && style != ScalarStyle.PLAIN
              && !text.contains("$")
              && !text.contains("{{")
              && !(scalar.getScalarStyle() == ScalarStyle.PLAIN && AMBIGUOUS.matcher(text).matches());
      return free ? new ScalarNode(scalar.getTag(), text, style) : scalar;
    }
  }
}
