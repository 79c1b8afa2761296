package dev.esslint.tree;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Files that come with esslint, beside a class. In the image they are mapped into memory, so that nothing of a large one is copied but
 * what somebody reads; a stream would copy all of it twice.
 */
public final class Resource {
  private Resource() {}

  /**
   * The file of a name beside a class.
   *
   * @throws UncheckedIOException if there is none
   */
  public static ByteBuffer of(Class<?> owner, String name) {
    return find(owner, name)
        .orElseThrow(
            () -> new UncheckedIOException(new FileNotFoundException("esslint has no " + name + " beside " + owner)));
  }

  /** The file of a name beside a class, if there is one. */
  public static Optional<ByteBuffer> find(Class<?> owner, String name) {
    try {
      Module module = owner.getModule();
      return module.isNamed() ? inModule(module, owner, name) : onClassPath(owner, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ByteBuffer> inModule(Module module, Class<?> owner, String name) throws IOException {
    try (ModuleReader reader =
        module.getLayer().configuration().findModule(module.getName()).orElseThrow().reference().open()) {
      return reader.read(owner.getPackageName().replace('.', '/') + "/" + name);
    }
  }

  private static Optional<ByteBuffer> onClassPath(Class<?> owner, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(ByteBuffer.wrap(in.readAllBytes()));
    }
  }

  /** A copy of a part of a file. */
  public static byte[] part(ByteBuffer file, int start, int end) {
    byte[] part = new byte[end - start];
    file.get(start, part);
    return part;
  }

  /** A copy of a file. */
  public static byte[] bytes(ByteBuffer file) {
    return part(file, 0, file.limit());
  }
}
