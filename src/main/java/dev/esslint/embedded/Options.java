package dev.esslint.embedded;

import dev.esslint.text.CodeNames;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of one program, by its table under {@code schemas/programs/}, which is read when it is first asked for. */
public final class Options {
  /** More options than that are not named as what belongs into a mapping. */
  private static final int MOST_NAMED = 5;

  /** The option of many mappings that enables what they are about. */
  private static final String SWITCH = "enabled";

  private static final String ITEM = "[]";
  private static final String ANY = "*";

  /** Names that Element Web looks up beside those in camelCase. */
  private static final Map<String, String> ALTERNATIVES = Map.of("adminMessageMD", "admin_message_md");

  /** Where Element Web reads names as they are. */
  private static final List<String> EXACT =
      List.of("default_server_config", "oidc_static_clients", "setting_defaults", "features");

  /** Where a name that is not known may be that of a switch for something that is not settled. */
  private static final Set<String> EXPERIMENTS = Set.of("experimental_features", "features");

  /** The column of a row that says when an option is required. */
  private static final int REQUIRED = Option.COLUMNS.indexOf("required");

  private static final Map<Program, Options> TABLES = new EnumMap<>(Program.class);

  private final Program program;
  private final MapNode root;
  private final Version newest;

  /** A line for each option, path and cell with a tab between; it is only read where something is wrong. */
  private final String refused;

  /** The same for what else options are called. */
  private final String called;

  private final OptionWords words;

  private @Nullable Map<String, List<Place>> byName;
  private @Nullable OptionSections sections;

  private Options(Program program, MapNode table) {
    this.program = program;
    this.root = (MapNode) child(table, "options");
    this.newest = Version.parse(text(child(table, "newest"))).orElseThrow();
    this.refused = text(child(table, "refused"));
    this.called = text(child(table, "called"));
    this.words = new OptionWords(this, text(child(table, "words")), text(child(table, "topics")));
  }

  /** The options of a program. */
  public static Options of(Program program) {
    synchronized (TABLES) {
      Options table = TABLES.get(program);
      if (table == null) {
        table = new Options(program, (MapNode) PackedNodes.resource(Options.class, program.id()));
        TABLES.put(program, table);
      }
      return table;
    }
  }

  /**
   * What {@link #of} reads beside the options, as in the tables of {@code schemas/programs}.
   *
   * @param newest the newest version that the table of the options speaks of
   * @param refused what is in the table of {@link Refusal}, by option
   * @param called the paths of options by those that people write for them, and behind a tab what to do where that is not all
   * @param words what words mean
   * @param topics what to do about what words are about
   */
  public record Tables(
      String newest,
      SequencedMap<String, String> refused,
      SequencedMap<String, String> called,
      SequencedMap<String, String> words,
      SequencedMap<String, String> topics) {}

  /**
   * What {@link #of} reads.
   *
   * @param options what {@link OptionTable#read} gave
   */
  public static MapNode pack(MapNode options, Tables tables) {
    SequencedMap<String, Entry> table = new LinkedHashMap<>();
    table.put("newest", new Entry(root().span(), OptionTable.text(tables.newest)));
    table.put("refused", lines(tables.refused));
    SequencedMap<String, String> called = new LinkedHashMap<>();
    tables.called.forEach((path, option) -> called.put(Spelling.fold(path), option));
    table.put("called", lines(called));
    table.put("words", lines(tables.words));
    table.put("topics", lines(tables.topics));
    table.put("options", new Entry(root().span(), options));
    return new MapNode(root().span(), table);
  }

  private static Entry lines(SequencedMap<String, String> cells) {
    StringBuilder lines = new StringBuilder("\n");
    cells.forEach((path, cell) -> lines.append(path).append('\t').append(cell).append('\n'));
    return new Entry(root().span(), OptionTable.text(lines.toString()));
  }

  /** The cell of a line that begins with a path. */
  private static Optional<String> cell(String lines, String path) {
    int line = lines.indexOf("\n" + path + "\t");
    int start = line + path.length() + 2;
    return line < 0 ? Optional.empty() : Optional.of(lines.substring(start, lines.indexOf('\n', start)));
  }

  private static Node root() {
    return OptionTable.text("");
  }

  public Program program() {
    return program;
  }

  /** The newest version of which all options are known. */
  public Version newest() {
    return newest;
  }

  /** Whether the program is known not to start with something at an option. */
  boolean refuses(String path, Refusal what) {
    return cell(refused, path).filter(cell -> Refusal.parse(cell).contains(what)).isPresent();
  }

  /**
   * What people bring from elsewhere.
   *
   * @param option the path of the option that is meant; empty if none has its job
   * @param use what to do, if it does not take the same value; may be empty
   */
  record Called(String option, String use) {}

