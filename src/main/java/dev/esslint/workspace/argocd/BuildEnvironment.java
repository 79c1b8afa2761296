package dev.esslint.workspace.argocd;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The variables that Argo CD fills into parameters, as Go's {@code os.Expand} finds them.
 *
 * @param known what the manifest tells
 */
record BuildEnvironment(Map<String, String> known) {

  /**
   * A text after that.
   *
   * @param text with what is known; what only the cluster knows stands there as {@code ${NAME}}
   * @param eaten names of nothing, which vanish
   */
  record Expanded(String text, Set<String> eaten) {}

  Expanded expand(String text) {
    StringBuilder out = new StringBuilder();
    Set<String> eaten = new LinkedHashSet<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        out.append(c);
        at++;
        continue;
      }
      int start = at + 1;
      int end;
      String name;
      char next = text.charAt(start);
      if (next == '{') {
        int close = text.indexOf('}', start);
        name = close < 0 ? "" : text.substring(start + 1, close);
        end = close < 0 ? start + 1 : close + 1;
      } else if ("*#$@!?-0123456789".indexOf(next) >= 0) {
        name = String.valueOf(next);
        end = start + 1;
      } else {
        end = start;
        while (end < text.length() && isNamePart(text.charAt(end))) {
          end++;
        }
        name = text.substring(start, end);
        if (name.isEmpty()) {
          out.append('$');
          at = start;
          continue;
        }
      }
      out.append(value(name, text.substring(at, end), eaten));
      at = end;
    }
    return new Expanded(out.toString(), eaten);
  }

  private String value(String name, String written, Set<String> eaten) {
    if (name.equals("$")) {
      return "$";
    }
    String value = known.get(name);
    if (value != null) {
      return value;
    }
    if (name.startsWith("ARGOCD_APP_") || name.startsWith("ARGOCD_ENV_") || name.startsWith("KUBE_")) {
      return "${" + name + "}";
    }
    eaten.add(written);
    return "";
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
