package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.rule.packed.PackedRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The rules of a folder in packed form, in the cache of the user, so that not every run parses and checks them. An entry holds the
 * files that it was made of, so that it holds for these and no others, whatever happens to them; what cannot be read or written is
 * passed over without a word.
 *
 * <p>The form: the length of what it was made of, and that; a checksum of the packed rules, and these.
 *
 * @param file the entry
 * @param charts the releases that rules were checked against
 */
record RuleCache(Path file, Charts charts) {

  /** A file that an entry is made of. */
  static final class Part {
    private final String name;
    private final byte[] bytes;

    /**
     * @param bytes not to be changed any more
     */
    Part(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    String name() {
      return name;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** The entry for some folders; empty where the user has no cache. */
  static Optional<RuleCache> of(
      List<Path> folders, Map<String, String> environment, Charts charts) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    try {
      Path folder =
          !cache.isEmpty()
              ? Path.of(cache)
              : home.isEmpty() ? null : Path.of(home).resolve(".cache");
      if (folder == null || !folder.isAbsolute()) {
        return Optional.empty();
      }
      int hash = 0;
      for (Path one : folders) {
        hash = 31 * hash + one.toAbsolutePath().normalize().toString().hashCode();
      }
      return Optional.of(
          new RuleCache(
              folder.resolve("esslint").resolve("rules-" + Integer.toHexString(hash)), charts));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The rules that were made of these files, if they are here. */
  Optional<List<Rule>> get(List<Part> parts) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      byte[] key = key(parts);
      byte[] entry = Files.readAllBytes(file);
      int rules = Integer.BYTES + key.length + Long.BYTES;
      ByteBuffer numbers = ByteBuffer.wrap(entry);
      if (entry.length < rules
          || numbers.getInt() != key.length
          || !Arrays.equals(entry, Integer.BYTES, Integer.BYTES + key.length, key, 0, key.length)
          || numbers.getLong(Integer.BYTES + key.length) != checksum(entry, rules)) {
        return Optional.empty();
      }
      int conditions = rules + Integer.BYTES;
      int pages = conditions + numbers.getInt(rules);
      ByteBuffer told = ByteBuffer.wrap(entry).slice(pages, entry.length - pages);
      return Optional.of(PackedRules.read(Arrays.copyOfRange(entry, conditions, pages), () -> told));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps what was made of files. */
  void put(List<Part> parts, List<Rule> rules) {
    try {
      Files.createDirectories(file.getParent());
      if (!AtomicFile.canReplace(file)) {
        return;
      }
      byte[] key = key(parts);
      byte[] conditions = PackedRules.conditions(rules);
      byte[] pages = PackedRules.pages(rules);
      byte[] packed =
          ByteBuffer.allocate(Integer.BYTES + conditions.length + pages.length)
              .putInt(conditions.length)
              .put(conditions)
              .put(pages)
              .array();
      try (AtomicFile next = AtomicFile.of(file)) {
        next.stream()
            .write(
                ByteBuffer.allocate(Integer.BYTES + key.length + Long.BYTES + packed.length)
                    .putInt(key.length)
                    .put(key)
                    .putLong(checksum(packed, 0))
                    .put(packed)
                    .array());
        next.commit();
      }
    } catch (IOException e) {
      // the next run parses them again
    }
  }

  private static long checksum(byte[] bytes, int start) {
    CRC32 sum = new CRC32();
    sum.update(bytes, start, bytes.length - start);
    return sum.getValue();
  }

  /** All that rules are made of and checked against: the program, charts that it does not come with, and the files. */
  private byte[] key(List<Part> parts) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    add(key, (EsslintVersion.current() + " " + BuiltInRules.identity() + " " + charts.others()).getBytes(StandardCharsets.UTF_8));
    for (Part part : parts) {
      add(key, part.name().getBytes(StandardCharsets.UTF_8));
      add(key, part.bytes());
    }
    return key.toByteArray();
  }

  private static void add(ByteArrayOutputStream key, byte[] bytes) {
    key.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    key.writeBytes(bytes);
  }
}
