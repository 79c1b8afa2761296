package dev.esslint.model.base;

import dev.esslint.values.Value;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The few facts of an item of a list, by name, in the order in which they were stated. There may be a hundred thousand items, each of which
 * a map of the library would take a quarter of a kilobyte for.
 */
final class Fields extends AbstractMap<String, Value> implements SequencedMap<String, Value> {
  private static final Object[] NONE = new Object[0];

  /** Names and values in turn. */
  private Object[] fields = NONE;

  private int at(@Nullable Object name) {
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public @Nullable Value get(@Nullable Object name) {
    int at = at(name);
    return at < 0 ? null : (Value) fields[at + 1];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return at(name) >= 0;
  }

  @Override
  public int size() {
    return fields.length / 2;
  }

  @Override
  public @Nullable Value put(String name, Value value) {
    int at = at(name);
    if (at >= 0) {
      Value before = (Value) fields[at + 1];
      fields[at + 1] = value;
      return before;
    }
    int end = fields.length;
    fields = Arrays.copyOf(fields, end + 2);
    fields[end] = name;
    fields[end + 1] = value;
    return null;
  }

  @Override
  public Set<Entry<String, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Value>> iterator() {
        return entries().iterator();
      }

      @Override
      public int size() {
        return Fields.this.size();
      }
    };
  }

  private AbstractList<Entry<String, Value>> entries() {
    return new AbstractList<>() {
      @Override
      public Entry<String, Value> get(int index) {
        return Map.entry((String) fields[2 * index], (Value) fields[2 * index + 1]);
      }

      @Override
      public int size() {
        return Fields.this.size();
      }
    };
  }

  /** A copy: nobody looks at facts from behind who could not pay for it. */
  @Override
  public SequencedMap<String, Value> reversed() {
    return new LinkedHashMap<>(this).reversed();
  }
}
