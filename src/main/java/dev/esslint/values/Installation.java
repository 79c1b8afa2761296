package dev.esslint.values;

/**
 * What Helm calls a deployment: {@code .Release.Name} and {@code .Release.Namespace} of templates.
 *
 * @param name the name of the release; empty if it is not stated
 * @param namespace the namespace that it is installed in; empty if it is not stated
 */
public record Installation(String name, String namespace) {
  /** One of which nothing is stated. */
  public static final Installation UNSTATED = new Installation("", "");

  /** Longer names Helm refuses. */
  public static final int LONGEST_NAME = 53;

  /** Longer namespaces Kubernetes refuses. */
  public static final int LONGEST_NAMESPACE = 63;

  /** Whether Helm takes a name for a release: a DNS name in lower case. */
  public static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && isDns(text, true);
  }

  /** Whether Kubernetes takes a name for a namespace: one label of a DNS name in lower case. */
  public static boolean isNamespace(String text) {
    return text.length() <= LONGEST_NAMESPACE && isDns(text, false);
  }

  private static boolean isDns(String text, boolean dots) {
    char before = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean edge = before == '.' || before == '-';
      if (c == '.' ? edge || !dots : c == '-' ? before == '.' : !isLowerOrDigit(c)) {
        return false;
      }
      before = c;
    }
    return before != '.' && before != '-';
  }

  /** The valid name of a release that is nearest to a text; empty if nothing of it is left. */
  public static String nearestName(String text) {
    return nearest(text, true, LONGEST_NAME);
  }

  /** The valid namespace that is nearest to a text; empty if nothing of it is left. */
  public static String nearestNamespace(String text) {
    return nearest(text, false, LONGEST_NAMESPACE);
  }

  private static String nearest(String text, boolean dots, int longest) {
    StringBuilder near = new StringBuilder();
    char separator = 0;
    for (int i = 0; i < text.length() && near.length() < longest; i++) {
      char c = text.charAt(i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
      if (!isLowerOrDigit(lower)) {
        separator = c == '.' && dots && separator == 0 ? '.' : '-';
        continue;
      }
      if (separator != 0 && near.length() > 0) {
        if (near.length() + 1 == longest) {
          break;
        }
        near.append(separator);
      }
      separator = 0;
      near.append(lower);
    }
    return near.toString();
  }

  private static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** The name of an object of the chart, with {@code <release>} in it where no name is stated. */
  public String object(String suffix) {
    return (name.isEmpty() ? "<release>" : name) + "-" + suffix;
  }

  /** The namespace, or {@code <namespace>} where none is stated. */
  public String shownNamespace() {
    return namespace.isEmpty() ? "<namespace>" : namespace;
  }
}
