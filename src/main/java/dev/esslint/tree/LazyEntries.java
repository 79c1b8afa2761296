package dev.esslint.tree;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The entries of a mapping, which are made when they are first asked for, by whatever thread. They do not change. */
public final class LazyEntries<V> extends AbstractMap<String, V> implements SequencedMap<String, V> {
  private final Supplier<SequencedMap<String, V>> making;
  private volatile @Nullable SequencedMap<String, V> entries;

  /**
   * @param making makes them; is called once, and calls nothing that asks for them
   */
  public LazyEntries(Supplier<SequencedMap<String, V>> making) {
    this.making = making;
  }

  private SequencedMap<String, V> entries() {
    SequencedMap<String, V> made = entries;
    if (made == null) {
      synchronized (making) {
        made = entries;
        if (made == null) {
          made = making.get();
          entries = made;
        }
      }
    }
    return made;
  }

  @Override
  public @Nullable V get(Object key) {
    return entries().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return entries().containsKey(key);
  }

  @Override
  public int size() {
    return entries().size();
  }

  @Override
  public boolean isEmpty() {
    return entries().isEmpty();
  }

  @Override
  public Set<String> keySet() {
    return entries().keySet();
  }

  @Override
  public Collection<V> values() {
    return entries().values();
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return entries().entrySet();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super V> action) {
    entries().forEach(action);
  }

  @Override
  public SequencedMap<String, V> reversed() {
    return entries().reversed();
  }
}
