package dev.esslint.embedded;

import dev.esslint.embedded.Options.Place;
import dev.esslint.text.Regex;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds options that have to do with what a key says, by the words of both: what is left where no name is near. A word counts for what it
 * means by {@code schemas/programs/words.tsv}; one that says nothing of what an option is for does not count.
 *
 * @param version of the program; empty if that is not known
 */
record Related(Options options, Optional<Version> version) {
  /** More than that is no answer. */
  private static final int MOST = 3;

  /** So many keys of a mapping are looked at. */
  private static final int MOST_INSIDE = 8;

  /** The fewest words in common of which another one may be left over. */
  private static final int ENOUGH = 2;

  /** Words that only say in which form something is given. */
  private static final Set<String> SHAPES = Set.of("url", "path", "file", "interval", "second");

  /** Of a word that so many options have, a single one may be meant. */
  private static final int RARE = 4;

  /** A word that more options have than this does not say which one is meant. */
  private static final int COMMON = 12;

  /** The weight of a word that no option has; that of others is two to six. */
  private static final double UNSEEN = 2;

  /** From which similarity on a name may be meant; 1 is that of names with the same words. */
  private static final double SIMILAR = 0.6;

  private static final double SIMILAR_INSIDE = 0.5;

  private static final double MARGIN = 0.03;

  /** The number of a proposal is said by nobody who does not know the option. */
  private static final Regex PROPOSAL = new Regex("msc\\d{4}");

  /**
   * An option with its words.
   *
   * @param steps how many there are on the way to it
   */
  record Candidate(Option option, Set<String> words, int steps) {}

  /**
   * The words of a key.
   *
   * @param own those that an option must have
   * @param around those of what is around it
   * @param written all of its own as they are written
   * @param mapping whether there is something below it
   * @param section whether it is looked for in a section, with which it has that in common
   */
  private record Wanted(
      Set<String> own, Set<String> around, Set<String> written, boolean mapping, boolean section) {}

  /** Found options; with {@code rest} 0 they have the words of the key and no others. */
  record Found(List<String> paths, int rest) {
    static final Found NOTHING = new Found(List.of(), Integer.MAX_VALUE);

    /** Only what could have the value, if that is a mapping with something in it. */
    Found of(Options options, Value value) {
      return isSection(value) && paths.stream().noneMatch(path -> isOf(options.at(path).orElseThrow(), (MapValue) value))
          ? NOTHING
          : this;
    }

    private static boolean isOf(Place place, MapValue map) {
      return place.isOpen() || map.entries().keySet().stream().anyMatch(key -> place.child(key).isPresent());
    }

    /** Only what has to do with some words: in a section others may mean something else. Without such words only what is exact. */
    Found about(Options options, Set<String> words) {
      List<String> about = paths.stream().filter(path -> words.isEmpty() ? rest == 0 : !Collections.disjoint(words, options.words().meaningOf(path))).toList();
      return about.size() == paths.size() ? this : about.isEmpty() ? NOTHING : new Found(about, rest);
    }

    boolean isExact() {
      return !paths.isEmpty() && rest == 0;
    }
  }

  /** The options of the same section, at most three, that a key may be meant for; of the whole configuration for a key at its top. */
  Found near(Place around, String key, Value value) {
    return find(around, options.words().meaningOf(around.path()), key, value);
  }

  /** The same, and if there are none those of other sections. */
  Found anywhere(Place around, String key, Value value) {
    Found near = near(around, key, value);
    return near.paths.isEmpty() && !around.path().isEmpty() && around.path().indexOf('[') < 0
        ? find(options.top(), options.words().meaningOf(around.path()), key, value).about(options, options.words().meaningOf(around.path()))
        : near;
  }

  /** What is meant by what is below the key, or else by itself. */
  private Found find(Place in, Set<String> outside, String key, Value value) {
    List<Candidate> candidates = inside(in);
    Set<String> around = new HashSet<>(outside);
    around.addAll(options.words().meaningOf(key));
    Found below = below(in, candidates, around, value).about(options, options.words().meaningOf(key));
    Found whole = best(candidates, wanted(in, outside, key, isSection(value)), value).of(options, value);
    boolean one = whole.isExact() && (whole.paths.size() == 1 || !below.isExact());
    return one || below.paths.isEmpty() ? whole : below;
  }