  /**
   * What is meant by a path that people bring from elsewhere. Case, {@code -} and {@code _} do not count.
   *
   * @param path as it would be in the tables
   */
  Optional<Called> called(String path) {
    return cell(called, Spelling.fold(path))
        .map(cell -> new Called(cell.substring(0, cell.indexOf('\t')), cell.substring(cell.indexOf('\t') + 1)));
  }

  /** What the words of its names are about. */
  OptionWords words() {
    return words;
  }

  /** The configuration as a whole. */
  public Place top() {
    return new Place("", root);
  }

  /** The sections at the top, by what is in them. */
  public OptionSections sections() {
    OptionSections known = sections;
    if (known == null) {
      known = new OptionSections(this);
      sections = known;
    }
    return known;
  }

  /** The place of an option, if there is one of this path, as in the tables. */
  public Optional<Place> at(String path) {
    List<String> steps = steps(path);
    Optional<Place> place = steps.isEmpty() && !path.isEmpty() ? Optional.empty() : Optional.of(top());
    for (String step : steps) {
      place = place.flatMap(at -> at.step(step));
    }
    return place;
  }

  /** The steps of the path of an option, {@code []} for the items of a list; a name may have a dot in it. */
  public List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    Optional<Place> place = Optional.of(top());
    String rest = path;
    while (place.isPresent() && !rest.isEmpty()) {
      String longest = place.get().longestStep(rest);
      if (longest.isEmpty()) {
        return List.of();
      }
      steps.add(longest);
      place = place.get().step(longest);
      rest = rest.substring(longest.length());
      rest = rest.startsWith(".") ? rest.substring(1) : rest;
    }
    return steps;
  }

  /** The path of an option as it is written, with a name in quotes that has a dot. */
  public String written(String path) {
    ValuePath written = ValuePath.ROOT;
    for (String step : steps(path)) {
      if (step.equals(ITEM) || step.equals(ANY)) {
        return path;
      }
      written = written.key(step);
    }
    return written.steps().size() < 2 ? path : written.toString();
  }

  /** The one option that a name says by itself, which could have a value; empty if there are several, or none of today. */
  public Optional<Place> only(String name, Value value) {
    Fit fit = new Fit(program, Optional.empty());
    List<Place> places = new ArrayList<>();
    Set<String> meaning = words().meaningOf(name);
    boolean telling = OptionNames.isTelling(name) && (meaning.isEmpty() || !OtherPlaces.VAGUE.containsAll(meaning));
    for (Place place : telling ? named(name) : List.<Place>of()) {
      Option option = place.option();
      boolean ofToday = option.deprecated().isEmpty() && option.until().isEmpty();
      if (ofToday
          && Spelling.fold(steps(place.path()).getLast()).equals(Spelling.fold(name))
          && place.path().indexOf('[') < 0
          && fit.fits(place, value)) {
        places.add(place);
      }
    }
    return places.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty();
  }

  /** Whether an option could have such a value, by its type. */
  public boolean takes(Place place, Value value) {
    return new Fit(program, Optional.empty()).fits(place, value);
  }

  /** The places of all options of a name, whatever its case and its {@code -} and {@code _}, but those below any key. */
  public List<Place> named(String name) {
    Map<String, List<Place>> index = byName;
    if (index == null) {
      index = new HashMap<>();
      collect(top(), index);
      byName = index;
    }
    return index.getOrDefault(Spelling.fold(name), List.of());
  }

  private static void collect(Place place, Map<String, List<Place>> index) {
    for (String step : place.node.entries().keySet()) {
      if (step.isEmpty() || step.equals(ANY)) {
        continue;
      }
      Place below = place.step(step).orElseThrow();
      if (!step.equals(ITEM)) {
        index.computeIfAbsent(Spelling.fold(step), s -> new ArrayList<>()).add(below);
      }
      collect(below, index);
    }
  }

  private static Node child(MapNode map, String key) {
    return Objects.requireNonNull(map.get(key));
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar && scalar.string() != null ? scalar.string() : "";
  }

  /** A place in the configuration: that of an option, or the configuration as a whole. */
  public final class Place {
    private final String path;
    private final MapNode node;

    private Place(String path, MapNode node) {
      this.path = path;
      this.node = node;
    }

    /** The option here; the one at the top stands for the configuration as a whole. */
    public Option option() {
      return Option.of(path, List.of(text(Options.child(node, "")).split("\t", -1)));
    }

    public String path() {
      return path;
    }

    /** The paths of the options that took its place; none if it is of today, or that is not known. */
    List<String> replacements() {
      List<String> paths = option().replacement().map(all -> List.of(all.split(" and ", -1))).orElse(List.of());
      return paths.stream().allMatch(replacement -> at(replacement).isPresent()) ? paths : List.of();
    }

    /** The path of a key in it, whether there is such an option or not. */
    String pathOf(String key) {
      return path.isEmpty() ? key : path + "." + key;
    }

    /**
     * What the option takes, in words: of a mapping also what belongs into it, where that is little or has to be there.
     *
     * @param ofItems whether it is a list, and its items are what matters
     */
    public String expected(Optional<Version> version, boolean ofItems) {
      Option option = option();
      String words = option.expected(version);
      if (option.isAny(Type.OBJECT)) {
        return words + content(version);
      }
      Optional<Place> items = items();
      if (option.isAny(Type.ARRAY) && items.isPresent() && items.get().option().isAny(Type.OBJECT)) {
        return words + " of mappings" + items.get().content(version);
      }
      return items.filter(item -> ofItems).map(item -> words + ", each item of it " + item.expected(version, false)).orElse(words);
    }

    private String content(Optional<Version> version) {
      List<String> all = names().stream().filter(name -> child(name).orElseThrow().option().isOfToday(version)).toList();
      List<String> needed = all.stream().filter(name -> child(name).orElseThrow().option().required().equals("yes")).toList();
      List<String> some = needed.isEmpty() ? all : needed;
      if (some.size() > MOST_NAMED) {
        return some.contains(SWITCH) ? ", which can have `" + SWITCH + "`" : "";
      }
      if (some.isEmpty()) {
        return "";
      }
      return (needed.isEmpty() ? ", which can have " : " with ") + CodeNames.of(some, "and");
    }

    public Options table() {
      return Options.this;
    }

    /** The place below a key, if the program may have an option there. */
    public Optional<Place> child(String key) {
      if (key.isEmpty()) {
        return Optional.empty();
      }
      return step(key)
          .or(() -> takesCamelCase() ? camel(key) : Optional.empty())
          .or(() -> step(ANY));
    }

    /** Element Web does so at the top and in its own sections, not in what standards or settings name. */
    private boolean takesCamelCase() {
      return (program == Program.ELEMENT_WEB && EXACT.stream().noneMatch(path::startsWith))
          || (program == Program.LIVEKIT && path.startsWith("room.room_configurations."));
    }

    /** Whether an option is here or below, by its path as in the tables. */
    boolean leadsTo(String option) {
      return option.equals(path) || option.startsWith(path + ".") || option.startsWith(path + ITEM);
    }

    /** The place of the items of a list. */
    public Optional<Place> items() {
      return step(ITEM);
    }

    /** Whether the option has to be there at all; without reading all of its row, since few have to. */
    boolean isRequired() {
      return text(Options.child(node, "")).split("\t", REQUIRED + 2)[REQUIRED].startsWith("yes");
    }

    /** Whether the table has nothing below, so that nothing is known of it. */
    boolean isOpen() {
      return node.entries().size() <= 1;
    }

    /** Whether what is here switches things on and off that are not settled. */
    public boolean isExperimental() {
      return EXPERIMENTS.contains(path);
    }

    /** The names of the options here. */
    public List<String> names() {
      List<String> names = new ArrayList<>();
      for (String step : node.entries().keySet()) {
        if (!step.isEmpty() && !step.equals(ANY) && !step.equals(ITEM)) {
          names.add(step);
        }
      }
      return names;
    }

    private Optional<Place> step(String step) {
      if (!(node.get(step) instanceof MapNode below)) {
        return Optional.empty();
      }
      String divider = path.isEmpty() || step.equals(ITEM) ? "" : ".";
      return Optional.of(new Place(path + divider + step, below));
    }

    private String longestStep(String rest) {
      String longest = "";
      for (String step : node.entries().keySet()) {
        boolean fits =
            rest.equals(step) || rest.startsWith(step + ".") || rest.startsWith(step + ITEM);
        if (fits && step.length() > longest.length()) {
          longest = step;
        }
      }
      return longest;
    }

    /** The option that a name in camelCase stands for, as it is looked up if there is none of its own spelling. */
    private Optional<Place> camel(String key) {
      for (String step : node.entries().keySet()) {
        boolean alike = step.indexOf('_') > 0 && !key.isEmpty() && step.charAt(0) == key.charAt(0);
        if (alike && (camelOf(step).equals(key) || step.equals(ALTERNATIVES.get(key)))) {
          return step(step);
        }
      }
      return Optional.empty();
    }

    /** A letter or digit behind {@code _} is a capital one, and the {@code _} is gone. */
    private static String camelOf(String name) {
      StringBuilder camel = new StringBuilder();
      for (int i = 0; i < name.length(); i++) {
        boolean sign = name.charAt(i) == '_' && i > 0 && i + 1 < name.length();
        camel.append(sign ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
      }
      return camel.toString();
    }
  }

}
