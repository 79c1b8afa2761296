package dev.esslint.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds under which values something happens, from samples of values with and without it: the smallest set of clauses that
 * hold in all samples in which it happens, and of which one fails in each in which it does not. A clause is one literal,
 * or two of which one has to hold; a literal is an atom, or {@code !} and an atom.
 */
final class Learner {
  /** More clauses than that besides those of its own parts are chance. */
  private static final int MOST = 3;

  /** So many samples are enough where only one form of a condition is likely. */
  private static final int SURE = 4;

  private static final Pattern PART = Pattern.compile("on \\w+\\.enabled");

  private final Map<String, BitSet> literals = new LinkedHashMap<>();
  private final Set<String> atoms = new TreeSet<>();
  private final List<Set<String>> samples = new ArrayList<>();

  /** Adds a sample, in which exactly these atoms hold. */
  void add(Set<String> holding) {
    samples.add(holding);
    atoms.addAll(holding);
    literals.clear();
  }

  int size() {
    return samples.size();
  }

  private void count() {
    if (!literals.isEmpty()) {
      return;
    }
    for (String atom : atoms) {
      BitSet holds = new BitSet();
      for (int i = 0; i < samples.size(); i++) {
        holds.set(i, samples.get(i).contains(atom));
      }
      BitSet fails = (BitSet) holds.clone();
      fails.flip(0, samples.size());
      if (!holds.isEmpty() && !fails.isEmpty()) {
        literals.put(atom, holds);
        literals.put("!" + atom, fails);
      }
    }
  }

  /** Whether a condition agrees with a sample. */
  static boolean holds(Set<Set<String>> clauses, Set<String> sample) {
    return clauses.stream()
        .allMatch(clause -> clause.stream().anyMatch(literal -> holds(literal, sample)));
  }

  private static boolean holds(String literal, Set<String> sample) {
    return literal.startsWith("!")
        ? !sample.contains(literal.substring(1))
        : sample.contains(literal);
  }

  /**
   * The conditions of which one has to hold; none if they cannot be told.
   *
   * @param about the path that it is about
   * @param happens the samples in which it happens
   * @param not the samples in which it does not, although it could
   */
  Set<Set<Set<String>>> conditions(String about, BitSet happens, BitSet not) {
    Optional<Set<Set<String>>> one = condition(about, happens, not);
    return one.isPresent() ? Set.of(one.get()) : parts(about, happens, not);
  }

  /**
   * The condition; empty if there is none of this form.
   *
   * @param about the path that it is about; of literals that explain as much, the nearest to it is taken
   * @param happens the samples in which it happens
   * @param not the samples in which it does not, although it could
   */
  Optional<Set<Set<String>>> condition(String about, BitSet happens, BitSet not) {
    count();
    Set<Set<String>> clauses = new LinkedHashSet<>();
    BitSet open = (BitSet) not.clone();
    // what is part of something that can be off does not happen while that is off, also where no sample shows it
    for (int dot = about.indexOf('.'); dot > 0; dot = about.indexOf('.', dot + 1)) {
      for (String on :
          List.of("on " + about.substring(0, dot) + ".enabled", "part " + about.substring(0, dot))) {
        BitSet holds = literals.get(on);
        if (holds != null && within(happens, holds)) {
          clauses.add(Set.of(on));
          open.and(holds);
        }
      }
    }
    Set<Set<String>> own = new LinkedHashSet<>(clauses);
    List<String> candidates =
        literals.keySet().stream()
            .filter(literal -> concerns(about, literal))
            .filter(literal -> within(happens, literals.get(literal)))
            .sorted(Comparator.comparingInt(literal -> distance(about, literal)))
            .toList();
    while (!open.isEmpty()) {
      String best = "";
      double most = 0;
      for (String literal : candidates) {
        double explained =
            likelihood(literal) * without(open, literals.get(literal)).cardinality();
        if (explained > most) {
          most = explained;
          best = literal;
        }
      }
      if (most == 0) {
        break;
      }
      clauses.add(Set.of(best));
      open.and(literals.get(best));
    }
    if (!open.isEmpty()) {
      Optional<Set<String>> pair = pair(about, happens, open);
      if (pair.isEmpty()) {
        return Optional.empty();
      }
      clauses.add(pair.get());
      BitSet holds = new BitSet();
      pair.get().forEach(literal -> holds.or(literals.get(literal)));
      open.and(holds);
      if (!open.isEmpty()) {
        return Optional.empty();
      }
    }
    Set<Set<String>> needed = needed(clauses, not);
    needed.addAll(own);
    return needed.size() - own.size() > MOST || !namesPart(needed)
        ? Optional.empty()
        : Optional.of(needed);
  }

