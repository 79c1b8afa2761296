package dev.esslint.workspace;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.HelmRange;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.ChartUse.Exact;
import dev.esslint.workspace.ChartUse.Locked;
import dev.esslint.workspace.ChartUse.Range;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Deployment.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Charts that have this one among their dependencies, and folders that hold this chart itself. */
public final class Umbrellas implements Finder {
  /** Keys that hardly any other chart has. */
  public static final Set<String> UNMISTAKABLE = ChartComponent.unmistakable();

  private static final String GLOBAL = "global";
  private static final String LOCAL = "file://";

  private final Index index;
  private final Draft.Findings findings;
  private final Map<String, List<Umbrella>> byFolder = new HashMap<>();
  private final Set<String> charts = new TreeSet<>();
  private final Set<String> taken = new TreeSet<>();

  /**
   * A chart that has this one as a dependency.
   *
   * @param folder its folder
   * @param place what it is called in reports
   * @param at the dependency in its {@code Chart.yaml}
   * @param key the key that the chart's values stand under; empty if this is the chart itself
   * @param others the keys of other dependencies
   * @param use the chart as it is asked for
   * @param condition the paths that switch it on, in order
   */
  public record Umbrella(
      String folder,
      String place,
      Located at,
      String key,
      Set<String> others,
      ChartUse use,
      List<String> condition) {}

  public Umbrellas(Index index, Draft.Findings findings) {
    this.index = index;
    this.findings = findings;
    for (String name : index.folder().names()) {
      if (FileNames.base(name).equals("Chart.yaml")) {
        charts.add(FileNames.folder(name));
      }
    }
  }

  /** Words of which one stands in every manifest that has to do with the chart: its name, keys of its own, folders of charts with it. */
  public List<String> words() {
    List<String> words = new ArrayList<>(UNMISTAKABLE);
    words.add(ChartUse.NAME);
    words.add("ess-helm");
    for (String folder : charts) {
      if (has(folder)) {
        String name = FileNames.base(folder);
        for (String before : List.of("/", " ", "\"", "'")) {
          words.add(folder.isEmpty() ? "path:" : before + name);
        }
      }
    }
    return words;
  }

  /** Whether a folder holds the chart, or one that depends on it. */
  public boolean has(String folder) {
    return !of(folder).isEmpty();
  }

  /** Whether a folder holds any chart. */
  public boolean isChart(String folder) {
    return charts.contains(folder);
  }

  /** The uses of the chart in the chart of a folder. */
  public List<Umbrella> of(String folder) {
    if (!charts.contains(folder)) {
      return List.of();
    }
    List<Umbrella> known = byFolder.get(folder);
    if (known == null) {
      byFolder.put(folder, List.of()); // a chart may name itself
      known = read(folder);
      byFolder.put(folder, known);
    }
    return known;
  }

  private List<Umbrella> read(String folder) {
    String file = in(folder, "Chart.yaml");
    try {
      if (!index.folder().glance(file).contains(ChartUse.NAME)) {
        return List.of();
      }
      Located about = Located.top(Excerpt.of(index.folder().read(file)).yaml());
      if (about.get("name").text().equals(ChartUse.NAME)) {
        Version version = ChartUse.range(about.get("version").text().replaceFirst("-.*$", ""));
        ChartUse use =
            new ChartUse(folder, version, about.source(), about.get("version").span());
        return List.of(
            new Umbrella(
                folder,
                folder,
                about,
                "",
                Set.of(),
                LocalChart.in(index.folder(), folder).map(use::found).orElse(use),
                List.of()));
      }
      return dependencies(folder, file, about);
    } catch (SourceException e) {
      return List.of();
    }
  }

  private List<Umbrella> dependencies(String folder, String file, Located about) {
    List<Umbrella> found = new ArrayList<>();
    List<Located> items = about.get("dependencies").items();
    for (int i = 0; i < items.size(); i++) {
      Located item = items.get(i);
      if (!item.get("name").text().equals(ChartUse.NAME)) {
        continue;
      }
      Set<String> others = new LinkedHashSet<>();
      for (Located other : items) {
        if (!key(other).equals(key(item))) {
          others.add(key(other));
        }
      }
      found.add(
          new Umbrella(
              folder,
              file + " dependencies[" + i + "]",
              item,
              key(item),
              others,
              use(folder, item),
              List.of(item.get("condition").text().split("\\s*,\\s*", -1))));
    }
    return List.copyOf(found);
  }

