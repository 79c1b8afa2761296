package dev.esslint.input;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a repository at a revision, read with the program {@code git}, which is told to fetch nothing. May be used by many
 * threads at once.
 */
public final class GitTree implements AutoCloseable {
  private static final String LINK = "120000";

  /** No chain of links is longer. */
  private static final int MOST_LINKS = 8;

  private final String revision;
  private final String commit;
  private final Path folder;

  /** The folder that names are relative to, as seen from the top of the repository; ends with a slash, or is empty. */
  private final String below;

  private final NavigableMap<String, Entry> files;
  private final Map<String, byte[]> contents = new HashMap<>();
  private @Nullable Process reader;
  private @Nullable Map<String, String> renamed;

  private record Entry(boolean link, String object) {}

  private GitTree(
      String revision,
      String commit,
      Path folder,
      String below,
      NavigableMap<String, Entry> files) {
    this.revision = revision;
    this.commit = commit;
    this.folder = folder;
    this.below = below;
    this.files = files;
  }

  /**
   * Opens a revision.
   *
   * @param folder a folder of the repository, that names are relative to
   * @param revision as {@code git} knows it
   * @throws GitException if there is no such revision, no repository or no {@code git}
   */
  public static GitTree open(Path folder, String revision) throws GitException {
    if (revision.isBlank()) {
      throw new GitException("`git:` must be followed by a revision, as in git:main");
    }
    Result prefix = run(folder, "rev-parse", "--show-prefix");
    if (prefix.status != 0) {
      throw new GitException("`git:" + revision + "` needs a git repository, but this folder is not in one");
    }
    Result commit =
        run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    if (commit.status != 0) {
      throw new GitException("git knows no revision `" + revision + "`");
    }
    String id = commit.text().strip();
    Result tree = run(folder, "ls-tree", "-r", "-z", "--full-tree", id);
    if (tree.status != 0) {
      throw new GitException("git cannot list the files of the revision `" + revision + "`");
    }
    NavigableMap<String, Entry> files = new TreeMap<>();
    for (String line : tree.text().split("\0", -1)) {
      int tab = line.indexOf('\t');
      String[] about = tab < 0 ? new String[0] : line.substring(0, tab).split(" ", -1);
      if (about.length == 3 && about[1].equals("blob")) {
        files.put(line.substring(tab + 1), new Entry(about[0].equals(LINK), about[2]));
      }
    }
    return new GitTree(revision, id, folder, prefix.text().stripTrailing(), files);
  }

