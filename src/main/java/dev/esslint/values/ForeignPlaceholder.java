package dev.esslint.values;

import dev.esslint.text.Regex;

/** What is written as if a secret manager replaced it, and none does: its name in place of {@code path}. */
public final class ForeignPlaceholder {
  public static final Regex IN_TEXT = new Regex("<(?:secret|vault|kv|avp):(?<path>[^<>\\n]{1,200})>");

  private ForeignPlaceholder() {}
}
