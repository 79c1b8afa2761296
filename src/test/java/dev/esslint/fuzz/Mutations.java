package dev.esslint.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up inputs for a target out of its seeds and its words. One random number always gives the same ones. */
final class Mutations {
  /** Inputs that had a new kind of result; more would only thin them out. */
  private static final int MOST = 2_000;

  private final Target target;
  private final Random random;
  private final List<byte[]> pool;
  private final List<byte[]> words;
  private final Set<String> seen = new HashSet<>();

  Mutations(Target target, Random random) {
    this.target = target;
    this.random = random;
    this.pool = new ArrayList<>(target.seeds());
    this.words = target.words().stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }

  byte[] next() {
    return switch (random.nextInt(40)) {
      case 0 -> repeated();
      case 1 -> joined(seed(), repeated());
      case 2, 3 -> soup(random.nextInt(40));
      case 4 -> joined(seed(), seed());
      case 5 -> Arrays.copyOf(seed(), random.nextInt(seed().length + 1));
      default -> changed(seed());
    };
  }

  /** Takes down what came of an input. */
  void learn(byte[] input, String kind) {
    if (input.length < 10_000 && pool.size() < target.seeds().size() + MOST && seen.add(kind)) {
      pool.add(input);
    }
  }

  private byte[] seed() {
    return pool.isEmpty() || random.nextInt(50) == 0 ? new byte[0] : pool.get(random.nextInt(pool.size()));
  }

  private byte[] word() {
    return words.isEmpty() || random.nextInt(20) == 0
        ? new byte[] {(byte) random.nextInt(256)}
        : words.get(random.nextInt(words.size()));
  }

  private byte[] soup(int parts) {
    ByteArrayOutputStream soup = new ByteArrayOutputStream();
    for (int i = 0; i <= parts; i++) {
      soup.writeBytes(word());
    }
    return soup.toByteArray();
  }

  /** Long enough to tell what takes the square of the size. */
  private byte[] repeated() {
    byte[] part = soup(random.nextInt(3));
    int size = random.nextInt(6) == 0 ? 40_000 : 2_000;
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    while (part.length > 0 && many.size() < size) {
      many.writeBytes(part);
    }
    return many.toByteArray();
  }

  private byte[] changed(byte[] seed) {
    byte[] changed = seed;
    for (int i = random.nextInt(random.nextInt(4) == 0 ? 12 : 4); i >= 0; i--) {
      int at = random.nextInt(changed.length + 1);
      int end = Math.min(changed.length, at + 1 + random.nextInt(random.nextInt(5) == 0 ? 200 : 8));
      changed =
          switch (random.nextInt(9)) {
            case 0, 1 -> replaced(changed, at, at, word());
            case 2 -> replaced(changed, at, end, new byte[0]);
            case 3 -> replaced(changed, at, end, word());
            case 4 -> replaced(changed, at, at, Arrays.copyOfRange(changed, at, end));
            case 5 -> replaced(changed, at, at, soup(4));
            case 6 -> replaced(changed, at, Math.min(changed.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 7 -> flipped(changed, at);
            default -> {
              byte[] other = seed();
              int from = random.nextInt(other.length + 1);
              yield replaced(changed, at, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(300))));
            }
          };
    }
    return changed;
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return replaced(one, one.length, one.length, other);
  }

  static byte[] replaced(byte[] bytes, int start, int end, byte[] part) {
    byte[] replaced = new byte[bytes.length - (end - start) + part.length];
    System.arraycopy(bytes, 0, replaced, 0, start);
    System.arraycopy(part, 0, replaced, start, part.length);
    System.arraycopy(bytes, end, replaced, start + part.length, bytes.length - end);
    return replaced;
  }
}
