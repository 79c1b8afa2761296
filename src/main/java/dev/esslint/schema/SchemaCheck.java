package dev.esslint.schema;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Location;
import dev.esslint.finding.Meant;
import dev.esslint.finding.Repair;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks values against the JSON Schema of a release and explains what Helm would refuse. One for a release serves any
 * number of deployments and threads.
 */
public final class SchemaCheck {
  private static final ValuePath GLOBAL = ValuePath.of("global");
  private static final Regex QUOTED = new Regex("global\\.([A-Za-z0-9_-]++)");
  private final String release;
  private final Charts charts;
  private final SchemaTree tree;
  private final Precheck precheck;
  private final Pruner pruner;
  private volatile Optional<UnknownKeys> unknownKeys = Optional.empty();

  /** Of a schema that may be no chart's, so that other releases tell nothing of its keys. */
  public SchemaCheck(Chart chart) {
    this(chart, Charts.builtIn());
  }

  /**
   * Of the schema of a chart.
   *
   * @param charts the releases that tell what became of a key
   */
  public SchemaCheck(Chart chart, Charts charts) {
    this.charts = charts;
    this.release = chart.release();
    this.tree = new SchemaTree(chart.schema());
    this.precheck = new Precheck(tree);
    this.pruner = new Pruner(tree);
  }

  /**
   * What Helm refuses about values.
   *
   * @param detections one for each cause
   * @param paths all that is refused, also what is only counted
   */
  public record Refused(Bounded<Detection> detections, Set<ValuePath> paths) {}

  /**
   * What Helm refuses about these values.
   *
   * @param values over the defaults of the same release
   * @throws ChartException if the schema of the chart is no valid JSON Schema
   */
  public Refused refused(ResolvedValues values) throws ChartException {
    Explanation explanation = new Explanation(values, tree, !release.isEmpty(), this::unknownKeys);
    List<Violation> violations = validate(values);
    if (!violations.isEmpty()) {
      explanation.explain(violations);
    }
    ignoredGlobals(values).forEach(explanation::add);
    return new Refused(explanation.found(), explanation.paths());
  }

  /** The same in the order of the user's text, as far as it is told. */
  public List<Detection> violations(ResolvedValues values) throws ChartException {
    return refused(values).detections().told().stream()
        .sorted((one, other) -> compare(one, other, values))
        .toList();
  }

  /** What is wrong with the part of the values that the user wrote. */
  List<Violation> validate(ResolvedValues values) throws ChartException {
    if (precheck.isValid(values.root())) {
      return List.of();
    }
    Pruner.Pruned pruned = pruner.prune(values.root());
    List<Violation> violations = new ArrayList<>();
    for (Violation violation : Validator.validate(pruned.schema(), pruned.instance(), release)) {
      if (!isFilledIn(values.at(violation.at())) && !isOfSops(violation, values)) {
        violations.add(violation);
      }
    }
    return violations;
  }

  /** Whether it is about what SOPS notes in a file that it encrypts, and takes away as it decrypts it. */
  private static boolean isOfSops(Violation violation, ResolvedValues values) {
    return violation.at().isRoot()
        && violation.property().filter("sops"::equals).isPresent()
        && values.at(ValuePath.of("sops", "mac")).isPresent();
  }

  /** Whether something puts another value there before Helm sees it; a template Helm itself leaves as it is. */
  private static boolean isFilledIn(Optional<Value> value) {
    return value.orElse(null) instanceof ScalarValue(Scalar.Str(String text), var origin)
        && Placeholder.in(text).filter(found -> found != Placeholder.TEMPLATE && found != Placeholder.MISWRITTEN).isPresent();
  }

  private UnknownKeys unknownKeys() {
    UnknownKeys known = unknownKeys.orElseGet(() -> new UnknownKeys(tree, Release.parse(release), charts));
    unknownKeys = Optional.of(known);
    return known;
  }

