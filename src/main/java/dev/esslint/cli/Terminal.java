package dev.esslint.cli;

import dev.esslint.secret.Shown;
import dev.esslint.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a command sees of the world.
 *
 * @param in standard input
 * @param out standard output: the report and nothing else
 * @param err standard error
 * @param environment the environment variables
 * @param isTerminal whether standard output is a terminal
 * @param folder the working directory
 * @param clock the time, in milliseconds since 1970
 */
record Terminal(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean isTerminal,
    Path folder,
    LongSupplier clock) {

  /** A world without time: nothing in it grows old. */
  Terminal(
      InputStream in,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      boolean isTerminal,
      Path folder) {
    this(in, out, err, environment, isTerminal, folder, () -> 0);
  }

  /** Writes text to standard output. */
  void print(Shown text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Tells something on standard error; only the ends of lines are not made visible. */
  void complain(Shown message) {
    StringBuilder shown = new StringBuilder("esslint: ");
    message.toString().lines().forEach(line -> shown.append(Visible.of(line)).append('\n'));
    err.print(shown);
    err.flush();
  }
}
