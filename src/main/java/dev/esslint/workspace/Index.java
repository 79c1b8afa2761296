package dev.esslint.workspace;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What the files of a run hold, found out by a look at their characters; only what may matter is parsed, once, when somebody asks
 * for it. So ten thousand files cost little more than to read them.
 */
public final class Index {
  /** The group of a kind that has its name from another one. */
  public static final String FLUX_KUSTOMIZATIONS = "kustomize.toolkit.fluxcd.io";

  private static final String[] KINDS = {
    "HelmRelease", "OCIRepository", "HelmRepository", "GitRepository", "Bucket", "HelmChart",
    "HelmChartConfig", "Kustomization", "Component", "Application", "ApplicationSet", "ConfigMap",
    "Secret", "HelmChartInflationGenerator", "List", "SecretList", FLUX_KUSTOMIZATIONS
  };
  private static final String KIND = "kind";

  /** What a file is shows in its first documents. */
  private static final int MOST_DOCUMENTS = 20;

  /** As many files are looked at on all cores. */
  private static final int MANY = 64;

  /** What is looked for in each file: the kinds first, so that their bits are those of a look. */
  private static final Words WORDS = new Words(words());

  private static final long CHART = bits(0, 2);
  private static final long KIND_WORD = bits(2, 1);
  private static final long COMMAND = bits(3, 1);
  private static final long STORED = bits(4, 1);
  private static final long UNMISTAKABLE = bits(5, Umbrellas.UNMISTAKABLE.size());

  /** What a byte order mark looks like where each byte is a character. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

  private final Folder folder;
  private final Discovery discovery;
  private final ChartDefaults defaults;
  private final Map<String, Look> looks = new ConcurrentSkipListMap<>();
  private final Map<String, List<Manifest>> parsed = new HashMap<>();
  private final Map<String, List<Manifest>> named = new HashMap<>();
  private final Map<String, String> passedOver = new LinkedHashMap<>();

  /**
   * What a look at a file tells.
   *
   * @param chart whether the chart is named
   * @param manifest whether it may hold objects of Kubernetes
   * @param keys whether a line begins with a key of the chart
   * @param own whether a line begins with a key that hardly any other chart has
   * @param word whether it may hold objects, and has the name of the chart or a key that hardly any other chart has
   * @param command whether there may be a command line of Helm
   * @param stored whether it may hold a release that Helm stored
   * @param printed whether Helm printed it
   * @param kinds a bit for each of the kinds that are named
   * @param names a bit for each remainder of the hashes of what may be names of objects
   */
  private record Look(
      boolean chart,
      boolean manifest,
      boolean keys,
      boolean own,
      boolean word,
      boolean command,
      boolean stored,
      boolean printed,
      int kinds,
      long names) {}

  /**
   * The lines of a text that begin without a blank, where the keys at the top of a mapping stand.
   *
   * @param text one character for each byte
   */
  private record Tops(String text) {

    /** Whether a mapping at the top says of which kind it is. */
    boolean hasKind() {
      return inBraces() || hasAny(Set.of(KIND));
    }

    /** Whether the first mapping is in braces, which is rare, so that it is read for its keys. */
    boolean inBraces() {
      for (int at = first(); at >= 0; at = next(at)) {
        char c = at < text.length() ? text.charAt(at) : '#';
        if (c != '#' && c != '\n' && c != '\r' && c != '%' && !text.startsWith("---", at)) {
          return c == '{';
        }
        if (text.startsWith("--- {", at)) {
          return true;
        }
      }
      return false;
    }

    /** Whether one of some keys is at the top; true, too, where that is not told by a look. */
    boolean hasAny(Set<String> keys) {
      for (int at = first(); at >= 0; at = next(at)) {
        int start = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'') ? at + 1 : at;
        int end = start;
        while (end < text.length() && isOfKey(text.charAt(end))) {
          end++;
        }
        if (end > start && isKey(start > at, end) && keys.contains(text.substring(start, end))) {
          return true;
        }
        if (end == start && start < text.length() && text.charAt(start) == '{') {
          return true;
        }
      }
      return false;
    }

    private boolean isKey(boolean quoted, int end) {
      int at = quoted && end < text.length() && "\"'".indexOf(text.charAt(end)) >= 0 ? end + 1 : end;
      int colon = past(text, at, " \t");
      return colon < text.length() && text.charAt(colon) == ':';
    }

    private static boolean isOfKey(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    private int first() {
      return text.startsWith(MARK) ? MARK.length() : 0;
    }

    private int next(int line) {
      return text.indexOf('\n', line) + 1 > 0 ? text.indexOf('\n', line) + 1 : -1;
    }
  }