  private Found below(Place in, List<Candidate> candidates, Set<String> around, Value value) {
    Set<String> paths = new LinkedHashSet<>();
    int rest = 0;
    if (value instanceof MapValue map) {
      for (Map.Entry<String, Value> entry : map.entries().entrySet().stream().limit(MOST_INSIDE).toList()) {
        Found found = best(candidates, wanted(in, around, entry.getKey(), isSection(entry.getValue())), entry.getValue());
        paths.addAll(found.paths);
        rest = Math.max(rest, found.rest);
      }
    }
    return paths.isEmpty() || paths.size() > MOST ? Found.NOTHING : new Found(List.copyOf(paths), rest);
  }

  private static boolean isSection(Value value) {
    return value instanceof MapValue map && !map.entries().isEmpty();
  }

  /** What a section is about need not be said again in it; a key that only says yes or no is about what is around it. */
  private Wanted wanted(Place in, Set<String> around, String key, boolean mapping) {
    Set<String> own = options.words().meaningOf(key);
    Set<String> written = new HashSet<>(OptionNames.words(key));
    Set<String> wanted = new HashSet<>(own.isEmpty() ? around : own);
    wanted.removeAll(options.words().meaningOf(in.path()));
    return new Wanted(wanted, around, written, mapping, !in.path().isEmpty());
  }

  private Found best(List<Candidate> candidates, Wanted wanted, Value value) {
    List<String> best = new ArrayList<>();
    int least = Integer.MAX_VALUE;
    int rest = Integer.MAX_VALUE;
    for (Candidate candidate : wanted.own.isEmpty() ? List.<Candidate>of() : candidates) {
      int more = more(candidate, wanted);
      if (more == Integer.MAX_VALUE) {
        continue;
      }
      boolean same = more == 0 && wanted.own.size() >= ENOUGH;
      if (same ? value instanceof Value.ListValue && Fit.isSwitchFor(candidate.option, value) : Fit.isOfAnotherKind(candidate.option, value)) {
        continue;
      }
      int rank = rank(candidate, wanted, more);
      if (rank < least) {
        best.clear();
        least = rank;
        rest = more;
      }
      if (rank == least) {
        best.add(candidate.option.path());
      }
    }
    return best.size() > MOST ? Found.NOTHING : new Found(best, rest);
  }

  /** How many words one has and the other not; more than anything if they have too little in common. */
  private int more(Candidate candidate, Wanted wanted) {
    if (Collections.disjoint(wanted.own, candidate.words)) {
      return Integer.MAX_VALUE;
    }
    Set<String> rest = new HashSet<>(candidate.words);
    int missing = 0;
    for (String word : wanted.own) {
      missing += rest.remove(word) ? 0 : 1;
    }
    int all = rest.size();
    rest.removeAll(wanted.around);
    int shared = all - rest.size();
    rest.removeIf(word -> PROPOSAL.fits(word) || SHAPES.contains(word));
    int own = wanted.own.size() - missing;
    boolean alone = own == 1 && shared == 0 && !wanted.around.isEmpty() && !wanted.section;
    boolean enough =
        missing == 0
            ? !alone && (rest.size() < Math.min(own + shared + (wanted.section && own == 1 ? 1 : 0), MOST) || isCalled(candidate, wanted))
            : missing == 1 && own >= ENOUGH && rest.isEmpty();
    boolean exact = own >= ENOUGH && (missing + rest.size() == 0 || isCalled(candidate, wanted));
    return enough && (isMapping(candidate.option) == wanted.mapping || exact)
        ? missing + rest.size()
        : Integer.MAX_VALUE;
  }

  /** Whether an option has the words in its own name, and its section the others; words that many have say too little. */
  private boolean isCalled(Candidate candidate, Wanted wanted) {
    return options.words().meaningOf(candidate.option.name()).equals(wanted.own)
        && (wanted.own.size() >= ENOUGH || wanted.own.stream().allMatch(word -> options.words().countOf(word) <= RARE));
  }

  /** The one option that has all the words of a key, of which there are at least two and none that many have, and the fewest others. */
  Optional<String> containing(Place around, String key, Value value) {
    Wanted wanted = wanted(around, Set.of(), key, isSection(value));
    List<Candidate> with =
        wanted.own.size() < ENOUGH || wanted.own.stream().anyMatch(word -> options.words().countOf(word) > COMMON)
            ? List.of()
            : inside(around).stream()
                .filter(candidate -> candidate.words.containsAll(wanted.own) && isMapping(candidate.option) == wanted.mapping)
                .filter(candidate -> !Fit.isOfAnotherKind(candidate.option, value))
                .toList();
    int fewest = with.stream().mapToInt(candidate -> candidate.words.size()).min().orElse(0);
    List<Candidate> best = with.stream().filter(candidate -> candidate.words.size() == fewest).toList();
    return best.size() == 1 ? Optional.of(best.getFirst().option.path()) : Optional.empty();
  }

