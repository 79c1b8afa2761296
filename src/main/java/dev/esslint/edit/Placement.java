package dev.esslint.edit;

import dev.esslint.finding.Fix;
import dev.esslint.finding.Repair;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Where the changes of a repair go in the layers of a deployment, whatever files these lie in: what is taken away goes from every
 * layer, what is written goes where the last layer has it, or else where the finding is.
 */
public final class Placement {
  private final List<Document> layers;
  private final SourceText home;
  private final InnerDocuments inner;
  private final List<Replacement> edits = new ArrayList<>();

  /** Where something comes to stand, so that what is around it is not left empty. */
  private final List<ValuePath> inhabited = new ArrayList<>();

  /** New entries that belong together, by the layer and the first key that is not there. */
  private final Map<Place, Node> added = new LinkedHashMap<>();

  private record Place(int layer, ValuePath path) {}

  /** All that is written or moved somewhere. */
  private final List<ValuePath> written = new ArrayList<>();

  private Placement(List<Document> layers, SourceText home, InnerDocuments inner) {
    this.layers = layers;
    this.inner = inner;
    this.home = home;
  }

  /**
   * What a repair does to the texts.
   *
   * @param layers the last one strongest
   * @param home the text that the finding is in
   * @param inner what the texts of these layers are, read so far
   * @return in no order, without overlap; empty if it cannot be done without touching anything else
   */
  public static List<Replacement> of(
      Repair repair, List<Document> layers, SourceText home, InnerDocuments inner) {
    Placement placement = new Placement(layers, home, inner);
    for (Fix fix : repair.fixes()) {
      switch (fix) {
        case Fix.Put(ValuePath path, Node value) -> placement.inhabit(path);
        case Fix.Move(ValuePath path, ValuePath to) -> placement.inhabit(to);
        case Fix.Remove remove -> {}
        case Fix.Deduplicate same -> {}
        case Fix.Comment comment -> {}
      }
    }
    for (Fix fix : repair.fixes()) {
      if (!placement.add(fix)) {
        return List.of();
      }
    }
    for (Map.Entry<Place, Node> one : placement.added.entrySet()) {
      Place at = one.getKey();
      if (!placement.change(at.layer(), new Fix.Put(at.path(), one.getValue()))) {
        return List.of();
      }
    }
    placement.edits.replaceAll(placement::withoutComma);
    return Changed.overlap(placement.edits) ? List.of() : List.copyOf(placement.edits);
  }

  /** What is written behind the only entry of a mapping in flow style comes first in it if that entry goes. */
  private Replacement withoutComma(Replacement written) {
    int at = written.span().start();
    boolean first =
        written.text().startsWith(",")
            && written.span().end() == at
            && edits.stream().anyMatch(gone -> gone.text().isEmpty() && endsAt(gone, written) && isFirst(gone));
    return first
        ? new Replacement(written.source(), written.span(), written.text().substring(1).stripLeading())
        : written;
  }

  private static boolean endsAt(Replacement gone, Replacement written) {
    return gone.source().name().equals(written.source().name())
        && gone.span().start() < gone.span().end()
        && gone.span().end() == written.span().start();
  }

  /** Whether it stands right behind the bracket of a mapping. */
  private static boolean isFirst(Replacement gone) {
    int before = gone.span().start() - 1;
    while (before >= 0 && Character.isWhitespace(gone.source().text().charAt(before))) {
      before--;
    }
    return before >= 0 && gone.source().text().charAt(before) == '{';
  }

  private void inhabit(ValuePath path) {
    inhabited.add(path);
    written.add(path);
  }

  /** Whether a change can be made. */
  private boolean add(Fix fix) {
    return switch (fix) {
      case Fix.Comment(Replacement change) -> edits.add(change);
      case Fix.Deduplicate same -> change(homes(), same);
      case Fix.Put(ValuePath path, Node value) -> put(path, value);
      case Fix.Remove(ValuePath path) -> change(removing(path), fix);
      case Fix.Move(ValuePath path, ValuePath to) -> move(path, to);
    };
  }

