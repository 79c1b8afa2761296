package dev.esslint.embedded;

import dev.esslint.embedded.Option.UnknownKeys;
import dev.esslint.embedded.OptionMistake.Advised;
import dev.esslint.embedded.OptionMistake.ByChoice;
import dev.esslint.embedded.OptionMistake.Close;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Meaning;
import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.embedded.OptionMistake.Nothing;
import dev.esslint.embedded.OptionMistake.OfAnother;
import dev.esslint.embedded.OptionMistake.Reshaped;
import dev.esslint.embedded.OptionMistake.Wrapper;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.Options.Place;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the configuration of a program against the options that the version of it has. What cannot be known, as a
 * placeholder, is taken for right.
 */
public final class Judge {
  /** Of so many unknown keys what was meant is told; after as many findings of a rule only their number is, and looking takes its time. */
  private static final int MOST_MEANINGS = 100;

  private static final Regex VENDOR = new Regex("(?i)(?:io|org|com|net|im|de|dev|app|chat|uk)(?:\\.[a-z0-9_*-]+){2,}");

  /** The sections of Hookshot that it does not start without a part of. */
  private static final Set<String> WHOLE = Set.of("jira", "openProject", "permissions", "connections");

  /** The mappings of Hookshot that it does not start without a part of, whatever is missing further down. */
  private static final Set<String> LOOKED_INTO = Set.of("github", "github.auth", "github.webhook", "figma");

  /** What a switch for a proposal begins with, such as {@code msc4222_}, or is called without saying what it switches. */
  private static final Regex PROPOSAL = new Regex("^msc\\d{4}(?:_|$)");

  private static final int PROPOSAL_LENGTH = "msc0000".length();

  private static final ValuePath GITLAB_INSTANCES = ValuePath.of("gitlab", "instances");

  /** Addresses of services that Hookshot takes apart when it starts, and secrets that it looks for then. */
  private static final Set<String> BASES =
      Set.of(
          "jira.url",
          "jira.webhook.secret",
          "openProject.baseUrl",
          "openProject.webhook.secret",
          "github.enterpriseUrl",
          "github.webhook.secret");

  /** Hookshot listens on its ports when it starts. */
  private static final String PORT = ".port";

  /** What LiveKit does not look at when it starts. */
  private static final Set<String> LATE =
      Set.of(
          "webhook.urls[]",
          "rtc.port_range_start",
          "rtc.port_range_end",
          "rtc.turn_servers[].port",
          "debug_handler.port");

  /** MAS finds out that it is no host when it connects, that it is no template when somebody logs in, and clients that it is no link. */
  private static final Set<Values> LATER =
      Set.of(new Values.OfForm(Form.HOST), new Values.OfForm(Form.TEMPLATE), new Values.OfForm(Form.LINK));

  /** How templates of MAS and Synapse begin, which no wrapper fills in. */
  private static final Regex TEMPLATE = new Regex("\\s{0,9}\\{\\{-?\\s{0,9}(?:user|userinfo_claims|id_token_claims)\\b.*");

  /** What Synapse makes whole numbers of, also where they are texts. */
  private static final Set<String> COUNTS = Set.of("burst_count", "gc_thresholds");

  private static final Regex DIGITS = new Regex("\\s{0,9}[-+]?\\d(?:_?\\d){0,17}\\s{0,9}");

  /** What the policy of MAS reads, where it is the one that MAS comes with. */
  private static final ValuePath POLICY_DATA = ValuePath.of("policy", "data");

  private static final ValuePath POLICY = ValuePath.of("policy", "wasm_module");
  private static final String POLICY_OF_IMAGE = "/usr/local/share/mas-cli/policy.wasm";

  /** What the note of an option says without which the program starts, and fails where it needs it. */
  private static final String FAILS_LATER = "fails when used";

  private final Options options;
  private final Optional<Version> version;
  private final boolean complete;
  private final Predicate<String> given;
  private final MapValue top;
  private final List<OptionMistake> verdicts = new ArrayList<>();
  private int unknown;

  private Judge(
      Options options,
      Optional<Version> version,
      boolean complete,
      Predicate<String> given,
      MapValue top) {
    this.options = options;
    this.version = version;
    this.complete = complete;
    this.given = given;
    this.top = top;
  }

  /**
   * Judges a configuration.
   *
   * @param version of the program; empty if that is not known
   * @param tree the configuration
   * @param complete whether nothing else may be set elsewhere
   * @param given whether the chart sets the option of a path by itself, so that it need not be there
   */
  public static List<OptionMistake> verdicts(
      Program program,
      Optional<Version> version,
      MapValue tree,
      boolean complete,
      Predicate<String> given) {
    Judge judge = new Judge(Options.of(program), version, complete, given, tree);
    judge.mapping(judge.options.top(), judge.options.top().option(), ValuePath.ROOT, tree);
    return judge.verdicts;
  }

