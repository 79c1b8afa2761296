package dev.esslint.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader of something that comes from outside, by itself.
 *
 * @param name what it reads
 * @param seeds what it is meant to read; made up inputs are changes of these
 * @param words what its grammar is made of
 * @param share a part of the executions that others get, for one that takes its time; 1 for all of them
 * @param forEach how many bytes it may allocate for each byte of the input
 * @param body runs it
 */
public record Target(String name, List<byte[]> seeds, List<String> words, double share, int forEach, Body body) {
  private static final int FOR_EACH = 4_000;

  /** Reads bytes. */
  @FunctionalInterface
  public interface Body {

    /**
     * Reads an input.
     *
     * @return what kind of result it had; an input with one that was not seen before is worth to be changed further
     * @throws AssertionError if a law does not hold
     * @throws Exception any that is not documented
     */
    String read(byte[] input) throws Exception;
  }

  /** Reads text, see {@link Body}. */
  @FunctionalInterface
  public interface TextBody {
    String read(String input) throws Exception;
  }

  /** A reader of bytes. */
  public static Target ofBytes(String name, List<byte[]> seeds, List<String> words, Body body) {
    return new Target(name, seeds, words, 1, FOR_EACH, body);
  }

  /** A reader of text. */
  public static Target ofText(String name, List<String> seeds, List<String> words, TextBody body) {
    return ofBytes(
        name,
        seeds.stream().map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList(),
        words,
        input -> body.read(new String(input, StandardCharsets.UTF_8)));
  }

  /** The same with fewer executions. */
  public Target slow(double part) {
    return new Target(name, seeds, words, part, forEach, body);
  }

  /** The same with more memory for each byte, which is a promise as well. */
  public Target allocating(int bytes) {
    return new Target(name, seeds, words, share, bytes, body);
  }

  /** What is wrong, without the parts that are of this input: the kind of a result. */
  public static String kind(@Nullable String message) {
    return String.valueOf(message).replaceAll("[0-9]+", "0").replaceAll("`[^`]*`|\"[^\"]*\"|'[^']*'", "_");
  }
}
