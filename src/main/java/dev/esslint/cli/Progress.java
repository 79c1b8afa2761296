package dev.esslint.cli;

import java.util.function.LongSupplier;

/** How far a run over many deployments is: on a terminal, on standard error, and only if it takes longer than a second. */
final class Progress {
  private static final long QUIET_NANOS = 1_000_000_000L;
  private static final long STEP_NANOS = 100_000_000L;
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final int all;
  private final LongSupplier clock;
  private long next;
  private int done;
  private boolean shown;

  /**
   * @param all how many deployments there are
   * @param clock gives nanoseconds
   */
  Progress(Terminal terminal, int all, LongSupplier clock) {
    this.terminal = terminal;
    this.all = all;
    this.clock = clock;
    this.next = clock.getAsLong() + QUIET_NANOS;
  }

  /** One more is done. */
  void step() {
    done++;
    if (terminal.isTerminal() && clock.getAsLong() - next >= 0 && done < all) {
      next = clock.getAsLong() + STEP_NANOS;
      shown = true;
      terminal.err().print(CLEAR + "checked " + done + " of " + all);
      terminal.err().flush();
    }
  }

  /** Takes away what was shown. */
  void end() {
    if (shown) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }
}
