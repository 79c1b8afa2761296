package dev.esslint.measure;

import dev.esslint.measure.MeasuredChart.Refused;
import dev.esslint.measure.MeasuredChart.Rendered;
import dev.esslint.measure.Sampler.Density;
import dev.esslint.measure.Sampler.Made;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
      List.of(new Density(0.9, 0.6, 0.8), new Density(0.6, 0.6, 0.7));

  /** So many values are tried for one that the chart takes. */
  private static final int PATIENCE = 6;

  private final Sampler sampler;
  private final MeasuredChart chart;
  private final Set<String> sites;
  private final Random random = new Random(1);
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

  Samples(Sampler sampler, MeasuredChart chart, Set<String> sites) {
    this.sampler = sampler;
    this.chart = chart;
    this.sites = sites;
  }

  int size() {
    return atoms.size();
  }

  /** Takes more samples. */
  void take(int count) throws IOException {
    int wanted = size() + count;
    for (int tries = 0; size() < wanted && tries < PATIENCE * count; tries++) {
      Made made = 
          sampler.sample(DENSITIES.get(tries % 2), random, sites, probe::text);
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
      case Probe.Evaluated(String site, String how) -> {
        String[] words = how.split(" ", -1);
        boolean twice = words[1].equals("twice");
        yield Optional.of(
            new Use(
                site,
                List.of("evaluated", words[0], twice ? "none" : words[1], twice ? "2" : "1")));
      }
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

  /** Whether it happens in every sample of which a condition says so, and in one at least if in any. */
  boolean agrees(Use use, Set<Set<String>> condition) {
    BitSet happens = happened.getOrDefault(use, new BitSet());
    BitSet said = new BitSet();
    written.getOrDefault(use.site, new BitSet()).stream()
        .filter(i -> Learner.holds(condition, atoms.get(i)))
        .forEach(said::set);
    boolean some = said.intersects(happens) || !often(use);
    said.andNot(happens);
    return said.isEmpty() && some;
  }

  /** Whether something happens in so many samples that it can be told when. */
  boolean often(Use use) {
    return happened.getOrDefault(use, new BitSet()).cardinality() >= 3;
  }

  /** The condition under which something happens, if it can be told. */
  Optional<Set<Set<String>>> condition(Use use) {
    BitSet happens = happened.getOrDefault(use, new BitSet());
    BitSet not = (BitSet) written.getOrDefault(use.site, new BitSet()).clone();
    not.andNot(happens);
    return learner.condition(use.site, happens, not);
  }

  /** In how many samples something happens, and in how many it does not although it could. */
  String count(Use use) {
    int happens = happened.getOrDefault(use, new BitSet()).cardinality();
    int all = written.getOrDefault(use.site, new BitSet()).cardinality();
    return happens + " of " + all;
  }

  /** The sites at which something matters. */
  Set<String> sites() {
    Set<String> found = new LinkedHashSet<>(new TreeSet<>(sites));
    happened.keySet().forEach(use -> found.add(use.site));
    return found;
  }
}
