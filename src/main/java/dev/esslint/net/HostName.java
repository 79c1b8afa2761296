package dev.esslint.net;

import dev.esslint.model.base.Templates;
import dev.esslint.text.Regex;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A host name, in lower case. */
public record HostName(String name) {

  /** Endings that no public DNS answers: RFC 6761, 6762, 8375 and what private networks use. */
  private static final Set<String> LOCAL_ENDINGS =
      Set.of(
          "localhost",
          "local",
          "lan",
          "internal",
          "intranet",
          "home",
          "corp",
          "private",
          "test",
          "example",
          "invalid",
          "localdomain",
          "arpa");

  private static final Regex FORM = new Regex("[A-Za-z0-9._-]+");

  /** The host name that a text is; empty if it is none. */
  public static Optional<HostName> parse(String text) {
    return FORM.fits(text)
        ? Optional.of(new HostName(text.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /**
   * What keeps a text from being the host of an Ingress: a lower-case DNS name without a wildcard. It goes on from
   * "the host" in a sentence.
   *
   * @return empty if it is a host name
   */
  public static Optional<String> fault(String host) {
    return isUsual(host)
        ? Optional.empty()
        : Faults.ALL.stream().filter(f -> f.test.test(host)).map(Fault::words).findFirst();
  }

  /** Whether a text surely is a host name; what nearly all are need not wait for the expressions to be compiled. */
  private static boolean isUsual(String host) {
    char before = '.';
    int label = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean edge = before == '.' || before == '-';
      if (c == '.' ? edge : c == '-' ? before == '.' : !isLowerOrDigit(c)) {
        return false;
      }
      label = c == '.' ? i + 1 : label;
      before = c;
    }
    return host.length() < 64
        && before != '.'
        && before != '-'
        && !Character.isDigit(host.charAt(label));
  }

  private static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** A way not to be a host name; the first that is true tells the most. */
  private record Fault(String words, Predicate<String> test) {
    Fault(String words, String regex) {
      this(words, Pattern.compile(regex).asPredicate());
    }
  }

  private static final class Faults {
    static final List<Fault> ALL =
        List.of(
            new Fault("has a scheme", "^[a-zA-Z][a-zA-Z0-9+.-]*://"),
            new Fault("has spaces", "\\s"),
            new Fault("has a path", "/"),
            new Fault(
                "is an IP address",
                host -> Address.parse(host.replaceAll("[\\[\\]]", "")).isPresent()),
            new Fault("has a port", ":\\d+$"),
            new Fault("is a wildcard", "\\*"),
            new Fault(
                "has letters other than ASCII, which DNS writes as `xn--...`", "[^\\x00-\\x7f]"),
            new Fault("has upper-case letters", "[A-Z]"),
            new Fault("has an underscore", "_"),
            new Fault("ends with a dot", "\\.$"),
            new Fault("is longer than 253 characters", "^.{254}"),
            new Fault("has a label of more than 63 characters", "[^.]{64}"),
            new Fault(
                "has an empty label or a character that is not allowed in DNS",
                "^(?![a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$)"));
  }

  /** Whether only a local network, a hosts file or the host itself can resolve this name. */
  public boolean isLocal() {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !name.contains(".") || LOCAL_ENDINGS.contains(last);
  }
}
