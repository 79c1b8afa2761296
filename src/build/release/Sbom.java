package release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The list of components that Maven's plugin writes, with the run time that it does not know of. */
final class Sbom {
  private static final String COMPONENTS = "\"components\" : [";

  private Sbom() {}

  /** The list for an image; empty if the build made none. */
  static Optional<String> of(Path image) throws IOException {
    Path file = image.resolve("legal/esslint.cdx.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties release = new Properties();
    try (var in = Files.newBufferedReader(image.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    String runtime = release.getProperty("JAVA_RUNTIME_VERSION", version).replace("\"", "");
    String bom = Files.readString(file);
    if (!bom.contains(COMPONENTS)) {
      throw new IOException(file + " has no components");
    }
    return Optional.of(
        bom.replace(
            COMPONENTS,
            COMPONENTS
                + """

                    {
                      "type" : "platform",
                      "bom-ref" : "openjdk-runtime",
                      "publisher" : "%s",
                      "name" : "openjdk",
                      "version" : "%s",
                      "description" : "Java run time, modules %s",
                      "licenses" : [{"license" : {"id" : "GPL-2.0-with-classpath-exception"}}],
                      "cpe" : "cpe:2.3:a:oracle:openjdk:%s:*:*:*:*:*:*:*"
                    },"""
                    .formatted(
                        release.getProperty("IMPLEMENTOR", "OpenJDK").replace("\"", ""),
                        runtime,
                        release.getProperty("MODULES", "").replace("\"", ""),
                        version)));
  }
}
