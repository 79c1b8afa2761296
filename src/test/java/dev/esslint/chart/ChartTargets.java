package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.fuzz.Target;
import dev.esslint.text.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The readers of charts and of the versions of charts. */
public final class ChartTargets {
  /** A Chart.yaml. */
  public static final String ABOUT = "apiVersion: v2\nname: matrix-stack\nversion: 26.9.0\n";

  private static final String VALUES = "serverName: \"\"\nlabels: {}\ntolerations: []\nimage: {tag: x}\n";

  /** A schema with references, patterns and what else readers have to get right. */
  public static final String SCHEMA =
      """
      {"$defs": {"a": {"type": "object", "properties": {"b": {"$ref": "#/$defs/c"}}},
       "c": {"type": ["string", "null"], "pattern": "^[a-z]+(-[a-z]+)*$", "minLength": 1}},
       "type": "object", "required": ["serverName"], "additionalProperties": true,
       "properties": {"serverName": {"type": "string"}, "labels": {"additionalProperties": {"$ref": "#/$defs/c"}},
       "tolerations": {"type": "array", "items": {"$ref": "#/$defs/a"}},
       "image": {"oneOf": [{"required": ["tag"]}, {"required": ["digest"]}]}}}
      """;

  private static final List<String> WORDS =
      List.of("matrix-stack/", "Chart.yaml", "values.yaml", "values.schema.json", "ustar", "../", "/", "\0", "0000644", "00000000100", "77777777777",
          "33 path=matrix-stack/values.yaml\n", "99999 size=1\n", "L", "x", "g", "5", "{\"$ref\": \"#\"}", "\"$ref\": \"#/$defs/a\"", "\"pattern\": \"(a+)+$\"",
          "\"type\": ", "\"$defs\": ", "name: ", "version: ", "{", "}", "[", "]");

  private static final List<String> VERSIONS =
      List.of("26.7.2", "~26.7.0", "^26.5", "26.x", ">=26.5, <26.8", "26.5 - 26.7", "26.1 || 26.3", "*", "v26.7.2", ">=25.12.1 <26.3.0", "=26.1.0-rc.1");

  private static final List<String> SIGNS =
      List.of("26", "7", ".", "x", "*", "~", "^", "!", "=", ">", "<", ">=", " - ", "||", "|", ",", " ", "-rc.1", "+b", "v", "99999999999", "0", "é");

  private ChartTargets() {}

  /** All of them. */
  public static List<Target> all() {
    byte[] tar = tar();
    return List.of(
        Target.ofBytes("chart-tar", List.of(tar), WORDS, input -> archive(gzip(input))).slow(0.5),
        Target.ofBytes("chart-gzip", List.of(gzip(tar)), WORDS, ChartTargets::archive).slow(0.5),
        Target.ofText("chart-schema", List.of(SCHEMA), WORDS, ChartTargets::schema).slow(0.5),
        Target.ofText("chart-version", VERSIONS, SIGNS, ChartTargets::version));
  }

  private static byte[] tar() {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(ChartArchiveTest.file("matrix-stack/Chart.yaml", ABOUT));
    tar.writeBytes(ChartArchiveTest.entry("././@LongLink", 'L', -1, "matrix-stack/values.yaml\0"));
    tar.writeBytes(ChartArchiveTest.file("cut", VALUES));
    tar.writeBytes(ChartArchiveTest.entry("pax", 'x', -1, "41 path=matrix-stack/values.schema.json\n"));
    tar.writeBytes(ChartArchiveTest.file("cut", SCHEMA));
    tar.writeBytes(new byte[1024]);
    return tar.toByteArray();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static String archive(byte[] input) {
    try {
      return "" + Charts.read(input, "chart.tgz").release().isEmpty();
    } catch (ChartException | SourceException e) {
      return Target.kind(e.getMessage());
    }
  }

  private static String schema(String input) {
    return archive(
        gzip(
            joined(
                ChartArchiveTest.file("matrix-stack/Chart.yaml", ABOUT),
                ChartArchiveTest.file("matrix-stack/values.yaml", VALUES),
                ChartArchiveTest.file("matrix-stack/values.schema.json", input),
                new byte[1024])));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static String version(String input) {
    Optional<Release> release = Release.parse(input);
    release.ifPresent(r -> assertEquals(release, Release.parse(r.toString())));
    Optional<ReleaseRange> range = HelmRange.parse(input);
    if (release.isPresent() && range.isPresent()) {
      assertTrue(range.get().contains(release.get()), "a version is not in the range that it is");
    }
    Charts.builtIn().releases().forEach(one -> range.ifPresent(r -> r.contains(one)));
    Release.ofTag(input);
    range.ifPresent(r -> assertEquals(r.inWords(), r.inWords()));
    return release.isPresent() + " " + range.isPresent() + Charts.builtIn().choose(input).getClass();
  }
}
