package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartArchiveTest {
  private static final String ABOUT = "name: matrix-stack\nversion: 26.9.0\n";

  @TempDir Path folder;

  @Test
  void the_facts_are_those_of_the_top_chart() throws Exception {
    Path archive =
        archive(
            file("matrix-stack/Chart.yaml", ABOUT),
            entry("matrix-stack/templates/", '5', 0, ""),
            file("matrix-stack/templates/values.yaml", "{{ hostile"),
            file("matrix-stack/charts/other/Chart.yaml", "name: other\n"),
            file("matrix-stack/values.yaml", "a: 1\n"),
            file("matrix-stack/values.schema.json", "{\"type\": \"object\"}"));
    Chart chart = read(archive);
    assertEquals("26.9.0", chart.release());
    assertEquals("{\"a\": 1}", FactsJson.oneLine(chart.defaults()));
    assertEquals(List.of(archive), files());
  }

  @Test
  void long_names_are_read_in_both_of_their_forms() throws Exception {
    Path archive =
        archive(
            entry("././@LongLink", 'L', -1, "matrix-stack/Chart.yaml\0"),
            file("cut", ABOUT),
            entry("pax", 'x', -1, "33 path=matrix-stack/values.yaml\n"),
            file("cut", "a: 1\n"),
            entry("pax", 'g', -1, "19 comment=nothing\n"),
            file("matrix-stack/values.schema.json", "{}"));
    assertEquals("{\"a\": 1}", FactsJson.oneLine(read(archive).defaults()));
  }

  @Test
  void what_leads_out_of_the_chart_is_refused() throws Exception {
    for (String name :
        List.of("../Chart.yaml", "/etc/passwd", "matrix-stack/../../x", "c:/x", "a\\b")) {
      assertEquals(
          "c.tgz is refused: `" + name + "` in it is outside the chart",
          refusal(archive(file(name, ABOUT))));
    }
  }

  @Test
  void links_and_devices_are_refused() throws Exception {
    for (char type : new char[] {'1', '2', '3', '4', '6'}) {
      assertEquals(
          "c.tgz is refused: `matrix-stack/values.yaml` in it is a link or not a regular file",
          refusal(archive(entry("matrix-stack/values.yaml", type, 0, ""))));
    }
  }

  @Test
  void a_file_that_stands_twice_is_refused() throws Exception {
    assertEquals(
        "c.tgz contains Chart.yaml twice",
        refusal(archive(file("matrix-stack/Chart.yaml", ABOUT), file("b/Chart.yaml", ABOUT))));
  }

  @Test
  void a_chart_without_what_is_needed_is_refused() throws Exception {
    assertEquals(
        "c.tgz has no values.yaml", refusal(archive(file("matrix-stack/Chart.yaml", ABOUT))));
    assertEquals("c.tgz is not a Helm chart, because it has no Chart.yaml", refusal(archive()));
    assertEquals(
        "c.tgz contains the chart `nginx`, but esslint knows only `matrix-stack`",
        refusal(archive(file("nginx/Chart.yaml", "name: nginx\n"))));
  }

  @Test
  void bombs_are_refused_before_they_are_unpacked() throws Exception {
    assertEquals(
        "c.tgz: matrix-stack/values.yaml is larger than 5 MiB, far larger than any file of a chart",
        refusal(archive(entry("matrix-stack/values.yaml", '0', 6 << 20, ""))));
    byte[] zeros = new byte[101 << 20];
    assertTrue(
        damage(archive(entry("matrix-stack/icon.png", '0', zeros.length, ""), zeros))
            .contains("its content is larger than any chart"));
    byte[][] many = new byte[10_001][];
    Arrays.fill(many, entry("a/b", '5', 0, ""));
    assertEquals("c.tgz contains more than 10000 files, far more than any chart", refusal(archive(many)));
  }

  @Test
  void damaged_archives_are_told_as_such() throws Exception {
    byte[] whole = Files.readAllBytes(archive(file("matrix-stack/Chart.yaml", ABOUT)));
    Path cut = Files.write(folder.resolve("c.tgz"), Arrays.copyOf(whole, whole.length / 2));
    assertEquals("the archive ends too early", damage(cut));
    Files.writeString(cut, "no archive at all");
    assertTrue(damage(cut).startsWith("it is not a chart archive, or it is damaged: "));
    byte[] header = file("matrix-stack/Chart.yaml", ABOUT);
    header[0] ^= 1;
    assertTrue(damage(archive(header)).contains("a header has a wrong checksum"));
    assertTrue(
        damage(archive(ABOUT.repeat(20).getBytes(StandardCharsets.UTF_8))).contains("a header"));
    Files.write(cut, new byte[0]);
    assertEquals("the archive ends too early", damage(cut));
  }

  private static Chart read(Path archive) throws ChartException, SourceException {
    return Charts.read(archive, "c.tgz");
  }

  private static String refusal(Path archive) {
    return String.valueOf(assertThrows(ChartException.class, () -> read(archive)).getMessage());
  }

  private static String damage(Path archive) {
    return String.valueOf(assertThrows(SourceException.class, () -> read(archive)).getMessage());
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.toList();
    }
  }

  private Path archive(byte[]... parts) throws IOException {
    Path archive = folder.resolve("c.tgz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      for (byte[] part : parts) {
        out.write(part);
      }
      out.write(new byte[1024]);
    }
    return archive;
  }

  private static byte[] file(String name, String content) {
    return entry(name, '0', -1, content);
  }

  /** A header and its content; a size below 0 is that of the content. */
  private static byte[] entry(String name, char type, int size, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(size < 0 ? bytes.length : size));
    put(header, 148, " ".repeat(8));
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xFF;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    out.writeBytes(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
