package dev.esslint.workspace.ansible;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node;
import dev.esslint.tree.Scalar;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Holes;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Secrets;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tasks of Ansible that install the chart. */
public final class HelmTasks implements Finder {
  private static final List<String> MODULES =
      List.of("kubernetes.core.helm", "community.kubernetes.helm", "helm", "kubernetes.core.helm_template");
  private static final List<String> BLOCKS = List.of("block", "rescue", "always");
  private static final List<String> TASKS = List.of("pre_tasks", "tasks", "post_tasks", "handlers");
  private static final Pattern LOOKUP =
      Pattern.compile("\\{\\{\\s*lookup\\(\\s*'file'\\s*,\\s*'([^'{]{1,200})'\\s*\\)\\s*\\|\\s*from_yaml\\s*}}");

  /** How a task names a file beside itself. */
  private static final Pattern OWN = Pattern.compile("\\{\\{ *+(?<what>role_path|playbook_dir) *+\\}\\}/(?<rest>[^{}]++)");

  private final Index index;
  private final Draft.Findings findings;

  public HelmTasks(Index index, Draft.Findings findings) {
    this.index = index;
    this.findings = findings;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String file : index.namingChart()) {
      if (index.mayHoldObjects(file) || !index.folder().glance(file).contains("helm")) {
        continue;
      }
      try {
        SourceText source = index.folder().read(file);
        for (Span part : YamlStream.documents(source.text())) {
          Located top = Located.top(Excerpt.of(source, part).yaml());
          list(file, "", top, found);
        }
      } catch (SourceException e) {
        // Ansible itself will tell
      }
    }
    return found;
  }

  private void list(String file, String in, Located list, List<Deployment> found) {
    int number = 0;
    for (Located item : list.items()) {
      number++;
      for (String tasks : TASKS) {
        if (item.get(tasks).isThere()) {
          list(file, in + " play " + number, item.get(tasks), found);
        }
      }
      for (String block : BLOCKS) {
        if (item.get(block).isThere()) {
          list(file, in + " " + block + " " + number, item.get(block), found);
        }
      }
      for (String module : MODULES) {
        Located task = item.get(module);
        boolean removed = either(task, "release_state", "state").text().equals("absent");
        if (task.isMap() && isChart(task) && !removed) {
          found.add(deployment(file, file + in + " task " + number, task));
        }
      }
    }
  }

  private static boolean isChart(Located task) {
    String ref = task.get("chart_ref").text();
    return ChartUse.isChart(ref) || Addresses.isOfMakers(ref);
  }

  private static Located either(Located task, String one, String other) {
    return task.get(one).isThere() ? task.get(one) : task.get(other);
  }

  private Deployment deployment(String file, String id, Located task) {
    Draft draft = new Draft(id, "Ansible task", task, findings);
    draft.release(plain(either(task, "release_name", "name").text()));
    draft.namespace(plain(either(task, "release_namespace", "namespace").text()));
    chart(task, draft);
    for (Located item : task.get("values_files").items()) {
      String here = here(file, item.text());
      if (here == null) {
        draft.opaque(item.text(), item.text() + " on the target host", among(file, item.text()), item);
      } else {
        LayerReader.file(draft, index, here, here, item);
      }
    }
    values(file, either(task, "release_values", "values"), draft);
    for (Kind kind : Kind.values()) {
      for (Located item : task.get("set_values").items()) {
        if (kind == kind(item.get("value_type").text())) {
          set(item.get("value"), kind, draft);
        }
      }
    }
    boolean keeps = task.get("reuse_values").isTrue() && !task.get("reset_values").isTrue();
    if (keeps) {
      draft.trait(Trait.REUSES_VALUES);
      draft.tell(
          BuiltInCheck.DEPLOYMENT_REUSE_VALUES,
          task.get("reuse_values"),
          "The values of the installed release are kept, so the defaults of a new chart are not used.");
    }
    if (task.get("skip_schema_validation").isTrue()) {
      draft.trait(Trait.UNCHECKED);
    }
    Checks.nested(draft);
    Versions.pinned(draft);
    return draft.done();
  }

  /** A file that is named by the folder of the role or the playbook, which is here and not on the target host; null for any other. */
  private @Nullable String here(String file, String text) {
    Matcher named = OWN.matcher(text);
    if (!named.matches()) {
      return null;
    }
    String folder = FileNames.folder(file);
    boolean role = named.group("what").equals("role_path");
    String path = FileNames.in(role ? FileNames.folder(folder) : folder, named.group("rest"));
    return path != null && index.folder().has(path) ? path : null;
  }

  /** The files that may be copied to the target host under a path: those of its name where Ansible looks for them. */
  private Set<String> among(String play, String path) {
    String folder = FileNames.folder(play);
    Set<String> files = new TreeSet<>();
    for (String from : List.of(folder, FileNames.folder(folder))) {
      for (String within : List.of("", "files/", "templates/")) {
        boolean beside = within.isEmpty() && !from.equals(folder);
        String file = FileNames.file(from, within + FileNames.base(path));
        if (!beside && index.hasChartKeys(file)) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private static String plain(String text) {
    return text.contains("{{") ? "" : text;
  }

  private static void chart(Located task, Draft draft) {
    Located ref = task.get("chart_ref");
    Located asked = task.get("chart_version");
    Located repo = task.get("chart_repo_url");
    Version version =
        asked.text().contains("{{")
            ? new Unclear("a template of Ansible")
            : Versions.tagOrRange(asked.isNumber() ? asked.scalar() : asked.text(), asked, draft);
    if (ref.text().contains("/")) {
      Addresses.complete(ref, ref.text(), true, draft);
    }
    Addresses.indexed(repo, repo.text(), "`chart_ref: " + ChartUse.OFFICIAL + "` and leave out `chart_repo_url`", draft);
    if (repo.text().startsWith("oci://")) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_AS_REPO,
          repo,
          "`chart_repo_url` cannot be an `oci://` address, so the chart is not found. Write the complete address as `chart_ref`.");
    }
    Located at = asked.isThere() ? asked : ref;
    String address =
        ref.text().contains("://")
            ? ref.text()
            : repo.text().isEmpty() ? ChartUse.OFFICIAL : ChartUse.join(repo.text(), ChartUse.NAME);
    draft.chart(new ChartUse(address, version, at.source(), at.span()));
  }

  private void values(String file, Located values, Draft draft) {
    Node node = values.node();
    if (values.isMap() && node != null) {
      Checks.dotted(values, draft);
      Node filled = filled(node, values.document(), draft);
      draft.mapping(values.source().name() + " values", values.document(), filled);
      return;
    }
    String text = values.text();
    if (text.isEmpty()) {
      return;
    }
    Matcher lookup = LOOKUP.matcher(text);
    if (lookup.matches()) {
      List<String> candidates = candidates(file, lookup.group(1));
      if (candidates.size() == 1) {
        LayerReader.file(draft, index, candidates.getFirst(), candidates.getFirst(), values);
        Sops.undecrypted(index, candidates.getFirst(), values, "`lookup`", draft);
        return;
      }
    }
    if (!text.contains("{{") && !text.contains("{%")) {
      draft.withoutValues();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
          values,
          "The values must be a mapping, but this is a text, so Ansible refuses the task. Remove the `|`.");
      return;
    }
    draft.opaque("values", "a template of Ansible", false, values);
  }

  /** Where Ansible looks for a file. */
  private List<String> candidates(String file, String name) {
    String folder = FileNames.folder(file);
    List<String> found = new ArrayList<>();
    for (String at : List.of("files/" + name, name, "../files/" + name)) {
      String path = FileNames.in(folder, at);
      if (path != null && index.folder().has(path) && !found.contains(path)) {
        found.add(path);
      }
    }
    return found;
  }

  private static Node filled(Node root, Document document, Draft draft) {
    return Trees.changed(
        root,
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String text = scalar.string();
            if (text == null) {
              return scalar;
            }
            if (text.startsWith("$ANSIBLE_VAULT")) {
              draft.hole(document.source(), scalar.span(), "Ansible Vault");
              return new ScalarNode(scalar.span(), new Scalar.Str("${vault}"), scalar.style());
            }
            if (!text.contains("{{") && !text.contains("{%")) {
              return scalar;
            }
            String shown = jinja(text);
            draft.hole(document.source(), scalar.span(), "Jinja " + text);
            return new ScalarNode(scalar.span(), new Scalar.Str(shown), scalar.style());
          }
        });
  }

  /** The text with what Jinja fills in as {@code ${...}}. */
  private static String jinja(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      int close = open < 0 ? -1 : text.indexOf("}}", open);
      if (close < 0) {
        break;
      }
      out.append(text, at, open).append("${").append(text.substring(open + 2, close).replaceAll("[^A-Za-z0-9_.]+", " ").strip()).append('}');
      at = close + 2;
    }
    String rest = text.substring(at);
    return out.append(rest.contains("{%") ? "${template}" : rest).toString();
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "string" -> Kind.STRING;
      case "json" -> Kind.JSON;
      case "file" -> Kind.FILE;
      default -> Kind.SET;
    };
  }

  private static void set(Located value, Kind kind, Draft draft) {
    if (!(value.node() instanceof ScalarNode)) {
      return;
    }
    String text = value.text();
    try {
      Excerpt excerpt = Excerpt.of(value);
      boolean open = text.contains("{{");
      Excerpt shown = open ? Excerpt.hidden(jinja(text), value.source(), value.span()) : excerpt;
      if (kind == Kind.FILE) {
        draft.opaque(text, "a file on the target host", false, value);
        return;
      }
      var expression = LayerReader.expression(kind, shown);
      draft.setting(kind.option(), expression, value.span());
      if (open) {
        Holes.in(expression, draft, "Jinja");
      } else {
        Secrets.tell(expression, text.substring(text.indexOf('=') + 1), value, draft);
      }
    } catch (SourceException e) {
      draft.opaque(text, "Helm refuses it: " + e.getMessage(), false, value);
      Checks.unparsable(kind, e, value, draft);
    }
  }
}
