package dev.esslint.model.program;

import dev.esslint.chart.Release;
import dev.esslint.embedded.Conflicts;
import dev.esslint.embedded.Conflicts.Conflict;
import dev.esslint.embedded.Judge;
import dev.esslint.embedded.Option;
import dev.esslint.embedded.OptionMistake;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.embedded.OptionMistake.Nothing;
import dev.esslint.embedded.OptionMistake.OfAnother;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Type;
import dev.esslint.embedded.Version;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.fragment.Component;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What programs make of the options that fragments set. Each has the {@code program} with its version, as far as that is known, and the path in
 * the configuration, {@code option}; most have the {@code id} of the program and whether it {@code stops}.
 *
 * <ul>
 *   <li>{@code options.sections[].options[]}: all that stands at the top of a fragment and belongs into one {@code section}; the
 *       {@code fragment} is {@code named} like it or has an {@code other} name; {@code all} of the options;
 *   <li>{@code options.unknown[]}: a key that the program does not know; what was meant is a {@code meaning}, {@code misspelt},
 *       {@code elsewhere}, {@code another}, also {@code owned} by the chart there, or {@code nothing}, with the {@code name}; what the program
 *       {@code lacks} therefore, so that it does not start; {@code other}, the other program, its {@code component}, and {@code advice} what to do there;
 *   <li>{@code options.values[]}: a value that it does not take, by its {@code kind}, {@code type}, {@code value} or
 *       {@code null}, with what was {@code expected} and the {@code form} that it must have, as {@code ulid}, if any; whether it is
 *       {@code needed} in its section, or {@code removable}; whether it lacks the {@code quotes} that make it a string;
 *   <li>{@code options.versions[]}: an option that is {@code early}, {@code gone} or {@code deprecated} as its {@code kind}
 *       says; {@code since} and {@code until} are versions, {@code remark} is what became of it;
 *       {@code became}: whether it was {@code replaced} by something, {@code instead}, there is another {@code remark}, or {@code nothing} is known;
 *       {@code removable} if nothing replaced it; {@code flag}: whether it only switches something on or off that is not settled;
 *   <li>{@code options.missing[]}: a mapping that lacks the option {@code lacks};
 *   <li>{@code options.conflicts[]}: an option, {@code said} with its value, that is {@code refused}, {@code excludes} or
 *       {@code needs} {@code others}, must be {@code at-most} or has to be {@code above} another one, is {@code repeated}, or is not {@code listed}, as its
 *       {@code kind} says.
 * </ul>
 */
public final class OptionFacts {
  private static final String REPLACED = "replaced by ";

  private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off");

  private static final String[] COMMON = {"program", "option"};

  public static Set<String> names() {
    return Facts.names(
        Facts.list("options.sections", "options"),
        Facts.list("options.sections[].options", "program", "stops", "section", "fragment", "all"),
        Facts.list("options.unknown", COMMON),
        Facts.list(
            "options.unknown", "id", "stops", "meaning", "name", "lacks", "other", "component", "advice", "removable"),
        Facts.list("options.values", COMMON),
        Facts.list("options.values", "id", "stops", "kind", "expected", "form", "needed", "right", "quotes"),
        Facts.list("options.versions", COMMON),
        Facts.list("options.versions", "id", "stops", "kind", "since", "until", "became"),
        Facts.list("options.versions", "instead", "remark", "flag", "removable"),
        Facts.list("options.missing", COMMON),
        Facts.list("options.missing", "lacks"),
        Facts.list("options.conflicts", COMMON),
        Facts.list("options.conflicts", "id", "key", "kind", "said", "others"));
  }

  private static final Regex WHOLE = new Regex("(?:0|[1-9][0-9]{0,14})");

  private final ProgramConfig config;
  private final Optional<Version> version;
  private final Set<String> owned;
  private final Facts facts;

