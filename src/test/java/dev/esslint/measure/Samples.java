package dev.esslint.measure;

import dev.esslint.measure.MeasuredChart.Refused;
import dev.esslint.measure.MeasuredChart.Rendered;
import dev.esslint.measure.Sampler.Density;
import dev.esslint.measure.Sampler.Made;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a chart has made of random values. */
final class Samples {
  /** Nearly all is on, and less is. */
  private static final List<Density> DENSITIES =
      List.of(new Density(0.9, 0.6, 0.8), new Density(0.6, 0.6, 0.7), new Density(0.8, 0.3, 0.5));

  /** So many values are tried for one that the chart takes. */
  private static final int PATIENCE = 6;

  private final Sampler sampler;
  private final MeasuredChart chart;
  private final Random random;
  private final Probe probe = new Probe();
  private final Learner learner = new Learner();
  private final List<Set<String>> atoms = new ArrayList<>();

  /** By site, the samples that have a text there. */
  private final Map<String, BitSet> written = new LinkedHashMap<>();

  private final Map<Use, BitSet> happened = new TreeMap<>();

  /**
   * A use of the text at a site, apart from when it happens.
   *
   * @param what as in the facts: {@code evaluated}, context, quoting and pass, or {@code written}, frame and encoding
   */
  record Use(String site, List<String> what) implements Comparable<Use> {
    @Override
    public int compareTo(Use other) {
      return toString().compareTo(other.toString());
    }
  }

  Samples(Sampler sampler, MeasuredChart chart, long seed) {
    random = new Random(seed);
    this.sampler = sampler;
    this.chart = chart;
  }

  int size() {
    return atoms.size();
  }

  /** Takes more samples. */
  void take(int count) throws IOException {
    int wanted = size() + count;
    for (int tries = 0; size() < wanted && tries < PATIENCE * count; tries++) {
      Made made =
          sampler.sample(DENSITIES.get(tries % DENSITIES.size()), random, probe::text);
      switch (chart.render(made.values())) {
        case Refused(String message) -> {}
        case Rendered rendered -> add(made, probe.uses(rendered));
      }
    }
  }

  private void add(Made made, Set<Probe.Use> uses) {
    int index = size();
    Set<String> holding =
        Atoms.of(
            Trees.merged(made.values(), sampler.defaults()), made.choices(), made.one());
    atoms.add(holding);
    learner.add(holding);
    made.written()
        .forEach(site -> written.computeIfAbsent(site, s -> new BitSet()).set(index));
    for (Probe.Use use : uses) {
      use(use).ifPresent(u -> happened.computeIfAbsent(u, added -> new BitSet()).set(index));
    }
  }

  private static Optional<Use> use(Probe.Use use) {
    return switch (use) {
      case Probe.Evaluated(String site, String context, String quoting, int pass) ->
          Optional.of(
              new Use(
                  site, List.of("evaluated", context, quoting, String.valueOf(pass))));
      case Probe.Written(String site, String frame, String encoding) ->
          encoding.equals("safe")
              ? Optional.empty()
              : Optional.of(new Use(site, List.of("written", frame, encoding)));
    };
  }

  /** What has happened in a sample. */
  Set<Use> uses() {
    return happened.keySet();
  }

  /** How far conditions tell when something happens. */
  enum Fit {
    /** It happens where one of them holds, and nowhere else. */
    EXACT,
    /** It happens where one of them holds. */
    SURE,
    WRONG
  }

  /** How far conditions, of which one has to hold, agree with the samples. */
  Fit fit(Use use, Set<Set<Set<String>>> conditions) {
    BitSet happens = (BitSet) happened.getOrDefault(use, new BitSet()).clone();
    BitSet said = new BitSet();
    written.getOrDefault(use.site, new BitSet()).stream()
        .filter(i -> conditions.stream().anyMatch(one -> Learner.holds(one, atoms.get(i))))
        .forEach(said::set);
    boolean some = said.intersects(happens) || !often(use);
    BitSet wrong = (BitSet) said.clone();
    wrong.andNot(happens);
    happens.andNot(said);
    return !wrong.isEmpty() || !some ? Fit.WRONG : happens.isEmpty() ? Fit.EXACT : Fit.SURE;
  }

  /** Whether something happens in so many samples that it can be told when. */
  boolean often(Use use) {
    return happened.getOrDefault(use, new BitSet()).cardinality() >= 3;
  }

  /** The conditions under which something happens, as far as they can be told. */
  Set<Set<Set<String>>> conditions(Use use) {
    BitSet happens = happened.getOrDefault(use, new BitSet());
    BitSet not = (BitSet) written.getOrDefault(use.site, new BitSet()).clone();
    not.andNot(happens);
    return learner.conditions(use.site, happens, not);
  }

  /** In how many samples something happens, and in how many it does not although it could. */
  String count(Use use) {
    int happens = happened.getOrDefault(use, new BitSet()).cardinality();
    int all = written.getOrDefault(use.site, new BitSet()).cardinality();
    return happens + " of " + all;
  }
}