  /** Keys under {@code global} that nothing reads: neither the chart, which reads none, nor a template in the values. */
  private List<Detection> ignoredGlobals(ResolvedValues values) {
    if (release.isEmpty()
        || !(values.writtenAt(GLOBAL).orElse(null) instanceof MapValue global)) {
      return List.of();
    }
    Places places = new Places(values);
    Set<String> chartKeys = tree.allowedKeys(ValuePath.ROOT);
    Set<String> quoted = new HashSet<>();
    collectQuoted(values.written(), quoted);
    List<Detection> found = new ArrayList<>();
    global
        .entries()
        .forEach(
            (key, value) -> {
              if (chartKeys.contains(key)) {
                found.add(misplacedGlobal(key, value, places));
              } else if (!places.isHandedDown(value)
                  && !places.isAnchored(value)
                  && !quoted.contains(key)) {
                found.add(unusedGlobal(key, global, places));
              }
            });
    return found;
  }

  private Detection misplacedGlobal(String key, Value value, Places places) {
    ValuePath path = GLOBAL.key(key);
    KeyRemedies remedies = new KeyRemedies(places, List.of());
    KeyMeaning shown = unknownKeys().belowTop(key, places.shown(path), path);
    return new Detection(
        BuiltInCheck.SCHEMA_GLOBAL_IGNORED,
        Phrases.sentences(
            Phrases.code(path.toString())
                + " has no effect, because the chart reads "
                + Phrases.code(key)
                + " only at the top level.",
            shown.sentence()),
        places.key(path, ""),
        List.of(),
        List.of(),
        remedies.remedy(shown))
        .mendedBy(remedies.repair(unknownKeys().belowTop(key, value, path)));
  }

  private Detection unusedGlobal(String key, MapValue global, Places places) {
    ValuePath path = GLOBAL.key(key);
    KeyMeaning understood = unknownKeys().atTop(key, places.shown(path), path);
    // a key of the chart beside it, which goes to the top, says it already
    KeyMeaning meaning =
        understood.moves().stream().anyMatch(move -> move.to().steps().getFirst() instanceof ValuePath.Key(String top) && global.entries().containsKey(top))
            ? new KeyMeaning(path, understood.sentence(), KeyMeaning.removal(path))
            : understood;
    KeyRemedies remedies = new KeyRemedies(places, List.of());
    return new Detection(
        BuiltInCheck.SCHEMA_GLOBAL_UNUSED,
        Phrases.sentences(
            Phrases.code(path.toString())
                + " has no effect, because the chart reads nothing under `global`.",
            meaning.sentence()),
        places.key(path, ""),
        List.of(),
        List.of(),
        remedies.remedy(meaning))
        .mendedBy(
            !meaning.moves().isEmpty()
                ? remedies.repair(meaning)
                : meaning.isRemoval() ? Repair.safe(new Fix.Remove(path)) : Repair.NONE);
  }

  /** Collects the keys of {@code global} that templates and other texts of the values speak of. */
  private static void collectQuoted(Value value, Set<String> keys) {
    switch (value) {
      case MapValue map -> map.entries().values().forEach(child -> collectQuoted(child, keys));
      case Value.ListValue list -> list.items().forEach(child -> collectQuoted(child, keys));
      case ScalarValue(Scalar.Str(String text), var origin) -> {
        if (text.contains("global.")) {
          QUOTED.matcher(text).results().map(match -> match.group(1)).forEach(keys::add);
        }
      }
      case ScalarValue scalar -> {}
    }
  }

  private static int compare(Detection one, Detection other, ResolvedValues values) {
    int layers = Integer.compare(layer(one.primary(), values), layer(other.primary(), values));
    int starts = Integer.compare(one.primary().span().start(), other.primary().span().start());
    return layers != 0 ? layers : starts != 0 ? starts : one.message().compareTo(other.message());
  }

  private static int layer(Location place, ResolvedValues values) {
    for (int i = 0; i < values.layers().size(); i++) {
      if (values.layers().get(i).source().filter(place.source()::equals).isPresent()) {
        return i;
      }
    }
    return values.layers().size();
  }
}
