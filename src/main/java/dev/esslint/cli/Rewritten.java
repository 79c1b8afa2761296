package dev.esslint.cli;

import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A file as it was read, and as it is to be. */
record Rewritten(SourceText before, SourceText after) {
  private static final Set<PosixFilePermission> WRITE =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * Replaces files, all of them or none: none is touched before the last one is ready.
   *
   * @param texts by the names of the files
   * @throws UsageException if one cannot be replaced
   */
  static void write(Map<String, Rewritten> texts, SourceReader reader) throws UsageException {
    Map<String, AtomicFile> ready = new LinkedHashMap<>();
    String file = "";
    try {
      for (Map.Entry<String, Rewritten> text : texts.entrySet()) {
        file = text.getKey();
        ready.put(file, text.getValue().besides(reader.path(file)));
      }
      for (Map.Entry<String, AtomicFile> next : ready.entrySet()) {
        file = next.getKey();
        next.getValue().commit();
      }
    } catch (IOException e) {
      throw new UsageException(file + " cannot be rewritten: " + Failures.reason(e));
    } finally {
      ready.values().forEach(AtomicFile::close);
    }
  }

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
    if (isReadOnly(file)) {
      throw new IOException("it is read-only");
    }
    AtomicFile next = AtomicFile.of(file);
    try {
      next.stream().write(Encoding.of(now).bytes(after.text()));
      next.force();
      return next;
    } catch (IOException e) {
      next.close();
      throw e;
    }
  }

  /** Whether nobody may write into a file: to put another one in its place would only seem to be allowed. */
  private static boolean isReadOnly(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null
        ? !Files.isWritable(file)
        : view.readAttributes().permissions().stream().noneMatch(WRITE::contains);
  }

  private boolean isStill(byte[] now) {
    try {
      return SourceText.decode(before.name(), now).text().equals(before.text());
    } catch (SourceException e) {
      return false;
    }
  }
}
