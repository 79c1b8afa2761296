package dev.esslint.input;

import dev.esslint.chart.Release;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.workspace.LocalChart;
import dev.esslint.yaml.YamlReader;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads texts by the names that the user gives, and remembers which files it read. May be used by many threads at once. */
public final class SourceReader implements Sources {

  /** No values file is as large; what is larger is refused before it is read. */
  public static final int LIMIT = 12 << 20;

  /** What Java makes of bytes in the name of a file that are no UTF-8. */
  private static final char REPLACED = '\uFFFD';

  private final Path folder;
  private final InputStream stdin;
  private final String stdinName;
  private final Set<Path> read;
  private final Map<String, Document> documents = new ConcurrentHashMap<>();
  private final Map<String, SourceText> edited;

  /** What standard input held, once somebody has read it: it can be read once only. */
  private final AtomicReference<byte @Nullable []> input;

  /**
   * @param folder the folder that names are relative to
   * @param stdin standard input
   * @param stdinName what standard input is called in reports
   */
  public SourceReader(Path folder, InputStream stdin, String stdinName) {
    this(folder, stdin, stdinName, new AtomicReference<>(), ConcurrentHashMap.newKeySet(), Map.of());
  }

  private SourceReader(
      Path folder,
      InputStream stdin,
      String stdinName,
      AtomicReference<byte @Nullable []> input,
      Set<Path> read,
      Map<String, SourceText> edited) {
    this.folder = folder;
    this.stdin = stdin;
    this.stdinName = stdinName;
    this.input = input;
    this.read = read;
    this.edited = edited;
  }

  /**
   * The same with other texts in place of those of some files.
   *
   * @param texts by what the files are called in reports
   */
  public SourceReader with(Map<String, SourceText> texts) {
    SourceReader other = new SourceReader(folder, stdin, stdinName, input, read, texts);
    documents.forEach(
        (name, document) -> {
          if (!texts.containsKey(nameOf(name))) {
            other.documents.put(name, document);
          }
        });
    return other;
  }

  @Override
  public @Nullable SourceText edited(String shown) {
    return edited.get(shown);
  }

  /** The folder that names are relative to. */
  public Path folder() {
    return folder;
  }

  /** The files that were read. */
  public Set<Path> files() {
    return Set.copyOf(read);
  }

  /** Takes down a file that somebody else has read. */
  public void took(String name) {
    read.add(folder.resolve(name));
  }

  /** Whether a file was read, by this name or by another one, such as a link to it. */
  public boolean hasRead(String name) {
    try {
      Path path = path(name);
      if (!Files.isRegularFile(path)) {
        return false;
      }
      for (Path one : read) {
        if (Files.isSameFile(one, path)) {
          return true;
        }
      }
      return false;
    } catch (IOException | InvalidPathException e) {
      return false; // whoever writes it tells
    }
  }

  @Override
  public String nameOf(String file) {
    return file.equals(Inputs.STDIN) ? stdinName : file;
  }

