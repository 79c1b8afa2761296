package dev.esslint.tree;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The entries of a mapping in a packed tree, which are read when they are first asked for, by whatever thread. They do not change. */
final class PackedEntries extends AbstractMap<String, Node.Entry> implements SequencedMap<String, Node.Entry> {
  private final PackedInput packed;
  private volatile @Nullable SequencedMap<String, Node.Entry> entries;

  /**
   * @param packed their bytes, which nobody else reads
   */
  PackedEntries(PackedInput packed) {
    this.packed = packed;
  }

  private SequencedMap<String, Node.Entry> entries() {
    SequencedMap<String, Node.Entry> read = entries;
    if (read == null) {
      synchronized (packed) {
        read = entries;
        if (read == null) {
          read = PackedNodes.entries(packed);
          entries = read;
        }
      }
    }
    return read;
  }

  @Override
  public Node.@Nullable Entry get(Object key) {
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
  public Collection<Node.Entry> values() {
    return entries().values();
  }

  @Override
  public Set<Map.Entry<String, Node.Entry>> entrySet() {
    return entries().entrySet();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Node.Entry> action) {
    entries().forEach(action);
  }

  @Override
  public SequencedMap<String, Node.Entry> reversed() {
    return entries().reversed();
  }
}
