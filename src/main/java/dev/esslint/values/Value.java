package dev.esslint.values;

import dev.esslint.source.Scalar;
import java.util.List;
import java.util.SequencedMap;

/** A resolved value with its provenance. */
public sealed interface Value {

  Origin origin();

  /**
   * A mapping.
   *
   * @param entries by key: first those of the user in the order of the layers, then the remaining defaults
   * @param deleted the keys that a {@code null} of the user took away from the defaults, with the place of the null
   */
  record MapValue(
      SequencedMap<String, Value> entries, SequencedMap<String, Origin> deleted, Origin origin)
      implements Value {}

  /** A list; Helm replaces lists as a whole, so all items come from one layer. */
  record ListValue(List<Value> items, Origin origin) implements Value {}

  /** A scalar. A {@code null} is here only where the chart has no default to delete. */
  record ScalarValue(Scalar scalar, Origin origin) implements Value {}
}
