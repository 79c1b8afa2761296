package dev.esslint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.embedded.Advisory;
import dev.esslint.finding.Finding;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.program.Hole;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published holes of what is deployed. */
final class HolesTest {
  /** Everything on that a hole needs. */
  private static final String ALL =
      """
      hookshot: {enabled: true}
      matrixAuthenticationService: {additional: {a: {config: "email: {transport: smtp}"}}}
      """;

  private static final String TURN =
      "matrixRTC: {sfu: {additional: {a: {config: \"turn: {enabled: true}\"}}}}\n";
  private static final String TURN_AS_TEXT =
      "matrixRTC: {sfu: {additional: \"turn: {enabled: true}\"}}\n";

  @TempDir private Path folder;

  private Analysis analysis(String release, String values) throws Exception {
    Path file = Files.writeString(folder.resolve("values.yaml"), values);
    return new Analyzer(
            Targets.all(Charts.builtIn(), Release.parse(release).orElseThrow()),
            BuiltInRules::usual,
            null)
        .analyze(
            new Request(List.of(file.toString()), false),
            new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"));
  }

  private List<Hole> holes(String release, String values) throws Exception {
    return DeploymentFacts.of(
            analysis(release, values).resolved().orElseThrow(), Release.parse(release).orElseThrow())
        .holes();
  }

  private boolean has(String id, String release, String values) throws Exception {
    return holes(release, values).stream().anyMatch(hole -> hole.advisory().id().equals(id));
  }

  private Optional<Finding> finding(String release, String values) throws Exception {
    return analysis(release, values).findings().stream()
        .filter(finding -> finding.rule().id().equals("OPT040"))
        .findFirst();
  }

  @Test
  void a_hole_of_open_federation_is_closed_by_a_list_of_servers() throws Exception {
    String closed =
        "synapse: {additional: {a: {config: \"federation_domain_whitelist: []\"}}}\n";
    assertTrue(has("CVE-2026-45076", "26.4.1", ""));
    assertFalse(has("CVE-2026-45076", "26.4.1", closed));
    assertTrue(has("CVE-2026-45078", "26.4.1", closed));
    assertTrue(has("CVE-2026-24044", "25.12.1", ""));
    assertFalse(has("CVE-2026-24044", "25.12.1", closed));
  }

  @Test
  void a_generated_signing_key_is_none_that_is_given() throws Exception {
    String given = "synapse: {signingKey: {secret: keys, secretKey: signing}}\n";
    assertEquals(2, count("CVE-2026-24044", "25.12.1", ""));
    assertEquals(1, count("CVE-2026-24044", "25.12.1", given));
    assertEquals(1, count("CVE-2026-24044", "25.12.1", "initSecrets: {enabled: false}"));
  }

  private long count(String id, String release, String values) throws Exception {
    return holes(release, values).stream()
        .filter(hole -> hole.advisory().id().equals(id))
        .count();
  }

  @Test
  void a_hole_of_passwords_is_closed_where_they_are_off() throws Exception {
    String mas = "matrixAuthenticationService: {additional: {a: {config: \"%s\"}}}\n";
    assertTrue(has("CVE-2025-62425", "25.10.1", ""));
    assertFalse(has("CVE-2025-62425", "25.10.1", mas.formatted("passwords: {enabled: false}")));
    assertFalse(has("CVE-2025-62425", "25.6.0", ""));
    assertFalse(has("RUSTSEC-2026-0141", "25.10.1", mas.formatted("email: {transport: sendmail}")));
    assertTrue(has("RUSTSEC-2026-0141", "25.10.1", mas.formatted("email: {transport: smtp}")));
  }

  @Test
  void a_hole_of_turn_needs_turn() throws Exception {
    String id = "TURN relay to private addresses";
    String exposed = "matrixRTC: {sfu: {exposedServices: {turn: {enabled: true}}}}\n";
    assertFalse(has(id, "26.5.1", ""));
    assertTrue(has(id, "26.5.1", exposed));
    assertTrue(has(id, "26.5.1", TURN));
    assertTrue(has(id, "25.5.1", TURN_AS_TEXT));
  }

  @Test
  void what_is_off_has_no_holes() throws Exception {
    assertEquals(
        List.of(),
        holes(
            "25.5.1",
            """
            synapse: {enabled: false}
            matrixAuthenticationService: {enabled: false}
            matrixRTC: {enabled: false}
            elementWeb: {enabled: false}
            """));
  }

  @Test
  void a_tag_decides_in_both_directions() throws Exception {
    assertTrue(has("CVE-2026-45078", "26.8.1", "synapse: {image: {tag: v1.150.0-ess.1}}"));
    assertFalse(has("CVE-2026-45078", "26.1.0", "synapse: {image: {tag: v1.157.2}}"));
    assertFalse(has("CVE-2026-45078", "26.1.0", "synapse: {image: {tag: latest}}"));
    assertFalse(has("CVE-2026-45078", "26.8.1", "synapse: {image: {tag: '${TAG}'}}"));
    assertTrue(
        has(
            "CVE-2026-45078",
            "26.8.1",
            "synapse: {image: {repository: own/thing, tag: 1.150.0}}"));
  }

  @Test
  void the_first_release_that_mends_all_is_told() throws Exception {
    assertTrue(message("26.7.1", "").endsWith("all of them is 26.7.2."));
    assertTrue(
        message("26.7.1", "hookshot: {enabled: true}\n").endsWith("all of them is 26.8.0."));
    assertTrue(
        message("26.8.1", "synapse: {image: {tag: v1.150.0}}")
            .endsWith("The default images of release 26.8.1 have none of them."));
    assertTrue(
        message("26.4.1", "synapse: {image: {tag: v1.150.0}}")
            .endsWith("is 26.7.2 without `synapse.image.tag`."));
    assertEquals(Optional.empty(), finding("26.8.1", "hookshot: {enabled: true}\n"));
  }

  private String message(String release, String values) throws Exception {
    return finding(release, values).orElseThrow().message();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse\tX\t\t\t<1.2.3\t1.2.3",
        "synapsis\tX\t\t\t<1.2.3\t1.2.3\t",
        "synapse\t\t\t\t<1.2.3\t1.2.3\t",
        "synapse\tX\t\tgrave\t<1.2.3\t1.2.3\t",
        "synapse\tX\t\t\t<1.2\t1.2.3\t",
        "synapse\tX\t\t\t\t1.2.3\t",
        "synapse\tX\t\t\t<=1.2.3\t1.2.3\t",
        "synapse\tX\t\t\t<1.2.3\tnext\t",
        "synapse\tX\t\t\t<1.2.3\t1.2.3\tluck",
      })
  void a_row_that_is_none_is_refused(String row) {
    assertThrows(IllegalArgumentException.class, () -> Advisory.of(row, Optional.empty()));
  }

