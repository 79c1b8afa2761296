package dev.esslint.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A new text for a file, written beside it. Until {@link #commit} the file is as it was, and after it the file is the new one as a
 * whole; a full disk, or a process that is ended, cannot leave a part of it. Closing takes away what is not committed.
 *
 * <p>Through a symbolic link the file that it leads to is replaced. Permissions, owner and group stay.
 */
final class AtomicFile implements AutoCloseable {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path target;
  private final Path beside;
  private final OutputStream stream;
  private boolean done;

  private AtomicFile(Path target, Path beside, OutputStream stream) {
    this.target = target;
    this.beside = beside;
    this.stream = stream;
  }

  /**
   * Whether a file can be replaced: it is an ordinary one with one name, or there is none yet. What is something else, such as a
   * pipe, can only be written into.
   */
  static boolean canReplace(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? names(file.toRealPath()) == 1
        : !Files.exists(file) && !Files.isSymbolicLink(file);
  }

  /** The number of hard links to a file; 1 where the system does not tell. */
  private static int names(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(file, "unix:nlink") instanceof Integer links
        ? links
        : 1;
  }

  /**
   * Begins a new text for a file.
   *
   * @param file {@link #canReplace} it
   * @throws IOException if nothing can be written beside it, or if its permissions or its owner could not be kept
   */
  static AtomicFile of(Path file) throws IOException {
    boolean isThere = Files.exists(file);
    Path target = isThere ? file.toRealPath() : file.toAbsolutePath();
    PosixFileAttributes old = isThere ? posix(target) : null;
    FileAttribute<?>[] as =
        old == null
            ? NO_ATTRIBUTES
            : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(old.permissions())};
    while (true) {
      Path beside =
          target.resolveSibling(
              "." + target.getFileName() + "." + ThreadLocalRandom.current().nextInt(1 << 30));
      OutputStream stream;
      try {
        stream = Channels.newOutputStream(Files.newByteChannel(beside, NEW, as));
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      AtomicFile next = new AtomicFile(target, beside, stream);
      try {
        if (old != null) {
          next.keep(old);
        }
        return next;
      } catch (IOException e) {
        next.close();
        throw new IOException("its owner and permissions could not be kept", e);
      }
    }
  }

  private static @Nullable PosixFileAttributes posix(Path target) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(target, PosixFileAttributeView.class);
    return view == null ? null : view.readAttributes();
  }

  private void keep(PosixFileAttributes old) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(beside, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    if (!now.owner().equals(old.owner())) {
      view.setOwner(old.owner());
    }
    if (!now.group().equals(old.group())) {
      view.setGroup(old.group());
    }
    if (!now.permissions().equals(old.permissions())) { // the umask took some away
      view.setPermissions(old.permissions());
    }
  }

  /** What takes the new text. */
  OutputStream stream() {
    return stream;
  }

  /** Waits until the new text is on the disk: for what a user wrote, which must outlive a loss of power, too. */
  void force() throws IOException {
    stream.close();
    try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  /** Puts the new text in the place of the old one. */
  void commit() throws IOException {
    stream.close();
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    done = true;
  }

  /**
   * Puts the new text in the place of the old one, which goes first: for what can be made again. Some file systems write to the disk
   * at once what takes the place of another file, so that a report would take longer to put there than to make (on ext4, 2 ms instead
   * of 13 us).
   */
  void replace() throws IOException {
    stream.close();
    Files.deleteIfExists(target);
    commit();
  }

  /** Takes away what is not committed; what cannot be closed or deleted any more is left, since there is nothing to lose. */
  @Override
  public void close() {
    try {
      stream.close();
      if (!done) {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      // the file itself is as it was
    }
  }
}
