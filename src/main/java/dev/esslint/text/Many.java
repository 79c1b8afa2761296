package dev.esslint.text;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** So many texts that it pays to work on them on all cores. */
public final class Many {
  private static final int LEAST = 64;

  private Many() {}

  public static boolean are(Collection<?> texts) {
    return texts.size() >= LEAST;
  }

  /** A stream over some, on all cores if they are many; what is made of them is in their order all the same. */
  public static <T> Stream<T> stream(List<T> texts) {
    return are(texts) ? texts.parallelStream() : texts.stream();
  }
}