  /** What a program wrote. */
  @SuppressWarnings("ArrayRecordComponent") // made and read here only, and never compared
  private record Result(int status, byte[] out) {
    String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  private static Result run(Path folder, String... arguments) throws GitException {
    try {
      Process process = start(folder, List.of(arguments));
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readAllBytes();
      return new Result(process.waitFor(), out);
    } catch (IOException e) {
      throw new GitException("the program `git` cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("the program `git` was interrupted");
    }
  }

  private static Process start(Path folder, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("git", "-C", folder.toAbsolutePath().toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    return builder.start();
  }

  /** The revision as it was asked for. */
  public String revision() {
    return revision;
  }

  /** Which commit it is. */
  public String commit() {
    return commit;
  }

  /** Whether there is a file of a name that is relative to the working directory. */
  public boolean has(String name) {
    return entry(name) != null;
  }

  /** What a file was called in the revision if it was renamed since; its name if it was there, and null if it was not. */
  public @Nullable String nameOf(String name) {
    @Nullable String path = path(name);
    if (path == null || has(name)) {
      return path == null ? null : name;
    }
    @Nullable String old = renamed().get(path);
    return old == null
        ? null
        : Path.of(below).relativize(Path.of(old)).toString().replace(File.separatorChar, '/');
  }

  /** The renamed files by their names now. */
  private synchronized Map<String, String> renamed() {
    Map<String, String> known = renamed;
    if (known == null) {
      known = new HashMap<>();
      try {
        Result moves =
            run(folder, "diff", "--no-ext-diff", "--no-relative", "-M", "--diff-filter=R", "--name-status", "-z", commit, "--");
        String[] parts = moves.text().split("\0", -1);
        for (int i = 0; i + 2 < parts.length; i += 3) {
          known.put(parts[i + 2], parts[i + 1]);
        }
      } catch (GitException e) {
        known.clear(); // without git nothing is known to be renamed
      }
      renamed = known;
    }
    return known;
  }

  /** The names of the files below a folder, relative to it. */
  List<String> below(String name) {
    @Nullable String top = path(name.isEmpty() ? "." : name);
    if (top == null) {
      return List.of();
    }
    String start = top.isEmpty() ? "" : top + "/";
    List<String> names = new ArrayList<>();
    for (String file : files.tailMap(start, true).keySet()) {
      if (!file.startsWith(start)) {
        break;
      }
      names.add(file.substring(start.length()));
    }
    return names;
  }

  /**
   * The text of a file.
   *
   * @param name relative to the working directory; reports call it by that name, too
   * @throws SourceException if there is no such file, if it is too large or is no text
   */
  public SourceText read(String name) throws SourceException {
    return SourceText.decode(name, bytes(name));
  }

  byte[] bytes(String name) throws SourceException {
    @Nullable Entry entry = entry(name);
    if (entry == null) {
      throw new SourceException("this file does not exist in the revision `" + revision + "`", name);
    }
    try {
      return content(entry.object);
    } catch (IOException e) {
      throw new SourceException(
          "git cannot read it in the revision `" + revision + "`: " + e.getMessage(), name);
    }
  }

  /** The file that a name, or a link of that name, leads to. */
  private @Nullable Entry entry(String name) {
    @Nullable String path = path(name);
    for (int i = 0; i < MOST_LINKS && path != null; i++) {
      @Nullable Entry entry = files.get(path);
      if (entry == null || !entry.link) {
        return entry;
      }
      try {
        String target = new String(content(entry.object), StandardCharsets.UTF_8);
        path = inside(Path.of(path).resolveSibling(target));
      } catch (IOException | InvalidPathException e) {
        return null;
      }
    }
    return null;
  }

  /** The path of a name as seen from the top of the repository; null outside of it. */
  private @Nullable String path(String name) {
    try {
      Path path = folder.resolve(name);
      if (Path.of(name).isAbsolute()) {
        path = folder.toAbsolutePath().normalize().relativize(path.normalize());
      } else {
        path = Path.of(name);
      }
      return inside(Path.of(below).resolve(path));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static @Nullable String inside(Path path) {
    Path normal = path.normalize();
    return normal.isAbsolute() || normal.startsWith("..")
        ? null
        : normal.toString().replace(File.separatorChar, '/');
  }

  private synchronized byte[] content(String object) throws IOException {
    byte[] known = contents.get(object);
    if (known != null) {
      return known;
    }
    Process process = reader;
    if (process == null) {
      process = start(folder, List.of("cat-file", "--batch"));
      reader = process;
    }
    OutputStream ask = process.getOutputStream();
    ask.write((object + "\n").getBytes(StandardCharsets.US_ASCII));
    ask.flush();
    DataInputStream in = answers(process);
    String[] head = line(in).split(" ", -1);
    if (head.length != 3) {
      throw new IOException("its content is missing");
    }
    int size = Integer.parseInt(head[2]);
    if (size > SourceReader.LIMIT) {
      in.skipNBytes(size + 1L);
      throw new IOException("it is too large");
    }
    byte[] content = new byte[size];
    in.readFully(content);
    in.skipNBytes(1);
    contents.put(object, content);
    return content;
  }

  private @Nullable DataInputStream answers;

  private DataInputStream answers(Process process) {
    DataInputStream in = answers;
    if (in == null) {
      in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
      answers = in;
    }
    return in;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("git has ended");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  @Override
  public synchronized void close() {
    Process process = reader;
    if (process != null) {
      process.destroy();
      reader = null;
    }
  }
}
