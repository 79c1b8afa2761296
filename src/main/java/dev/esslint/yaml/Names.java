package dev.esslint.yaml;

import org.jspecify.annotations.Nullable;

/**
 * The keys of a text that came last: large files have the same few over and over, and each is kept once. Thousands of
 * different ones are not remembered.
 */
final class Names {
  private static final int MOST = 1024;

  private final @Nullable String[] seen;

  Names(String text) {
    seen = new String[Math.min(MOST, Integer.highestOneBit(text.length() / 16 + 1))];
  }

  /** A key, as the object that it was before. */
  String once(String name) {
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 16) & (seen.length - 1);
    String before = seen[slot];
    if (name.equals(before)) {
      return before;
    }
    seen[slot] = name;
    return name;
  }
}
