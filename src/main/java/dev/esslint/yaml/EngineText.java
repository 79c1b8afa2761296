package dev.esslint.yaml;

import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ScannerException;

/**
 * A text as the engine must see it to read it as YAML 1.1. Every character keeps its place. U+0085, U+2028 and U+2029, line
 * breaks there, are line feeds. These have stand-ins: the backslash of the escape {@code \'}, which the engine does not know; a hyphen
 * alone between brackets; and a colon right before a bracket or a comma, which does not end a key for Helm.
 */
final class EngineText {
  private static final int SMALL = 512;

  /** So many characters the engine takes at once of a large text, and of a very large one so large a part of it. */
  private static final int WINDOW = 32_768;

  private static final int PARTS = 16;

  /** What the first line of a text block is made of. */
  private static final String HEADER = "|>+-123456789";

  private final String text;
  private final char backslash;
  private final char hyphen;
  private final char colon;
  private boolean oddBreaks;
  private boolean separators;
  private final Set<Integer> eased;

  EngineText(String source) {
    char[] chars = source.toCharArray();
    backslash = unused(source, '\uE000');
    hyphen = unused(source, (char) (backslash + 1));
    colon = unused(source, (char) (hyphen + 1));
    for (int i = 0; i < chars.length; i++) {
      char next = i + 1 < chars.length ? chars[i + 1] : ' ';
      switch (chars[i]) {
        case '\u0085' -> {
          chars[i] = '\n';
          oddBreaks = true;
        }
        case '\u2028', '\u2029' -> {
          chars[i] = '\n';
          oddBreaks = true;
          separators = true;
        }
        case '-' -> chars[i] = ",]}".indexOf(next) >= 0 ? hyphen : '-';
        case ':' -> chars[i] = ",[]{}".indexOf(next) >= 0 && followsText(chars, i) ? colon : ':';
        case '\\' -> {
          if (next == '\'') {
            chars[i] = backslash;
          } else if (next == '\\') {
            i++;
          }
        }
        default -> {}
      }
    }
    text = new String(chars);
    eased = Set.of();
  }

  private EngineText(EngineText other, String text, Set<Integer> eased) {
    this.backslash = other.backslash;
    this.hyphen = other.hyphen;
    this.colon = other.colon;
    this.oddBreaks = other.oddBreaks;
    this.separators = other.separators;
    this.text = text;
    this.eased = eased;
  }

  /**
   * The same text with something written in another way that Helm takes: tabs behind the blanks of a line, which have to be in a
   * text, or a comment right behind the mark of a text block. Empty if the engine does not fail because of that.
   *
   * @param problem where it fails, or where what it fails with begins
   * @param source what the user wrote
   */
  Optional<EngineText> easedAt(int problem, String source) {
    int line = problem;
    while (line > 0 && !Breaks.isBreak(source.charAt(line - 1))) {
      line--;
    }
    int first = line;
    while (first < source.length() && " \t".indexOf(source.charAt(first)) >= 0) {
      first++;
    }
    StringBuilder changed = new StringBuilder(text);
    Set<Integer> all = new TreeSet<>(eased);
    for (int i = line; i < first; i++) {
      if (text.charAt(i) == '\t') {
        changed.setCharAt(i, ' ');
        all.add(i);
      }
    }
    boolean comment = problem > first && source.startsWith("#", problem) && HEADER.indexOf(source.charAt(problem - 1)) >= 0;
    if (comment && all.size() == eased.size()) {
      all.add(problem);
      changed.setCharAt(problem, ' ');
      if (Breaks.lineEnd(source, problem) > problem + 1) {
        changed.setCharAt(problem + 1, '#');
      }
    }
    return all.size() == eased.size() ? Optional.empty() : Optional.of(new EngineText(this, changed.toString(), all));
  }

  /** The tabs, and the marks of comments, that are blanks to the engine. */
  Set<Integer> eased() {
    return eased;
  }

  /** Whether what stands before a place, blanks aside, belongs to a plain scalar. */
  private static boolean followsText(char[] chars, int place) {
    int i = place - 1;
    while (i >= 0 && " \t\r\n".indexOf(chars[i]) >= 0) {
      i--;
    }
    boolean indicator = i >= 0 && chars[i] == ':' && i < place - 1;
    return i >= 0 && !indicator && "'\",[]{}".indexOf(chars[i]) < 0;
  }

  /** Whether there are line breaks that positions do not count. */
  boolean hasOddBreaks() {
    return oddBreaks;
  }

  /** Whether there are line breaks of which the engine does not give what Helm makes of them. */
  boolean hasSeparators() {
    return separators;
  }

  /** What the engine reads in it, one by one. */
  Iterator<Event> events() {
    LoadSettings settings = text.length() < SMALL ? Small.SETTINGS : settings(window());
    Iterator<Event> events = new Parse(settings).parseString(text).iterator();
    return new Iterator<>() {
      private Optional<Mark> end = Optional.empty();

      @Override
      public boolean hasNext() {
        try {
          return events.hasNext();
        } catch (NumberFormatException e) {
          throw noCharacter();
        }
      }

      @Override
      public Event next() {
        try {
          Event event = events.next();
          end = event.getEndMark();
          return event;
        } catch (NumberFormatException e) {
          throw noCharacter();
        }
      }

      // for an escape that is too large, or in which the text ends
      private ScannerException noCharacter() {
        return new ScannerException("", end, "an escape that is no character", end);
      }
    };
  }

  /** The engine keeps six bytes for each character, and copies what it has of a text whenever it must look further ahead. */
  private int window() {
    return Math.min(text.length() + 2, Math.max(WINDOW, text.length() / PARTS));
  }

  /**
   * @param window how many characters the engine takes at once
   */
  private static LoadSettings settings(int window) {
    return LoadSettings.builder()
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(window)
        .build();
  }

  /** To make settings takes longer than to read a small text, and there may be very many of these. */
  private static final class Small {
    static final LoadSettings SETTINGS = settings(SMALL + 2);
  }

  /** A value or a name that the engine read from this text, without stand-ins. */
  String restore(String value, ScalarStyle style) {
    String shown = value.replace(hyphen, '-').replace(colon, ':');
    if (shown.indexOf(backslash) < 0) {
      return shown;
    }
    return style == ScalarStyle.DOUBLE_QUOTED
        ? shown.replace(String.valueOf(backslash), "")
        : shown.replace(backslash, '\\');
  }

  private static char unused(String text, char from) {
    char c = from;
    while (text.indexOf(c) >= 0) {
      c++;
    }
    return c;
  }
}
