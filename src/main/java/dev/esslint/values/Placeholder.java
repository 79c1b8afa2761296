package dev.esslint.values;

import java.util.Optional;

/**
 * Why the real value of a string cannot be known here: something fills it in later. Texts may be long, so they are looked
 * through once, without an expression.
 */
public enum Placeholder {
  /** A Go template that Helm evaluates. */
  TEMPLATE {
    @Override
    public boolean isIn(String text) {
      int open = text.indexOf("{{");
      return open >= 0 && text.lastIndexOf("}}") >= open + 2;
    }
  },
  /** {@code ${NAME}} for envsubst, Flux or the chart's own renderer; a number is the group of a regular expression. */
  SUBSTITUTION {
    @Override
    public boolean isIn(String text) {
      int open = text.indexOf("${");
      int close = open < 0 ? -1 : text.lastIndexOf('}');
      while (open >= 0 && open < close && text.charAt(open + 2) >= '0' && text.charAt(open + 2) <= '9') {
        open = text.indexOf("${", open + 2);
      }
      return open >= 0 && open < close;
    }
  },
  /** A value that SOPS encrypted. */
  ENCRYPTED {
    @Override
    public boolean isIn(String text) {
      return text.startsWith("ENC[") && text.stripTrailing().endsWith("]");
    }
  },
  /** A reference for vals or helmfile. */
  REFERENCE {
    @Override
    public boolean isIn(String text) {
      return text.startsWith("secretref+") || (text.startsWith("ref+") && hasScheme(text));
    }
  },
  /** A path for the Argo CD Vault plugin. */
  VAULT {
    @Override
    public boolean isIn(String text) {
      int open = text.indexOf(PATH);
      while (open >= 0) {
        int close = text.indexOf('>', open);
        if (close < 0 || close > open + PATH.length()) {
          return close >= 0;
        }
        open = text.indexOf(PATH, close);
      }
      return false;
    }
  },
  /** What is written for that plugin in a form that it does not replace: a rule of its own tells that, and nothing else is known of it. */
  MISWRITTEN {
    @Override
    public boolean isIn(String text) {
      for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', open + 1)) {
        for (String manager : MANAGERS) {
          if (text.startsWith(manager, open + 1) && isClosed(text, open + 1 + manager.length())) {
            return true;
          }
        }
      }
      return false;
    }

    private static boolean isClosed(String text, int start) {
      int end = start;
      while (end < text.length() && end < start + LONGEST && "<>\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      return end > start && end < text.length() && text.charAt(end) == '>';
    }
  };

  private static final String PATH = "<path:";

  /** What stands in the place of {@code path:}. */
  private static final String[] MANAGERS = {"secret:", "vault:", "kv:", "avp:"};

  /** So much of a path is looked at. */
  private static final int LONGEST = 200;

  /** Whether a text is, or holds, one of this kind. */
  public abstract boolean isIn(String text);

  /** What gives another text each time it is evaluated. */
  private static final String[] CHANGING = {"rand", "uuid", "gen", "now", "Bytes", "encrypt"};

  /**
   * Whether two of these strings with the same placeholder in them come to the same text. Of encrypted values that cannot be
   * told, as the same text is also written for several that are left out.
   */
  public static boolean comesToOneText(String text) {
    Placeholder found = in(text).orElse(ENCRYPTED);
    if (found == ENCRYPTED) {
      return false;
    }
    if (found == TEMPLATE) {
      for (String changing : CHANGING) {
        if (text.contains(changing)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The placeholder that a string is or holds. */
  public static Optional<Placeholder> in(String text) {
    for (Placeholder placeholder : ALL) {
      if (placeholder.isIn(text)) {
        return Optional.of(placeholder);
      }
    }
    return Optional.empty();
  }

  /** Whether something else may stand in the place of a string, or of a part of it, by the time that Helm reads it. */
  public static boolean isFilledInBeforeHelm(String text) {
    return SUBSTITUTION.isIn(text) || ENCRYPTED.isIn(text) || REFERENCE.isIn(text);
  }

  /**
   * Whether a variable for {@code envsubst} stands in a text without braces, as {@code $DOMAIN}. In a name of a host or the like nothing else
   * can be meant by it; elsewhere, as in a password, a dollar sign is one.
   */
  public static boolean isVariableIn(String name) {
    for (int at = name.indexOf('$'); at >= 0; at = name.indexOf('$', at + 1)) {
      char next = at + 1 < name.length() ? name.charAt(at + 1) : ' ';
      if ((next >= 'A' && next <= 'Z') || next == '_') {
        return true;
      }
    }
    return false;
  }

  private static final Placeholder[] ALL = values();

  private static boolean hasScheme(String text) {
    int i = "ref+".length();
    while (i < text.length() && isLowerOrDigit(text.charAt(i))) {
      i++;
    }
    return i > "ref+".length() && text.startsWith("://", i);
  }

  private static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