  /** The options, at most three, that have some of the words of the key, and the one that says most among them. */
  List<String> similar(Place around, String key, Value value) {
    Wanted wanted = wanted(around, Set.of(), key, false);
    double whole = weight(wanted.own);
    double most = wanted.own.stream().filter(word -> options.words().countOf(word) > 0).mapToDouble(this::weight).max().orElse(0);
    double best = wanted.section ? SIMILAR_INSIDE : SIMILAR;
    List<String> paths = new ArrayList<>();
    for (Candidate candidate : wanted.own.size() == 1 ? List.<Candidate>of() : inside(around)) {
      if (Collections.disjoint(wanted.own, candidate.words) || Fit.isOfAnotherKind(candidate.option, value)
          || (value instanceof Value.ScalarValue && isMapping(candidate.option))) {
        continue;
      }
      Set<String> common = new HashSet<>(candidate.words);
      common.retainAll(wanted.own);
      double similarity = 2 * weight(common) / (whole + weight(candidate.words));
      // another word of options says of which one it is
      boolean other = common.size() == 1 && wanted.own.stream().anyMatch(word -> !common.contains(word) && options.words().countOf(word) > 0);
      boolean telling =
          !other
              && candidate.words.size() - common.size() <= (common.size() >= ENOUGH ? 1 : 0)
              && common.stream().mapToDouble(this::weight).max().orElse(0) >= most;
      if (telling && similarity > best + MARGIN) {
        paths.clear();
        best = similarity;
      }
      if (telling && similarity >= best - MARGIN) {
        paths.add(candidate.option.path());
      }
    }
    // several at the top that have a word in common which many have are about different things
    boolean rare = wanted.own.stream().anyMatch(word -> options.words().countOf(word) > 0 && options.words().countOf(word) <= RARE);
    return paths.size() > (wanted.section || rare ? MOST : 1) ? List.of() : paths;
  }

  private double weight(Set<String> words) {
    return words.stream().mapToDouble(this::weight).sum();
  }

  /** How much a word says: the more, the fewer options have it. */
  private double weight(String word) {
    int count = options.words().countOf(word);
    return count == 0 ? UNSEEN : Math.log1p((double) options.words().countOf("") / count);
  }

  /** Fewer other words and the same kind of value, then more of what is around, more of the same as it is written, and fewer steps. */
  private static int rank(Candidate candidate, Wanted wanted, int more) {
    Set<String> around = new HashSet<>(wanted.around);
    around.retainAll(candidate.words);
    Set<String> written = new HashSet<>(OptionNames.words(candidate.option.name()));
    written.retainAll(wanted.written);
    int otherKind = isMapping(candidate.option) == wanted.mapping ? 0 : 2;
    return (((more + otherKind) * 8 - around.size()) * 16 - written.size()) * 32 + candidate.steps + candidate.words.size();
  }

  private static boolean isMapping(Option option) {
    return option.types().contains(Type.OBJECT);
  }

  /** Those of the options in a mapping that the version has. */
  private List<Candidate> inside(Place around) {
    return options.words().candidates(around).stream()
        .filter(candidate -> !candidate.option.isAfter(version) && !candidate.option.isGone(version))
        .toList();
  }

  /** The options in a mapping, without those in lists, those in what may have any name, and those of former times. */
  static List<Candidate> candidates(Place around) {
    List<Candidate> candidates = new ArrayList<>();
    collect(around, Set.of(), 1, candidates);
    return candidates;
  }

  private static void collect(Place around, Set<String> words, int steps, List<Candidate> candidates) {
    for (String name : around.names()) {
      Place place = around.child(name).orElseThrow();
      Option option = place.option();
      if (option.deprecated().isEmpty()) {
        Set<String> all = new HashSet<>(words);
        all.addAll(around.table().words().meaningOf(name));
        candidates.add(new Candidate(option, all, steps));
        collect(place, all, steps + 1, candidates);
      }
    }
  }
}
