package release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The npm packages: one for a platform, which npm installs where it fits, and {@code esslint} with the command. */
final class Npm {
  private static final List<String> PLATFORMS = List.of("linux-x64", "linux-arm64", "darwin-arm64", "win32-x64");

  private Npm() {}

  /** The package of this platform; the image is below {@code image/}. */
  static List<Entry> platform(Path image, String os, String cpu, String version) throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        Entry.file(
            "package/package.json",
            """
            {
              "name": "@esslint/%s-%s",
              "version": "%s",
              "description": "The program of esslint for %1$s-%2$s",
              "license": "Apache-2.0",
              "repository": "github:esslint/esslint",
              "os": ["%1$s"],
              "cpu": ["%2$s"],
              "files": ["image"]
            }
            """
                .formatted(os, cpu, version)));
    for (Entry entry : Entry.tree(image, "package/image")) {
      if (!entry.isFolder()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The package that people install. */
  static List<Entry> command(Path project, String version) throws IOException {
    StringBuilder optional = new StringBuilder();
    for (String platform : PLATFORMS) {
      optional.append(optional.isEmpty() ? "" : ",\n").append("    \"@esslint/").append(platform).append("\": \"").append(version).append('"');
    }
    return List.of(
        Entry.file(
            "package/package.json",
            """
            {
              "name": "esslint",
              "version": "%s",
              "description": "Checks the Helm values for the Element Server Suite before they are deployed",
              "license": "Apache-2.0",
              "repository": "github:esslint/esslint",
              "bin": {"esslint": "esslint.js"},
              "engines": {"node": ">=18"},
              "files": ["esslint.js"],
              "optionalDependencies": {
            %s
              }
            }
            """
                .formatted(version, optional)),
        Entry.program("package/esslint.js", Files.readAllBytes(project.resolve("src/build/npm/esslint.js"))),
        Entry.file("package/README.md", Files.readAllBytes(project.resolve("src/build/npm/README.md"))),
        Entry.file("package/LICENSE", Files.readAllBytes(project.resolve("LICENSE"))));
  }
}
