package dev.esslint.workspace;

import java.util.List;
import java.util.regex.Pattern;

/** Names of files with wildcards: {@code *} and {@code ?} within a folder, {@code **} over folders. */
public final class Globs {
  private Globs() {}

  /** Whether a text has wildcards. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0 || text.indexOf('{') >= 0;
  }

  /** The names that a pattern stands for, in their order. */
  public static List<String> matching(String pattern, List<String> names) {
    Pattern regex = Pattern.compile(regex(pattern));
    return names.stream().filter(name -> regex.matcher(name).matches()).toList();
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> {
          if (pattern.startsWith("**/", i)) {
            regex.append("(?:[^/]+/)*+");
            i += 2;
          } else if (pattern.startsWith("**", i)) {
            regex.append(".*");
            i++;
          } else {
            regex.append("[^/]*");
          }
        }
        case '?' -> regex.append("[^/]");
        case '{' -> {
          braces++;
          regex.append("(?:");
        }
        case '}' -> {
          regex.append(braces > 0 ? ")" : "\\}");
          braces = Math.max(0, braces - 1);
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.append(")".repeat(braces)).toString();
  }
}
