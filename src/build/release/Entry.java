package release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of an archive. The same files give the same bytes: names in order, one time, no owner.
 *
 * @param name without a slash at its ends
 * @param mode such as 0644
 * @param bytes null for a folder or a link
 * @param link where a symbolic link leads; empty for none
 */
record Entry(String name, int mode, byte[] bytes, String link) {

  static Entry folder(String name) {
    return new Entry(name, 0755, null, "");
  }

  static Entry file(String name, byte[] bytes) {
    return new Entry(name, 0644, bytes, "");
  }

  static Entry file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Entry program(String name, byte[] bytes) {
    return new Entry(name, 0755, bytes, "");
  }

  static Entry program(String name, String text) {
    return program(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Entry link(String name, String to) {
    return new Entry(name, 0777, null, to);
  }

  boolean isFolder() {
    return bytes == null && link.isEmpty();
  }

  /** A folder with all that is in it, under another name. */
  static List<Entry> tree(Path folder, String name) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted().toList()) {
        String inside = folder.relativize(path).toString().replace('\\', '/');
        String full = inside.isEmpty() ? name : name.isEmpty() ? inside : name + "/" + inside;
        if (Files.isDirectory(path)) {
          if (!full.isEmpty()) {
            entries.add(folder(full));
          }
        } else if (Files.isSymbolicLink(path)) {
          entries.add(link(full, Files.readSymbolicLink(path).toString()));
        } else {
          byte[] bytes = Files.readAllBytes(path);
          entries.add(Files.isExecutable(path) ? program(full, bytes) : file(full, bytes));
        }
      }
    }
    return entries;
  }
}
