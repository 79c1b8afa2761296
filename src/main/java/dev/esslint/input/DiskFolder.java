package dev.esslint.input;

import dev.esslint.text.Many;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.LocalChart;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Files of a folder on disk: all below it, or those around some of them. Links out of it are not followed, and what other tools keep
 * for themselves is passed over.
 */
public final class DiskFolder implements Folder {
  private static final Set<String> PASSED_OVER = Set.of("node_modules", "vendor");

  /** No repository has as many YAML files, or as many files; whoever names a home folder gets an answer all the same. */
  private static final int MOST_YAML = 20_000;

  private static final int MOST = 200_000;

  /** Nor so much YAML. */
  private static final long MOST_BYTES = 256L << 20;

  /** YAML is looked at up to {@link #LARGEST}, anything else, and what only lies beside a file that is named, up to this. */
  private static final int LARGEST_NEIGHBOUR = 1 << 20;

  /** As many files one is thought to lead to. */
  private static final int MOST_REFERRED = 1_000;

  private final Path top;
  private final String prefix;
  private final Sources sources;
  /** The files by name; a name that is no UTF-8 leads to no file again. */
  private final Map<String, Path> files = new TreeMap<>();
  private final Set<String> odd = new TreeSet<>();
  private final Map<String, SourceText> texts = new HashMap<>();
  /** The sizes of files that were listed, so that they need not be asked for again; a link has that of what it leads to. */
  private final Map<Path, Long> sizes = new HashMap<>();
  private int entries;
  private int yaml;
  private long bytes;
  private boolean cut;

  /**
   * @param sources reads what is to be read once only
   */
  private DiskFolder(Path top, String prefix, Sources sources) {
    this.top = top;
    this.prefix = prefix;
    this.sources = sources;
  }

  /**
   * All files below a folder, but no more than anybody has; of more, those that lie deepest are left out.
   *
   * @param top the folder
   * @param prefix what stands before the name of a file below the folder in reports
   * @param sources reads files by the names that reports have
   */
  public static DiskFolder whole(Path top, String prefix, Sources sources) throws IOException {
    DiskFolder folder = new DiskFolder(top, prefix, sources);
    folder.list(top, true, Long.MAX_VALUE);
    return folder;
  }

  /**
   * Some files, those that lie beside them, and those that they name.
   *
   * @param top the folder that no name leads out of
   * @param names the files, relative to the top
   */
  public static DiskFolder around(
      Path top, String prefix, Sources sources, Collection<String> names) throws IOException {
    DiskFolder folder = new DiskFolder(top, prefix, sources);
    Set<String> folders = new TreeSet<>();
    for (String name : names) {
      folder.files.put(name, top.resolve(name));
      folders.add(FileNames.folder(name));
    }
    for (String one : folders) {
      folder.list(top.resolve(one), false, LARGEST_NEIGHBOUR);
    }
    folder.follow(names);
    return folder;
  }

