package dev.esslint.values;

import java.util.Optional;
import java.util.regex.Pattern;

/** Why the real value of a string cannot be known here: something fills it in later. */
public enum Placeholder {
  /** A Go template that Helm evaluates. */
  TEMPLATE("\\{\\{.*}}"),
  /** {@code ${NAME}} for envsubst, Flux or the chart's own renderer. */
  SUBSTITUTION("\\$\\{[^}]*}"),
  /** A value that SOPS encrypted. */
  ENCRYPTED("^ENC\\[[\\s\\S]*]$"),
  /** A reference for vals or helmfile. */
  REFERENCE("^ref\\+[a-z0-9]+://|^secretref\\+"),
  /** A path for the Argo CD Vault plugin. */
  VAULT("<path:[^>]+>");

  private final Pattern pattern;

  Placeholder(String regex) {
    this.pattern = Pattern.compile(regex, Pattern.DOTALL);
  }

  /** The placeholder that a string is or holds. */
  public static Optional<Placeholder> in(String text) {
    if (text.indexOf('{') >= 0 || text.indexOf('[') >= 0 || text.indexOf(':') >= 0 || text.indexOf('+') >= 0) {
      for (Placeholder placeholder : values()) {
        if (placeholder.pattern.matcher(text).find()) {
          return Optional.of(placeholder);
        }
      }
    }
    return Optional.empty();
  }
}