  private static String key(Located dependency) {
    String alias = dependency.get("alias").text();
    return alias.isEmpty() ? dependency.get("name").text() : alias;
  }

  private ChartUse use(String folder, Located dependency) {
    Located repository = dependency.get("repository");
    Located asked = dependency.get("version");
    String address = repository.text();
    String ref =
        address.startsWith(LOCAL)
            ? Optional.ofNullable(FileNames.in(folder, address.substring(LOCAL.length()))).orElse(address)
            : address.startsWith("@") || address.startsWith("alias:") || address.isEmpty()
                ? ChartUse.OFFICIAL
                : ChartUse.join(address, ChartUse.NAME);
    Located at = asked.isThere() ? asked : dependency.get("name");
    boolean refused = asked.isNumber() || (!asked.text().isEmpty() && !ChartUse.isFull(asked.text()) && !ChartUse.isRange(asked.text()));
    Version range = refused ? new ChartUse.Refused() : ChartUse.range(asked.text());
    if (address.startsWith(LOCAL)) {
      List<Umbrella> local = of(ref);
      if (local.size() == 1 && local.getFirst().key().isEmpty()) {
        ChartUse use = local.getFirst().use();
        return new ChartUse(ref, use.version(), at.source(), at.span(), use.local());
      }
    }
    String locked = locked(folder);
    ChartUse vendored = vendored(folder, locked);
    String there = vendored == null ? locked : vendored.exact().orElse("");
    boolean says = !there.isEmpty() && !(range instanceof Exact(String exact) && exact.equals(there));
    Version version =
        says && (vendored != null || range instanceof Range) ? new Locked(there, asked.text()) : range;
    return new ChartUse(
        ref,
        version,
        at.source(),
        at.span(),
        vendored == null ? Optional.empty() : vendored.local());
  }

  /**
   * The chart that lies in the folder for dependencies; null if there is none, or more than one that may be meant.
   *
   * @param locked the version that is locked, which tells several archives apart; empty for none
   */
  private @Nullable ChartUse vendored(String folder, String locked) {
    List<Umbrella> unpacked = of(in(folder, "charts/" + ChartUse.NAME));
    if (unpacked.size() == 1 && unpacked.getFirst().key().isEmpty()) {
      return unpacked.getFirst().use();
    }
    String start = in(folder, "charts/" + ChartUse.NAME + "-");
    List<String> archives = new ArrayList<>();
    for (String name : index.folder().names()) {
      if (name.startsWith(start)
          && name.endsWith(".tgz")
          && ChartUse.isFull(LocalChart.version(name))) {
        archives.add(name);
      }
    }
    if (archives.size() > 1) {
      archives.removeIf(name -> !LocalChart.version(name).equals(locked));
    }
    return archives.size() == 1 ? archive(index, archives.getFirst()) : null;
  }

  /** The chart in an archive of the name that {@code helm pull} gives it. */
  public static ChartUse archive(Index index, String name) {
    String version = LocalChart.version(name);
    return new ChartUse(
            name,
            ChartUse.isFull(version) ? new Exact(version) : new Unclear("an archive"),
            new SourceText(name, ""),
            Span.NONE)
        .found(new LocalChart.Archive(index.folder(), name));
  }

  /**
   * Whether a file belongs to the chart itself: its defaults, what the cases of its tests are made of, and all that is in a chart that lies in the folder for the dependencies
   * of another one, or where kustomize unpacks it.
   */
  public boolean isOwn(String file) {
    Umbrella chart = around(FileNames.folder(file));
    return chart != null
        && chart.use().local().isPresent()
        && (file.equals(in(chart.folder(), "values.yaml"))
            || inDependencies(chart.folder())
            || isPieceOfCase(chart, file)
            || FileNames.base(FileNames.folder(chart.folder())).startsWith(ChartUse.NAME + "-"));
  }

