package dev.esslint.analysis;

import dev.esslint.edit.Changed;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows of changes that the files differ only at the paths that their repairs speak of. What they come to is read anew each time: for all
 * changes at once, and only if that is not right, for ever fewer of them. For very many changes of large files that is left to {@code esslint
 * fix}.
 */
final class Proof {
  /** So many characters are read at most. */
  private static final int MOST = 500_000;

  /** So many characters are read at most of a file with as many deployments as it would have if it were made of such as this one. */
  private static final long MOST_FOR_ALL = 4_000_000;

  private final Reading reading;
  private long read;

  /**
   * The file that values are a part of, read once for all deployments in it.
   *
   * @param document null if it is no YAML, as Terraform is none
   */
  private record Whole(@Nullable Document document) {
    static Whole of(SourceText source) {
      try {
        return new Whole(YamlReader.read(source));
      } catch (SourceException e) {
        return new Whole(null);
      }
    }
  }

  Proof(Reading reading) {
    this.reading = reading;
  }

  /** Those changes that are right. */
  List<Wish> right(List<Wish> wishes) {
    if (wishes.isEmpty() || areRight(wishes)) {
      return wishes;
    }
    if (wishes.size() == 1) {
      return List.of();
    }
    int half = wishes.size() / 2;
    List<Wish> right = new ArrayList<>(right(wishes.subList(0, half)));
    right.addAll(right(wishes.subList(half, wishes.size())));
    return right;
  }

  private boolean areRight(List<Wish> wishes) {
    List<Replacement> edits = new ArrayList<>();
    Set<Object> done = new HashSet<>();
    for (Wish wish : wishes) {
      if (done.add(wish.what())) {
        edits.addAll(wish.edits());
      }
    }
    if (done.size() > 1 && Changed.touch(edits)) {
      return false;
    }
    for (Document document : reading.nesting().documents()) {
      List<Replacement> own =
          edits.stream()
              .filter(edit -> edit.source().name().equals(document.source().name()))
              .toList();
      if (!own.isEmpty() && !isRight(wishes, document, own)) {
        return false;
      }
    }
    return true;
  }

  private boolean isRight(List<Wish> wishes, Document document, List<Replacement> edits) {
    SourceText source = document.source();
    long length = source.text().length();
    Span own = document.root().span();
    boolean oneOfVeryMany =
        reading.areParts() && length * length > MOST_FOR_ALL * Math.max(1, own.end() - own.start());
    if (read + length > MOST || oneOfVeryMany) {
      return false;
    }
    if (wishes.size() > 1 && source.text().indexOf('&') >= 0) {
      return false; // what one changes may be used where another one does
    }
    read += length;
    Set<ValuePath> spoken = new LinkedHashSet<>();
    for (Wish wish : wishes) {
      if (wish.edits().stream().anyMatch(edits::contains)) {
        wish.finding().repair().fixes().forEach(fix -> spoken.addAll(fix.changes()));
      }
    }
    return source
        .once(Known.class, Known::of)
        .changes
        .computeIfAbsent(new Change(own, edits, spoken), change -> isRight(document, change));
  }

  /**
   * Which changes of a text are right; many deployments may have it in common.
   *
   * @param changes those that somebody asked for
   */
  private record Known(Map<Change, Boolean> changes) {
    static Known of(SourceText source) {
      return new Known(new ConcurrentHashMap<>());
    }
  }

  /**
   * A change of the text that values are in.
   *
   * @param own where the values are
   * @param spoken the paths of the values that its repairs speak of
   */
  private record Change(Span own, List<Replacement> edits, Set<ValuePath> spoken) {}

  private boolean isRight(Document document, Change change) {
    SourceText source = document.source();
    Document whole = reading.areParts() ? source.once(Whole.class, Whole::of).document() : document;
    Optional<ValuePath> top = whole == null ? Optional.empty() : place(whole.root(), change.own);
    if (whole == null || top.isEmpty()) {
      return false;
    }
    try {
      Set<ValuePath> spoken = new LinkedHashSet<>();
      change.spoken.forEach(path -> spoken.add(top.get().then(path)));
      Document after =
          YamlReader.read(new SourceText(source.name(), Changed.text(source.text(), change.edits)));
      for (ValuePath path : Differences.between(value(whole), value(after), spoken)) {
        if (spoken.stream().noneMatch(path::startsWith)) {
          return false;
        }
      }
      return true;
    } catch (SourceException e) {
      return false;
    }
  }

  /** The path of the mapping with a span; empty if there is none, as where it is in a text. */
  private static Optional<ValuePath> place(Node node, Span span) {
    if (!(node instanceof MapNode map)) {
      return Optional.empty();
    }
    if (map.span().equals(span)) {
      return Optional.of(ValuePath.ROOT);
    }
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      Optional<ValuePath> below = place(entry.getValue().value(), span);
      if (below.isPresent()) {
        return Optional.of(ValuePath.of(entry.getKey()).then(below.get()));
      }
    }
    return Optional.empty();
  }

  private static Value value(Document document) {
    return Value.of(new Layer.File(document), document.root(), span -> span);
  }
}
