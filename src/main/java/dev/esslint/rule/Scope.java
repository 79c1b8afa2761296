package dev.esslint.rule;

import dev.esslint.finding.Location;
import dev.esslint.finding.Locator;
import dev.esslint.finding.NamedPlace;
import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.base.Documents;
import dev.esslint.model.change.ChangeFacts;
import dev.esslint.model.fragment.Configs;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions of rules can see.
 *
 * @param deployment the deployment that is looked at
 * @param cluster what is stated about the cluster, or null
 * @param before what there was before a change, or null where nothing changes
 */
record Scope(
    DeploymentFacts deployment,
    @Nullable Value cluster,
    @Nullable Before before,
    @Nullable ChangeFacts change) {

  /** A scope for what an upgrade brings. */
  static Scope ofUpgrade(DeploymentFacts deployment, @Nullable Value cluster, Before before) {
    return new Scope(deployment, cluster, before, null);
  }

  /** A scope for a change of values. */
  static Scope ofChange(DeploymentFacts deployment, @Nullable Value cluster, Before before) {
    return new Scope(
        deployment, cluster, before, ChangeFacts.of(before.deployment(), deployment));
  }

  Scope(DeploymentFacts deployment, @Nullable Value cluster) {
    this(deployment, cluster, null, null);
  }

  private static final String NOTHING = "null";

  /** So many items of a list are quoted. */
  private static final int MOST_ITEMS = 30;

  private static final ValuePath.Step OLD_ITEM = new ValuePath.Key("item");

  /** An item that an {@code each} has bound. */
  record Item(RulePath path, String key, Value value) {}

  ResolvedValues values() {
    return deployment.values();
  }

  /** The value at a path, seen from inside an {@code each} or not. */
  Optional<Value> find(RulePath path, @Nullable Item item) {
    return switch (path.root()) {
      case VALUES -> values().at(path.path());
      case SET -> values().writtenAt(path.path());
      case FROM ->
          before == null ? Optional.empty() : before.values().at(absolute(path, item).path());
      case BEFORE ->
          before == null
              ? Optional.empty()
              : new Scope(before.deployment(), cluster)
                  .find(RulePath.of(absolute(path, item).path()), null);
      case CHANGE ->
          change == null ? Optional.empty() : ResolvedValues.below(change.facts(), path.path());
      case DOCUMENTS -> deployment.documents().at(path.path());
      case CONFIG -> deployment.configs().at(path.path());
      case DEPLOYMENT -> ResolvedValues.below(deployment.facts(), path.path());
      case CLUSTER ->
          cluster == null ? Optional.empty() : ResolvedValues.below(cluster, path.path());
      case CHART -> Optional.of(scalar(new Scalar.Str(deployment.release().toString())));
      case ITEM ->
          item == null
              ? Optional.empty()
              : item.path().root() == RulePath.Root.DOCUMENTS
                  ? deployment.documents().at(item.path().path().then(path.path()))
                  : Tested.isPlaceholder(item.value())
                      ? Optional.of(item.value()) // what is in it cannot be told
                      : ResolvedValues.below(item.value(), path.path());
      case KEY -> item == null ? Optional.empty() : Optional.of(scalar(new Scalar.Str(item.key())));
      case FRAGMENT, PLACE -> Optional.empty();
    };
  }

  /** As {@link #find}, but an embedded document at the end of the path is its items. */
  Optional<Value> collection(RulePath path, @Nullable Item item) {
    RulePath absolute = absolute(path, item);
    return absolute.root() == RulePath.Root.DOCUMENTS
        ? deployment.documents().collection(absolute.path())
        : find(path, item);
  }

  private Value scalar(Scalar scalar) {
    return new ScalarValue(scalar, values().root().origin());
  }

  /** The path from a root that an item's path stands for. */
  static RulePath absolute(RulePath path, @Nullable Item item) {
    return switch (path.root()) {
      case ITEM ->
          item == null
              ? path
              : new RulePath(item.path().root(), item.path().path().then(path.path()));
      case KEY -> item == null ? path : item.path();
      case FROM, BEFORE -> item == null ? path : ofOldItem(path, item.path().path());
      default -> path;
    };
  }

  /** {@code from.item.port} and {@code before.item.port} are the port that the item had before. */
  static RulePath ofOldItem(RulePath path, ValuePath item) {
    List<ValuePath.Step> steps = path.path().steps();
    return !steps.isEmpty() && steps.getFirst().equals(OLD_ITEM)
        ? new RulePath(path.root(), item.then(new ValuePath(steps.subList(1, steps.size()))))
        : path;
  }

  /** What an operand comes to; empty if there is no single value at its path. */
  Optional<Scalar> scalar(Operand.Single operand, @Nullable Item item) {
    return switch (operand) {
      case Operand.Literal(Scalar literal) -> Optional.of(literal);
      case Operand.At(RulePath path) ->
          find(path, item)
              .flatMap(
                  v -> v instanceof ScalarValue s ? Optional.of(s.scalar()) : Optional.empty());
    };
  }

  /** Whether a value is another one than before. */
  Truth isChanged(RulePath path) {
    if (before == null) {
      return Truth.FALSE;
    }
    Scope old = new Scope(before.deployment(), cluster);
    return isOther(find(path, null).orElse(null), old.find(path, null).orElse(null));
  }

  /** Of two texts that are not known it is not known whether they are the same, unless they are written in the same way. */
  private static Truth isOther(@Nullable Value one, @Nullable Value other) {
    if (one instanceof MapValue now && other instanceof MapValue old) {
      Set<String> keys = new LinkedHashSet<>(now.entries().keySet());
      keys.addAll(old.entries().keySet());
      Truth truth = Truth.FALSE;
      for (String key : keys) {
        Truth entry = isOther(now.entries().get(key), old.entries().get(key));
        if (entry == Truth.TRUE) {
          return entry;
        }
        truth = entry == Truth.UNKNOWN ? entry : truth;
      }
      return truth;
    }
    String now = text(one);
    String old = text(other);
    if (now.equals(old)) {
      return Truth.FALSE;
    }
    boolean both = !now.equals(NOTHING) && !old.equals(NOTHING);
    return isOpen(one, both) || isOpen(other, both) ? Truth.UNKNOWN : Truth.TRUE;
  }

  /** Whether a value may come to anything; where there is none on the other side, also a placeholder is something. */
  private static boolean isOpen(@Nullable Value value, boolean both) {
    return value != null
        && (Documents.isUnknown(value) || (both && Placeholder.in(text(value)).isPresent()));
  }

  /** Null takes a default away, and is as nothing. */
  private static String text(@Nullable Value value) {
    return value == null ? NOTHING : JsonText.of(value);
  }

  /**
   * Where a path points in the author's text: at a scalar itself, at the key of anything else; what is not written
   * points at the key of the nearest thing that is.
   *
   * @param path a path from a root, not of an item
   */
  Location locate(RulePath path, String note) {
    return switch (path.root()) {
      case CLUSTER -> locateInCluster(path.path(), note);
      case DEPLOYMENT ->
          deployment
              .place(path.path())
              .map(place -> key(deployment.about(path.path()), place, note))
              .orElseGet(() -> locateInDocuments(deployment.about(path.path()), note));
      case CONFIG ->
          deployment
              .configs()
              .place(path.path())
              .map(
                  place ->
                      exactly(path, place)
                          ? Locator.of(place.path(), place.value(), note)
                          : key(place.path(), place.origin(), note))
              .orElseGet(() -> locateInValues(Configs.additional(path.path()), note));
      case DOCUMENTS -> locateInDocuments(path.path(), note);
      case BEFORE -> {
        RulePath was = RulePath.of(path.path());
        yield was.root() == RulePath.Root.BEFORE
            ? locateInValues(was.path(), note)
            : locate(was, note);
      }
      case CHANGE ->
          change == null
              ? locateInValues(ValuePath.ROOT, note)
              : change
                  .place(path.path())
                  .map(place -> key(change.about(path.path()), place, note))
                  .orElseGet(() -> locateInDocuments(change.about(path.path()), note));
      default -> locateInValues(path.path(), note);
    };
  }

  private Location locateInDocuments(ValuePath path, String note) {
    return deployment
        .documents()
        .at(path)
        .filter(value -> value.origin().isWritten())
        .map(value -> Locator.of(path, value, note))
        .orElseGet(() -> locateInValues(path, note));
  }

  private Location locateInValues(ValuePath path, String note) {
    return new Locator(values()).locate(new NamedPlace(path, Part.VALUE, note));
  }

  private Location locateInCluster(ValuePath path, String note) {
    Value top = Objects.requireNonNull(cluster);
    return Locator.of(path, ResolvedValues.below(top, path).orElse(top), note);
  }

  /** Whether a place is that of the scalar itself, rather than of something above it. */
  private boolean exactly(RulePath path, Configs.Place place) {
    return deployment.configs().at(path.path()).filter(v -> v.equals(place.value())).isPresent();
  }

  private static Location key(ValuePath path, Origin origin, String note) {
    return Locator.at(new NamedPlace(path, Part.KEY, note), origin)
        .orElseThrow(() -> new IllegalStateException("a default has no place: " + path));
  }

  /** Whether the user wrote what stands at a path, rather than a default or a fact without a place. */
  boolean isWritten(RulePath path) {
    return switch (path.root()) {
      case VALUES, SET, FROM -> values().writtenAt(path.path()).isPresent();
      case DOCUMENTS -> deployment.documents().at(path.path()).isPresent();
      case CONFIG ->
          deployment.configs().at(path.path()).filter(v -> v.origin().isWritten()).isPresent();
      case DEPLOYMENT -> values().writtenAt(deployment.about(path.path())).isPresent();
      case CLUSTER -> true;
      case BEFORE, CHANGE, CHART, ITEM, KEY, FRAGMENT, PLACE -> false;
    };
  }

  /** Whether a fact is about something that the user wrote in an embedded document. */
  boolean isOfDocument(RulePath fact) {
    return fact.root() == RulePath.Root.DEPLOYMENT
        && deployment.documents().at(deployment.about(fact.path())).isPresent();
  }

  /** How a value is quoted in a message. */
  static String display(Optional<Value> value) {
    return value.map(Scope::display).orElse("(unset)");
  }

  /** How the items of a list are quoted one by one. */
  static List<String> items(ListValue list) {
    return list.items().stream().limit(MOST_ITEMS).map(Scope::display).toList();
  }

  private static String display(Value value) {
    return switch (value) {
      case MapValue map -> "{" + list(map.entries().keySet().stream(), map.entries().size()) + "}";
      case ListValue list -> list(list.items().stream().map(Scope::display), list.items().size());
      case ScalarValue(Scalar scalar, Origin origin) -> Scalar.text(scalar);
    };
  }

  private static String list(Stream<String> items, int size) {
    String first = items.limit(MOST_ITEMS).collect(Collectors.joining(", "));
    return size > MOST_ITEMS ? first + " and " + (size - MOST_ITEMS) + " more" : first;
  }
}
