package dev.esslint.cli;

import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as it was read, and as it is to be. */
record Rewritten(SourceText before, SourceText after) {

  /**
   * Writes the new text beside the file, in the encoding of the old one.
   *
   * @throws IOException if the file is another one than was read, or cannot be replaced without a loss
   */
  AtomicFile besides(Path file) throws IOException {
    byte[] now = Files.readAllBytes(file);
    if (!isStill(now)) {
      throw new IOException("it has changed since it was read");
    }
    if (!AtomicFile.canReplace(file)) {
      throw new IOException("it is not a regular file, or it has several names (hard links)");
    }
    AtomicFile next = AtomicFile.of(file);
    try {
      next.stream().write(Encoding.of(now).bytes(after.text()));
      return next;
    } catch (IOException e) {
      next.close();
      throw e;
    }
  }

  private boolean isStill(byte[] now) {
    try {
      return SourceText.decode(before.name(), now).text().equals(before.text());
    } catch (SourceException e) {
      return false;
    }
  }
}
