package dev.esslint.rule;

/** Kleene's three values: what a template or a placeholder hides is unknown, and rules report only what is true. */
enum Truth {
  TRUE,
  UNKNOWN,
  FALSE;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case UNKNOWN -> UNKNOWN;
      case FALSE -> TRUE;
    };
  }
}
