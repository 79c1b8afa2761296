package dev.esslint.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The URIs that SARIF calls files by: relative to a directory, with forward slashes and percent-encoded. */
public final class ArtifactUris {
  private static final String KEPT = "-._~/";
  private static final String HEX = "0123456789ABCDEF";

  private final Path root;

  /** URIs relative to a directory. */
  public ArtifactUris(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * The URI of a text. One that is no file, such as {@code <stdin>}, goes by its name without the angle brackets; a
   * file outside of the directory begins with {@code ../}.
   */
  public String of(String name) {
    if (name.length() > 2 && name.startsWith("<") && name.endsWith(">")) {
      return encode(name.substring(1, name.length() - 1));
    }
    try {
      Path file = root.resolve(name).normalize();
      // Another drive of Windows has no relative path.
      return root.getRoot() != null && root.getRoot().equals(file.getRoot())
          ? relative(root.relativize(file))
          : file.toUri().toASCIIString();
    } catch (InvalidPathException e) {
      return encode(name); // holds a character that the file system cannot have
    }
  }

  private static String relative(Path path) {
    StringBuilder uri = new StringBuilder();
    for (Path segment : path) {
      uri.append(uri.isEmpty() ? "" : "/").append(encode(segment.toString()));
    }
    return uri.toString();
  }

  private static String encode(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || KEPT.indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return uri.toString();
  }
}
