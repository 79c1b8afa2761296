package dev.esslint.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A run of the whole command line in this process. */
record Run(int status, String out, String err) {

  /** What is told, as if a terminal had room for each paragraph in one line. */
  String told() {
    return out.replaceAll("\\s+", " ");
  }

  /** Runs in a folder, with a clean environment, no terminal and empty standard input. */
  static Run in(Path folder, String... args) {
    return with(folder, InputStream.nullInputStream(), args);
  }

  /** The same with something on standard input. */
  static Run with(Path folder, String input, String... args) {
    return with(folder, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
  }

  private static Run with(Path folder, InputStream input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = run(folder, input, out, err, Map.of(), args);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs with streams of one's own. */
  static int run(
      Path folder,
      InputStream input,
      OutputStream out,
      ByteArrayOutputStream err,
      Map<String, String> environment,
      String... args) {
    Terminal terminal =
        new Terminal(
            input,
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false,
            folder);
    return new Main(terminal).run(args);
  }

  /** A stream that takes so many bytes and then fails, as a pipe does whose reader has gone. */
  static OutputStream closedAfter(int bytes) {
    return new OutputStream() {
      private int left = bytes;

      @Override
      public void write(int b) throws IOException {
        if (left-- <= 0) {
          throw new IOException("Broken pipe");
        }
      }
    };
  }
}
