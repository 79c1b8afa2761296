package release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes what is published for this platform out of the image and its module, in {@code target/release}.
 *
 * <p>The same image gives the same bytes. Of the image itself only the AOT cache differs from build to build; `parts.sha256` has
 * the checksums of all its files, for who wants to compare two builds.
 */
public final class Release {
  private final Path project;
  private final Path image;
  private final Path module;
  private final String version;
  private final Path out;
  private final Instant time;
  private final Archives archives;
  private final String os;
  private final String arch;

  private Release(Path project, Path build, String version, Instant time) {
    this.project = project;
    this.image = build.resolve("esslint").toAbsolutePath().normalize();
    this.module = build.resolve("module/dev.esslint");
    this.version = version;
    this.out = build.resolve("release");
    this.time = time;
    this.archives = new Archives(time);
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    this.os = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "darwin" : "linux";
    this.arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  /**
   * Makes all artefacts.
   *
   * @param args the project's folder, the folder of the build, the version, and the time that all files get
   */
  public static void main(String[] args) throws Exception {
    new Release(Path.of(args[0]), Path.of(args[1]), args[2], Instant.parse(args[3])).make();
  }

  private void make() throws Exception {
    List<Callable<Map<String, byte[]>>> forms =
        new ArrayList<>(
            List.of(
                this::program,
                this::jar,
                () -> Map.of(npm(npmOs() + "-" + npmCpu() + "-"), archives.tarGz(Npm.platform(image, npmOs(), npmCpu(), version))),
                () -> Map.of(npm(""), archives.tarGz(Npm.command(project, version))),
                () -> Map.of("pre-commit-mirror-" + version + ".tar.gz", archives.tarGz(mirror())),
                () -> Map.of("helm-" + full() + ".tgz", archives.tarGz(plugin())),
                this::bom,
                () -> Map.of("install.sh", Files.readAllBytes(project.resolve("src/build/install.sh")))));
    if (os.equals("linux")) {
      forms.add(() -> Map.of("esslint_" + version + "_" + arch + ".deb", Deb.of(installed(), version, arch, archives)));
      forms.add(this::rpm);
      forms.add(this::container);
    }
    Map<String, byte[]> files = new TreeMap<>();
    // each holds the image several times over, so that more at once would need much memory
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      for (Future<Map<String, byte[]>> form : workers.invokeAll(forms)) {
        files.putAll(form.get());
      }
    }

    Files.createDirectories(out);
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(out.resolve(file.getKey()), file.getValue());
      sums.append(Archives.sha256(file.getValue())).append("  ").append(file.getKey()).append('\n');
      System.out.printf("%,12d  %s%n", file.getValue().length, file.getKey());
    }
    Files.writeString(out.resolve("SHA256SUMS"), sums);
    StringBuilder parts = new StringBuilder();
    for (Entry entry : Entry.tree(image, "")) {
      if (entry.bytes() != null) {
        parts.append(Archives.sha256(entry.bytes())).append("  ").append(entry.name()).append('\n');
      }
    }
    Files.writeString(out.resolveSibling("parts.sha256"), parts);
  }

  private String name() {
    return "esslint-" + version;
  }

  private String full() {
    return name() + "-" + os + "-" + arch;
  }

  private String npm(String platform) {
    return "npm-esslint-" + platform + version + ".tgz";
  }

  private Map<String, byte[]> program() throws IOException {
    List<Entry> tree = Entry.tree(image, name());
    return os.equals("windows")
        ? Map.of(full() + ".zip", archives.zip(tree))
        : Map.of(full() + ".tar.gz", Archives.smallGzip(archives.tar(tree)));
  }

  private Map<String, byte[]> jar() throws IOException {
    byte[] jar = archives.zip(Jar.entries(project, module, version));
    return Map.of(name() + ".jar", jar, name() + "-java.tar.gz", archives.tarGz(jarWithLauncher(name(), jar)));
  }

  private Map<String, byte[]> rpm() throws IOException, InterruptedException {
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    Path work = out.resolveSibling("rpm").toAbsolutePath();
    Path rpm = Rpm.make(archives.tar(installed()), version, cpu, work, time.getEpochSecond());
    if (rpm == null) {
      System.err.println("no .rpm: rpmbuild is not installed");
      return Map.of();
    }
    return Map.of(rpm.getFileName().toString(), Files.readAllBytes(rpm));
  }

  private Map<String, byte[]> container() throws IOException, InterruptedException {
    Oci.Image container = Oci.of(image, opt(), version, arch, archives, time.toString());
    System.out.println("container " + container.digest());
    return Map.of(
        full() + ".oci.tar",
        container.tar(),
        full() + ".oci.digest",
        (container.digest() + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private Map<String, byte[]> bom() throws IOException {
    Optional<String> bom = Sbom.of(image);
    if (bom.isEmpty()) {
      System.err.println("no SBOM: its Maven plugin makes none offline");
      return Map.of();
    }
    return Map.of(full() + ".cdx.json", bom.get().getBytes(StandardCharsets.UTF_8));
  }

  private String npmOs() {
    return os.equals("windows") ? "win32" : os;
  }

  private String npmCpu() {
    return arch.equals("amd64") ? "x64" : arch;
  }

  private List<Entry> jarWithLauncher(String name, byte[] jar) throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.folder(name));
    entries.add(Entry.file(name + "/esslint.jar", jar));
    entries.add(
        Entry.program(
            name + "/esslint",
            Files.readString(project.resolve("src/build/jar/esslint.sh")).replace("@version@", version)));
    entries.add(Entry.file(name + "/LICENSE", Files.readAllBytes(project.resolve("LICENSE"))));
    entries.addAll(Entry.tree(image.resolve("share"), name + "/share"));
    return entries;
  }

  /** What the packages of Linux install: the image, a link to its launcher, and what a shell and man(1) look for. */
  private List<Entry> installed() throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String folder : List.of("usr", "usr/bin", "usr/lib")) {
      entries.put(folder, Entry.folder(folder));
    }
    entries.put("usr/bin/esslint", Entry.link("usr/bin/esslint", "../lib/esslint/bin/esslint"));
    for (Entry entry : Entry.tree(image, "usr/lib/esslint")) {
      if (!entry.name().startsWith("usr/lib/esslint/share")) {
        entries.put(entry.name(), entry);
      }
    }
    for (Entry entry : Entry.tree(image.resolve("share"), "usr/share")) {
      if (entry.name().endsWith(".1")) {
        entries.put(entry.name(), Entry.file(entry.name() + ".gz", Archives.gzip(entry.bytes())));
      } else {
        entries.put(entry.name(), entry);
      }
    }
    entries.put("usr/share/doc", Entry.folder("usr/share/doc"));
    entries.put("usr/share/doc/esslint", Entry.folder("usr/share/doc/esslint"));
    entries.put(
        "copyright",
        Entry.file("usr/share/doc/esslint/copyright", Files.readAllBytes(project.resolve("LICENSE"))));
    return List.copyOf(entries.values());
  }

  /** The part of a container image that is esslint; there is nobody to read its manual page. */
  private List<Entry> opt() throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.folder("opt"));
    for (Entry entry : Entry.tree(image, "opt/esslint")) {
      if (!entry.name().startsWith("opt/esslint/share")) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The repository that pre-commit clones: its package depends on the one of npm, in this version. */
  private List<Entry> mirror() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String file : List.of(".pre-commit-hooks.yaml", "package.json", "hook.js", "README.md")) {
      String text =
          Files.readString(project.resolve("src/build/pre-commit-mirror").resolve(file)).replace("@version@", version);
      entries.add(file.endsWith(".js") ? Entry.program(file, text) : Entry.file(file, text));
    }
    return entries;
  }

  private List<Entry> plugin() throws IOException {
    List<Entry> entries = new ArrayList<>(Entry.tree(image, "esslint"));
    entries.add(
        Entry.file(
            "esslint/plugin.yaml",
            Files.readString(project.resolve("src/build/helm/plugin.yaml"))
                .replace("@version@", version)
                .replace("@os@", os)
                .replace("@arch@", arch)
                .replace("@command@", os.equals("windows") ? "esslint.cmd" : "esslint")));
    return entries;
  }
}