  /** Whether a folder has the cases with which a chart is tested; there may be several, such as {@code ci} and {@code ci_extra}. */
  public static boolean isOfCases(Umbrella chart, String folder) {
    return FileNames.base(folder).matches("ci([-_].*)?") && FileNames.folder(folder).equals(chart.folder());
  }

  /** Whether a file lies in or below such a folder, and is no case. */
  private static boolean isPieceOfCase(Umbrella chart, String file) {
    String folder = FileNames.folder(file);
    if (isOfCases(chart, folder)) {
      return !file.endsWith("-values.yaml");
    }
    while (!folder.equals(chart.folder()) && !isOfCases(chart, folder)) {
      folder = FileNames.folder(folder);
    }
    return !folder.equals(chart.folder());
  }

  /** Whether a file lies beside the {@code Chart.yaml} of a chart that has nothing to do with this one. */
  public boolean isOfOther(String file) {
    String folder = FileNames.folder(file);
    return isChart(folder) && !has(folder);
  }

  /** The chart itself in a folder, or in one of those that it lies in; null if there is none. */
  public @Nullable Umbrella around(String folder) {
    for (String at = folder; ; at = FileNames.folder(at)) {
      List<Umbrella> here = of(at);
      if (here.size() == 1 && here.getFirst().key().isEmpty()) {
        return here.getFirst();
      }
      if (at.isEmpty()) {
        return null;
      }
    }
  }

  private String locked(String folder) {
    String file = in(folder, "Chart.lock");
    if (!index.folder().has(file)) {
      return "";
    }
    try {
      Located lock = Located.top(Excerpt.of(index.folder().read(file)).yaml());
      for (Located item : lock.get("dependencies").items()) {
        if (item.get("name").text().equals(ChartUse.NAME)) {
          return item.get("version").text();
        }
      }
    } catch (SourceException e) {
      // Helm itself will tell
    }
    return "";
  }

