package dev.esslint.net;

import dev.esslint.model.base.Templates;
import dev.esslint.text.Lookalikes;
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
          "intern",
          "intranet",
          "intra",
          "lokal",
          "loc",
          "priv",
          "homelab",
          "lab",
          "vpn",
          "dmz",
          "k8s",
          "svc",
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
   * What keeps a text from being the host of an Ingress: a lower-case DNS name without a wildcard.
   *
   * @return a word for it, such as {@code upper-case}; empty if it is a host name
   */
  public static Optional<String> fault(String host) {
    return isUsual(host)
        ? Optional.empty()
        : Faults.ALL.stream().filter(f -> f.test.test(host)).map(Fault::word).findFirst();
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
  private record Fault(String word, Predicate<String> test) {
    Fault(String word, String regex) {
      this(word, Pattern.compile(regex).asPredicate());
    }
  }

  private static final class Faults {
    static final List<Fault> ALL =
        List.of(
            new Fault("blank", "<[^<>]++>"),
            new Fault("quotes", Lookalikes::isQuoted),
            new Fault("scheme", "^[a-zA-Z][a-zA-Z0-9+.-]*://"),
            new Fault("spaces", "[\\s\u00a0\u200b\ufeff]"),
            new Fault("path", "/"),
            new Fault(
                "address",
                host -> Address.parse(host.replaceAll("[\\[\\]]", "")).isPresent()),
            new Fault("port", ":\\d+$"),
            new Fault("wildcard", "\\*"),
            new Fault(
                "not-ascii", "[^\\x00-\\x7f]"),
            new Fault("characters", "[^A-Za-z0-9._-]"),
            new Fault("upper-case", "[A-Z]"),
            new Fault("underscore", "_"),
            new Fault("final-dot", "\\.$"),
            new Fault("too-long", "^.{254}"),
            new Fault("long-label", "[^.]{64}"),
            new Fault(
                "labels",
                "^(?![a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$)"));
  }

  /** Whether only a local network, a hosts file or the host itself can resolve this name. */
  public boolean isLocal() {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !name.contains(".") || LOCAL_ENDINGS.contains(last);
  }
}
