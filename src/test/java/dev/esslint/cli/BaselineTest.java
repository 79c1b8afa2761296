package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings that are known and not reported. */
final class BaselineTest {
  private static final String NAME = ".esslint-baseline.yaml";
  private static final String MARKERS = "deploymentMarkers: {enabled: false}\n";

  @TempDir Path folder;
  private String base = "";

  @BeforeEach
  void values() throws IOException {
    base = Files.readString(Path.of("testdata/base.yaml"));
    write("values.yaml", base + MARKERS + "storage: {resourcePolicy: delete}\nlabls: {}\n");
  }

  @Test
  void two_commands_bring_a_folder_with_findings_to_green() throws Exception {
    assertEquals(1, Run.in(folder, "values.yaml").status());
    Run written = Run.in(folder, "--baseline-write", "values.yaml");
    assertEquals(0, written.status());
    assertTrue(written.err().contains("3 entries known, 0 accepted"), written.err());
    Run next = Run.in(folder, "values.yaml");
    assertEquals(0, next.status());
    assertTrue(next.out().endsWith("nothing found; 3 in the baseline.\n"), next.out());
  }

  @Test
  void entries_are_sorted_lines_without_line_numbers_versions_and_dates() throws Exception {
    Run.in(folder, "--baseline-write", "values.yaml");
    List<String> lines =
        Files.readString(folder.resolve(NAME)).lines().filter(l -> l.startsWith("  - ")).toList();
    assertEquals(
        List.of(
            "  - {rule: MAS037, file: \"values.yaml\", path: \"deploymentMarkers.enabled\"}",
            "  - {rule: SCH001, file: \"values.yaml\", path: \"labls\"}",
            "  - {rule: K8S025, file: \"values.yaml\", path: \"storage.resourcePolicy\"}"),
        lines);
  }