  private void mapping(Place around, Option option, ValuePath path, MapValue map) {
    Map<String, Integer> meant = new HashMap<>();
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      String key = entry.getKey();
      Spot spot = new Spot(path.key(key), entry.getValue());
      Optional<Place> place = around.child(key);
      if (place.isPresent()) {
        value(place.get(), option, spot);
      } else if (option.unknownKeys() != UnknownKeys.FREE
          && !around.isOpen()
          && !isOfSomebodyElse(key)) {
        int verdict = verdicts.size();
        switch (unknown(around, option, key, spot)) {
          case Misspelt(String name) -> meant.putIfAbsent(name, verdict);
          case Reshaped(Option other, boolean items) -> meant.putIfAbsent(other.name(), verdict);
          case Elsewhere(List<String> paths) -> meant(around, paths).forEach(name -> meant.putIfAbsent(name, verdict));
          case Wrapper(List<String> paths) -> meant(around, paths).forEach(name -> meant.putIfAbsent(name, verdict));
          case ByChoice(String name, String choice) -> meant.putIfAbsent(name, verdict);
          case OfAnother another -> {}
          case Close close -> {}
          case Advised advised -> {}
          case Nothing nothing -> {}
        }
      }
    }
    if (complete && !path.isRoot() && looksForAll(path)) {
      missing(around, new Spot(path, map), map, meant);
    }
  }

  /** The options of a mapping that are some others, or are around them. */
  private static List<String> meant(Place around, List<String> paths) {
    return around.names().stream()
        .filter(name -> paths.stream().anyMatch(around.child(name).orElseThrow()::leadsTo))
        .toList();
  }

  /** Whether it is a vendor's, a placeholder, or one that only holds anchors, by a custom that others have brought about. */
  private static boolean isOfSomebodyElse(String key) {
    return key.startsWith("x-")
        || key.startsWith(".")
        || key.equals("<<")
        || VENDOR.fits(key)
        || Placeholder.in(key).isPresent();
  }

  /** Whether something else than the program itself reads it, so that it may be anything. */
  private boolean isOfOwnPolicy(ValuePath path) {
    return isOfPolicy(path)
        && ResolvedValues.below(top, POLICY)
            .filter(file -> !(file instanceof ScalarValue s && Scalar.text(s.scalar()).equals(POLICY_OF_IMAGE)))
            .isPresent();
  }

  /** Whether it is for the policy of MAS, in the place of which there may be another one. */
  private boolean isOfPolicy(ValuePath path) {
    return options.program() == Program.MAS && path.startsWith(POLICY_DATA);
  }

  private static boolean isOutdated(Option option) {
    return !option.deprecated().isEmpty() && option.until().isEmpty();
  }

  private void value(Place place, Option around, Spot spot) {
    Option option = place.option();
    if ((isUnknown(spot.value()) && !isTemplateForSection(option, spot.value())) || isOfOwnPolicy(spot.path())) {
      return;
    }
    boolean refused = around.unknownKeys() == UnknownKeys.REFUSED;
    if (option.isAfter(version)) {
      verdicts.add(new OptionMistake.Early(spot, option, refused));
      return;
    }
    if (option.isGone(version)) {
      verdicts.add(
          new OptionMistake.Gone(spot, option, refused || (isSet(spot.value()) && stopsSince(option))));
      return;
    }
    if (isOutdated(option) && !isOutdated(around)) {
      verdicts.add(new OptionMistake.Outdated(spot, option));
    }
    if (isNull(spot.value())) {
      if (!option.types().contains(Type.NULL) && refuses(option, Refusal.NULL)) {
        verdicts.add(new OptionMistake.NoValue(spot, option));
      }
      return;
    }
    if (!isOfType(option, spot.value())) {
      verdicts.add(new OptionMistake.WrongType(spot, option, refusesKind(option, spot.value())));
      return;
    }
    if (!option.note().contains("does not enforce")
        && !option.values().takes(spot.value(), version)) {
      boolean stops = refusesValue(option, spot);
      verdicts.add(
          stops && mayTakeMore(option, spot.value())
              ? new OptionMistake.WrongValue(spot, option, false, Optional.of(options.newest()))
              : new OptionMistake.WrongValue(spot, option, stops));
      return;
    }
    switch (spot.value()) {
      case MapValue map -> mapping(place, option, spot.path(), map);
      case ListValue list -> {
        Optional<Place> items = place.items();
        for (int i = 0; items.isPresent() && i < list.items().size(); i++) {
          value(items.get(), option, new Spot(spot.path().index(i), list.items().get(i)));
        }
      }
      case ScalarValue scalar -> {}
    }
  }

  /** Whether the program does not start with an option that it has no more, rather than passing over it. */
  private boolean stopsSince(Option option) {
    return options.program() == Program.SYNAPSE && refuses(option, Refusal.GONE);
  }

  /** Whether the program does not start with a value that it does not take; for Synapse, an empty text is often as good as none. */
  private boolean refusesValue(Option option, Spot spot) {
    return refuses(option, Refusal.VALUE)
        && (options.program() != Program.SYNAPSE
            || Refusal.of(spot.value()) != Refusal.EMPTY_TEXT
            || refuses(option, Refusal.EMPTY_TEXT));
  }

  /** Whether the program does not start with a value of such a kind; for Synapse, 0 is often as good as none. */
  private boolean refusesKind(Option option, Value value) {
    return refuses(option, Refusal.of(value))
        && (options.program() != Program.SYNAPSE
            || !(value instanceof ScalarValue(Scalar.Num(double number), var origin))
            || number != 0
            || refuses(option, Refusal.FALSE));
  }

  private static boolean isSet(Value value) {
    return switch (Refusal.of(value)) {
      case NULL, FALSE, EMPTY_TEXT, EMPTY_LIST, EMPTY_MAPPING -> false;
      default -> true;
    };
  }

  /** A version that is newer than the tables may have more choices, but not the same one in other letters. */
  private boolean mayTakeMore(Option option, Value value) {
    boolean same =
        value instanceof ScalarValue(Scalar.Str(String text), var origin)
            && option.choices().stream().anyMatch(choice -> text.equalsIgnoreCase(choice) && !text.equals(choice));
    return isNewer() && !same && (option.values() instanceof Values.OneOf || isRoomVersion(option));
  }

  private static boolean isRoomVersion(Option option) {
    return option.values() instanceof Values.OfForm(Form form) && form == Form.ROOM_VERSION;
  }

  /** Whether it may have what the tables do not; a release that only corrects brings nothing. */
  private boolean isNewer() {
    return version.filter(deployed -> options.newest().isBefore(deployed) && !options.newest().isOfSameMinor(deployed)).isPresent();
  }

  private boolean isOfType(Option option, Value value) {
    if (COUNTS.contains(option.name())
        && value instanceof ScalarValue(Scalar.Str(String text), var origin)
        && DIGITS.fits(text)) {
      return true;
    }
    for (Type type : option.types()) {
      if (type.takes(value, options.program())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the program does not start with something at an option. */
  private boolean refuses(Option option, Refusal what) {
    return switch (options.program()) {
      case SYNAPSE -> options.refuses(option.path(), what);
      case MAS ->
          !option.path().startsWith("policy.data") && (what != Refusal.VALUE || !LATER.contains(option.values()));
      case LIVEKIT ->
          switch (what) {
            case NULL -> false;
            case VALUE ->
                option.path().startsWith("node_selector.")
                    || (!(option.values() instanceof Values.OneOf)
                        && !LATE.contains(option.path()));
            default -> true;
          };
      case HOOKSHOT ->
          switch (what) {
            case NULL -> false;
            case VALUE ->
                BASES.contains(option.path())
                    || option.path().startsWith("generic.")
                    || option.path().endsWith(PORT)
                    || option.path().startsWith("connections[].")
                    || option.path().startsWith("logging.")
                    || option.path().startsWith("widgets.");
            case ABSENT -> true;
            default ->
                option.note().contains("other type refused")
                    || option.note().contains("else refused");
          };
      case ELEMENT_WEB -> false;
    };
  }

  /** Tells of a key that is not known, and gives what was meant by it. */
  private Meaning unknown(Place around, Option option, String key, Spot spot) {
    Optional<Option> gone = unknown < MOST_MEANINGS ? NearNames.gone(around, key, version) : Optional.empty();
    if (gone.isPresent()) {
      verdicts.add(new OptionMistake.Gone(spot, gone.get(), option.unknownKeys() == UnknownKeys.REFUSED));
      return new Nothing();
    }
    boolean experiment = around.isExperimental();
    Meaning meaning =
        unknown++ < MOST_MEANINGS
            ? new Meanings(options, version).of(around, key, spot.value())
            : new Nothing();
    if (experiment && isNewer() && !isSlip(key, meaning)) {
      return new Nothing();
    }
    if ((meaning instanceof Nothing || meaning instanceof Close) && isOfPolicy(spot.path())) {
      return meaning;
    }
    boolean guessed = meaning instanceof Nothing || meaning instanceof Close || meaning instanceof Advised;
    boolean sure = version.isPresent() && !(isNewer() && guessed && !isSettled(around));
    boolean stops = option.unknownKeys() == UnknownKeys.REFUSED && sure;
    verdicts.add(new OptionMistake.Unknown(spot, meaning, stops, ""));
    return meaning;
  }

  /** Whether no version of Synapse has brought or taken an option of a mapping, so that a newer one hardly will. */
  private boolean isSettled(Place around) {
    return options.program() == Program.SYNAPSE
        && around.names().stream()
            .map(name -> around.child(name).orElseThrow().option())
            .allMatch(option -> option.since().isEmpty() && option.until().isEmpty());
  }

  /** Whether a switch is that of a known one, with a slip in its words, for another one would be for another proposal. */
  private static boolean isSlip(String key, Meaning meaning) {
    return meaning instanceof Misspelt(String name)
        && PROPOSAL.isIn(key)
        && name.startsWith(key.substring(0, PROPOSAL_LENGTH));
  }

  /** Whether the program stops where something is missing; Hookshot does so here and there, Element Web never. */
  private boolean looksForAll(ValuePath path) {
    return switch (options.program()) {
      case SYNAPSE, MAS, LIVEKIT -> true;
      case HOOKSHOT ->
          path.steps().getFirst() instanceof ValuePath.Key(String section)
              && (WHOLE.contains(section)
                  || LOOKED_INTO.contains(path.toString())
                  || path.parent().equals(GITLAB_INSTANCES));
      case ELEMENT_WEB -> false;
    };
  }

  /**
   * Tells what is missing.
   *
   * @param meant what is there under a misspelt name or at a wrong place, with the index of the verdict on that, which tells both
   */
  private void missing(Place around, Spot spot, MapValue map, Map<String, Integer> meant) {
    List<Option> missing = new ArrayList<>();
    List<Option> missed = new ArrayList<>();
    for (String name : around.names()) {
      Place place = around.child(name).orElseThrow();
      if (!place.isRequired()) {
        continue;
      }
      Option option = place.option();
      boolean later = option.note().contains(FAILS_LATER);
      if (!isThere(map.entries().get(name))
          && !option.isAfter(version)
          && !option.isGone(version)
          && !option.note().contains("not enforced")
          && !given.test(option.path())
          && isNeeded(option.required(), map, top)
          && (later || isMissed(around, option, map))) {
        Integer told = meant.get(name);
        if (later) {
          if (told == null) {
            missed.add(option);
          }
        } else if (told != null && verdicts.get(told) instanceof OptionMistake.Unknown verdict) {
          verdicts.set(told, verdict.lacking(name));
        } else {
          missing.add(option);
        }
      }
    }
    if (!missing.isEmpty()) {
      verdicts.add(new OptionMistake.Missing(spot, List.copyOf(missing), true));
    }
    if (!missed.isEmpty()) {
      verdicts.add(new OptionMistake.Missing(spot, List.copyOf(missed), false));
    }
  }

  /** Whether an option is given; for Hookshot, null is as good as nothing. */
  private boolean isThere(@Nullable Value value) {
    return value != null && !(options.program() == Program.HOOKSHOT && isNull(value));
  }

  /** Whether the program does not start; where there is nothing at all, that is often as good as no mapping, but not for Hookshot. */
  private boolean isMissed(Place around, Option option, MapValue map) {
    boolean nothing = map.entries().isEmpty() && options.program() != Program.HOOKSHOT;
    return nothing
        ? refuses(around.option(), Refusal.EMPTY_MAPPING)
        : !option.required().equals("yes") || refuses(option, Refusal.ABSENT);
  }

  /** Whether the condition of {@link Option#required} holds beside its siblings. */
  private static boolean isNeeded(String required, MapValue siblings, MapValue top) {
    if (required.equals("yes")) {
      return true;
    }
    String[] words = required.substring("yes (".length(), required.length() - 1).split(" ", -1);
    Value other =
        words[1].contains(".")
            ? ResolvedValues.below(top, ValuePath.parse(words[1])).orElse(null)
            : siblings.entries().get(words[1]);
    return switch (words[0]) {
      case "if" -> other instanceof ScalarValue scalar && scalar.scalar().equals(Scalar.TRUE);
      case "or", "without" -> other == null;
      case "with" -> other != null;
      default -> false;
    };
  }

  private static boolean isNull(Value value) {
    return value instanceof ScalarValue scalar && scalar.scalar().equals(Scalar.NULL);
  }

  /** Whether a template stands where the mapping around it belongs. */
  private static boolean isTemplateForSection(Option option, Value value) {
    return option.types().equals(List.of(Type.OBJECT))
        && value instanceof ScalarValue(Scalar.Str(String text), var origin)
        && TEMPLATE.fits(text);
  }

  /** Whether something fills the value in later. */
  private static boolean isUnknown(Value value) {
    return value instanceof ScalarValue(Scalar.Str(String text), var origin)
        && Placeholder.in(text).isPresent();
  }
}