  private OptionFacts(
      ProgramConfig config, Optional<Version> version, Set<String> owned, Facts facts) {
    this.config = config;
    this.version = version;
    this.owned = owned;
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
      OptionFacts stating = new OptionFacts(config, version, owned, facts);
      Predicate<String> given = key -> isGiven(config.program(), key, release);
      List<OptionMistake> mistakes =
          Judge.verdicts(config.program(), version, config.tree(), config.complete(), given);
      Map<ValuePath, LooseOptions> sections = LooseOptions.of(config, given);
      if (!sections.isEmpty()) {
        Set<String> stopping = stopping(mistakes);
        sections.values().forEach(section -> stating.state(section, stopping));
        mistakes.removeIf(mistake -> stating.text(mistake.spot()).filter(sections::containsKey).isPresent());
      }
      for (Conflict conflict :
          Conflicts.of(config.program(), version, config.tree(), config.complete())) {
        if (!isMisspelt(conflict, mistakes)) {
          stating.state(conflict);
        }
      }
      Set<Identity> told = new HashSet<>();
      for (OptionMistake mistake : mistakes) {
        if (told.add(Identity.of(mistake))) {
          stating.state(mistake);
        }
      }
    }
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
    for (int i = 0; i < mistakes.size() && conflict.kind() == Conflicts.Kind.NEEDS; i++) {
      if (mistakes.get(i) instanceof OptionMistake.Unknown mistake
          && meant(mistake).filter(conflict.others()::contains).isPresent()) {
        String path = meant(mistake).orElseThrow();
        mistakes.set(i, mistake.lacking(path.substring(path.lastIndexOf('.') + 1)));
        return true;
      }
    }
    return false;
  }

  /** The path of the one option that was meant, as the tables have it. */
  private static Optional<String> meant(OptionMistake.Unknown mistake) {
    return switch (mistake.meaning()) {
      case Misspelt(String name) -> Optional.of(inTables(mistake.spot().path().parent().key(name)));
      case Elsewhere(List<String> paths) when paths.size() == 1 -> Optional.of(paths.getFirst());
      default -> Optional.empty();
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

  private void state(Conflict conflict) {
    Spot spot = conflict.spot();
    if (!isOwned(spot.path())) {
      String item = add("conflicts", spot, false);
      facts.put(item + ".id", config.program().id(), about(spot));
      facts.put(
          item + ".key",
          spot.path().last() instanceof Key(String name) ? name : spot.path().toString(),
          about(spot));
      facts.put(item + ".kind", conflict.kind().label(), about(spot));
      facts.put(item + ".said", conflict.option(), about(spot));
      facts.put(item + ".others", String.join("` or `", conflict.others()), about(spot));
    }
  }

  /** The version that runs, by the tag of its image; a digest alone tells nothing. */
  static Optional<Version> version(Chosen chosen, Program program) {
    return version(chosen, program.component() + ".image.tag");
  }

  /** The same by the path of the tag. */
  static Optional<Version> version(Chosen chosen, String tag) {
    String digest = tag.substring(0, tag.length() - "tag".length()) + "digest";
    boolean digestOnly = chosen.text(digest).isPresent() && !chosen.isWritten(tag);
    return digestOnly ? Optional.empty() : chosen.known(tag).flatMap(Version::parse);
  }

  private static boolean isGiven(Program program, String key, Release release) {
    for (Component component : Component.values()) {
      if (component.program() == program) {
        return OwnedKeys.isGiven(component, key, release);
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
    String list = facts.next("options.sections") + ".options";
    List<String> all = section.options().keySet().stream().map(key -> "`" + key + "`").toList();
    section
        .options()
        .forEach(
            (key, value) -> {
              Spot spot = new Spot(ValuePath.of(key), value);
              String item = facts.add(list, about(spot), place(spot, false));
              facts.put(item + ".program", program(), about(spot));
              facts.put(item + ".stops", stopping.contains(key), about(spot));
              facts.put(item + ".section", section.name(), about(spot));
              facts.put(item + ".fragment", section.named() ? "named" : "other", about(spot));
              facts.put(item + ".all", all, about(spot));
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

  private void state(OptionMistake verdict) {
    if (isOwned(verdict.spot().path()) || isPlainWord(verdict)) {
      return;
    }
    switch (verdict) {
      case OptionMistake.Unknown(
              Spot spot,
              OptionMistake.Meaning meaning,
              boolean stops,
              String lacks) -> {
        String item = add("unknown", spot, false, stops);
        if (!lacks.isEmpty()) {
          facts.put(item + ".lacks", lacks, about(spot));
        }
        switch (meaning) {
          case Misspelt(String name) -> {
            String path = spot.path().parent().key(name).toString();
            List<OwnedKeys.Owned> owned =
                OwnedKeys.of(config.program(), path).stream()
                    .filter(row -> !row.sometimes() && row.charts().isEmpty())
                    .toList();
            meaning(item, spot, owned.isEmpty() ? "misspelt" : "owned", owned.isEmpty() ? name : path);
            if (!owned.isEmpty()) {
              facts.put(item + ".other", config.program().title(), about(spot));
              facts.put(item + ".advice", owned.getLast().advice(), about(spot));
            }
          }
          case Elsewhere(List<String> paths) ->
              meaning(item, spot, "elsewhere", String.join("` or `", paths));
          case OfAnother(Program other, String path) -> {
            List<OwnedKeys.Owned> owned = OwnedKeys.of(other, path);
            meaning(item, spot, owned.isEmpty() ? "another" : "owned", path);
            facts.put(item + ".other", other.title(), about(spot));
            facts.put(item + ".component", other.component(), about(spot));
            if (!owned.isEmpty()) {
              facts.put(item + ".advice", owned.getLast().advice(), about(spot));
            }
          }
          case Nothing nothing -> {
            meaning(item, spot, "nothing", "");
            facts.put(item + ".removable", true, about(spot));
          }
        }
      }
      case OptionMistake.WrongType(Spot spot, Option option, boolean stops) ->
          value(add("values", spot, true, stops), spot, "type", option);
      case OptionMistake.WrongValue(Spot spot, Option option, boolean stops) ->
          value(add("values", spot, true, stops), spot, "value", option);
      case OptionMistake.NoValue(Spot spot, Option option) ->
          value(add("values", spot, false, true), spot, "null", option);
      case OptionMistake.Early(Spot spot, Option option, boolean stops) ->
          version(add("versions", spot, false, stops), spot, "early", option);
      case OptionMistake.Gone(Spot spot, Option option, boolean stops) ->
          version(add("versions", spot, false, stops), spot, "gone", option);
      case OptionMistake.Outdated(Spot spot, Option option) ->
          version(add("versions", spot, false, false), spot, "deprecated", option);
      case OptionMistake.Missing(Spot spot, Option option) when isSwitchOwned(spot.path()) -> {}
      case OptionMistake.Missing(Spot spot, Option option) -> {
        String item = add("missing", spot, false);
        facts.put(item + ".lacks", option.name(), about(spot));
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

  private String add(String list, Spot spot, boolean atValue, boolean stops) {
    String item = add(list, spot, atValue);
    facts.put(item + ".id", config.program().id(), about(spot));
    facts.put(item + ".stops", stops, about(spot));
    return item;
  }

  private String add(String list, Spot spot, boolean atValue) {
    ValuePath about = about(spot);
    String item = facts.add("options." + list, about, place(spot, atValue));
    facts.put(item + ".program", program(), about);
    facts.put(item + ".option", name(spot.path()), about);
    return item;
  }

  /** The program with its version, as far as that is known. */
  private String program() {
    return config.program().title() + version.map(v -> " " + v).orElse("");
  }

  /** The name of an option; one at the top may have a dot in it. */
  private static String name(ValuePath path) {
    return path.steps().size() == 1 && path.last() instanceof Key(String name) ? name : path.toString();
  }

  private Optional<ValuePath> text(Spot spot) {
    return config.text().apply(spot.value().origin());
  }

  private ValuePath about(Spot spot) {
    return text(spot)
        .map(text -> text.then(spot.path()))
        .orElseGet(() -> ValuePath.parse(config.program().component()).key("additional"));
  }

  /** A scalar of the wrong kind is itself the place; of anything else it is the key. */
  private static Origin place(Spot spot, boolean atValue) {
    Origin origin = spot.value().origin();
    Span value = origin.value();
    return atValue && spot.value() instanceof ScalarValue && value.end() > value.start()
        ? new Origin(origin.layer(), value, value, null)
        : origin;
  }

  private void meaning(String item, Spot spot, String meaning, String name) {
    facts.put(item + ".meaning", meaning, about(spot));
    facts.put(item + ".name", name, about(spot));
  }

  private void value(String item, Spot spot, String kind, Option option) {
    facts.put(item + ".kind", kind, about(spot));
    facts.put(item + ".expected", option.expected(version), about(spot));
    facts.put(item + ".form", option.form(), about(spot));
    boolean quotes =
        option.types().contains(Type.STRING)
            && spot.value() instanceof ScalarValue(Scalar scalar, var origin)
            && (scalar instanceof Scalar.Num || scalar instanceof Scalar.Bool);
    facts.put(item + ".quotes", quotes, about(spot));
    boolean needed = option.required().equals("yes");
    facts.put(item + ".needed", needed, about(spot));
    right(spot.value(), option).ifPresent(right -> facts.put(item + ".right", right, about(spot)));
  }

  /** The same value as the option has it, where only quotes or the case of letters are wrong. */
  private Optional<Scalar> right(Value value, Option option) {
    if (!(value instanceof ScalarValue(Scalar scalar, var origin))) {
      return Optional.empty();
    }
    List<Type> types = option.types();
    return switch (scalar) {
      case Scalar.Str(String text) when (types.contains(Type.INTEGER) || types.contains(Type.NUMBER)) && WHOLE.fits(text) ->
          Optional.of(new Scalar.Num(Double.parseDouble(text)));
      case Scalar.Str(String text) when types.contains(Type.BOOLEAN) && text.equalsIgnoreCase("true") ->
          Optional.of(Scalar.TRUE);
      case Scalar.Str(String text) when types.contains(Type.BOOLEAN) && text.equalsIgnoreCase("false") ->
          Optional.of(Scalar.FALSE);
      case Scalar.Str(String text) ->
          option.choices().stream().filter(text::equalsIgnoreCase).findFirst().map(Scalar.Str::new);
      case Scalar.Num number when types.equals(List.of(Type.STRING)) && number.value() == Math.rint(number.value()) ->
          Optional.of(new Scalar.Str(Scalar.text(number)));
      default -> Optional.empty();
    };
  }

  /** Whether there is more to say of it than that it is not in use any more. */
  private static boolean isTelling(Option option) {
    return option.deprecated().indexOf(' ') > 0;
  }

  private void version(String item, Spot spot, String kind, Option option) {
    ValuePath about = about(spot);
    facts.put(item + ".kind", kind, about);
    facts.put(item + ".since", option.since().map(Version::toString).orElse(""), about);
    facts.put(item + ".until", option.until().map(Version::toString).orElse(""), about);
    boolean replaced = option.deprecated().startsWith(REPLACED);
    boolean early = kind.equals("early");
    if (!replaced && !early) {
      facts.put(item + ".removable", true, about);
    }
    facts.put(
        item + ".became",
        early ? "later" : replaced ? "replaced" : isTelling(option) ? "remark" : "nothing",
        about);
    facts.put(item + ".instead", replaced ? option.deprecated().substring(REPLACED.length()) : "", about);
    facts.put(item + ".remark", option.deprecated(), about);
    facts.put(
        item + ".flag",
        option.path().startsWith("experimental_features.") || option.path().startsWith("features."),
        about);
  }
}
