package dev.esslint.cli;

import dev.esslint.input.SourceReader;
import dev.esslint.secret.Shown;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where a command writes what it is asked for.
 *
 * @param file the name of a file; empty for standard output
 */
record Output(Terminal terminal, String file) {
  private static final int BUFFER = 1 << 16;

  /** Something that is written. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * The option that names the file.
   *
   * @param what what goes into it
   */
  static OptionSpec option(String what) {
    return Command.option(
            "FILE",
            "Write the " + what + " to this file instead of standard output.",
            "-o",
            "--output")
        .build();
  }

  static Output of(Arguments parsed, Terminal terminal) {
    return new Output(terminal, parsed.value("--output", ""));
  }

  boolean isStandard() {
    return file.isEmpty();
  }

  /**
   * Sees to it that no input is written over. To be called when all inputs are read, and before anything is written.
   *
   * @param chart the name of the chart that is read besides; empty for none
   * @throws UsageException if the file is one that was read, by whatever name
   */
  void spare(SourceReader inputs, String chart) throws UsageException {
    if (!isStandard() && (inputs.hasRead(file) || isPartOf(chart))) {
      throw new UsageException(
          file + " is an input of this run, and --output would overwrite it; use another file");
    }
  }

  /** Whether the file exists and is a chart, or a file of a chart that is a folder. */
  private boolean isPartOf(String chart) {
    try {
      Path path = terminal.folder().resolve(file);
      if (chart.isEmpty() || !Files.isRegularFile(path)) {
        return false;
      }
      Path other = terminal.folder().resolve(chart);
      return Files.isDirectory(other)
          ? path.toRealPath().startsWith(other.toRealPath())
          : Files.isSameFile(path, other);
    } catch (IOException | InvalidPathException e) {
      return false; // whoever writes it tells
    }
  }

  /**
   * Writes a text.
   *
   * @param what what is written, for the message if it cannot be
   * @throws IOException if standard output cannot be written
   */
  void write(String what, Shown text) throws IOException, UsageException {
    write(
        what,
        out -> {
          out.write(text.toString().getBytes(StandardCharsets.UTF_8));
          out.flush();
        });
  }

  /**
   * Writes; a file is replaced as a whole, or stays as it is if the text cannot be written, unless it is something that can only be
   * written into.
   *
   * @param what what is written, for the message if it cannot be
   * @throws IOException if standard output cannot be written
   */
  void write(String what, Content content) throws IOException, UsageException {
    if (isStandard()) {
      // as a whole, so that nothing is told if the run fails on the way
      ByteArrayOutputStream whole = new ByteArrayOutputStream(BUFFER);
      content.writeTo(whole);
      whole.writeTo(terminal.out());
      terminal.out().flush();
      return;
    }
    try {
      Path path = terminal.folder().resolve(file);
      if (!AtomicFile.canReplace(path) || !replaced(path, content)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER)) {
          content.writeTo(out);
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "the " + what + " cannot be written to " + file + ": " + Failures.reason(e));
    }
  }

  /** Whether the file could be replaced; where nothing can be put beside it, it may be writable itself. */
  private static boolean replaced(Path path, Content content) throws IOException {
    AtomicFile next;
    try {
      next = AtomicFile.of(path);
    } catch (AccessDeniedException e) {
      return false;
    } catch (FileSystemException e) {
      if (Files.isWritable(path)) {
        return false;
      }
      throw e;
    }
    try (next) {
      try (OutputStream out = new BufferedOutputStream(next.stream(), BUFFER)) {
        content.writeTo(out);
      }
      next.replace();
    }
    return true;
  }
}
