package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Nothing;
import org.jspecify.annotations.Nullable;

/** What ends a run before its end, other than by a mistake of the template. */
abstract sealed class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Stop(@Nullable String message) {
    super(message, null, false, false);
  }

  /** Nothing more can be known about the whole. */
  static final class Lost extends Stop {
    private static final long serialVersionUID = 1L;

    Lost() {
      super(null);
    }
  }

  /** The text never ends. */
  static final class Forever extends Stop {
    private static final long serialVersionUID = 1L;
    private final transient TemplateFault fault;

    Forever(TemplateFault fault) {
      super(fault.what());
      this.fault = fault;
    }

    TemplateFault fault() {
      return fault;
    }
  }

  /** A {@code break} or {@code continue} is reached. */
  static final class Leave extends Stop {
    private static final long serialVersionUID = 1L;
    private final boolean forGood;

    Leave(boolean forGood) {
      super(null);
      this.forGood = forGood;
    }

    /** Whether the loop ends. */
    boolean isForGood() {
      return forGood;
    }
  }
}
