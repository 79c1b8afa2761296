package dev.esslint.workspace.command;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Holes;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrellas.Umbrella;
import dev.esslint.workspace.Versions;
import dev.esslint.workspace.command.HelmCommand.Option;
import dev.esslint.workspace.command.ShellScript.Around;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The command lines of Helm in scripts, Makefiles and pipelines. */
public final class HelmCommands implements Finder {
  /** More than somebody deploys with one command. */
  private static final int MOST_CHOICES = 64;

  private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z0-9_][A-Za-z0-9_.-]*+)\\}");

  private static final String FENCE = "```";

  /** Commands that install nothing. */
  private static final Set<String> PREVIEWS = Set.of("helm template", "helm lint", "helm diff");

  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;

  public HelmCommands(Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String file : index.folder().names()) {
      boolean yaml = Index.isYaml(file);
      boolean stated = isStated(file);
      if (!stated && (yaml ? !index.mayHoldCommands(file) : !isScriptFile(file))) {
        continue;
      }
      String glance = index.folder().glance(file);
      boolean mentions = glance.contains("helm ") || glance.contains("HELM");
      boolean readable = stated || yaml || isScriptByName(file) || glance.startsWith("#!");
      if (!mentions || !readable) {
        continue;
      }
      try {
        SourceText source = index.folder().read(file);
        List<Given> scripts =
            yaml
                ? strings(source, isTaskfile(file))
                : stated && isFenced(glance) ? fenced(source) : List.of(script(file, source));
        Set<Map<String, String>> seen = new HashSet<>();
        List<Deployment> here = new ArrayList<>();
        Map<String, Content> files = Map.of();
        int before = -1;
        for (Given script : scripts) {
          boolean next = script.steps() >= 0 && script.steps() == before;
          files = in(file, script, next ? files : Map.of(), seen, here);
          before = script.steps();
        }
        found.addAll(withoutPreviews(here));
      } catch (SourceException e) {
        // a script that is no text, or a definition that is no YAML, has no command line to look at
      }
    }
    return found;
  }

  /** Whether somebody says that a file has command lines, such as a text that people copy them from. */
  private boolean isStated(String file) {
    for (String pattern : index.discovery().tools().commandLines()) {
      if (!Globs.matching(pattern, List.of(file)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isScriptFile(String file) {
    String name = FileNames.base(file);
    return isScriptByName(file) || name.indexOf('.') < 0;
  }

  private static boolean isScriptByName(String file) {
    String name = FileNames.base(file);
    return name.endsWith(".sh")
        || name.endsWith(".bash")
        || name.endsWith(".zsh")
        || isMakefile(file)
        || name.startsWith("Dockerfile")
        || isJustfile(file);
  }

  private static boolean isJustfile(String file) {
    String name = FileNames.base(file);
    return name.equals("justfile") || name.equals("Justfile") || name.equals(".justfile") || name.endsWith(".just");
  }

  private static boolean isTaskfile(String file) {
    return FileNames.TASKFILES.contains(FileNames.base(file));
  }

  private static boolean isMakefile(String file) {
    String name = FileNames.base(file);
    return name.equals("Makefile") || name.equals("GNUmakefile") || name.equals("makefile") || name.endsWith(".mk");
  }

  /**
   * A script, and what is set around it.
   *
   * @param around what fills it in before the shell
   * @param variables those that have a literal value
   * @param rows values that several variables have together, one row for each run of the script
   * @param steps where the list begins that it is a step of, so that it may use files of another one; negative for none
   */
  private record Given(Excerpt text, Around around, Map<String, String> variables, List<Map<String, String>> rows, int steps) {
    Given(Excerpt text) {
      this(text, Around.NOTHING, Map.of(), List.of(), -1);
    }
  }

  private static Given script(String file, SourceText source) {
    Excerpt whole = Excerpt.of(source);
    boolean just = isJustfile(file);
    Around around = isMakefile(file) ? Around.MAKE : just ? Around.JUST : Around.NOTHING;
    return new Given(whole, around, just ? Justfiles.variables(source.text()) : Map.of(), List.of(), -1);
  }

  /** What only shows what another command of the file would install is no deployment by itself. */
  private static List<Deployment> withoutPreviews(List<Deployment> all) {
    List<Deployment> kept = new ArrayList<>();
    for (Deployment one : all) {
      boolean preview =
          isPreview(one)
              && all.stream()
                  .anyMatch(
                      other ->
                          !isPreview(other)
                              && other.release().equals(one.release())
                              && other.chart().ref().equals(one.chart().ref()));
      if (!preview) {
        kept.add(one);
      }
    }
    return kept;
  }

  private static boolean isPreview(Deployment one) {
    return PREVIEWS.contains(one.kind());
  }

  private static boolean isFenced(String text) {
    return text.startsWith(FENCE) || text.contains("\n" + FENCE);
  }

  /** The blocks of code in a text for people. */
  private static List<Given> fenced(SourceText source) {
    List<Given> blocks = new ArrayList<>();
    String text = source.text();
    int begin = -1;
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      if (text.startsWith(FENCE, at)) {
        if (begin >= 0) {
          blocks.add(new Given(Excerpt.of(source, new Span(begin, at))));
        }
        begin = begin < 0 ? next : -1;
      }
      at = next;
    }
    return blocks;
  }

  /** The strings of a YAML file that hold a command line of Helm. */
  private static List<Given> strings(SourceText source, boolean tasks) throws SourceException {
    List<Given> strings = new ArrayList<>();
    for (Span part : Index.documents(source.text())) {
      Document document = Excerpt.of(source, part).yaml();
      collect(document, document.root(), new Surroundings(tasks, Map.of(), List.of(), -1), strings);
    }
    return strings;
  }

  /**
   * What is known of the mappings around a string.
   *
   * @param tasks whether they are in a file of Task
   */
  private record Surroundings(boolean tasks, Map<String, String> variables, List<Map<String, String>> rows, int steps) {}

  private static void collect(Document document, Node node, Surroundings outer, List<Given> strings) {
    switch (node) {
      case MapNode map -> {
        Map<String, String> known = new HashMap<>(outer.variables());
        for (String field : outer.tasks() ? List.of("env", "vars") : List.of("env", "variables")) {
          if (map.get(field) instanceof MapNode set) {
            set.entries().forEach((name, entry) -> literal(entry.value(), name, known));
          }
        }
        List<Map<String, String>> rows =
            map.get("strategy") instanceof MapNode strategy && strategy.get("matrix") instanceof MapNode matrix
                ? Matrix.rows(matrix, MOST_CHOICES)
                : outer.rows();
        Surroundings inner = new Surroundings(outer.tasks(), known, rows, outer.steps());
        map.entries().values().forEach(e -> collect(document, e.value(), inner, strings));
      }
      case ListNode list -> {
        Surroundings inner = new Surroundings(outer.tasks(), outer.variables(), outer.rows(), list.span().start());
        list.items().forEach(item -> collect(document, item, inner, strings));
      }
      case ScalarNode scalar -> {
        String text = scalar.string();
        if (text != null && (text.contains("helm ") || (outer.steps() >= 0 && isScript(text)))) {
          Around around = outer.tasks() ? Around.TASK : Around.TEMPLATE;
          Excerpt excerpt = Excerpt.of(new Located(document, scalar, scalar.span()));
          strings.add(new Given(excerpt, around, outer.variables(), outer.rows(), outer.steps()));
        }
      }
    }
  }

  /** Whether a text may be a script that writes a file. */
  private static boolean isScript(String text) {
    return text.contains(">") || text.contains("tee ") || text.contains(" -i") || text.startsWith("cp ") || text.contains("\ncp ");
  }

  private static void literal(Node value, String name, Map<String, String> variables) {
    variables.remove(name);
    if (value instanceof ScalarNode scalar) {
      String text = Scalar.text(scalar.value());
      if (text.indexOf('$') < 0 && !text.contains("{{")) {
        variables.put(name, text);
      }
    }
  }

  /**
   * Adds the deployments of a script.
   *
   * @param files what was written into files before
   * @return what is written after it
   */
  private Map<String, Content> in(
      String file,
      Given given,
      Map<String, Content> files,
      Set<Map<String, String>> seen,
      List<Deployment> found) {
    ShellScript script = ShellScript.of(given.text(), given.around(), given.variables(), Map.of(), files);
    String folder = file.startsWith(".") ? "" : FileNames.folder(file);
    for (int i = 0; i < script.commands().size(); i++) {
      ShellScript.Command command = script.commands().get(i);
      String first = command.words().getFirst().text();
      if (first.equals("cd") && command.words().size() == 2) {
        String into = command.words().get(1).known() ? FileNames.in(folder, command.words().get(1).text()) : null;
        folder = into == null ? folder : into;
        continue;
      }
      HelmCommand helm = HelmCommand.of(command.words()).orElse(null);
      if (helm == null || helm.chart().isEmpty()) {
        continue;
      }
      List<Map<String, String>> choices = choices(helm, folder, script, given);
      for (Map<String, String> chosen : choices) {
        ShellScript run =
            chosen.isEmpty() ? script : ShellScript.of(given.text(), given.around(), given.variables(), chosen, files);
        boolean same = run.commands().size() == script.commands().size(); // what is filled in may be commands, too
        add(
            same ? new At(file, folder, run, chosen) : new At(file, folder, script, Map.of()),
            same ? run.commands().get(i) : command,
            seen,
            found);
      }
    }
    return script.files();
  }

  /**
   * Where a command is.
   *
   * @param chosen the values of variables that this run of the script has, of several
   */
  private record At(String file, String folder, ShellScript script, Map<String, String> chosen) {}

  private void add(At at, ShellScript.Command command, Set<Map<String, String>> seen, List<Deployment> found) {
    HelmCommand helm = HelmCommand.of(command.words()).orElse(null);
    if (helm == null || helm.chart().isEmpty()) {
      return;
    }
    Map<String, String> summary = new HashMap<>(at.chosen());
    summary.putAll(helm.summary());
    if (seen.add(summary)) {
      found.addAll(new One(at, command, helm, helm.chart().get()).deployments());
    }
  }

  /** What the variables of a command are set to where it runs more than once; one that is empty if that is not told. */
  private List<Map<String, String>> choices(HelmCommand helm, String folder, ShellScript script, Given given) {
    Set<String> open = new TreeSet<>();
    for (Word word : helm.words()) {
      Matcher hole = HOLE.matcher(word.text());
      while (!word.known() && hole.find()) {
        open.add(hole.group(1));
      }
    }
    Set<Map<String, String>> choices = new LinkedHashSet<>();
    choices.add(Map.of());
    for (Map<String, String> row : given.rows()) {
      Map<String, String> wanted = new TreeMap<>(row);
      wanted.keySet().retainAll(open);
      if (!wanted.isEmpty()) {
        choices.remove(Map.of());
        choices.add(wanted);
      }
    }
    for (String name : open) {
      boolean row = choices.stream().anyMatch(choice -> choice.containsKey(name));
      List<String> looped = script.loops().getOrDefault(name, List.of());
      List<String> values = row ? List.of() : looped.isEmpty() ? fitting(name, helm, folder, script) : looped;
      if (!values.isEmpty() && choices.size() * values.size() <= MOST_CHOICES) {
        Set<Map<String, String>> more = new LinkedHashSet<>();
        for (Map<String, String> choice : choices) {
          for (String value : values) {
            Map<String, String> with = new TreeMap<>(choice);
            with.put(name, value);
            more.add(with);
          }
        }
        choices = more;
      }
    }
    return List.copyOf(choices);
  }

  /** What a variable may be set to so that all files with it in their names are there. */
  private List<String> fitting(String variable, HelmCommand helm, String folder, ShellScript script) {
    String hole = "${" + variable + "}";
    Set<String> values = new TreeSet<>();
    boolean first = true;
    for (Option option : helm.all("-f", "--values")) {
      String name = option.text();
      if (!name.contains(hole) || name.equals(hole) || HOLE.matcher(name.replace(hole, "")).find()) {
        continue;
      }
      Set<String> here = new TreeSet<>();
      for (String base : folder.isEmpty() ? List.of("") : List.of(folder, "")) {
        String pattern = FileNames.in(base, name.replace(hole, "*"));
        if (pattern == null) {
          continue;
        }
        for (String file : Globs.matching(pattern, index.folder().names())) {
          String value = filled(file, pattern);
          boolean other = script.names(FileNames.base(file));
          if (!other && !value.isEmpty() && index.hasChartKeys(file)) {
            here.add(value);
          }
        }
      }
      if (first) {
        values.addAll(here);
      }
      values.retainAll(here);
      first = false;
    }
    return List.copyOf(values);
  }

  /** What stands for the star of a pattern; empty where it stands for several texts. */
  private static String filled(String file, String pattern) {
    int star = pattern.indexOf('*');
    String rest = pattern.substring(star + 1);
    int more = rest.indexOf('*');
    int end = more < 0 ? file.length() - rest.length() : file.indexOf(rest.substring(0, more), star);
    String value = end <= star ? "" : file.substring(star, end);
    return file.equals(pattern.replace("*", value)) ? value : "";
  }

  /** One command line. */
  private final class One {
    private final At where;
    private final String file;
    private final String folder;
    private final Excerpt text;
    private final ShellScript.Command command;
    private final HelmCommand helm;
    private final Word chart;

    One(At where, ShellScript.Command command, HelmCommand helm, Word chart) {
      this.where = where;
      this.file = where.file();
      this.folder = where.folder();
      this.text = command.script();
      this.command = command;
      this.helm = helm;
      this.chart = chart;
    }

    private Located at(Span inner) {
      Span place = text.place().apply(inner);
      Document whole =
          new Document(text.outer(), Trees.EMPTY, List.of(), List.of(), java.util.Optional.empty());
      return new Located(whole, null, place);
    }

    List<Deployment> deployments() {
      String name = chart.text();
      String id = file + ":" + text.outer().position(at(helm.helm().span()).key().start()).line();
      for (Map.Entry<String, String> chosen : where.chosen().entrySet()) {
        id += " " + chosen.getKey() + "=" + chosen.getValue();
      }
      boolean registry = name.contains("://") || !isLocal(name);
      if (registry) {
        String bare = name.replaceAll("@sha256:.*$", "");
        Option repo = helm.last("--repo").orElse(null);
        if (!ChartUse.isChart(bare) || (!chart.known() && !bare.endsWith(ChartUse.NAME))) {
          return List.of();
        }
        Draft draft = new Draft(id, "helm " + helm.verb(), at(helm.helm().span()), findings);
        draft.chart(registry(bare, repo, draft));
        return List.of(done(draft, null));
      }
      List<Deployment> found = new ArrayList<>();
      String path = resolved(name);
      for (Umbrella umbrella : path == null ? List.<Umbrella>of() : umbrellas.of(path)) {
        Draft draft =
            new Draft(id + " -> " + umbrella.place(), "helm " + helm.verb(), at(helm.helm().span()), findings);
        umbrellas.under(umbrella, draft);
        found.add(done(draft, umbrella));
      }
      if (found.isEmpty() && FileNames.base(name).startsWith(ChartUse.NAME) && name.endsWith(".tgz")) {
        Draft draft = new Draft(id, "helm " + helm.verb(), at(helm.helm().span()), findings);
        Located place = at(chart.span());
        ChartUse use = Umbrellas.archive(index, path == null ? name : path);
        boolean here = path != null && index.folder().has(path);
        draft.chart(
            new ChartUse(
                name,
                use.version(),
                place.source(),
                place.key(),
                here ? use.local() : Optional.empty()));
        found.add(done(draft, null));
      }
      return found;
    }

    private boolean isLocal(String name) {
      if (name.startsWith(".") || name.startsWith("/") || name.endsWith(".tgz")) {
        return true;
      }
      String path = resolved(name);
      return path != null && umbrellas.isChart(path);
    }

    /** A path as the command would find it: from the folder of the script, or from the top. */
    private @Nullable String resolved(String name) {
      String near = FileNames.in(folder, name);
      String top = FileNames.in("", name);
      if (near != null && (index.folder().has(near) || umbrellas.isChart(near))) {
        return near;
      }
      return top != null && (index.folder().has(top) || umbrellas.isChart(top)) ? top : near;
    }

    private ChartUse registry(String name, @Nullable Option repo, Draft draft) {
      int slash = name.lastIndexOf('/');
      int colon = name.indexOf(':', slash);
      String tag = colon < 0 ? "" : name.substring(colon + 1);
      String bare = colon < 0 ? name : name.substring(0, colon);
      Option option = helm.last("--version").orElse(null);
      Located place = option == null ? at(chart.span()) : at(option.value().span());
      boolean digest = chart.text().contains("@sha256:");
      Version version =
          option != null && !option.value().known()
              ? new Unclear("it is filled in by the shell")
              : Versions.tagOrRange(option == null ? tag : option.text(), place, draft);
      if (digest && option == null && tag.isEmpty()) {
        version = new Unclear("only its digest is given");
      } else if (helm.open() && option == null && tag.isEmpty()) {
        version = new Unclear("an option that the shell fills in may say it");
      }
      if (repo != null && repo.text().startsWith("oci://")) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_OCI_AS_REPO,
            at(repo.value().span()),
            "`--repo` cannot be an `oci://` address in Helm. Write the complete address of the chart instead.");
        draft.refused();
      }
      String ref =
          bare.contains("://") ? bare : repo == null ? ChartUse.OFFICIAL : ChartUse.join(repo.text(), ChartUse.NAME);
      return new ChartUse(ref, version, place.source(), place.key());
    }

    private Deployment done(Draft draft, @Nullable Umbrella umbrella) {
      draft.release(helm.release());
      helm.last("-n", "--namespace")
          .filter(option -> option.value().known())
          .ifPresent(option -> draft.namespace(option.text()));
      for (Option option : helm.all("-f", "--values")) {
        files(option, draft);
      }
      for (Kind kind : Kind.values()) {
        for (Option option : helm.all(kind.option())) {
          set(kind, option, draft);
        }
      }
      if (helm.open()) {
        draft.opaque("(options)", "options that the shell fills in", false, at(helm.helm().span()));
        mentioned().forEach(draft::file);
      }
      switches(draft);
      if (umbrella == null) {
        Checks.nested(draft);
      } else {
        umbrellas.check(umbrella, draft);
      }
      Versions.pinned(draft);
      return draft.done();
    }

    /** The files that the script names somewhere, which the options may name. */
    private Set<String> mentioned() {
      Set<String> files = new TreeSet<>();
      List<Word> words = new ArrayList<>(where.script().listed());
      where.script().commands().forEach(other -> words.addAll(other.words()));
      for (Word word : words) {
        String name = word.text().substring(word.text().indexOf('=') + 1);
        String path = Index.isYaml(name) ? resolved(name) : null;
        if (path != null && index.folder().has(path)) {
          files.add(path);
        }
      }
      return files;
    }

    /** The files that have a name of which the shell fills in a part. */
    private List<String> named(String name) {
      String pattern = HOLE.matcher(name).replaceAll("*");
      if (pattern.equals("*")) {
        return List.of();
      }
      String path = FileNames.in(folder, pattern);
      String top = FileNames.in("", pattern);
      List<String> values = index.folder().names().stream().filter(Index::isYaml).filter(index::hasChartKeys).toList();
      List<String> near = path == null ? List.of() : Globs.matching(path, values);
      return near.isEmpty() && top != null ? Globs.matching(top, values) : near;
    }

    private void files(Option option, Draft draft) {
      String text = option.text();
      for (String name : text.startsWith("<(") ? List.of(text) : List.of(text.split(",", -1))) {
        Located at = at(option.value().span());
        Content content =
            name.equals("-") || name.equals("/dev/stdin")
                ? command.input()
                : command.files().get(ScriptFiles.name(name));
        if (content != null) {
          String written = resolved(name);
          if (written != null && index.folder().has(written)) {
            draft.file(written); // what is there now was written by an earlier run
          }
          content(content, name, draft, at);
        } else if (name.equals("-") || name.startsWith("<(") || name.startsWith("http") || name.startsWith("/dev/")) {
          draft.opaque(name, "not a file of this repository", false, at);
        } else if (!option.value().known()) {
          draft.opaque(name, "its name is filled in by the shell", false, at);
          named(name).forEach(draft::file); // each of them may be the one, so that none is a deployment by itself
          mentioned().forEach(draft::file);
        } else {
          boolean secret = name.startsWith("secrets://") || helm.decrypts();
          file(name.replaceFirst("^secrets(\\+[a-z-]+)?://", "").replaceFirst("^.*\\?", ""), secret, false, draft, at);
        }
      }
    }

    private void content(Content content, String name, Draft draft, Located at) {
      switch (content) {
        case Content.Copied(String file, boolean decrypted, boolean filled) -> file(file, decrypted, filled, draft, at);
        case Content.Written(List<ShellScript.Document> texts, boolean appended) -> {
          if (appended) {
            file(name, false, false, draft, at);
          }
          here(texts, draft, at);
        }
        case Content.Unclear(String by) ->
            draft.opaque(name, by.isEmpty() ? "written by the script" : "written by " + by, false, at);
      }
    }

    private void here(List<ShellScript.Document> texts, Draft draft, Located at) {
      String name = file + " here-document";
      List<Document> documents = new ArrayList<>();
      Set<String> keys = new HashSet<>();
      try {
        for (ShellScript.Document text : texts) {
          Document document = text.expanded() ? text.text().yamlWithHoles() : text.text().yaml();
          for (String key : Located.top(document).keys()) {
            if (!keys.add(key)) {
              draft.opaque(name, "`" + key + "` is written twice", false, at);
              return;
            }
          }
          documents.add(document);
        }
      } catch (SourceException e) {
        draft.opaque(name, "not YAML: " + e.getMessage(), false, at);
        return;
      }
      for (int i = 0; i < documents.size(); i++) {
        if (texts.get(i).expanded()) {
          Holes.in(documents.get(i), draft, "shell variable");
        }
        draft.mapping(name, documents.get(i), documents.get(i).root());
      }
    }

    private void file(String name, boolean secret, boolean filled, Draft draft, Located at) {
      String path = resolved(name);
      if (path == null || !index.folder().has(path)) {
        draft.opaque(name, "not among these files", false, at);
        return;
      }
      try {
        Excerpt content = Excerpt.of(index.folder().read(path));
        Document document = filled ? content.yamlWithHoles() : content.yaml();
        boolean encrypted = Sops.isEncrypted(document.root());
        if (encrypted && !secret) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_SOPS_NOT_DECRYPTED,
              at.source(),
              at.key(),
              "`"
                  + name
                  + "` is encrypted, but Helm does not decrypt it. `ENC[...]` becomes the value, if Helm accepts the file at"
                  + " all. `helm secrets " + helm.verb() + "` decrypts it.");
        }
        draft.file(path);
        if (filled) {
          Holes.in(document, draft, "variable of the environment");
        }
        Checks.dotted(Located.top(document), draft);
        draft.mapping(path, document, encrypted && secret ? Sops.decrypted(document, draft) : document.root());
      } catch (SourceException e) {
        draft.opaque(path, "cannot be read: " + e.getMessage(), false, at);
        draft.file(path);
      }
    }

    private void set(Kind kind, Option option, Draft draft) {
      Located at = at(option.value().span());
      try {
        Excerpt argument = option.value().after(option.start(), text);
        var expression =
            kind == Kind.FILE ? setFile(argument, at) : LayerReader.expression(kind, argument);
        draft.setting(kind.option(), expression, at.key());
        if (!option.value().known() || argument.text().contains("${")) {
          Holes.in(expression, draft, "shell variable");
        }
      } catch (SourceException e) {
        draft.opaque(kind.option(), "Helm refuses it: " + e.getMessage(), false, at);
      }
    }

    private dev.esslint.values.set.SetExpression setFile(Excerpt argument, Located at)
        throws SourceException {
      int sign = argument.text().indexOf('=');
      String name = sign < 0 ? "" : argument.text().substring(sign + 1);
      String path = resolved(name);
      String content =
          path != null && index.folder().has(path) ? index.folder().read(path).text() : "${" + name + "}";
      return LayerReader.verbatim(
          at.source(), argument.text().substring(0, Math.max(sign, 0)), at.key(), content, at.key());
    }

    private void switches(Draft draft) {
      boolean reset = !helm.all("--reset-values").isEmpty();
      helm.last("--reuse-values")
          .filter(option -> !reset)
          .ifPresent(
              option -> {
                draft.trait(Trait.REUSES_VALUES);
                Located at = at(option.at().span());
                draft.tell(
                    BuiltInCheck.DEPLOYMENT_REUSE_VALUES,
                    at.source(),
                    at.key(),
                    "With `--reuse-values`, the defaults of a new chart are not used, so templates may fail because keys are missing."
                        + " `--reset-then-reuse-values` uses them.");
              });
      if (!reset && !helm.all("--reset-then-reuse-values").isEmpty()) {
        draft.trait(Trait.REUSES_VALUES);
      }
      helm.last("--skip-schema-validation")
          .ifPresent(
              option -> {
                draft.trait(Trait.UNCHECKED);
                Located at = at(option.at().span());
                draft.tell(
                    BuiltInCheck.DEPLOYMENT_SCHEMA_CHECK_OFF,
                    at.source(),
                    at.key(),
                    "Helm does not check the values with the chart's schema, so mistakes become visible only after the deployment"
                        + ".");
              });
      if (!helm.all("--post-renderer").isEmpty()) {
        draft.trait(Trait.POST_RENDERED);
      }
    }
  }
}
