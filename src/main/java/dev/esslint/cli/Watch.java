package dev.esslint.cli;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Does something again whenever a file that took part in it changes. */
final class Watch {
  /** An editor writes a file in several steps; all that happens within this time is one change. */
  private static final long SETTLED_MILLIS = 100;

  private Watch() {}

  /** Something to do again. */
  @FunctionalInterface
  interface Work {
    /** Does it and tells which files took part. */
    Set<Path> run() throws Exception;
  }

  /** Waits for changes. */
  @FunctionalInterface
  interface Changes {
    /** Whether one of some files has changed; false if there is nothing to wait for any more. */
    boolean await(Set<Path> files) throws IOException, InterruptedException;
  }

  /** Does it once, and again after each change until there can be none. */
  static void run(Work work, Changes changes) throws Exception {
    Set<Path> files = work.run();
    while (changes.await(files)) {
      files = work.run();
    }
  }

  /** Changes that the system tells of: of files in their folders, so that one that is replaced counts, too. */
  static boolean onDisk(Set<Path> files) throws IOException, InterruptedException {
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      Set<Path> folders = new HashSet<>();
      for (Path file : files) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && folders.add(folder)) {
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
        }
      }
      return !folders.isEmpty() && await(service, files);
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  private static boolean await(WatchService service, Set<Path> files) throws InterruptedException {
    Set<Path> names = new HashSet<>();
    files.forEach(file -> names.add(file.toAbsolutePath().normalize()));
    boolean changed = false;
    while (true) {
      WatchKey key =
          changed ? service.poll(SETTLED_MILLIS, TimeUnit.MILLISECONDS) : service.take();
      if (key == null) {
        return true;
      }
      Path folder = (Path) key.watchable();
      for (WatchEvent<?> event : key.pollEvents()) {
        changed |=
            event.context() instanceof Path name && names.contains(folder.resolve(name).normalize());
      }
      key.reset();
    }
  }
}
