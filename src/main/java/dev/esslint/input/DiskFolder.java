package dev.esslint.input;

import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.workspace.Folder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files below a folder on disk. Links out of it are not followed, and what other tools keep for themselves is passed over. */
public final class DiskFolder implements Folder {
  private static final Set<String> PASSED_OVER = Set.of("node_modules", "vendor");

  private final Path top;
  private final String prefix;
  private final Map<String, SourceText> edited;
  /** The files by name; a name that is no UTF-8 leads to no file again. */
  private final Map<String, Path> files = new TreeMap<>();
  private final Set<String> odd = new TreeSet<>();
  private final Map<String, SourceText> texts = new HashMap<>();

  /**
   * @param top the folder
   * @param prefix what stands before the name of a file below the folder in reports
   */
  public DiskFolder(Path top, String prefix) throws IOException {
    this(top, prefix, Map.of());
  }

  /**
   * @param edited texts in place of those of files, by what the files are called in reports
   */
  public DiskFolder(Path top, String prefix, Map<String, SourceText> edited) throws IOException {
    this.top = top;
    this.prefix = prefix;
    this.edited = edited;
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = String.valueOf(path.getFileName());
            boolean hidden = name.startsWith(".") && !name.equals(".github");
            return !path.equals(top) && (hidden || PASSED_OVER.contains(name))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() || isLinkInside(path)) {
              files.put(name(path), path);
            } else {
              odd.add(name(path)); // to read a pipe is to wait for somebody who writes
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether a link leads to a file in the folder. */
  private boolean isLinkInside(Path path) {
    try {
      return Files.isRegularFile(path) && path.toRealPath().startsWith(top.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** What is no file that could be read. */
  public Set<String> odd() {
    return odd;
  }

  private String name(Path path) {
    return top.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public String shown(String name) {
    return prefix + name;
  }

  @Override
  public boolean has(String name) {
    return files.containsKey(name);
  }

  @Override
  public String glance(String name) {
    try {
      byte[] bytes = bytes(name);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private byte[] bytes(String name) throws IOException {
    SourceText other = edited.get(shown(name));
    if (other != null) {
      return other.text().getBytes(StandardCharsets.UTF_8);
    }
    Path path = files.getOrDefault(name, top.resolve(name));
    return Files.size(path) > LARGEST ? new byte[0] : Files.readAllBytes(path);
  }

  @Override
  public SourceText read(String name) throws SourceException {
    SourceText known = texts.get(name);
    if (known != null) {
      return known;
    }
    try {
      SourceText text = SourceText.decode(shown(name), bytes(name));
      texts.put(name, text);
      return text;
    } catch (IOException e) {
      throw new SourceException("it cannot be read", shown(name));
    }
  }
}
