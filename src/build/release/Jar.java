package release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** {@code esslint.jar}: the classes of the image's module in one file for any Java that is new enough. */
final class Jar {
  private Jar() {}

  /** All entries of it: the manifest first, then the class that {@code java -jar} begins with, and the module's content. */
  static List<Entry> entries(Path project, Path module, String version) throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        Entry.file(
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\r\nMain-Class: dev.esslint.start.Start\r\nImplementation-Title: esslint\r\n"
                + "Implementation-Version: " + version + "\r\n\r\n"));
    Path start = Files.createTempDirectory("start");
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release", "8", "-Xlint:-options", "-g:none", "-d", start.toString(),
                project.resolve("src/build/jar/dev/esslint/start/Start.java").toString());
    if (status != 0) {
      throw new IOException("Start.java cannot be compiled");
    }
    entries.addAll(Entry.tree(start, ""));
    for (Entry entry : Entry.tree(module, "")) {
      if (!entry.name().equals("module-info.class")) {
        entries.add(entry);
      }
    }
    entries.addAll(Entry.tree(module.resolveSibling("legal"), "META-INF/legal"));
    return entries;
  }
}
