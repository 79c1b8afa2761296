package dev.esslint.workspace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Names of files with wildcards: {@code *}, {@code ?} and {@code [a-z]} within a folder, {@code **} over folders, {@code {a,b}} for
 * one of some. Each takes a time that grows with the length of the pattern times that of the name.
 */
public final class Globs {
  /** Braces within so many others are characters. */
  private static final int DEEPEST = 20;

  private Globs() {}

  /** Whether a text has wildcards. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0 || text.indexOf('{') >= 0;
  }

  /** The names that a pattern stands for, in their order. */
  public static List<String> matching(String pattern, List<String> names) {
    List<Part> parts = new Reader(pattern).parts(0);
    return names.stream().filter(name -> name.equals(pattern) || fits(parts, name)).toList();
  }

  private static boolean fits(List<Part> parts, String name) {
    BitSet start = new BitSet();
    start.set(0);
    return after(parts, name, start).get(name.length());
  }

  /** Where parts may end in a name, if they begin at one of some places. */
  private static BitSet after(List<Part> parts, String name, BitSet from) {
    BitSet at = from;
    for (int i = 0; i < parts.size() && !at.isEmpty(); i++) {
      at = after(parts.get(i), name, at);
    }
    return at;
  }

  private static BitSet after(Part part, String name, BitSet from) {
    BitSet to = new BitSet(name.length() + 1);
    switch (part) {
      case One one -> {
        for (int i = from.nextSetBit(0); i >= 0 && i < name.length(); i = from.nextSetBit(i + 1)) {
          to.set(i + 1, one.takes(name.charAt(i)));
        }
      }
      case Many.WITHIN_FOLDER -> {
        for (int i = 0; i <= name.length(); i++) {
          to.set(i, from.get(i) || (i > 0 && to.get(i - 1) && name.charAt(i - 1) != '/'));
        }
      }
      case Many.FOLDERS -> {
        to.or(from);
        boolean begun = false; // whether a folder may begin before the place, in the same part of the name
        for (int i = 0; i < name.length(); i++) {
          boolean slash = name.charAt(i) == '/';
          if (slash && begun) {
            to.set(i + 1);
          }
          begun = !slash && (begun || to.get(i));
        }
      }
      case Many.ANYTHING -> {
        int first = from.nextSetBit(0);
        if (first >= 0) {
          to.set(first, name.length() + 1);
        }
      }
      case Choice(List<List<Part>> ways) -> ways.forEach(way -> to.or(after(way, name, from)));
    }
    return to;
  }

  private sealed interface Part {}

  /**
   * One character, but for a slash.
   *
   * @param ranges the first and the last of the characters that it is or is not, one after the other; none for all
   */
  private record One(String ranges, boolean not) implements Part {
    boolean takes(char c) {
      boolean in = false;
      for (int i = 0; i < ranges.length(); i += 2) {
        in |= ranges.charAt(i) <= c && c <= ranges.charAt(i + 1);
      }
      return in != not && (c != '/' || (!not && ranges.equals("//")));
    }
  }

  private enum Many implements Part {
    WITHIN_FOLDER,
    /** Whole folders, each with the slash behind it. */
    FOLDERS,
    ANYTHING
  }

  private record Choice(List<List<Part>> ways) implements Part {}

  private static final class Reader {
    private final String pattern;
    private int at;

    Reader(String pattern) {
      this.pattern = pattern;
    }

    /**
     * Reads up to the end, or to what ends the innermost braces.
     *
     * @param depth in how many braces that is
     */
    List<Part> parts(int depth) {
      List<Part> parts = new ArrayList<>();
      while (at < pattern.length()) {
        char c = pattern.charAt(at);
        if (depth > 0 && (c == ',' || c == '}')) {
          break;
        }
        at++;
        switch (c) {
          case '*' -> parts.add(many());
          case '?' -> parts.add(new One("", true));
          case '[' -> parts.add(characters());
          case '{' -> parts.add(depth < DEEPEST ? choice(depth + 1) : only(c));
          case '\\' -> parts.add(only(at < pattern.length() ? pattern.charAt(at++) : c));
          default -> parts.add(only(c));
        }
      }
      return parts;
    }

    private static Part only(char c) {
      return new One("" + c + c, false);
    }

    private Part many() {
      if (!pattern.startsWith("*", at)) {
        return Many.WITHIN_FOLDER;
      }
      boolean folders = pattern.startsWith("/", at + 1);
      at += folders ? 2 : 1;
      return folders ? Many.FOLDERS : Many.ANYTHING;
    }

    /** What follows an opening bracket; without one that closes it is a character. */
    private Part characters() {
      int end = pattern.indexOf(']', at + 1);
      if (end < 0) {
        return only('[');
      }
      boolean not = "!^".indexOf(pattern.charAt(at)) >= 0 && end > at + 1;
      StringBuilder ranges = new StringBuilder();
      for (int i = at + (not ? 1 : 0); i < end; i++) {
        boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
        ranges.append(pattern.charAt(i)).append(pattern.charAt(range ? i + 2 : i));
        i += range ? 2 : 0;
      }
      at = end + 1;
      return new One(ranges.toString(), not);
    }

    /** What follows an opening brace; one that nothing closes goes on to the end. */
    private Part choice(int depth) {
      List<List<Part>> ways = new ArrayList<>();
      do {
        ways.add(parts(depth));
        at++;
      } while (at <= pattern.length() && pattern.charAt(at - 1) == ',');
      return new Choice(ways);
    }
  }
}
