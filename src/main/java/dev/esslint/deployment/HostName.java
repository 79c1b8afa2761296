package dev.esslint.deployment;

import dev.esslint.source.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host name of a deployment, in lower case. */
public record HostName(String name) {

  /**
   * A template that does nothing but insert another value. The chart evaluates host names as templates, and this form
   * is the one that its own examples use.
   */
  private static final Pattern INSERTION =
      Pattern.compile("\\{\\{-?\\s*\\$?\\.Values\\.([\\w.]+)\\s*-?}}");

  /** Endings that no public DNS answers: RFC 6761, 6762, 8375 and what private networks use. */
  private static final Set<String> LOCAL_ENDINGS =
      Set.of(
          "localhost", "local", "lan", "internal", "intranet", "home", "corp", "private", "test",
          "example", "invalid", "localdomain", "arpa");

  /**
   * The host name at a path of the values.
   *
   * @return empty if there is none, or if a template or a placeholder hides it
   */
  public static Optional<HostName> at(ResolvedValues values, ValuePath path) {
    return values
        .at(path)
        .flatMap(v -> v instanceof ScalarValue s && s.scalar() instanceof Scalar.Str(String text) ? of(values, text) : Optional.empty());
  }

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]+");

  /** The host name that a text with templates comes to; empty if that is no host name or cannot be known. */
  static Optional<HostName> of(ResolvedValues values, String text) {
    return expanded(values, text)
        .filter(expanded -> FORM.matcher(expanded).matches())
        .map(expanded -> new HostName(expanded.toLowerCase(Locale.ROOT)));
  }

  /** What a text with templates comes to; empty if that cannot be known. */
  static Optional<String> expanded(ResolvedValues values, String text) {
    String expanded =
        INSERTION
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(inserted(values, match.group(1)).orElse(match.group())));
    return Placeholder.in(expanded).isPresent() ? Optional.empty() : Optional.of(expanded);
  }

  private static Optional<String> inserted(ResolvedValues values, String path) {
    return values
        .at(ValuePath.of(path.split("\\.")))
        .flatMap(v -> v instanceof ScalarValue s && s.scalar() instanceof Scalar.Str(String text) ? Optional.of(text) : Optional.empty());
  }

  /** Whether only a local network, a hosts file or the host itself can resolve this name. */
  public boolean isLocal() {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !name.contains(".") || LOCAL_ENDINGS.contains(last);
  }
}