  /** The layers that have a path, the strongest first; one only where that hides the others. */
  private List<Integer> having(ValuePath path) {
    List<Integer> having = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      Optional<Inside> inside = Inside.of(layers.get(i), path, inner);
      if (inside.isPresent() && inside.get().has()) {
        having.add(i);
        if (inside.get().isOfOneLayer()) {
          return having;
        }
      }
    }
    return having;
  }

  /**
   * The layers from which a path is taken: all that have it, but of a null, which takes away what is below it, only those that write the
   * null. What the layers below it have there is what the user gets back.
   */
  private List<Integer> removing(ValuePath path) {
    List<Integer> removing = having(path);
    for (int i = 0; i < removing.size(); i++) {
      if (!isNull(removing.get(i), path)) {
        return i == 0 ? removing : removing.subList(0, i);
      }
    }
    return removing;
  }

  private boolean isNull(int layer, ValuePath path) {
    return Inside.of(layers.get(layer), path, inner)
        .map(inside -> TreeChanges.node(inside.root(), inside.path()))
        .filter(node -> node instanceof ScalarNode(Span span, Scalar.Null nothing, Style style))
        .isPresent();
  }

  /** The layers in the text of the finding, the strongest first. */
  private List<Integer> homes() {
    List<Integer> homes = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).source().name().equals(home.name())) {
        homes.add(i);
      }
    }
    return homes;
  }

  private boolean change(List<Integer> where, Fix fix) {
    boolean any = false;
    for (int layer : where) {
      if (!change(layer, fix)) {
        return false;
      }
      any = true;
    }
    return any;
  }

  private boolean change(int layer, Fix fix) {
    ValuePath path = path(fix);
    Optional<Inside> inside = Inside.of(layers.get(layer), path, inner).filter(Inside::isWrittenHere);
    if (inside.isEmpty()) {
      return false;
    }
    int taken = path.steps().size() - inside.get().path().steps().size();
    if (fix instanceof Fix.Remove && taken > 0 && inside.get().isAllOfIt()) {
      return removeText(layer, new ValuePath(path.steps().subList(0, taken)), inside.get().document().comments());
    }
    Optional<List<Replacement>> made =
        within(fix, taken, path)
            .flatMap(
                inner ->
                    TextChange.keepingComments(
                        inner,
                        inside.get().document(),
                        inside.get().root(),
                        taken == 0 ? inhabited : List.of()))
            .flatMap(inside.get()::escaped);
    made.ifPresent(edits::addAll);
    return made.isPresent();
  }

  /** Takes a text away of whose document nothing is left; the comments in it stay, as comments around it. */
  private boolean removeText(int layer, ValuePath path, List<Comment> within) {
    Document document = layers.get(layer);
    NavigableMap<Integer, Comment> comments = new TreeMap<>(); // one behind the text may be among both
    within.forEach(comment -> comments.put(comment.span().start(), comment));
    document.comments().forEach(comment -> comments.put(comment.span().start(), comment));
    Document all =
        new Document(
            document.source(),
            document.root(),
            List.copyOf(comments.values()),
            document.duplicateKeys(),
            document.ignored());
    Optional<Inside> outer =
        Inside.of(all, path, inner).filter(in -> in.around().isEmpty() && in.isWrittenHere());
    Optional<List<Replacement>> made =
        outer.flatMap(
            in ->
                TextChange.keepingComments(
                    new Fix.Remove(path), in.document(), in.root(), inhabited));
    made.ifPresent(edits::addAll);
    return made.isPresent();
  }

  private static ValuePath path(Fix fix) {
    return switch (fix) {
      case Fix.Remove(ValuePath path) -> path;
      case Fix.Move(ValuePath path, ValuePath to) -> path;
      case Fix.Put(ValuePath path, Node value) -> path;
      case Fix.Deduplicate(ValuePath path) -> path;
      case Fix.Comment comment -> ValuePath.ROOT;
    };
  }

  /** A change without the steps that lead into an embedded document. */
  private static Optional<Fix> within(Fix fix, int taken, ValuePath path) {
    return switch (fix) {
      case Fix.Remove remove -> Optional.of(new Fix.Remove(rest(path, taken)));
      case Fix.Put(ValuePath p, Node value) -> Optional.of(new Fix.Put(rest(path, taken), value));
      case Fix.Deduplicate same -> Optional.of(new Fix.Deduplicate(rest(path, taken)));
      case Fix.Move(ValuePath p, ValuePath to) ->
          to.steps().size() > taken
                  && to.steps().subList(0, taken).equals(path.steps().subList(0, taken))
              ? Optional.of(new Fix.Move(rest(path, taken), rest(to, taken)))
              : Optional.empty();
      case Fix.Comment comment -> Optional.of(comment);
    };
  }

  private static ValuePath rest(ValuePath path, int taken) {
    return new ValuePath(path.steps().subList(taken, path.steps().size()));
  }

  private boolean put(ValuePath path, Node value) {
    List<Integer> homes = homes();
    int layer = homes.isEmpty() ? -1 : homes.getFirst();
    for (int i = layers.size() - 1; i >= 0; i--) {
      Optional<Inside> inside = Inside.of(layers.get(i), path, inner);
      if (inside.isPresent() && inside.get().has()) {
        return change(i, new Fix.Put(path, value));
      }
      if (inside.isPresent() && inside.get().isCut()) {
        layer = i; // what is below that does not count
        break;
      }
      if (inside.isPresent() && inside.get().path().steps().size() < path.steps().size()) {
        layer = i; // the text that is around the path, in place of which no layer below may get a mapping
        break;
      }
    }
    if (layer < 0) {
      return false;
    }
    return put(layer, path, value);
  }

  /** The path to the first key of a path that a layer does not have, or to the last key. */
  private ValuePath firstNew(int layer, ValuePath path) {
    int depth = path.steps().size();
    while (depth > 1 && !has(layer, new ValuePath(path.steps().subList(0, depth - 1)))) {
      depth--;
    }
    return new ValuePath(path.steps().subList(0, depth));
  }

  private boolean put(int layer, ValuePath path, Node value) {
    ValuePath first = firstNew(layer, path);
    List<Step> rest = path.steps().subList(first.steps().size(), path.steps().size());
    if (!rest.stream().allMatch(Key.class::isInstance)) {
      return false;
    }
    added.merge(new Place(layer, first), Insertion.nested(rest, value), Placement::merged);
    return true;
  }

  private boolean has(int layer, ValuePath path) {
    return Inside.of(layers.get(layer), path, inner).filter(Inside::has).isPresent();
  }

  private static Node merged(Node one, Node other) {
    if (!(one instanceof MapNode map && other instanceof MapNode more)) {
      return other;
    }
    SequencedMap<String, Entry> entries = new LinkedHashMap<>(map.entries());
    more.entries()
        .forEach(
            (key, entry) ->
                entries.merge(
                    key,
                    entry,
                    (was, now) -> new Entry(Span.NONE, merged(was.value(), now.value()))));
    return new MapNode(Span.NONE, entries);
  }

  /** What is moved onto a mapping goes into it, entry by entry. */
  private boolean move(ValuePath path, ValuePath to) {
    boolean any = false;
    for (int layer : having(path)) {
      if (!move(layer, path, to)) {
        return false;
      }
      any = true;
    }
    return any;
  }

  /** Whether something else goes into a mapping that does not exist yet: it is made once, with all that goes there. */
  private boolean isShared(int layer, ValuePath to) {
    ValuePath first = firstNew(layer, to);
    return first.steps().size() < to.steps().size()
        && written.stream().anyMatch(other -> !other.equals(to) && other.startsWith(first));
  }

  private boolean move(int layer, ValuePath path, ValuePath to) {
    Document document = layers.get(layer);
    Node there = TreeChanges.node(document.root(), to);
    if (there == null && !to.startsWith(path) && isShared(layer, to)) {
      Node moved = TreeChanges.node(document.root(), path);
      return moved != null && put(layer, to, moved) && change(layer, new Fix.Remove(path));
    }
    if (to.startsWith(path) || there == null) {
      return change(layer, new Fix.Move(path, to));
    }
    if (!(there instanceof MapNode && TreeChanges.node(document.root(), path) instanceof MapNode map)) {
      return false;
    }
    for (String key : map.entries().keySet()) {
      if (!move(layer, path.key(key), to.key(key))) {
        return false;
      }
    }
    return !map.entries().isEmpty();
  }
}
