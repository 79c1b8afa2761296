package dev.esslint.workspace;

import dev.esslint.text.Many;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * What the files of a run hold, found out by a look at their characters; only what may matter is parsed, once, when somebody asks
 * for it. So ten thousand files cost little more than to read them.
 */
public final class Index {
  /** The group of a kind that has its name from another one. */
  public static final String FLUX_KUSTOMIZATIONS = "kustomize.toolkit.fluxcd.io";

  /** What a file is shows in its first documents. */
  private static final int MOST_DOCUMENTS = 20;

  private final Folder folder;
  private final Discovery discovery;
  private final ChartDefaults defaults;
  private final Map<String, Look> looks = new ConcurrentSkipListMap<>();
  private final Map<String, List<Manifest>> parsed = new HashMap<>();
  private final Map<String, List<Manifest>> named = new HashMap<>();
  private final Map<String, String> passedOver = new LinkedHashMap<>();
  private final Set<String> notFollowed = new TreeSet<>();

  private Index(Folder folder, Discovery discovery, ChartDefaults defaults) {
    this.folder = folder;
    this.discovery = discovery;
    this.defaults = defaults;
  }

  /** Looks at all files of a folder. */
  public static Index of(Folder folder, ChartDefaults defaults) {
    return of(folder, Discovery.EVERYTHING, defaults);
  }

  /** Looks at all files of a folder about which something is said. */
  public static Index of(Folder folder, Discovery discovery, ChartDefaults defaults) {
    Index index = new Index(folder, discovery, defaults);
    List<String> names = folder.names().stream().filter(FileNames::isLookedAt).toList();
    Many.stream(names).forEach(index::look);
    return index;
  }

  private void look(String name) {
    Look look = Look.of(folder.glance(name), defaults.keys());
    if (look.kinds() != 0 || FileNames.isYaml(name)) {
      looks.put(name, look);
    }
  }

  public Folder folder() {
    return folder;
  }

  /** What the chart has by default. */
  public ChartDefaults defaults() {
    return defaults;
  }

  /** What is said about the files. */
  public Discovery discovery() {
    return discovery;
  }

  /** Whether a YAML file may hold a key of the chart at its top that hardly any other chart has. */
  public boolean hasOwnKeys(String name) {
    Look look = looks.get(name);
    return look != null && look.own();
  }

  /** Whether a YAML file may hold a command line of Helm. */
  public boolean mayHoldCommands(String name) {
    Look look = looks.get(name);
    return look != null && look.command() && !look.manifest();
  }

  /** Whether a YAML file has the name of the chart for a key at its top. */
  public boolean isNested(String name) {
    Look look = looks.get(name);
    if (look == null || !look.chart()) {
      return false;
    }
    return hasTop(name, Set.of(ChartUse.NAME));
  }

  /** Whether Helm printed what is in a YAML file. */
  public boolean isPrinted(String name) {
    Look look = looks.get(name);
    return look != null && look.printed();
  }

  /** Whether a YAML file may hold values of the chart at its top. */
  public boolean hasChartKeys(String name) {
    Look look = looks.get(name);
    return look != null && look.keys();
  }

  /** Whether a YAML file has one of some keys at its top. */
  public boolean hasTop(String name, Set<String> keys) {
    Tops tops = new Tops(folder.glance(name));
    if (!tops.inBraces()) {
      return tops.hasAny(keys);
    }
    try {
      return Located.top(folder.yaml(name)).keys().stream().anyMatch(keys::contains);
    } catch (SourceException e) {
      return false;
    }
  }

  /** The YAML files that name the chart. */
  public List<String> namingChart() {
    List<String> names = new ArrayList<>();
    looks.forEach(
        (name, look) -> {
          if (look.chart()) {
            names.add(name);
          }
        });
    return names;
  }

  /** Whether a YAML file may hold an object of Kubernetes. */
  public boolean mayHoldObjects(String name) {
    Look look = looks.get(name);
    return look != null && look.manifest();
  }