  /**
   * What happens for several parts has no short condition, but one for each part: that it is on, and a few more that are
   * about the part or beside the path.
   */
  private Set<Set<Set<String>>> parts(String about, BitSet happens, BitSet not) {
    Set<Set<Set<String>>> conditions = new LinkedHashSet<>();
    BitSet left = (BitSet) happens.clone();
    while (left.cardinality() >= SURE) {
      Set<Set<String>> best = Set.of();
      int most = SURE - 1;
      for (String part : literals.keySet()) {
        if (!isPart(part)) {
          continue;
        }
        Set<Set<String>> grown = grown(about, part, happens, not);
        int support = (int) left.stream().filter(i -> holds(grown, samples.get(i))).count();
        if (!grown.isEmpty()
            && (support > most || (support == most && grown.size() < best.size()))) {
          most = support;
          best = grown;
        }
      }
      if (best.isEmpty()) {
        break;
      }
      Set<Set<String>> found = best;
      conditions.add(found);
      left.stream().filter(i -> holds(found, samples.get(i))).forEach(left::clear);
    }
    return conditions;
  }

  /** A condition with a part, under which it surely happens; empty if none of few literals is found. */
  private Set<Set<String>> grown(String about, String part, BitSet happens, BitSet not) {
    BitSet kept = (BitSet) happens.clone();
    kept.and(literals.get(part));
    BitSet open = (BitSet) not.clone();
    open.and(literals.get(part));
    Set<Set<String>> clauses = new LinkedHashSet<>();
    clauses.add(Set.of(part));
    String name = part.replaceAll("^(?:on|part) |\\.enabled$", "");
    while (!open.isEmpty() && clauses.size() <= MOST && kept.cardinality() >= SURE) {
      String best = "";
      double most = 0;
      for (var entry : literals.entrySet()) {
        String literal = entry.getKey();
        BitSet holds = entry.getValue();
        if (!concerns(about, literal) && !isOfKind(about, name, literal)) {
          continue;
        }
        double excluded = without(open, holds).cardinality() / (double) open.cardinality();
        double lost = without(kept, holds).cardinality() / (double) kept.cardinality();
        double score = likelihood(literal) * excluded * (1 - lost) * (1 - lost);
        if (score > most) {
          most = score;
          best = literal;
        }
      }
      if (best.isEmpty()) {
        break;
      }
      clauses.add(Set.of(best));
      open.and(literals.get(best));
      kept.and(literals.get(best));
    }
    if (!open.isEmpty() || kept.cardinality() < SURE) {
      return Set.of();
    }
    Set<Set<String>> needed = needed(clauses, not);
    needed.add(Set.of(part));
    return needed;
  }

  /** Whether a literal is about a setting of a part that is not allowed where that of a path does, as in {@code storage}. */
  private static boolean isOfKind(String about, String part, String literal) {
    String path = literal.substring(literal.indexOf(' ') + 1);
    String around = parent(about);
    return path.startsWith(part + ".")
        && !around.isEmpty()
        && parent(path).endsWith("." + around.substring(around.lastIndexOf('.', around.length() - 2) + 1));
  }

  /** What helps other parts is on by itself also where none of them is. */
  private boolean isPart(String literal) {
    if (literal.startsWith("part ")) {
      return true;
    }
    String part = literal.replaceAll("^on (\\w+)\\.enabled$", "$1");
    return atoms.contains("given " + part + ".image")
        && atoms.contains("given " + part + ".ingress");
  }

