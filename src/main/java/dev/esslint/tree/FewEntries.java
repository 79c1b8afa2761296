package dev.esslint.tree;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The few entries of a mapping, in the order in which they were put. There may be a hundred thousand mappings, each of which a map of
 * the library would take a quarter of a kilobyte for. None is taken away.
 */
public final class FewEntries<V> extends AbstractMap<String, V> implements SequencedMap<String, V> {
  /** Of more the right one is not found soon enough by looking at all of them. */
  private static final int FEW = 8;

  private static final Object[] NONE = new Object[0];

  /** Keys and values in turn. */
  private Object[] fields;

  public FewEntries() {
    this.fields = NONE;
  }

  private FewEntries(Map<String, V> entries) {
    this.fields = new Object[2 * entries.size()];
    int i = 0;
    for (Entry<String, V> entry : entries.entrySet()) {
      fields[i++] = entry.getKey();
      fields[i++] = entry.getValue();
    }
  }

  /** Entries in a form that takes little if they are few. */
  public static <V> SequencedMap<String, V> of(SequencedMap<String, V> entries) {
    return entries.size() <= FEW ? new FewEntries<>(entries) : entries;
  }

  private int at(@Nullable Object key) {
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("unchecked")
  private V value(int at) {
    return (V) fields[at + 1];
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int at = at(key);
    return at < 0 ? null : value(at);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return at(key) >= 0;
  }

  @Override
  public int size() {
    return fields.length / 2;
  }

  @Override
  public @Nullable V put(String key, V value) {
    int at = at(key);
    if (at >= 0) {
      V before = value(at);
      fields[at + 1] = value;
      return before;
    }
    int end = fields.length;
    fields = Arrays.copyOf(fields, end + 2);
    fields[end] = key;
    fields[end + 1] = value;
    return null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super V> action) {
    for (int i = 0; i < fields.length; i += 2) {
      action.accept((String) fields[i], value(i));
    }
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, V>> iterator() {
        return entries().iterator();
      }

      @Override
      public int size() {
        return FewEntries.this.size();
      }
    };
  }

  private AbstractList<Entry<String, V>> entries() {
    return new AbstractList<>() {
      @Override
      public Entry<String, V> get(int index) {
        return Map.entry((String) fields[2 * index], value(2 * index));
      }

      @Override
      public int size() {
        return FewEntries.this.size();
      }
    };
  }

  /** A copy: nobody looks at entries from behind who could not pay for it. */
  @Override
  public SequencedMap<String, V> reversed() {
    return new LinkedHashMap<>(this).reversed();
  }
}
