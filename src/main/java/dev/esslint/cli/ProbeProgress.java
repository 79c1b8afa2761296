package dev.esslint.cli;

import dev.esslint.text.Visible;

/** What was asked last: on a terminal, on standard error. */
final class ProbeProgress {
  private static final String CLEAR = "\r\u001b[K";
  private static final int COLUMNS = 79;

  private final Terminal terminal;

  ProbeProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Something is asked; several threads may tell it. */
  synchronized void asked(String what) {
    if (terminal.isTerminal()) {
      String shown = Visible.of("asking " + what);
      terminal.err().print(CLEAR + shown.substring(0, Math.min(COLUMNS, shown.length())));
      terminal.err().flush();
    }
  }

  /** Takes away what was shown. */
  synchronized void end() {
    if (terminal.isTerminal()) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }
}