  /** Against what was found out about the releases, hole by hole. */
  @Test
  @Tag("shared")
  void every_release_has_the_holes_that_are_stated_of_it() throws Exception {
    List<String> expected = new ArrayList<>();
    Path facts = Path.of(System.getProperty("shared"), "facts/options/advisories.tsv");
    for (String line : Files.readAllLines(facts).subList(1, Files.readAllLines(facts).size())) {
      String[] cells = line.split("\t", -1);
      String[] range = cells[6].split("\\.\\.", -1);
      for (Release release : Charts.builtIn().releases()) {
        if (range.length == 2
            && release.compareTo(Release.parse(range[0]).orElseThrow()) >= 0
            && release.compareTo(Release.parse(range[1]).orElseThrow()) <= 0) {
          expected.add(cells[0].split(" ", -1)[0] + " " + release + " mended in " + cells[7]);
        }
      }
    }
    List<String> found = new ArrayList<>();
    for (Release release : Charts.builtIn().releases()) {
      String all = release.compareTo(Release.parse("25.6.0").orElseThrow()) < 0 ? TURN_AS_TEXT : TURN;
      for (Hole hole : holes(release.toString(), ALL + all)) {
        found.add(
            hole.advisory().product().id()
                + " "
                + release
                + " mended in "
                + hole.advisory().release().orElseThrow());
      }
    }
    found.sort(String::compareTo);
    expected.sort(String::compareTo);
    assertEquals(expected, found);
  }
}
