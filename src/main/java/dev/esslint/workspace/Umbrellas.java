package dev.esslint.workspace;

import dev.esslint.chart.ChartComponent;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.workspace.ChartUse.Exact;
import dev.esslint.workspace.ChartUse.Locked;
import dev.esslint.workspace.ChartUse.Range;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which folders have a chart that depends on this one, or this chart itself. */
public final class Umbrellas {
  /** Keys that hardly any other chart has. */
  public static final Set<String> UNMISTAKABLE = ChartComponent.unmistakable();

  private static final String LOCAL = "file://";

  private final Index index;
  private final Map<String, List<Umbrella>> byFolder = new HashMap<>();
  private final Set<String> charts = new TreeSet<>();
  private final Set<String> taken = new TreeSet<>();

  public Umbrellas(Index index) {
    this.index = index;
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
    String file = FileNames.file(folder, "Chart.yaml");
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
    Set<String> keys = items.stream().map(Umbrellas::key).collect(Collectors.toUnmodifiableSet());
    for (int i = 0; i < items.size(); i++) {
      Located item = items.get(i);
      if (!item.get("name").text().equals(ChartUse.NAME)) {
        continue;
      }
      found.add(
          new Umbrella(
              folder,
              file + " dependencies[" + i + "]",
              item,
              key(item),
              keys,
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
    List<Umbrella> unpacked = of(FileNames.file(folder, "charts/" + ChartUse.NAME));
    if (unpacked.size() == 1 && unpacked.getFirst().key().isEmpty()) {
      return unpacked.getFirst().use();
    }
    String start = FileNames.file(folder, "charts/" + ChartUse.NAME + "-");
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
        && (file.equals(FileNames.file(chart.folder(), "values.yaml"))
            || inDependencies(chart.folder())
            || isPieceOfCase(chart, file)
            || FileNames.base(FileNames.folder(chart.folder())).startsWith(ChartUse.NAME + "-"));
  }

  /** Whether a file lies in or below such a folder, and is no case. */
  private static boolean isPieceOfCase(Umbrella chart, String file) {
    String folder = FileNames.folder(file);
    if (chart.isOfCases(folder)) {
      return !file.endsWith("-values.yaml");
    }
    while (!folder.equals(chart.folder()) && !chart.isOfCases(folder)) {
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
    String file = FileNames.file(folder, "Chart.lock");
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

  /** Makes a deployment one of the chart in a folder: the chart's own values come first. To be asked before other layers are added. */
  public void under(Umbrella umbrella, Draft draft) {
    taken.add(umbrella.folder());
    draft.chart(umbrella.use());
    draft.file(FileNames.file(umbrella.folder(), "Chart.yaml"));
    if (umbrella.key().isEmpty()) {
      return;
    }
    draft.key(umbrella.key());
    String values = FileNames.file(umbrella.folder(), "values.yaml");
    if (index.folder().has(values)) {
      LayerReader.file(draft, index, values, values + ":/" + umbrella.key(), umbrella.at());
    }
    umbrella.checkDependency(draft);
  }

  /** The folders of all charts. */
  Set<String> all() {
    return charts;
  }

  /** The folders of charts that are no dependencies in a folder of another one and that nothing deploys so far. */
  List<String> free() {
    return charts.stream().filter(folder -> !taken.contains(folder) && !inDependencies(folder)).toList();
  }

  /** Whether a chart lies in the folder for dependencies of another one. */
  private boolean inDependencies(String folder) {
    String parent = FileNames.folder(folder);
    return FileNames.base(parent).equals("charts") && charts.contains(FileNames.folder(parent));
  }
}