  @Override
  public boolean isFile(String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  @Override
  public Map<Release, LocalChart> charts(String folder) {
    Path charts = this.folder.resolve(folder + VendoredCharts.FOLDER);
    return charts.toFile().isDirectory()
        ? LocalChart.all(new ChartsFolder(charts, folder + VendoredCharts.FOLDER + "/"))
        : Map.of();
  }

  @Override
  public SourceText read(String name) throws SourceException {
    String shown = nameOf(name);
    SourceText other = edited.get(shown);
    return other == null ? SourceText.decode(shown, read(name, shown)) : other;
  }

  /**
   * Reads a text that is no values file and may be larger than one.
   *
   * @param limit the most bytes that it can have
   */
  public SourceText read(String name, int limit) throws SourceException {
    return SourceText.decode(nameOf(name), read(name, nameOf(name), limit));
  }

  /** What is asked for again, to find out what a file is and then to look at its values, is parsed once. */
  @Override
  public Document document(String name) throws SourceException {
    Document known = documents.get(name);
    if (known == null) {
      known = YamlReader.read(read(name));
      documents.put(name, known);
    }
    return known;
  }

  /** Lets go of what a file was parsed to; whoever asks for it again has it parsed again. */
  public void forget(String name) {
    documents.remove(name);
  }

  /**
   * Reads a file as it is: nothing but UTF-8 becomes characters.
   *
   * @throws SourceException if there is no such file, if it cannot be read or is too large
   */
  public String readRaw(String name) throws SourceException {
    return new String(readBytes(name), StandardCharsets.UTF_8);
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws SourceException if there is no such file, if it cannot be read or is too large
   */
  public byte[] readBytes(String name) throws SourceException {
    return read(name, nameOf(name));
  }

  private byte[] read(String name, String shown) throws SourceException {
    return read(name, shown, LIMIT);
  }

  private byte[] read(String name, String shown, int limit) throws SourceException {
    try {
      return bytes(name, shown, limit);
    } catch (NoSuchFileException e) {
      throw new SourceException("this file does not exist" + similar(name), shown);
    } catch (AccessDeniedException e) {
      throw new SourceException("no permission to read it", shown);
    } catch (IOException | InvalidPathException e) {
      throw new SourceException("it cannot be read: " + e.getMessage(), shown);
    }
  }

  private byte[] bytes(String name, String shown, int limit) throws IOException, SourceException {
    if (name.equals(Inputs.STDIN)) {
      return input(shown, limit);
    }
    Path path = path(name);
    if (Files.isDirectory(path)) {
      throw new SourceException("it is a folder, but a file is needed here", shown);
    }
    read.add(path);
    if (name.indexOf(REPLACED) >= 0) {
      try (InputStream in = Files.newInputStream(path)) { // only this knows the bytes of the name
        return bounded(in, shown, limit);
      }
    }
    try (InputStream in = new FileInputStream(path.toFile())) {
      return bounded(in, shown, limit);
    } catch (FileNotFoundException e) {
      // This tells why it cannot be opened, but takes longer to load.
      try (InputStream in = Files.newInputStream(path)) {
        return bounded(in, shown, limit);
      }
    }
  }

  private byte[] input(String shown, int limit) throws IOException, SourceException {
    byte[] known = input.get();
    if (known == null) {
      known = bounded(stdin, shown, limit);
      input.set(known);
    }
    return known;
  }

  /**
   * The path of a file. Where bytes of its name are no UTF-8, the name has a sign for each of them, and the file is looked up by
   * what its name looks like; of several that look alike none is taken.
   */
  public Path path(String name) throws IOException {
    Path path = folder.resolve(name);
    return name.indexOf(REPLACED) < 0 || Files.exists(path) ? path : alike(path);
  }

  private static Path alike(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      return path;
    }
    Path folder = Files.exists(parent) ? parent : alike(parent);
    Path found = null;
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (String.valueOf(file.getFileName()).equals(String.valueOf(path.getFileName()))) {
            if (found != null) {
              return path;
            }
            found = file;
          }
        }
      }
    }
    return found == null ? path : found;
  }

  private static byte[] bounded(InputStream in, String shown, int limit) throws IOException, SourceException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      String far = limit == LIMIT ? ", far larger than any values file" : "";
      throw new SourceException("it is larger than " + (limit >> 20) + " MiB" + far, shown);
    }
    return bytes;
  }

  /** A file beside the wanted one that differs in the ending only, or in the case of letters. */
  private String similar(String name) {
    Path path = folder.resolve(name);
    String file = String.valueOf(path.getFileName());
    String stem = file.replaceAll("\\.ya?ml$", "");
    for (String other : List.of(stem + ".yaml", stem + ".yml", stem)) {
      if (!other.equals(file) && Files.exists(path.resolveSibling(other))) {
        return "; did you mean " + name.substring(0, name.length() - file.length()) + other + "?";
      }
    }
    return "";
  }
}