  private static boolean namesPart(Set<Set<String>> clauses) {
    return clauses.stream()
        .flatMap(Set::stream)
        .anyMatch(l -> l.startsWith("part ") || (l.startsWith("on ") && l.endsWith(".enabled")));
  }

  /** Without those that explain nothing that the others do not. */
  private Set<Set<String>> needed(Set<Set<String>> clauses, BitSet not) {
    Set<Set<String>> needed = new LinkedHashSet<>(clauses);
    for (Set<String> clause : clauses) {
      Set<Set<String>> others = new LinkedHashSet<>(needed);
      others.remove(clause);
      if (not.stream().noneMatch(i -> holds(others, samples.get(i)))) {
        needed = others;
      }
    }
    return needed;
  }

  private Optional<Set<String>> pair(String about, BitSet happens, BitSet open) {
    List<String> useful =
        literals.keySet().stream()
            .filter(literal -> concerns(about, literal))
            .filter(literal -> !without(open, literals.get(literal)).isEmpty())
            .sorted(Comparator.comparingInt(literal -> distance(about, literal)))
            .toList();
    Set<String> best = Set.of();
    double most = 0;
    for (int i = 0; i < useful.size(); i++) {
      BitSet first = literals.get(useful.get(i));
      BitSet rest = without(happens, first);
      BitSet failing = without(open, first);
      if (failing.cardinality() <= most) {
        continue;
      }
      for (int j = i + 1; j < useful.size(); j++) {
        BitSet second = literals.get(useful.get(j));
        if (alternatives(useful.get(i), useful.get(j)) && within(rest, second)) {
          double explained =
              likelihood(useful.get(i))
                  * likelihood(useful.get(j))
                  * without(failing, second).cardinality();
          if (explained > most) {
            most = explained;
            best = Set.of(useful.get(i), useful.get(j));
          }
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static boolean within(BitSet part, BitSet whole) {
    return without(part, whole).isEmpty();
  }

  private static BitSet without(BitSet bits, BitSet others) {
    BitSet rest = (BitSet) bits.clone();
    rest.andNot(others);
    return rest;
  }

  /** How likely a literal is the cause, before it is looked at. */
  private static double likelihood(String literal) {
    String atom = literal.startsWith("!") ? literal.substring(1) : literal;
    return atom.startsWith("part ") ? 1.1 : atom.startsWith("on ") ? 1 : atom.startsWith("given ") ? 0.9 : 0.8;
  }

  /**
   * Whether a literal can have to do with a path at all: any switch of a part can, what is given only beside it, and what
   * must not be given also above it, or as the same setting of a part.
   */
  private static boolean concerns(String about, String literal) {
    boolean negated = literal.startsWith("!");
    String atom = negated ? literal.substring(1) : literal;
    String kind = atom.substring(0, atom.indexOf(' '));
    int equals = atom.indexOf('=');
    String path = atom.substring(kind.length() + 1, equals < 0 ? atom.length() : equals);
    boolean beside = about.startsWith(parent(path)) && path.contains(".");
    String part = about.contains(".") ? about.substring(0, about.indexOf('.') + 1) : "";
    return switch (kind) {
      case "part" -> true;
      case "on" ->
          (path.endsWith(".enabled") && !negated)
              || (!part.isEmpty() && path.startsWith(part))
              || path.equals("ingress.tlsEnabled");
      case "given" ->
          beside
              || path.startsWith(about.replace(Sampler.KEY, ""))
              || (negated && path.endsWith("." + about));
      default -> beside;
    };
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('.') + 1);
  }

  /** Of two literals one can be enough if both are parts that are on, or settings that are not there. */
  private static boolean alternatives(String first, String second) {
    return (PART.matcher(first).matches() && PART.matcher(second).matches())
        || (first.startsWith("!given ") && second.startsWith("!given "));
  }

  private static int distance(String about, String literal) {
    String path = literal.substring(literal.indexOf(' ') + 1);
    int common = 0;
    while (common < Math.min(path.length(), about.length())
        && path.charAt(common) == about.charAt(common)) {
      common++;
    }
    return path.length() - 2 * common;
  }
}
