package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactUrisTest {
  private final ArtifactUris uris = new ArtifactUris(Path.of("/srv/my repo"));

  @ParameterizedTest
  @CsvSource({
    "values.yaml, values.yaml",
    "./a/../b/values.yaml, b/values.yaml",
    "/srv/my repo/deploy/values.yaml, deploy/values.yaml",
    "my values.yaml, my%20values.yaml",
    "größe.yaml, gr%C3%B6%C3%9Fe.yaml",
    "😀.yaml, %F0%9F%98%80.yaml",
    "a#b?c%20.yaml, a%23b%3Fc%2520.yaml",
    "c:d.yaml, c%3Ad.yaml",
    "../other/values.yaml, ../other/values.yaml",
    "/etc/values.yaml, ../../etc/values.yaml",
    "<stdin>, stdin",
    "<--set a=b>, --set%20a%3Db",
  })
  void a_uri_is_relative_and_percent_encoded(String name, String uri) {
    assertEquals(uri, uris.of(name));
  }

  @Test
  void what_cannot_be_a_file_is_percent_encoded_as_well() {
    assertEquals("a/b%00c", uris.of("a/b\0c"));
    assertEquals("a%1B%0Ab", uris.of("a\u001b\nb"));
  }

  @Test
  void the_working_directory_may_be_the_root_of_the_file_system() {
    assertEquals("etc/values.yaml", new ArtifactUris(Path.of("/")).of("/etc/values.yaml"));
  }
}