  /** Every file of errors in another order and form: block style, sorted backwards, without comments. */
  @Test
  void after_reformatting_every_file_and_moving_blocks_it_hides_exactly_what_it_hid() throws Exception {
    int checked = 0;
    try (Stream<Path> files = Files.list(Path.of("testdata/err"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String text = Files.readString(file);
        String turned = turned(text);
        if (turned.isEmpty()) {
          continue; // it is no YAML, has duplicate keys, or a comment says which release it is for
        }
        Files.deleteIfExists(folder.resolve(NAME));
        write("values.yaml", text);
        Run.in(folder, "--baseline-write", "values.yaml");
        write("values.yaml", turned);
        Run run = Run.in(folder, "-q", "values.yaml");
        assertEquals("", run.out(), file + "\n" + turned);
        Run strict = Run.in(folder, "-q", "--baseline-strict", "values.yaml");
        assertEquals("", strict.err(), file.toString());
        checked++;
      }
    }
    assertTrue(checked >= 10, "only " + checked);
  }

  private static String turned(String text) {
    try {
      var document = YamlReader.read(new SourceText("values.yaml", text));
      if (text.contains("esslint:") || !document.duplicateKeys().isEmpty() || document.ignored().isPresent()
          || text.contains("&") || text.contains("yaml-language-server") || text.contains("null")) {
        return "";
      }
      Layer.File layer = new Layer.File(document);
      return YamlText.of(backwards(Value.of(layer, document.values(), UnaryOperator.identity())));
    } catch (Exception e) {
      return "";
    }
  }

  private static Value backwards(Value value) {
    if (!(value instanceof MapValue(var entries, var deleted, var origin))) {
      return value;
    }
    List<Map.Entry<String, Value>> all = new ArrayList<>(entries.entrySet());
    Collections.reverse(all);
    LinkedHashMap<String, Value> turned = new LinkedHashMap<>();
    all.forEach(entry -> turned.put(entry.getKey(), backwards(entry.getValue())));
    return new MapValue(turned, deleted, origin);
  }

  @Test
  void another_wrong_value_at_the_same_place_is_new() throws Exception {
    write("values.yaml", base + "postgres: {storage: {size: 10GB}}\n");
    Run.in(folder, "--baseline-write", "values.yaml");
    assertEquals("", Run.in(folder, "-q", "values.yaml").out());
    write("values.yaml", base + "postgres: {storage: {size: 20GB}}\n");
    assertFalse(Run.in(folder, "-q", "values.yaml").out().isEmpty());
  }

  @Test
  void only_what_is_more_than_counted_is_told() throws Exception {
    write("values.yaml", base + MARKERS);
    Run.in(folder, "--baseline-write", "values.yaml");
    write("values.yaml", base + MARKERS + "storage: {resourcePolicy: delete}\n");
    String out = Run.in(folder, "-q", "values.yaml").out();
    assertEquals(1, out.lines().count(), out);
    assertTrue(out.contains("K8S025"), out);
  }

  @Test
  void what_is_no_longer_found_is_said_and_pruned_on_request_only() throws Exception {
    Run.in(folder, "--baseline-write", "values.yaml");
    write("values.yaml", base + MARKERS);
    Run stale = Run.in(folder, "values.yaml");
    assertEquals(0, stale.status());
    assertTrue(stale.err().contains("2 entries"), stale.err());
    assertEquals(1, Run.in(folder, "--baseline-strict", "values.yaml").status());
    Run.in(folder, "--baseline-prune", "values.yaml");
    assertEquals("", Run.in(folder, "--baseline-strict", "values.yaml").err());
    write("values.yaml", base + MARKERS + "labls: {}\n");
    Run.in(folder, "--baseline-prune", "values.yaml");
    assertTrue(Run.in(folder, "-q", "values.yaml").out().contains("SCH001"), "pruning adds nothing");
  }

  @Test
  void files_that_took_no_part_are_never_stale() throws Exception {
    write("other.yaml", base + MARKERS);
    Run.in(folder, "--baseline-write", "values.yaml", "other.yaml");
    Files.writeString(folder.resolve("values.yaml"), base);
    assertEquals("", Run.in(folder, "--baseline-strict", "other.yaml").err());
  }

  @Test
  void what_is_accepted_by_hand_stays_when_the_rest_is_written_anew() throws Exception {
    write(
        NAME,
        "accepted:\n  - {rule: MAS037, file: values.yaml, path: deploymentMarkers.enabled, reason: no MAS}\n");
    Run.in(folder, "--baseline-write", "values.yaml");
    String text = Files.readString(folder.resolve(NAME));
    assertTrue(text.contains("reason: \"no MAS\""), text);
    assertEquals("", Run.in(folder, "-q", "values.yaml").out());
  }

  @Test
  void who_accepts_by_hand_need_not_know_digests_and_may_name_the_rule() throws Exception {
    write("rtc.yaml", Files.readString(Path.of("testdata/base.yaml")).replace("matrixRTC:\n", "matrixRTC:\n  sfu: {manualIP: 93.184.215.14}\n"));
    for (String rule : List.of("RTC003", "manual-ip-with-stun")) {
      write(
          ".esslint-baseline.yaml",
          "accepted:\n  - {rule: " + rule + ", file: ./rtc.yaml, path: matrixRTC.sfu.manualIP, reason: tried}\n");
      Run run = Run.in(folder, "rtc.yaml");
      assertEquals(0, run.status(), run.out());
      assertEquals("", run.err());
      Run written = Run.in(folder, "--baseline-write", "rtc.yaml");
      assertTrue(written.err().contains("0 entries known, 1 accepted"), written.err());
    }
  }

  @Test
  void a_merge_that_kept_the_entries_of_both_sides_is_fine() throws Exception {
    Run.in(folder, "--baseline-write", "values.yaml");
    String text = Files.readString(folder.resolve(NAME));
    String line = text.lines().filter(l -> l.contains("MAS037")).findFirst().orElseThrow();
    write(NAME, text.replace(line, line + "\n" + line));
    assertEquals("", Run.in(folder, "-q", "values.yaml").out());
  }

  @Test
  void a_baseline_that_cannot_be_used_is_refused_and_left_as_it_is() throws Exception {
    for (String text :
        List.of(
            "known: [",
            "<<<<<<< HEAD\nknown: []\n=======\nknown: []\n>>>>>>> other\n",
            "known:\n<<<<<<< HEAD\n  - {rule: A, file: a, path: b}\n",
            "version: 9\nknown: []\n",
            "known:\n  - {rule: MAS037, file: a, path: b, since: 2027}\n",
            "accepted:\n  - {rule: MAS037, file: a, path: b}\n",
            "- known\n")) {
      write(NAME, text);
      Run run = Run.in(folder, "--baseline-write", "values.yaml");
      assertEquals(2, run.status(), text);
      assertTrue(run.err().startsWith("esslint: the baseline"), text + run.err());
      assertTrue(run.err().contains(NAME), text + run.err());
      assertEquals(text, Files.readString(folder.resolve(NAME)));
    }
  }

  @Test
  void options_that_contradict_one_another_are_refused() throws Exception {
    assertEquals(2, Run.in(folder, "--baseline-write", "--baseline-prune", "values.yaml").status());
    assertEquals(2, Run.in(folder, "--no-baseline", "--baseline-write", "values.yaml").status());
    assertEquals(2, Run.in(folder, "--baseline", "none.yaml", "values.yaml").status());
    assertEquals(2, Run.in(folder, "--baseline-prune", "values.yaml").status());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