  /** Takes the files of a folder and, if they are meant, those of the folders below it, level by level and by name. */
  private void list(Path first, boolean deep, long largest) throws IOException {
    ArrayDeque<Path> folders = new ArrayDeque<>(List.of(first));
    while (!folders.isEmpty() && !cut) {
      Path folder = folders.removeFirst();
      Map<String, Path> below = new TreeMap<>();
      Map<String, Path> here = new TreeMap<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path path : entries) {
          see(path, largest, below, here);
        }
      } catch (IOException | DirectoryIteratorException e) {
        // one that cannot be read to its end is read as far as it can be
      }
      String in = name(folder);
      here.forEach((name, path) -> take(in.isEmpty() ? name : in + "/" + name, path));
      if (deep) {
        folders.addAll(below.values());
      }
    }
  }

  /** Takes down an entry of a folder. */
  private void see(Path path, long largest, Map<String, Path> below, Map<String, Path> here) {
    String name = String.valueOf(path.getFileName());
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return;
    }
    if (attributes.isDirectory()) {
      if (!isPassedOverFolder(name)) {
        below.put(name, path);
      }
    } else if (attributes.isRegularFile() || isLinkInside(path)) {
      if (attributes.size() <= largest) {
        here.put(name, path);
        if (!attributes.isSymbolicLink()) {
          sizes.put(path, attributes.size());
        }
        bytes += FileNames.isLookedAt(name) && attributes.size() <= LARGEST ? attributes.size() : 0;
      }
    } else {
      odd.add(name(path)); // to read a pipe is to wait for somebody who writes
    }
  }

  private static boolean isPassedOverFolder(String name) {
    return (name.startsWith(".") && !name.equals(".github")) || PASSED_OVER.contains(name);
  }

  /** Whether a file lies in a folder that is passed over. */
  static boolean isPassedOver(String file) {
    for (String folder = FileNames.folder(file); !folder.isEmpty(); folder = FileNames.folder(folder)) {
      if (isPassedOverFolder(FileNames.base(folder))) {
        return true;
      }
    }
    return false;
  }

  private void take(String name, Path path) {
    entries++;
    yaml += FileNames.isLookedAt(name) ? 1 : 0;
    if (entries > MOST || yaml > MOST_YAML || bytes > MOST_BYTES) {
      cut = true;
    } else {
      files.put(name, path);
    }
  }

  /** Takes what files name, what that names, and so on: any word that is the name of a file or folder. */
  private void follow(Collection<String> names) throws IOException {
    List<String> open = List.copyOf(names);
    Set<String> asked = new TreeSet<>(names);
    int left = MOST_REFERRED;
    while (!open.isEmpty() && left > 0) {
      List<Set<String>> words = wordsOf(open);
      List<String> next = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        String folder = FileNames.folder(open.get(i));
        for (Iterator<String> paths = words.get(i).iterator(); paths.hasNext() && left > 0; ) {
          for (String name : meant(folder, paths.next())) {
            if (!name.isEmpty() && asked.add(name)) {
              left--;
              for (String found : found(name)) {
                if (asked.add(found) || found.equals(name)) {
                  next.add(found);
                }
              }
            }
          }
        }
      }
      open = next;
    }
  }

  /** What files may name. */
  private List<Set<String>> wordsOf(List<String> names) {
    return Many.stream(names).map(name -> paths(glance(name))).toList();
  }

  /** The words of a text with a slash or a dot in them, each once: names of what lies elsewhere have one. */
  private static Set<String> paths(String text) {
    Set<String> paths = new LinkedHashSet<>();
    int i = 0;
    while (i < text.length()) {
      int start = i;
      boolean path = false;
      while (i < text.length() && isOfPath(text, i)) {
        path |= text.charAt(i) == '/' || text.charAt(i) == '.';
        i++;
      }
      if (path) {
        paths.add(text.substring(start, i));
      }
      i++;
    }
    return paths;
  }

  private static boolean isOfPath(String text, int at) {
    char c = text.charAt(at);
    return c == '/' ? at + 1 < text.length() && isOfName(text.charAt(at + 1)) : isOfName(c);
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '-' && c <= '9' && c != '/') // a dash, a dot, a digit
        || c == '_'
        || c == '@'
        || c == '~'
        || c == '+';
  }

  /** What a word may be the name of: seen from its file, from the top, or below the name of a source. */
  private static Set<String> meant(String folder, String word) {
    Set<String> names = new TreeSet<>();
    for (String base : List.of(folder, "")) {
      String name = FileNames.in(base, word);
      if (name != null) {
        names.add(name);
      }
    }
    String below = FileNames.in("", word.substring(word.indexOf('/') + 1));
    if (below != null) {
      names.add(below);
    }
    return names;
  }

  /** The file of a name, or those of the folder of a name. */
  private Set<String> found(String name) throws IOException {
    Path path = path(name);
    if (path == null || !path.toRealPath().startsWith(top.toRealPath())) {
      return Set.of();
    }
    if (Files.isRegularFile(path)) {
      files.put(name, path);
      return Set.of(name);
    }
    Set<String> before = new TreeSet<>(files.keySet());
    if (Files.isDirectory(path)) {
      list(path, false, LARGEST_NEIGHBOUR);
    }
    Set<String> found = new TreeSet<>(files.keySet());
    found.removeAll(before);
    return found;
  }

  /** The path of a name below the top; null if there is nothing. */
  private @Nullable Path path(String name) {
    try {
      Path path = top.resolve(name);
      return Files.exists(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
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

  /** Whether there is more than was looked at. */
  public boolean isCut() {
    return cut;
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
    SourceText other = sources.edited(shown(name));
    if (other != null) {
      return other.text().getBytes(StandardCharsets.UTF_8);
    }
    Path path = files.getOrDefault(name, top.resolve(name));
    long size = size(path);
    // what has no size has no end either, such as a file of /proc that waits for somebody who writes
    return size == 0 || size > largest(name) ? new byte[0] : read(path, (int) size);
  }

  private long size(Path path) throws IOException {
    Long listed = sizes.get(path);
    return listed == null ? Files.size(path) : listed;
  }

  /** Of thousands of files each call to the system counts. */
  private static byte[] read(Path path, int size) throws IOException {
    try (InputStream in = new FileInputStream(path.toFile())) {
      byte[] bytes = new byte[size];
      int at = 0;
      for (int read = in.read(bytes); read > 0; read = at == size ? 0 : in.read(bytes, at, size - at)) {
        at += read;
      }
      return at == size ? bytes : Arrays.copyOf(bytes, at);
    } catch (FileNotFoundException e) {
      return Files.readAllBytes(path); // only a path knows the bytes of a name that is no UTF-8
    }
  }

  /** The most bytes that a file of a name can have to be looked into. */
  public static int largest(String name) {
    return FileNames.isYaml(name) || LocalChart.isPart(name) ? LARGEST : LARGEST_NEIGHBOUR;
  }

  @Override
  public boolean isTooLarge(String name) {
    try {
      return size(files.getOrDefault(name, top.resolve(name))) > largest(name);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public SourceText read(String name) throws SourceException {
    SourceText known = texts.get(name);
    if (known != null) {
      return known;
    }
    SourceText other = sources.edited(shown(name));
    if (other != null) {
      return other;
    }
    try {
      SourceText text = SourceText.decode(shown(name), bytes(name));
      texts.put(name, text);
      return text;
    } catch (IOException e) {
      throw new SourceException("it cannot be read", shown(name));
    }
  }

  @Override
  public Document yaml(String name) throws SourceException {
    String shown = shown(name);
    return sources.isFile(shown) ? sources.document(shown) : Folder.super.yaml(name);
  }
}