  private static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Makes a deployment one of the chart in a folder: the chart's own values come first. To be asked before other layers are added. */
  public void under(Umbrella umbrella, Draft draft) {
    taken.add(umbrella.folder());
    draft.chart(umbrella.use());
    draft.file(in(umbrella.folder(), "Chart.yaml"));
    if (umbrella.key().isEmpty()) {
      return;
    }
    draft.key(umbrella.key());
    String values = in(umbrella.folder(), "values.yaml");
    if (index.folder().has(values)) {
      LayerReader.file(draft, index, values, values + ":/" + umbrella.key(), umbrella.at());
    }
    stale(umbrella, draft);
    Located asked = umbrella.at().get("version");
    if (asked.isNumber() || !(umbrella.use().version() instanceof Locked)) {
      Versions.range(asked, draft);
    }
    Located repository = umbrella.at().get("repository");
    Addresses.indexed(repository, repository.text(), "`oci://" + Addresses.plain(repository.text()) + "`", draft);
    if (Addresses.isOfMakers(repository.text()) && !repository.text().contains("://")) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_SCHEME_MISSING,
          repository.source(),
          repository.span(),
          "`repository` has no scheme, so Helm cannot use it. Write `oci://" + repository.text() + "`.");
    }
    if (ChartUse.isChart(umbrella.at().get("repository").text())) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NAME_DOUBLED,
          repository.source(),
          repository.span(),
          "`repository` ends with the name of the chart, and Helm appends it again, so the chart is not found.");
    }
  }

  private static void stale(Umbrella umbrella, Draft draft) {
    if (umbrella.use().version() instanceof Locked(String version, String range)) {
      boolean fits =
          Release.parse(version)
              .flatMap(
                  release -> HelmRange.parse(range).map(allowed -> allowed.contains(release)))
              .orElse(true);
      if (!fits) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_LOCK_IS_STALE,
            umbrella.at().get("version"),
            "`"
                + range
                + "` does not allow "
                + version
                + ", the version that is locked or in `charts`. `helm dependency build` refuses this.");
      }
    }
  }

  /** Looks at how the values lie in the layers of a chart above this one. To be asked when all layers are there. */
  public void check(Umbrella umbrella, Draft draft) {
    if (umbrella.key().isEmpty()) {
      return;
    }
    for (DeploymentLayer layer : draft.layers()) {
      if (layer instanceof DeploymentLayer.Mapping mapping) {
        check(umbrella, Located.top(mapping.document()), draft);
      }
    }
  }

  private static void check(Umbrella umbrella, Located top, Draft draft) {
    String key = umbrella.key();
    List<String> misplaced = new ArrayList<>();
    for (String other : top.keys()) {
      boolean ours =
          UNMISTAKABLE.contains(other) && !other.equals(key) && !umbrella.others().contains(other);
      boolean near =
          !other.equals(key)
              && !umbrella.others().contains(other)
              && (other.equals(ChartUse.NAME) || other.equals("matrixStack") || other.equals("matrix_stack"));
      if (ours || near) {
        misplaced.add(other);
      }
    }
    if (!misplaced.isEmpty()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_UMBRELLA_KEY_MISPLACED,
          misplaced.stream().map(top::get).toList(),
          misplaced.stream().map(other -> "`" + other + "`").collect(Collectors.joining(", "))
              + (misplaced.size() == 1 ? " has" : " have")
              + " no effect here. `Chart.yaml` has the chart as a dependency, and Helm passes to it only values under `"
              + key
              + "`.");
    }
    Located enabled = top.get(key, "enabled");
    boolean off =
        enabled.isThere()
            && !enabled.isTrue()
            && umbrella.condition().contains(key + ".enabled");
    if (enabled.isThere() && !off) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_UMBRELLA_ENABLED_REFUSED,
          enabled,
          "`" + key + ".enabled` is passed to the chart, which has no such key. Helm will refuse these values.");
    }
  }

  /** Whether the layers switch the chart off. */
  public static boolean isOff(Umbrella umbrella, Draft draft) {
    for (String condition : umbrella.condition()) {
      if (condition.isEmpty()) {
        continue;
      }
      for (DeploymentLayer layer : draft.layers().reversed()) {
        if (layer instanceof DeploymentLayer.Mapping mapping
            && Located.top(mapping.document()).get(condition.split("\\.", -1)).node()
                instanceof ScalarNode scalar
            && scalar.value() instanceof Scalar.Bool(boolean on)) {
          return !on;
        }
      }
    }
    return false;
  }

  /** What the chart sees of values for the chart above it. */
  static Document seen(Document document, String key) {
    if (!(document.root() instanceof MapNode root)) {
      return document;
    }
    MapNode below = root.get(key) instanceof MapNode map ? map : Trees.EMPTY;
    var entries = new LinkedHashMap<>(below.entries());
    var global = root.entries().get(GLOBAL);
    if (global != null) {
      entries.put(GLOBAL, global);
    }
    return document.withRoot(Trees.map(below.entries().isEmpty() ? root.span() : below.span(), entries));
  }

  /** The same with at least an empty mapping for values of all. */
  static Document withGlobal(Document document) {
    if (!(document.root() instanceof MapNode root) || root.entries().containsKey(GLOBAL)) {
      return document;
    }
    var entries = new LinkedHashMap<>(root.entries());
    entries.put(GLOBAL, new Node.Entry(Span.NONE, Trees.EMPTY));
    return document.withRoot(Trees.map(root.span(), entries));
  }

  /** The layer that gives every dependency a mapping for values of all. */
  static Document global(SourceText source) {
    return new Document(
        source,
        Trees.map(GLOBAL, Span.NONE, Trees.EMPTY),
        List.of(),
        List.of(),
        Optional.empty());
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String folder : charts) {
      if (taken.contains(folder) || inDependencies(folder)) {
        continue;
      }
      for (Umbrella umbrella : of(folder)) {
        if (!umbrella.key().isEmpty()) {
          found.addAll(deployments(umbrella));
        }
      }
    }
    return found;
  }

  private static boolean has(DeploymentLayer layer, String key) {
    return layer instanceof DeploymentLayer.Mapping mapping
        && Located.top(mapping.document()).get(key).isThere();
  }

  /** Whether a chart lies in the folder for dependencies of another one. */
  private boolean inDependencies(String folder) {
    String parent = FileNames.folder(folder);
    return FileNames.base(parent).equals("charts") && charts.contains(FileNames.folder(parent));
  }

  private List<Deployment> deployments(Umbrella umbrella) {
    String folder = umbrella.folder();
    List<String> tests = files(in(folder, "ci"), "-values.yaml", "");
    if (!tests.isEmpty()) {
      return tests.stream()
          .flatMap(
              test ->
                  deployment(umbrella, test, folder + " + ci/" + FileNames.base(test), Trait.TEST)
                      .stream())
          .toList();
    }
    boolean tested = FileNames.base(FileNames.folder(folder)).equals("charts");
    List<String> overlays = tested ? List.of() : overlays(folder, umbrella.key());
    if (overlays.size() <= 1) {
      String id = tested ? folder : umbrella.place();
      return deployment(umbrella, overlays.isEmpty() ? "" : overlays.getFirst(), id, null).stream()
          .toList();
    }
    return overlays.stream()
        .flatMap(
            file ->
                deployment(umbrella, file, umbrella.place() + " + " + FileNames.base(file), null)
                    .stream())
        .toList();
  }

  private List<String> files(String folder, String end, String start) {
    return index.yamlFiles().stream()
        .filter(
            name ->
                FileNames.folder(name).equals(folder)
                    && name.endsWith(end)
                    && FileNames.base(name).startsWith(start))
        .toList();
  }

  /** The files beside a chart's values that are values, too, by their names and by what is in them. */
  private List<String> overlays(String folder, String key) {
    Set<String> keys = new HashSet<>(UNMISTAKABLE);
    keys.add(key);
    return index.yamlFiles().stream()
        .filter(name -> FileNames.folder(name).equals(folder))
        .filter(name -> isOverlay(FileNames.base(name)) && index.hasTop(name, keys))
        .toList();
  }

  private static boolean isOverlay(String name) {
    return !name.equals("values.yaml")
        && (name.startsWith("values") || name.endsWith("values.yaml") || name.endsWith("values.yml")
            || name.startsWith("secrets"));
  }

  private Optional<Deployment> deployment(
      Umbrella umbrella, String overlay, String id, @Nullable Trait trait) {
    Draft draft = new Draft(id, "umbrella chart", umbrella.at(), findings);
    under(umbrella, draft);
    if (!overlay.isEmpty()) {
      LayerReader.file(draft, index, overlay, overlay + ":/" + umbrella.key(), umbrella.at());
      if (trait == null) {
        draft.assume("`" + FileNames.base(overlay) + "` is used together with the chart's own values");
      }
    }
    if (trait != null) {
      draft.trait(trait);
    }
    if (isOff(umbrella, draft)) {
      return Optional.empty();
    }
    if (draft.layers().stream().noneMatch(layer -> has(layer, umbrella.key()))) {
      draft.opaque(
          "(values for " + umbrella.key() + ")", "set where the chart is deployed", false, umbrella.at());
    }
    if (isBelowAnother(umbrella.folder())) {
      draft.opaque("(the chart above it)", "set by another chart, which has this one as a dependency", false, umbrella.at());
    }
    check(umbrella, draft);
    Versions.pinned(draft);
    return Optional.of(draft.done());
  }

  /** Whether another chart among the files has the one of a folder as a dependency, and may set its values. */
  private boolean isBelowAnother(String folder) {
    for (String other : charts) {
      String file = in(other, "Chart.yaml");
      if (!index.folder().glance(file).contains(LOCAL)) {
        continue;
      }
      try {
        for (Located dependency : Located.top(Excerpt.of(index.folder().read(file)).yaml()).get("dependencies").items()) {
          String address = dependency.get("repository").text();
          if (address.startsWith(LOCAL) && folder.equals(FileNames.in(other, address.substring(LOCAL.length())))) {
            return true;
          }
        }
      } catch (SourceException e) {
        // Helm itself will tell
      }
    }
    return false;
  }
}
