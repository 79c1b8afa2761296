package dev.esslint.secret;

/** Where a text that cannot be read refers to an object of Kubernetes at a key that sounds as if a secret were there. */
final class RawReferences {
  private static final String AROUND_KEYS = " \t\"'-";
  private static final String BEHIND_NAMES = " \t,}]#";
  private static final String KEY_REF = "KeyRef";
  private static final String QUOTES = "\"'";

  private static final int LONGEST_NAME = 253;

  /** What stands further away is not looked at. */
  private static final int NEAR = 400;

  private final String text;

  RawReferences(String text) {
    this.text = text;
  }

  /** Whether a line is a key, below that of a secret, with the name of an object or of a key in one. */
  boolean isLine(int first, int end) {
    String key = keyAt(first);
    if (!SecretPlace.isReference(key) && !SecretPlace.isHalfOfReference(key)) {
      return false;
    }
    int from = text.indexOf(':', first) + 1;
    while (from < end && " \t".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return from < end && isAt(key, first, first, from, end);
  }

  /**
   * Whether what stands at a key in a line is the name of an object, or of a key in one, or leads to that.
   *
   * @param first where the line begins
   * @param start where the key does
   * @param behind where the value begins
   */
  boolean isAt(String key, int first, int start, int behind, int end) {
    int from = behind;
    while (from < end && "!&".indexOf(text.charAt(from)) >= 0) { // the type of it, or an anchor
      int blank = text.indexOf(' ', from, Math.min(end, from + TextScan.MAX_NAME));
      if (blank < 0) {
        return false;
      }
      from = blank + 1;
    }
    if (from == end) {
      return SecretPlace.isReference(key);
    }
    if (text.charAt(from) == '{') {
      String below = wordAt(from + 1);
      return SecretPlace.isReference(below) || below.endsWith(KEY_REF) || (SecretPlace.isHalfOfReference(below) && hasKey(from, Math.min(end, from + NEAR), SecretPlace.otherHalf(below)));
    }
    boolean annotation = start > first && text.charAt(start - 1) == '/' && key.endsWith("secret");
    int stop = from;
    while (stop < end && stop - from <= LONGEST_NAME && BEHIND_NAMES.indexOf(text.charAt(stop)) < 0) {
      stop++;
    }
    boolean quoted = QUOTES.indexOf(text.charAt(from)) >= 0 && stop - from > 1 && text.charAt(stop - 1) == text.charAt(from);
    int next = stop;
    while (next < end && " \t".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    boolean whole = stop - from <= LONGEST_NAME && (next == end || ",}]#".indexOf(text.charAt(next)) >= 0);
    boolean named = whole && SecretPlace.mayNameObject(quoted ? text.substring(from + 1, stop - 1) : text.substring(from, stop));
    return named && (annotation || SecretPlace.isReference(key) || (key.equals("key") && isInKeyRef(first, start)) || (SecretPlace.isHalfOfReference(key) && isBesideOther(key, first, start, end)));
  }

  /** Whether a reference to a key in an object begins before an offset of a line, or in one of the two lines before. */
  private boolean isInKeyRef(int first, int offset) {
    int before = lineBefore(first);
    int start = before < 0 ? -1 : lineBefore(before);
    return text.indexOf(KEY_REF + ":", Math.max(Math.max(start < 0 ? before : start, 0), offset - NEAR), offset) >= 0;
  }

  /** Whether the other half of a reference to a credential is in the same line, or in one beside it. */
  private boolean isBesideOther(String key, int first, int start, int end) {
    String other = SecretPlace.otherHalf(key);
    int before = lineBefore(first);
    return hasKey(Math.max(first, start - NEAR), Math.min(end, start + NEAR), other)
        || (end < text.length() && keyAt(end + 1).equals(other))
        || (before >= 0 && keyAt(before).equals(other));
  }

  /** Where the line before that of an offset begins; -1 if that is too far away. */
  private int lineBefore(int offset) {
    int end = offset - 1;
    while (end >= 0 && offset - end < NEAR && text.charAt(end) != '\n') {
      end--;
    }
    int start = end - 1;
    while (start >= 0 && offset - start < NEAR && text.charAt(start) != '\n') {
      start--;
    }
    return end > 0 && offset - start < NEAR ? start + 1 : -1;
  }

  /** Whether a key is in a part of a line, such as a mapping between braces. */
  boolean hasKey(int from, int end, String key) {
    for (int at = text.indexOf(key, from, end); at >= 0; at = text.indexOf(key, at + 1, end)) {
      if (at > from && "{, \"'".indexOf(text.charAt(at - 1)) >= 0 && isColon(at + key.length())) {
        return true;
      }
    }
    return false;
  }

  /** The key that a line begins with; empty if there is none. */
  private String keyAt(int line) {
    String word = wordAt(line);
    return !word.isEmpty() && isColon(text.indexOf(word, line) + word.length()) ? word : "";
  }

  private String wordAt(int from) {
    int start = from;
    while (start < text.length() && AROUND_KEYS.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < text.length() && end - start < TextScan.MAX_NAME && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private boolean isColon(int at) {
    int colon = at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
    return text.startsWith(":", colon);
  }
}
