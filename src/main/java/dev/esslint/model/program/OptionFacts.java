package dev.esslint.model.program;

import dev.esslint.chart.Release;
import dev.esslint.embedded.Conflicts;
import dev.esslint.embedded.Conflicts.Conflict;
import dev.esslint.embedded.Judge;
import dev.esslint.embedded.Option;
import dev.esslint.embedded.OptionMistake;
import dev.esslint.embedded.OptionMistake.ByChoice;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.embedded.OptionMistake.Reshaped;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.OptionMistake.Wrapper;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Type;
import dev.esslint.embedded.Version;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.fragment.Component;
import dev.esslint.text.CodeNames;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What programs make of the options that fragments set. Each has the {@code program} with its version, as far as that is known, and the path in
 * the configuration, {@code option}; most have the {@code id} of the program and whether it {@code stops}.
 */
public final class OptionFacts {
  private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off");

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        options.sections[]: a section whose options are at the top of a fragment
          options[]: an option of it
            program: the program with its version
            stops: whether the program does not start with it
            section: the section
            fragment: whether the fragment is `named` like it, or `other`
            all: all options of it
        options.unknown[]: a key that the program does not know
          program: the program with its version
          option: the path in the configuration
          id: the id of the program
          stops: whether the program does not start with it
          meaning: what was meant: `misspelt`, also `reshaped` for a value of another kind or `twin` where that is there already, or `section` \
              where it has something in it, too, `elsewhere`, a `wrapper` of what belongs further \
              up, also of a `choice` with its name, `below` others of the mapping, `another` program or a `namesake` further down in one, `owned` by the chart there, \
              `close` to it, `advised` to be done otherwise, `advised-all` for several, or `nothing` known
          name: what it should be called
          rename: the same, where its value can stay
          expected: what its value must be, where that cannot stay
          lacks: the option that is missing therefore, so that the program does not start
          other: the other program
          component: its component
          advice: what to do there
          removable: whether nothing is lost without it
        options.values[]: a value that an option does not take
          program: the program with its version
          option: the path in the configuration
          id: the id of the program
          stops: whether the program does not start with it
          kind: `type`, `value`, `null`, or `unsure` where a version newer than all known ones may take it
          expected: what it takes
          set: the one value that is meant, or what it takes
          form: the form that it must have, such as `ulid`
          several: whether it is said of several options
          without: whether it can be removed: it is `needed`, or it is `one` or `several` that need not be there
          right: the same value as the option takes it, where only quotes or the case of letters are wrong
          quotes: whether it lacks the quotes that make it a string
          known: the program with the newest version that is known not to start with it, where that is unsure
        options.versions[]: an option that the version does not have, or is to lose
          program: the program with its version
          option: the path in the configuration
          id: the id of the program
          stops: whether the program does not start with it
          kind: `early`, `gone` or `deprecated`
          since: the version that brought it
          until: the version that took it
          became: `replaced`, another `remark`, or `nothing` is known
          instead: what replaced it
          remark: what became of it
          flag: whether it only switches something on or off that is not settled
          removable: whether nothing is lost without it
        options.missing[]: a mapping that lacks options
          program: the program with its version
          option: the path of the mapping
          stops: whether the program does not start without them
          lacks: the options
          several: whether it lacks more than one
        options.conflicts[]: an option that does not go with others
          program: the program with its version
          option: the path in the configuration
          id: the id of the program
          key: the last part of its path
          kind: it is `refused`, `excludes` or `needs` others, must be `at-most` or has to be `above` another one, is `repeated`, is \
              not `listed`, or `idle-without` others
          said: the option with its value
          others: the others
        """);
  }

  private final ProgramConfig config;
  private final OwnedRows rows;
  private final Set<String> owned;

  private final OptionItems items;
  private final Facts facts;

  private OptionFacts(
      ProgramConfig config, Optional<Version> version, OwnedRows rows, Set<String> owned, Facts facts) {
    this.config = config;
    this.rows = rows;
    this.owned = owned;
    this.items = new OptionItems(config, version, facts);
    this.facts = facts;
  }

  /**
   * States them.
   *
   * @param owned what {@link OwnedKeys#state} told already
   */
  public static void state(
      List<ProgramConfig> configs, Chosen chosen, Release release, Set<String> owned, Facts facts) {
    for (ProgramConfig config : configs) {
      Optional<Version> version = version(chosen, config.program());
      OptionFacts stating = new OptionFacts(config, version, new OwnedRows(chosen, release), owned, facts);
      Predicate<String> given = key -> isGiven(config.program(), key, release);
      List<OptionMistake> mistakes =
          Judge.verdicts(config.program(), version, config.tree(), config.complete(), given);
      mistakes.replaceAll(stating::asWrittenInto);
      Map<ValuePath, LooseOptions> sections = LooseOptions.of(config, given);
      if (!sections.isEmpty()) {
        Set<String> stopping = stopping(mistakes);
        sections.values().forEach(section -> stating.state(section, stopping));
        mistakes.removeIf(mistake -> stating.items.text(mistake.spot()).filter(sections::containsKey).isPresent());
      }
      Map<List<Object>, List<Conflict>> causes = new LinkedHashMap<>();
      for (Conflict conflict :
          Conflicts.of(config.program(), version, config.tree(), config.complete())) {
        if (!isMisspelt(conflict, mistakes)) {
          causes.computeIfAbsent(cause(conflict), cause -> new ArrayList<>()).add(conflict);
        }
      }
      causes.values().forEach(stating::stateConflicts);
      List<ValuePath> ofOtherKind = mistakes.stream().filter(OptionFacts::isKind).map(m -> m.spot().path().parent()).toList();
      mistakes.removeIf(m -> !isKind(m) && ofOtherKind.stream().anyMatch(m.spot().path()::startsWith));
      Set<Identity> told = new HashSet<>();
      mistakes.removeIf(m -> !told.add(Identity.of(m)) || stating.isOwned(m.spot().path()) || isPlainWord(m));
      stating.together(mistakes).values().forEach(stating::state);
    }
  }

  /** What the chart writes a mapping over never gets to the program. */
  private OptionMistake asWrittenInto(OptionMistake mistake) {
    return mistake instanceof OptionMistake.WrongType(Spot spot, Option option, boolean stops)
            && stops
            && rows.isWrittenInto(config.program(), spot.path())
        ? new OptionMistake.WrongType(spot, option, false)
        : mistake;
  }

  /** Whether what is beside a value goes by it, so that nothing is known of that if it is wrong. */
  private static boolean isKind(OptionMistake mistake) {
    return mistake instanceof OptionMistake.WrongValue && mistake.spot().path().last().equals(new Key("connectionType"));
  }

  /**
   * What an anchor writes once is one mistake, wherever its aliases stand.
   *
   * @param what the name that was meant or the option, or else where it stands
   */
  private record Identity(Class<?> kind, Optional<SourceText> source, Span key, Span value, Object what) {
    static Identity of(OptionMistake mistake) {
      Origin origin = mistake.spot().value().origin();
      ValuePath path = mistake.spot().path();
      Object what =
          switch (mistake) {
            case OptionMistake.Unknown unknown ->
                unknown.meaning() instanceof Misspelt(String name) ? name : path;
            case OptionMistake.WrongType wrong -> wrong.option().name();
            case OptionMistake.WrongValue wrong -> wrong.option().name();
            case OptionMistake.NoValue no -> no.option().name();
            default -> path;
          };
      return new Identity(mistake.getClass(), origin.layer().source(), origin.key(), origin.value(), what);
    }
  }

  /** Whether what an option needs is there under a misspelt name, which then tells both. */
  private static boolean isMisspelt(Conflict conflict, List<OptionMistake> mistakes) {
    if (conflict.kind() == Conflicts.Kind.IDLE_WITHOUT) {
      return mistakes.stream()
          .anyMatch(
              mistake ->
                  mistake instanceof OptionMistake.Unknown unknown
                      && meant(unknown).stream()
                          .anyMatch(path -> isOneOf(conflict.others(), path) || isMovedOut(unknown, path, conflict)));
    }
    for (int i = 0; i < mistakes.size() && conflict.kind() == Conflicts.Kind.NEEDS; i++) {
      if (mistakes.get(i) instanceof OptionMistake.Unknown mistake) {
        Optional<String> needed = meant(mistake).stream().filter(conflict.others()::contains).findFirst();
        if (needed.isPresent()) {
          mistakes.set(i, mistake.lacking(needed.get().substring(needed.get().lastIndexOf('.') + 1)));
          return true;
        }
      }
    }
    return false;
  }

  /** Whether what is in a section belongs into another one, so that nobody wants to enable this one. */
  private static boolean isMovedOut(OptionMistake.Unknown mistake, String meant, Conflict conflict) {
    ValuePath section = conflict.spot().path();
    return mistake.spot().path().startsWith(section) && !meant.startsWith(section + ".");
  }

  /** Whether an option is one of those that are there with or without a value. */
  private static boolean isOneOf(List<String> options, String path) {
    return options.stream().anyMatch(option -> option.equals(path) || option.startsWith(path + ": "));
  }

  /** The paths of the options that were surely meant, as the tables have them. */
  private static List<String> meant(OptionMistake.Unknown mistake) {
    ValuePath around = mistake.spot().path().parent();
    return switch (mistake.meaning()) {
      case Misspelt(String name) -> List.of(inTables(around.key(name)));
      case Reshaped(Option option, boolean items) -> List.of(inTables(around.key(option.name())));
      case Elsewhere(List<String> paths) when paths.size() == 1 -> paths;
      case Wrapper(List<String> paths) when paths.size() == 1 -> paths;
      case ByChoice(String option, String choice) when mistake.spot().value() instanceof MapValue map ->
          map.entries().keySet().stream().map(key -> inTables(around.key(key))).toList();
      default -> List.of();
    };
  }

  /** A path as the tables have it. */
  private static String inTables(ValuePath path) {
    StringBuilder text = new StringBuilder();
    for (Step step : path.steps()) {
      text.append(step instanceof Key(String name) ? (text.isEmpty() ? name : "." + name) : "[]");
    }
    return text.toString();
  }

  /** What is one mistake: of all that an option needs, some is missing. */
  private static List<Object> cause(Conflict conflict) {
    return conflict.kind() == Conflicts.Kind.NEEDS && conflict.others().size() == 1
        ? List.of(conflict.kind(), conflict.spot().path(), conflict.option())
        : List.of(conflict);
  }

  private void stateConflicts(List<Conflict> same) {
    Conflict conflict = same.getFirst();
    Spot spot = conflict.spot();
    if (!isOwned(spot.path())) {
      Facts item = items.add("conflicts", spot, false);
      item.put("id", config.program().id(), items.about(spot));
      item.put("key", spot.path().last() instanceof Key(String name) ? name : spot.path().toString(), items.about(spot));
      item.put("kind", conflict.kind().label(), items.about(spot));
      item.put("said", conflict.option(), items.about(spot));
      List<String> others = same.size() == 1 ? conflict.others() : same.stream().flatMap(one -> one.others().stream()).toList();
      item.put("others", String.join(same.size() == 1 ? "` or `" : "` and `", others), items.about(spot));
    }
  }

  /** The version that runs, by the tag of its image; a digest alone tells nothing. */
  static Optional<Version> version(Chosen chosen, Program program) {
    return chosen.version(program.component() + ".image.tag");
  }

  private static boolean isGiven(Program program, String key, Release release) {
    for (Component component : Component.values()) {
      if (component.program() == program) {
        return OwnedKeyTable.isGiven(component, key, release);
      }
    }
    return false;
  }

  /**
   * What belongs into a section is one mistake; what else is wrong with it shows when it is there.
   *
   * @param stopping the keys at the top with which the program does not start
   */
  private void state(LooseOptions section, Set<String> stopping) {
    Facts found = facts.item("options.sections");
    List<String> all = section.options().keySet().stream().map(key -> "`" + key + "`").toList();
    section
        .options()
        .forEach(
            (key, value) -> {
              Spot spot = new Spot(ValuePath.of(key), value);
              Facts item = found.item("options", items.about(spot), OptionItems.place(spot, false));
              item.put("program", items.versioned(), items.about(spot));
              item.put("stops", stopping.contains(key), items.about(spot));
              item.put("section", section.name(), items.about(spot));
              item.put("fragment", section.named() ? "named" : "other", items.about(spot));
              item.put("all", all, items.about(spot));
            });
  }

  /** The keys at the top with which the program does not start, because it does not know them. */
  private static Set<String> stopping(List<OptionMistake> mistakes) {
    Set<String> stopping = new HashSet<>();
    for (OptionMistake mistake : mistakes) {
      if (mistake instanceof OptionMistake.Unknown unknown
          && unknown.stops()
          && unknown.spot().path().parent().isRoot()
          && unknown.spot().path().last() instanceof Key(String key)) {
        stopping.add(key);
      }
    }
    return stopping;
  }

  /** The mistakes by what is to be done about them. */
  private Map<Object, List<OptionMistake>> together(List<OptionMistake> mistakes) {
    UnknownOptionFacts keys = new UnknownOptionFacts(items, rows);
    Map<Object, List<OptionMistake>> together = new LinkedHashMap<>();
    for (OptionMistake mistake : mistakes) {
      Object remedy =
          switch (mistake) {
            case OptionMistake.Unknown unknown -> keys.remedy(unknown);
            case OptionMistake.WrongType(Spot spot, Option option, boolean stops) when isItem(spot) && option.types().equals(List.of(Type.OBJECT)) ->
                List.of(spot.path().parent(), option.path());
            default -> mistake;
          };
      together.computeIfAbsent(remedy, key -> new ArrayList<>()).add(mistake);
    }
    return together;
  }

  private static boolean isItem(Spot spot) {
    return !(spot.path().last() instanceof Key);
  }

  /** States mistakes with one remedy: keys that are not known, or items of a list that have to be mappings. */
  private void state(List<OptionMistake> mistakes) {
    OptionMistake verdict = mistakes.getFirst();
    List<Spot> others = mistakes.subList(1, mistakes.size()).stream().map(OptionMistake::spot).toList();
    OptionValueFacts values = new OptionValueFacts(items);
    switch (verdict) {
      case OptionMistake.Unknown unknown -> new UnknownOptionFacts(items, rows).state(unknown, others);
      case OptionMistake.WrongType(Spot spot, Option option, boolean stops) ->
          values.state(items.add("values", spot, true, stops, others), spot, "type", option, others);
      case OptionMistake.WrongValue(Spot spot, Option option, boolean stops, Optional<Version> known) -> {
        Facts item = items.add("values", spot, true, stops);
        known.ifPresent(newest -> item.put("known", items.program().title() + " " + newest, items.about(spot)));
        values.state(item, spot, known.isPresent() ? "unsure" : "value", option);
      }
      case OptionMistake.NoValue(Spot spot, Option option) ->
          values.state(items.add("values", spot, false, true), spot, "null", option);
      case OptionMistake.Early(Spot spot, Option option, boolean stops) ->
          version(items.add("versions", spot, false, stops), spot, "early", option);
      case OptionMistake.Gone(Spot spot, Option option, boolean stops) ->
          version(items.add("versions", spot, false, stops), spot, "gone", option);
      case OptionMistake.Outdated(Spot spot, Option option) ->
          version(items.add("versions", spot, false, false), spot, "deprecated", option);
      case OptionMistake.Missing(Spot spot, List<Option> options, boolean stops) when isSwitchOwned(spot.path()) -> {}
      case OptionMistake.Missing(Spot spot, List<Option> options, boolean stops) -> {
        Facts item = items.add("missing", spot, false);
        item.put("stops", stops, items.about(spot));
        item.put("lacks", CodeNames.within(options.stream().map(Option::name).toList(), "and"), items.about(spot));
        item.put("several", options.size() > 1, items.about(spot));
      }
    }
  }

  /** Whether the whole section is not to be enabled, so that it matters no more what it lacks. */
  private boolean isSwitchOwned(ValuePath section) {
    return isOwned(section.key("enabled"));
  }

  /** Whether it is a boolean of YAML 1.1 without quotes, which is told as such. */
  private static boolean isPlainWord(OptionMistake verdict) {
    return verdict instanceof OptionMistake.WrongType(Spot spot, Option option, boolean stops)
        && option.types().contains(Type.BOOLEAN)
        && spot.value() instanceof ScalarValue(Scalar.Str(String text), Origin origin)
        && WORDS.contains(text.toLowerCase(Locale.ROOT))
        && origin.layer().source().filter(s -> s.slice(origin.value()).equals(text)).isPresent();
  }

  /** Whether it is told already that the key, or one around it, is not the user's to set. */
  private boolean isOwned(ValuePath path) {
    StringBuilder key = new StringBuilder();
    for (Step step : path.steps()) {
      if (!(step instanceof Key(String name))) {
        break;
      }
      key.append(key.isEmpty() ? "" : ".").append(name);
      if (owned.contains(config.label() + ":" + key)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is more to say of it than that it is not in use any more. */
  private static boolean isTelling(Option option) {
    return option.deprecated().indexOf(' ') > 0;
  }

  private void version(Facts item, Spot spot, String kind, Option option) {
    ValuePath about = items.about(spot);
    item.put("kind", kind, about);
    item.put("since", option.since().map(Version::toString).orElse(""), about);
    item.put("until", option.until().map(Version::toString).orElse(""), about);
    Optional<String> replacement = option.replacement();
    boolean early = kind.equals("early");
    if (replacement.isEmpty() && !early) {
      item.put("removable", true, about);
    }
    item.put("became", early ? "later" : replacement.isPresent() ? "replaced" : isTelling(option) ? "remark" : "nothing", about);
    item.put("instead", replacement.orElse(""), about);
    item.put("remark", option.deprecated(), about);
    item.put(
        "flag",
        option.path().startsWith("experimental_features.") || option.path().startsWith("features."),
        about);
  }
}
