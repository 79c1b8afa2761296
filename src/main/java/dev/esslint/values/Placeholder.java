package dev.esslint.values;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Why the real value of a string cannot be known here: something fills it in later. */
public enum Placeholder {
  /** A Go template that Helm evaluates. */
  TEMPLATE("{{", "\\{\\{.*}}"),
  /** {@code ${NAME}} for envsubst, Flux or the chart's own renderer. */
  SUBSTITUTION("${", "\\$\\{[^}]*}"),
  /** A value that SOPS encrypted. */
  ENCRYPTED("ENC[", "^ENC\\[[\\s\\S]*]$"),
  /** A reference for vals or helmfile. */
  REFERENCE("ref+", "^ref\\+[a-z0-9]+://|^secretref\\+"),
  /** A path for the Argo CD Vault plugin. */
  VAULT("<path:", "<path:[^>]+>");

  private final String mark;
  private final String regex;

  /**
   * @param mark what every such placeholder holds; without it the expression, slow to compile, is not needed
   */
  Placeholder(String mark, String regex) {
    this.mark = mark;
    this.regex = regex;
  }

  /** The placeholder that a string is or holds. */
  public static Optional<Placeholder> in(String text) {
    for (Placeholder placeholder : ALL) {
      if (text.contains(placeholder.mark) && Expressions.of(placeholder).matcher(text).find()) {
        return Optional.of(placeholder);
      }
    }
    return Optional.empty();
  }

  private static final Placeholder[] ALL = values();

  private static final class Expressions {
    private static final Map<Placeholder, Pattern> COMPILED = new ConcurrentHashMap<>();

    static Pattern of(Placeholder placeholder) {
      return COMPILED.computeIfAbsent(placeholder, p -> Pattern.compile(p.regex, Pattern.DOTALL));
    }
  }
}
