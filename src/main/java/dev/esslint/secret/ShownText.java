package dev.esslint.secret;

import dev.esslint.text.Position;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text of the user of which every part may be printed. The characters of secrets are not in it; so that all places
 * stay what they are, as many others stand for them, and {@link #firstHidden} tells where. Line breaks and the
 * indentation of lines are kept.
 */
public final class ShownText {
  /** Stands for each character of a secret; {@link Mask#MASK} is what is printed for all of them. */
  private static final char FILL = '*';

  private final SourceText text;
  private final Shown name;
  private final List<Span> hidden;
  private final SourceText source;

  /**
   * @param secrets the spans of secrets in any order; they may overlap
   */
  ShownText(SourceText source, Shown name, List<Span> secrets) {
    this.name = name;
    this.source = source;
    this.hidden = pieces(source, joined(secrets));
    this.text = hidden.isEmpty() ? source : new SourceText(source.name(), filled(source));
  }

  private static List<Span> joined(List<Span> spans) {
    List<Span> inOrder = new ArrayList<>(spans);
    inOrder.sort((one, other) -> Integer.compare(one.start(), other.start()));
    List<Span> joined = new ArrayList<>();
    for (Span span : inOrder) {
      if (!joined.isEmpty() && span.start() <= joined.getLast().end()) {
        joined.set(joined.size() - 1, joined.getLast().to(span));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  /** What of spans is neither a line break nor a blank at the start or the end of a line. */
  private static List<Span> pieces(SourceText source, List<Span> spans) {
    List<Span> pieces = new ArrayList<>();
    for (Span span : spans) {
      int at = span.start();
      while (at < span.end()) {
        int end = Math.min(span.end(), source.line(source.position(at).line()).end());
        int start = at;
        at = Math.max(end, at + 1);
        while (start < end && Character.isWhitespace(source.text().charAt(start))) {
          start++;
        }
        while (end > start && Character.isWhitespace(source.text().charAt(end - 1))) {
          end--;
        }
        if (start < end) {
          pieces.add(new Span(start, end));
        }
      }
    }
    return pieces;
  }

  private String filled(SourceText source) {
    StringBuilder filled = new StringBuilder(source.text());
    for (Span span : hidden) {
      for (int i = span.start(); i < span.end(); i++) {
        filled.setCharAt(i, FILL);
      }
    }
    return filled.toString();
  }

  /** What the secrets are, each line of one by itself; to be compared, not shown. */
  Set<String> hidden() {
    Set<String> texts = new HashSet<>();
    hidden.forEach(span -> texts.add(source.slice(span)));
    return texts;
  }

  /** What the user calls it. */
  public Shown name() {
    return name;
  }

  /** The characters, with others for those of secrets. */
  public String text() {
    return text.text();
  }

  public int lineCount() {
    return text.lineCount();
  }

  /** The place of an offset between 0 and the length of the text, both included. */
  public Position position(int offset) {
    return text.position(offset);
  }

  /**
   * The span of a line without its line break.
   *
   * @param line from 1
   */
  public Span line(int line) {
    return text.line(line);
  }

  /** The first part of a secret in a range; it lies in one line. Null if there is none. */
  public @Nullable Span firstHidden(int start, int end) {
    int low = 0;
    int high = hidden.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hidden.get(middle).end() <= start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < hidden.size() && hidden.get(low).start() < end ? hidden.get(low) : null;
  }

  /** A line with {@link Mask#MASK} for each secret in it. */
  public String lineAsShown(int line) {
    Span span = line(line);
    return asShown(span.start(), span.end());
  }

  /** The characters of a range, with {@link Mask#MASK} for each secret of which it has a part. */
  public String asShown(int start, int end) {
    StringBuilder shown = new StringBuilder();
    int at = start;
    for (Span part = firstHidden(at, end); part != null && at < end; part = firstHidden(at, end)) {
      shown.append(text(), at, Math.max(at, part.start())).append(Mask.MASK);
      at = Math.min(part.end(), end);
    }
    return shown.append(text(), at, end).toString();
  }

  /** Whether the same is shown: a file that many deployments have in common is shown for each. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ShownText shown
        && text().equals(shown.text())
        && name.equals(shown.name)
        && hidden.equals(shown.hidden);
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}
