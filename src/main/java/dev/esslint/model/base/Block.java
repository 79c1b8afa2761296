package dev.esslint.model.base;

import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A block of the values, such as that of a component: what {@link Chosen} says of paths, this says of the keys in it. Who asks for
 * many of them need not walk there from the top, nor make a path before there is something to say.
 */
public final class Block {
  private final @Nullable Block around;
  private final String name;
  private final @Nullable Value value;

  private Block(@Nullable Block around, String name, @Nullable Value value) {
    this.around = around;
    this.name = name;
    this.value = value;
  }

  /**
   * A block that is found from the top.
   *
   * @param value what is at the path, or null
   */
  static Block of(String path, @Nullable Value value) {
    return new Block(null, path, value);
  }

  /** The path of the block, as {@link ValuePath#parse} reads it. */
  public String path() {
    return around == null ? name : at().toString();
  }

  /** The path of the block. */
  public ValuePath at() {
    return around == null ? ValuePath.parse(name) : around.at(name);
  }

  /** The path of what is at a key. */
  public ValuePath at(String key) {
    return at().key(key);
  }

  /** The block at a key; an empty one if there is none. */
  public Block block(String key) {
    return new Block(this, key, value(key));
  }

  /** What is at a key, or null. */
  public @Nullable Value value(String key) {
    return value instanceof MapValue map ? map.entries().get(key) : null;
  }

  /** Whether the user wrote what is at a key, or a part of it. */
  public boolean isWritten(String key) {
    Value value = value(key);
    return value != null && value.origin().isWritten();
  }

  /** As {@link Chosen#on}. */
  public boolean on(String key) {
    return Chosen.on(value(key));
  }

  /** As {@link Chosen#has}. */
  public boolean has(String key) {
    return Chosen.has(value(key));
  }

  /** As {@link Chosen#text}. */
  public Optional<String> text(String key) {
    return Chosen.text(value(key));
  }

  /** As {@link Chosen#known}. */
  public Optional<String> known(String key) {
    return Chosen.known(value(key));
  }

  /** As {@link Chosen#number}. */
  public Optional<Double> number(String key) {
    return Chosen.number(value(key));
  }

  /** As {@link Chosen#items}. */
  public List<Value> items(String key) {
    return Chosen.items(value(key));
  }

  /** As {@link Chosen#entries}. */
  public SequencedMap<String, Value> entries(String key) {
    return Chosen.entries(value(key));
  }
}