  private static String[] words() {
    List<String> words = new ArrayList<>(List.of(KINDS));
    words.addAll(
        List.of(ChartUse.NAME, "ess-helm", KIND, "helm ", "helm.sh/release.v1"));
    words.addAll(Umbrellas.UNMISTAKABLE);
    return words.toArray(new String[0]);
  }

  /** The bits of some words behind the kinds. */
  private static long bits(int from, int count) {
    return ((1L << count) - 1) << (KINDS.length + from);
  }

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
    List<String> names = folder.names().stream().filter(Index::isLookedAt).toList();
    if (names.size() < MANY) {
      names.forEach(index::look);
    } else {
      names.parallelStream().forEach(index::look);
    }
    return index;
  }

  private void look(String name) {
    Look look = look(folder.glance(name), defaults.keys());
    if (look.kinds != 0 || isYaml(name)) {
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

  /** Whether a file is YAML by its name. */
  public static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Whether a file is looked at: YAML, and JSON, in which objects may be written, too. */
  public static boolean isLookedAt(String name) {
    return isYaml(name) || name.endsWith(".json");
  }

  private static Look look(String text, Set<String> chartKeys) {
    long words = WORDS.in(text);
    boolean chart = (words & CHART) != 0;
    Tops tops = new Tops(text);
    boolean manifest = (words & KIND_WORD) != 0 && tops.hasKind();
    int kinds = manifest ? (int) (words & ((1L << KINDS.length) - 1)) : 0;
    boolean keys = !manifest && tops.hasAny(chartKeys);
    return new Look(
        chart,
        manifest,
        keys,
        keys && tops.hasAny(Umbrellas.UNMISTAKABLE),
        kinds != 0 && (words & (CHART | UNMISTAKABLE)) != 0,
        (words & COMMAND) != 0,
        manifest && (words & STORED) != 0,
        text.startsWith("USER-SUPPLIED VALUES:") || text.startsWith("COMPUTED VALUES:"),
        kinds,
        kinds == 0 ? 0 : names(text));
  }

  /** Whether a YAML file may hold a key of the chart at its top that hardly any other chart has. */
  public boolean hasOwnKeys(String name) {
    Look look = looks.get(name);
    return look != null && look.own;
  }

  /** Whether a YAML file may hold a command line of Helm. */
  public boolean mayHoldCommands(String name) {
    Look look = looks.get(name);
    return look != null && look.command && !look.manifest;
  }

  /** Whether a YAML file has the name of the chart for a key at its top. */
  public boolean isNested(String name) {
    Look look = looks.get(name);
    if (look == null || !look.chart) {
      return false;
    }
    return hasTop(name, Set.of(ChartUse.NAME));
  }

  /** Whether Helm printed what is in a YAML file. */
  public boolean isPrinted(String name) {
    Look look = looks.get(name);
    return look != null && look.printed;
  }

  /** Whether a YAML file may hold values of the chart at its top. */
  public boolean hasChartKeys(String name) {
    Look look = looks.get(name);
    return look != null && look.keys;
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

  private static long names(String text) {
    long names = 0;
    for (int at = text.indexOf("name"); at >= 0; at = text.indexOf("name", at + 4)) {
      int start = past(text, at + 4, "\"' \t");
      if (start == text.length() || text.charAt(start) != ':') {
        continue;
      }
      start = past(text, start + 1, "\"' \t");
      int end = start;
      while (end < text.length() && " \t\"'\r\n,}#\\".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      boolean plain = end > start && "&*|>!".indexOf(text.charAt(start)) < 0;
      if (!plain || (end < text.length() && text.charAt(end) == '\\')) {
        return ~0L; // it stands elsewhere, or is written in a way that only a reader of YAML knows
      }
      names |= bit(text.substring(start, end));
    }
    return names;
  }

  private static int past(String text, int from, String what) {
    int at = from;
    while (at < text.length() && what.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static long bit(String name) {
    return 1L << (name.hashCode() & 63);
  }

  /** The YAML files that name the chart. */
  public List<String> namingChart() {
    List<String> names = new ArrayList<>();
    looks.forEach(
        (name, look) -> {
          if (look.chart) {
            names.add(name);
          }
        });
    return names;
  }

  /** Whether a YAML file may hold an object of Kubernetes. */
  public boolean mayHoldObjects(String name) {
    Look look = looks.get(name);
    return look != null && look.manifest;
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
    int bit = bitOf(kind);
    looks.forEach(
        (name, look) -> {
          if ((look.kinds & bit) != 0 && (look.word || mentions(name, others))) {
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
      if (look.getValue().manifest && folder.glance(look.getKey()).contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The objects of a kind in files that hold a word that begins the group of their API. */
  public List<Manifest> objectsOfGroup(String kind, String group) {
    int bits = bitOf(kind) | bitOf(group);
    List<String> files = new ArrayList<>();
    looks.forEach(
        (name, look) -> {
          if ((look.kinds & bits) == bits) {
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
          if (look.stored) {
            files.add(name);
          }
        });
    return objects(kind, files, ~0L);
  }

  /** All objects of a kind, in order of their places. */
  public List<Manifest> objects(String kind) {
    return objects(kind, looks.keySet(), ~0L);
  }

  private static int bitOf(String kind) {
    for (int i = 0; i < KINDS.length; i++) {
      if (KINDS[i].equals(kind)) {
        return 1 << i;
      }
    }
    return 0;
  }

  /** The objects of a kind with a name. */
  public List<Manifest> objects(String kind, String name) {
    return named.computeIfAbsent(kind + "/" + name, key -> look(kind, name));
  }

  private List<Manifest> look(String kind, String name) {
    return objects(kind, looks.keySet(), bit(name)).stream()
        .filter(object -> object.objectName().equals(name))
        .toList();
  }

  private List<Manifest> objects(String kind, Collection<String> files, long names) {
    int bit = bitOf(kind);
    List<Manifest> found = new ArrayList<>();
    for (String file : files) {
      Look look = looks.get(file);
      if (look != null && (look.kinds & bit) != 0 && (look.names & names) != 0) {
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
      List<Span> documents = documents(source.text());
      for (int i = 0; i < documents.size(); i++) {
        String text = source.slice(documents.get(i));
        if (mayMatter(text)) {
          Document document = Excerpt.of(source, documents.get(i)).yaml();
          add(file, i + 1, document, manifests);
        }
      }
    } catch (SourceException e) {
      Look look = looks.get(file);
      if (look != null && look.chart) {
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
    List<Span> documents = documents(source.text());
    for (int i = 0; i < Math.min(documents.size(), MOST_DOCUMENTS); i++) {
      Document document = documents.size() == 1 ? first : Excerpt.of(source, documents.get(i)).yaml();
      add(source.name(), i + 1, document, manifests);
    }
    return manifests;
  }

  private static void add(String file, int index, Document document, List<Manifest> manifests) {
    for (Document one : unlisted(document)) {
      if (!Located.top(one).get(KIND).text().isEmpty()) {
        manifests.add(new Manifest(file, index, one));
      }
    }
  }

  /** What a document is where lists of objects count for what is in them. */
  public static List<Document> unlisted(Document document) {
    boolean list = Located.top(document).get(KIND).text().endsWith("List");
    if (!list || !(document.root() instanceof MapNode root) || !(root.get("items") instanceof ListNode items)) {
      return List.of(document);
    }
    List<Document> all = new ArrayList<>();
    for (Node item : items.items()) {
      all.addAll(unlisted(document.withRoot(item)));
    }
    return all;
  }

  private static boolean mayMatter(String text) {
    for (String kind : KINDS) {
      if (text.contains(kind)) {
        return true;
      }
    }
    return false;
  }

  /** The documents of a YAML text: what stands between lines that begin with three dashes. Empty ones count where they stand. */
  public static List<Span> documents(String text) {
    List<Span> documents = new ArrayList<>();
    int start = 0;
    for (int at = text.startsWith("---") ? 0 : next(text, 0); at >= 0; at = next(text, at + 3)) {
      if (!isBlank(text, start, at)) {
        documents.add(new Span(start, at));
      }
      int end = text.indexOf('\n', at);
      String rest = text.substring(at + 3, end < 0 ? text.length() : end).strip();
      // what stands in the line of the dashes belongs to the document
      start = rest.isEmpty() || rest.startsWith("#") ? (end < 0 ? text.length() : end + 1) : at + 3;
    }
    if (!isBlank(text, start, text.length())) {
      documents.add(new Span(start, text.length()));
    }
    return documents;
  }

  private static int next(String text, int from) {
    for (int at = text.indexOf("\n---", from); at >= 0; at = text.indexOf("\n---", at + 4)) {
      int after = at + 4;
      if (after == text.length() || " \t\r\n".indexOf(text.charAt(after)) >= 0) {
        return at + 1;
      }
    }
    return -1;
  }

  private static boolean isBlank(String text, int start, int end) {
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '#' || (c == '%' && (at == start || text.charAt(at - 1) == '\n'))) { // a comment, or a directive
        int line = text.indexOf('\n', at);
        at = line < 0 ? end : Math.min(line, end);
      } else if (" \t\r\n".indexOf(c) >= 0) {
        at++;
      } else if (text.startsWith("...", at)) {
        at += 3;
      } else {
        return false;
      }
    }
    return true;
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

  /** All YAML files, and the objects among those of JSON. */
  public Set<String> yamlFiles() {
    return looks.keySet();
  }
}
