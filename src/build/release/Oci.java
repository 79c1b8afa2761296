package release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container image as a tar of the OCI layout: two layers, the system's C library with what a process expects to find, and
 * esslint. There is no shell in it, and it runs as a user without rights.
 */
final class Oci {
  private static final String USER = "65532:65532";
  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x");

  /** The bytes of the archive, and the digest by which a registry knows the image. */
  record Image(byte[] tar, String digest) {}

  private Oci() {}

  static Image of(Path image, List<Entry> program, String version, String arch, Archives archives, String created)
      throws IOException, InterruptedException {
    byte[] system = archives.tar(system(image));
    byte[] own = archives.tar(program);
    Map<String, byte[]> blobs = new TreeMap<>();
    String first = add(blobs, Archives.gzip(system));
    String second = add(blobs, Archives.gzip(own));
    String config =
        """
        {"architecture":"%s","os":"linux","created":"%s",\
        "config":{"User":"%s","WorkingDir":"/work","Env":["PATH=/opt/esslint/bin","LC_ALL=C.UTF-8","HOME=/home/nonroot"],\
        "Entrypoint":["/opt/esslint/bin/java","-XX:AOTCache=/opt/esslint/lib/esslint.aot","-m","dev.esslint/dev.esslint.cli.Main"],\
        "Labels":{"org.opencontainers.image.title":"esslint","org.opencontainers.image.version":"%s",\
        "org.opencontainers.image.licenses":"Apache-2.0"}},\
        "rootfs":{"type":"layers","diff_ids":["sha256:%s","sha256:%s"]},\
        "history":[{"created":"%s","created_by":"C library of the building system"},{"created":"%s","created_by":"esslint"}]}"""
            .formatted(
                arch, created, USER, version, Archives.sha256(system), Archives.sha256(own), created, created);
    String configDigest = add(blobs, config.getBytes());
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},\
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":%d},\
        {"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":%d}]}"""
            .formatted(
                configDigest, blobs.get(configDigest).length,
                first, blobs.get(first).length,
                second, blobs.get(second).length);
    String digest = add(blobs, manifest.getBytes());
    String index =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",\
        "manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%d,\
        "annotations":{"org.opencontainers.image.ref.name":"%s"},"platform":{"architecture":"%s","os":"linux"}}]}"""
            .formatted(digest, blobs.get(digest).length, version, arch);
    List<Entry> layout = new ArrayList<>();
    layout.add(Entry.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"));
    layout.add(Entry.file("index.json", index));
    layout.add(Entry.folder("blobs"));
    layout.add(Entry.folder("blobs/sha256"));
    blobs.forEach((name, bytes) -> layout.add(Entry.file("blobs/sha256/" + name, bytes)));
    return new Image(archives.tar(layout), "sha256:" + digest);
  }

  private static String add(Map<String, byte[]> blobs, byte[] bytes) {
    String digest = Archives.sha256(bytes);
    blobs.put(digest, bytes);
    return digest;
  }

  /** The libraries that the run time needs, at the places where its loader looks, and a user, home and working folder. */
  private static List<Entry> system(Path image) throws IOException, InterruptedException {
    Map<String, Entry> entries = new TreeMap<>();
    for (String folder : List.of("etc", "home", "home/nonroot", "work")) {
      entries.put(folder, Entry.folder(folder));
    }
    entries.put("tmp", new Entry("tmp", 01777, null, ""));
    entries.put(
        "etc/passwd",
        Entry.file(
            "etc/passwd",
            "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n"));
    entries.put("etc/group", Entry.file("etc/group", "root:x:0:\nnonroot:x:65532:\n"));
    entries.put("etc/nsswitch.conf", Entry.file("etc/nsswitch.conf", "hosts: files dns\n"));
    for (String library : libraries(image)) {
      String name = library.substring(1);
      for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        entries.putIfAbsent(name.substring(0, slash), Entry.folder(name.substring(0, slash)));
      }
      entries.put(name, Entry.program(name, Files.readAllBytes(Path.of(library))));
    }
    for (String licence : List.of("/usr/share/doc/libc6/copyright")) {
      if (Files.exists(Path.of(licence))) {
        entries.put("etc/libc6.copyright", Entry.file("etc/libc6.copyright", Files.readAllBytes(Path.of(licence))));
      }
    }
    return List.copyOf(entries.values());
  }

  private static TreeSet<String> libraries(Path image) throws IOException, InterruptedException {
    TreeSet<String> libraries = new TreeSet<>();
    List<Path> programs = new ArrayList<>(List.of(image.resolve("bin/java")));
    try (var files = Files.walk(image.resolve("lib"))) {
      files.filter(file -> file.toString().endsWith(".so")).sorted().forEach(programs::add);
    }
    for (Path program : programs) {
      Process process = new ProcessBuilder("ldd", program.toString()).start();
      Matcher matcher = LIBRARY.matcher(new String(process.getInputStream().readAllBytes()));
      process.waitFor();
      while (matcher.find()) {
        if (!Path.of(matcher.group(1)).startsWith(image.toAbsolutePath().normalize())) {
          libraries.add(matcher.group(1));
        }
      }
    }
    return libraries;
  }
}
