package dev.esslint.analysis;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where two trees of values differ. A text with a document in it is compared as that document. */
final class Differences {
  private final List<ValuePath> paths = new ArrayList<>();
  private final Set<ValuePath> spoken;

  private Differences(Set<ValuePath> spoken) {
    this.spoken = spoken;
  }

  /** The paths of what is in one of them and not, or otherwise, in the other, as deep as can be told. */
  static List<ValuePath> between(Value before, Value after) {
    return between(before, after, Set.of());
  }

  /**
   * The same where some is known to change.
   *
   * @param spoken the paths of that: if the items of a list among them are gone and all others are there, these are the difference,
   *     also where items are equal
   */
  static List<ValuePath> between(Value before, Value after, Set<ValuePath> spoken) {
    Differences differences = new Differences(spoken);
    differences.compare(ValuePath.ROOT, before, after);
    return List.copyOf(differences.paths);
  }

  private void compare(ValuePath path, @Nullable Value before, @Nullable Value after) {
    if (before instanceof MapValue one && after instanceof MapValue other) {
      compare(path, one, other);
    } else if (before == null && after instanceof MapValue map && !map.entries().isEmpty()) {
      map.entries().forEach((key, value) -> compare(path.key(key), null, value));
    } else if (after == null && before instanceof MapValue map && !map.entries().isEmpty()) {
      map.entries().forEach((key, value) -> compare(path.key(key), value, null));
    } else if (before instanceof ListValue one && after instanceof ListValue other) {
      compare(path, one.items(), other.items());
    } else if (before instanceof ScalarValue(Scalar one, var origin)
        && after instanceof ScalarValue(Scalar other, var place)) {
      if (!one.equals(other)) {
        Value inner = document(before);
        Value changed = document(after);
        if (inner == null || changed == null) {
          paths.add(path);
        } else {
          compare(path, inner, changed);
        }
      }
    } else if (before != null || after != null) {
      Value one = before == null ? null : document(before);
      Value other = after == null ? null : document(after);
      if (before == null && other != null) {
        compare(path, null, other);
      } else if (after == null && one != null) {
        compare(path, one, null);
      } else {
        paths.add(path);
      }
    }
  }

  private void compare(ValuePath path, MapValue one, MapValue other) {
    Set<String> keys = new LinkedHashSet<>(one.entries().keySet());
    keys.addAll(other.entries().keySet());
    for (String key : keys) {
      compare(path.key(key), one.entries().get(key), other.entries().get(key));
    }
    Set<String> deleted = new LinkedHashSet<>(one.deleted().keySet());
    deleted.addAll(other.deleted().keySet());
    for (String key : deleted) {
      // where there is a value on one side, that was compared
      if (one.deleted().containsKey(key) != other.deleted().containsKey(key)
          && !keys.contains(key)) {
        paths.add(path.key(key));
      }
    }
  }

  private void compare(ValuePath path, List<Value> one, List<Value> other) {
    if (one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        compare(path.index(i), one.get(i), other.get(i));
      }
      return;
    }
    List<ValuePath> gone = new ArrayList<>();
    List<Value> left = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      if (spoken.contains(path.index(i))) {
        gone.add(path.index(i));
      } else {
        left.add(one.get(i));
      }
    }
    if (left.size() == other.size() && IntStream.range(0, left.size()).allMatch(i -> isSame(left.get(i), other.get(i)))) {
      paths.addAll(gone);
      return;
    }
    int same = 0;
    while (same < other.size() && same < one.size() && isSame(one.get(same), other.get(same))) {
      same++;
    }
    boolean oneGone = one.size() == other.size() + 1;
    for (int i = same; oneGone && i < other.size(); i++) {
      oneGone = isSame(one.get(i + 1), other.get(i));
    }
    paths.add(oneGone ? path.index(same) : path);
  }

  private static boolean isSame(Value one, Value other) {
    return JsonText.of(one).equals(JsonText.of(other));
  }

  /** The mapping in a text; null if there is none. */
  private static @Nullable Value document(Value value) {
    if (!(value instanceof ScalarValue(Scalar.Str(String text), var origin)) || (text.indexOf(':') < 0 && !text.strip().equals("{}"))) {
      return null;
    }
    try {
      Document document = YamlReader.read(new SourceText("", text));
      return document.root() instanceof MapNode
          ? Value.of(new Layer.File(document), document.root(), span -> span)
          : null;
    } catch (SourceException e) {
      return null;
    }
  }
}