  /** The objects of a kind in files that hold one of some words, in order of their places. */
  public List<Manifest> objects(String kind, Collection<String> words) {
    List<String> others = new ArrayList<>(words);
    others.removeIf(
        word ->
            word.contains(ChartUse.NAME)
                || word.equals("ess-helm")
                || Umbrellas.UNMISTAKABLE.contains(word));
    List<String> files = new ArrayList<>();
    int bit = Look.bitOf(kind);
    looks.forEach(
        (name, look) -> {
          if ((look.kinds() & bit) != 0 && (look.word() || mentions(name, others))) {
            files.add(name);
          }
        });
    return objects(kind, files, ~0L);
  }

  private boolean mentions(String file, List<String> words) {
    if (words.isEmpty()) {
      return false; // a file is read again only if it must be
    }
    String text = folder.glance(file);
    return words.stream().anyMatch(text::contains);
  }

  /** Whether a word is written in an object of any kind. */
  public boolean isWritten(String word) {
    for (Map.Entry<String, Look> look : looks.entrySet()) {
      if (look.getValue().manifest() && folder.glance(look.getKey()).contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The objects of a kind in files that hold a word that begins the group of their API. */
  public List<Manifest> objectsOfGroup(String kind, String group) {
    int bits = Look.bitOf(kind) | Look.bitOf(group);
    List<String> files = new ArrayList<>();
    looks.forEach(
        (name, look) -> {
          if ((look.kinds() & bits) == bits) {
            files.add(name);
          }
        });
    return objects(kind, files, ~0L).stream().filter(object -> object.group().equals(group)).toList();
  }

  /** The objects of a kind in files that may hold a release that Helm stored. */
  public List<Manifest> stored(String kind) {
    List<String> files = new ArrayList<>();
    looks.forEach(
        (name, look) -> {
          if (look.stored()) {
            files.add(name);
          }
        });
    return objects(kind, files, ~0L);
  }

  /** All objects of a kind, in order of their places. */
  public List<Manifest> objects(String kind) {
    return objects(kind, looks.keySet(), ~0L);
  }

  /** The objects of a kind with a name. */
  public List<Manifest> objects(String kind, String name) {
    return named.computeIfAbsent(kind + "/" + name, key -> look(kind, name));
  }

  private List<Manifest> look(String kind, String name) {
    return objects(kind, looks.keySet(), Look.bit(name)).stream()
        .filter(object -> object.objectName().equals(name))
        .toList();
  }

  private List<Manifest> objects(String kind, Collection<String> files, long names) {
    int bit = Look.bitOf(kind);
    List<Manifest> found = new ArrayList<>();
    for (String file : files) {
      Look look = looks.get(file);
      if (look != null && (look.kinds() & bit) != 0 && (look.names() & names) != 0) {
        for (Manifest manifest : objectsIn(file)) {
          if (manifest.kind().equals(kind)) {
            found.add(manifest);
          }
        }
      }
    }
    return found;
  }

  /** All objects in a file of the kinds that are known here; none if it is no YAML. */
  public List<Manifest> objectsIn(String file) {
    return parsed.computeIfAbsent(file, this::parse);
  }

  private List<Manifest> parse(String file) {
    List<Manifest> manifests = new ArrayList<>();
    try {
      SourceText source = folder.read(file);
      List<Span> documents = YamlStream.documents(source.text());
      for (int i = 0; i < documents.size(); i++) {
        String text = source.slice(documents.get(i));
        if (Look.namesKind(text)) {
          Document document = Excerpt.of(source, documents.get(i)).yaml();
          add(file, i + 1, document, manifests);
        }
      }
    } catch (SourceException e) {
      Look look = looks.get(file);
      if (look != null && look.chart()) {
        passOver(file, reason(file, e));
      }
    }
    return List.copyOf(manifests);
  }

  private String reason(String file, SourceException e) {
    if (folder.glance(file).contains("{{")) {
      return "it is a template, and esslint does not run templates";
    }
    String line =
        e.place().map(at -> ", line " + at.source().position(at.span().start()).line()).orElse("");
    return "it is not YAML: " + e.getMessage() + line;
  }

  /**
   * The objects in a file, whatever their kinds.
   *
   * @param first the document that it begins with, which is not read again
   * @throws SourceException if one of the others is no YAML
   */
  public static List<Manifest> objectsOf(Document first) throws SourceException {
    SourceText source = first.source();
    List<Manifest> manifests = new ArrayList<>();
    List<Span> documents = YamlStream.documents(source.text());
    for (int i = 0; i < Math.min(documents.size(), MOST_DOCUMENTS); i++) {
      Document document = documents.size() == 1 ? first : Excerpt.of(source, documents.get(i)).yaml();
      add(source.name(), i + 1, document, manifests);
    }
    return manifests;
  }

  private static void add(String file, int index, Document document, List<Manifest> manifests) {
    List<Document> all = YamlStream.unlisted(document);
    for (int i = 0; i < all.size(); i++) {
      if (!Located.top(all.get(i)).get(Look.KIND).text().isEmpty()) {
        manifests.add(new Manifest(file, all.size() == 1 ? "" + index : index + "." + (i + 1), all.get(i)));
      }
    }
  }

  /**
   * The objects of a kind and a name that an object of some namespace may mean: those of its namespace; where either has none, the
   * only one of the name.
   */
  public List<Manifest> meant(String kind, String name, String namespace) {
    List<Manifest> named = objects(kind, name);
    List<Manifest> same =
        named.stream().filter(o -> o.objectNamespace().equals(namespace)).toList();
    if (!same.isEmpty() && !namespace.isEmpty()) {
      return same;
    }
    return named.stream()
        .filter(o -> namespace.isEmpty() || o.objectNamespace().isEmpty())
        .toList();
  }

  /** The same; of several, those that lie in the folder of that object, as each cluster has a folder of its own. */
  public List<Manifest> meant(String kind, String name, String namespace, String file) {
    List<Manifest> all = meant(kind, name, namespace);
    List<Manifest> beside =
        all.stream()
            .filter(one -> FileNames.folder(one.file()).equals(FileNames.folder(file)))
            .toList();
    return all.size() < 2 || beside.isEmpty() ? all : beside;
  }

  /** The same that an object means which a tool may have put into another namespace, and then the others, too. */
  public List<Manifest> meantBy(Manifest object, String kind, String name, String namespace) {
    List<Manifest> meant = meant(kind, name, namespace, object.file());
    String written = object.base().get("metadata", "namespace").scalar();
    return meant.isEmpty() && namespace.equals(object.objectNamespace()) && !written.equals(namespace)
        ? meant(kind, name, written, object.file())
        : meant;
  }

  /** Says why a file is passed over that may be about the chart. */
  public void passOver(String file, String reason) {
    passedOver.putIfAbsent(file, reason);
  }

  /** The files that are passed over although they may be about the chart, with the reason. */
  public Map<String, String> passedOver() {
    return passedOver;
  }

  /** Says that a file may make deployments of others in a way that cannot be told. */
  public void notFollowed(String file) {
    notFollowed.add(file);
  }

  /**
   * A file that names the chart and another file, of which it may make a deployment in a way that is not followed.
   *
   * @param free the files that are in no deployment
   */
  public Optional<String> mayUse(String file, Set<String> free) {
    String base = FileNames.base(file);
    return Stream.concat(notFollowed.stream(), namingChart().stream().filter(free::contains).filter(one -> !hasChartKeys(one)))
        .filter(one -> !FileNames.base(one).startsWith(".esslint") && !FileNames.base(one).equals("Chart.yaml"))
        .filter(one -> folder.glance(one).contains(base))
        .findFirst();
  }

  /** All YAML files, and the objects among those of JSON. */
  public Set<String> yamlFiles() {
    return looks.keySet();
  }
}
