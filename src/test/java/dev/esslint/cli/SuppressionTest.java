package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments that hide findings. */
final class SuppressionTest {
  private static final String MARKERS = "deploymentMarkers:\n  enabled: false";

  @TempDir Path folder;
  private String base = "";

  @BeforeEach
  void values() throws IOException {
    base = Files.readString(Path.of("testdata/base.yaml"));
  }

  @Test
  void a_comment_also_hides_what_only_the_newest_known_release_refuses_for_certain() throws Exception {
    Files.writeString(
        folder.resolve("values.yaml"),
        """
        serverName: example.org
        hookshot:
          enabeld: false # esslint: ignore[SCH001] of the new release
        labels: {a: 1} # esslint: ignore[CHT045] of the new release
        """);
    Run run = Run.in(folder, "--chart-version", "99.1.0", "--select", "SCH,CHT045,YAML", "--concise", "values.yaml");
    assertEquals("Checked values.yaml against matrix-stack 26.8.1 (newest known):\nnothing found; 2 suppressed.\n", run.out());
  }

  @Test
  void a_comment_at_the_end_of_the_line_hides_its_finding_and_the_summary_counts_it() throws Exception {
    assertEquals(
        "nothing found; 1 suppressed.\n",
        end(base + MARKERS + " # esslint: ignore[MAS037] no migration is planned\n"));
  }

  @Test
  void a_comment_above_a_key_hides_what_is_told_of_the_next_line() throws Exception {
    assertEquals(
        "nothing found; 1 suppressed.\n",
        end(base + "deploymentMarkers:\n  # esslint: ignore[MAS037] why\n\n  # more\n  enabled: false\n"));
  }

  @Test
  void a_comment_above_a_mapping_hides_nothing_below_its_key() throws Exception {
    Run run = run(base + "# esslint: ignore[MAS037] why\n" + MARKERS + "\n");
    assertTrue(run.out().contains("warning MAS037"), run.out());
    assertTrue(run.out().contains("YAML010"), run.out());
  }

  @Test
  void a_finding_with_several_places_may_be_ignored_at_each_of_them() throws Exception {
    String fragment =
        """
        synapse:
          additional:
            own.yaml:
              config: |
                turn_shared_secret: aecoo3eiThie4ahp # esslint: ignore[SEC021] a test
                recaptcha_private_key: aecoo3eiThie4ahp # esslint: ignore[SEC021] a test
        """;
    assertEquals(List.of(), lines(fragment));
    assertEquals(
        List.of("values.yaml:6:67: warning YAML010 `SEC021` is reported at line 5. Only a comment there hides it."),
        lines(fragment.replaceFirst(" # esslint.*", "")));
  }

  /** What SEC021 and YAML010 say. */
  private List<String> lines(String values) throws IOException {
    write("values.yaml", values);
    return Run.in(folder, "-q", "--select", "SEC021,YAML010", "values.yaml").out().lines().filter(l -> !l.contains("note SEC021")).toList();
  }

  @Test
  void a_comment_may_speak_of_the_whole_file() throws Exception {
    assertEquals(
        "nothing found; 1 suppressed.\n",
        end("# esslint: ignore-file[deployment-markers-off] why\n" + base + MARKERS + "\n"));
  }

  @Test
  void a_comment_of_one_file_hides_nothing_in_another() throws Exception {
    write("one.yaml", "# esslint: ignore-file[MAS037] why\n" + base);
    write("two.yaml", MARKERS + "\n");
    Run run = Run.in(folder, "-q", "-f", "one.yaml", "-f", "two.yaml");
    assertTrue(run.out().contains("two.yaml:2:12: warning MAS037"), run.out());
  }

  @Test
  void ids_and_names_of_several_rules_can_be_named_in_any_case() throws Exception {
    assertEquals(
        "nothing found; 2 suppressed.\n",
        end(
            "# esslint: ignore-file[mas037, volumes-go-with-the-release] why\n"
                + base
                + MARKERS
                + "\nstorage: {resourcePolicy: delete}\n"));
  }

  @Test
  void a_comment_in_an_embedded_document_hides_what_is_told_there() throws Exception {
    String fragment =
        "synapse:\n  additional:\n    own.yaml:\n      config: |\n        password_config:\n          pepper: kBzQ9pXwN4mF8rT2vL6yUA";
    String values = base.replace("synapse:\n", fragment + "%s\n");
    assertTrue(run(values.formatted("")).out().contains("SEC021"));
    Run run = run(values.formatted(" # esslint: ignore[SEC021] it is a test"));
    assertFalse(run.out().contains("SEC021"), run.out());
  }

  @Test
  void a_comment_at_the_key_of_a_text_hides_what_is_told_inside_of_it() throws Exception {
    String fragment =
        "synapse:\n  additional:\n    own.yaml:\n      config: | # esslint: ignore[SEC021] it is a test\n        password_config:\n          pepper: kBzQ9pXwN4mF8rT2vL6yUA\n";
    assertFalse(run(base.replace("synapse:\n", fragment)).out().contains("SEC021"));
  }

  @Test
  void a_comment_in_a_manifest_hides_what_is_told_of_the_text_with_the_values() throws Exception {
    String argo =
        """
        %s
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: ess}
        spec:
          destination: {namespace: ess}
          source:
            chart: matrix-stack
            repoURL: ghcr.io/element-hq/ess-helm
            targetRevision: 26.8.1
            helm:
              parameters:
                - {name: matrixRTC.sfu.manualIP, value: 93.184.215.14} %s
              %s
              values: | %s
                # the values
        """;
    String values =
        Files.readString(Path.of("testdata/base.yaml")).lines().skip(1).map(line -> "        " + line + "\n")
            .collect(Collectors.joining());
    String ignore = "# esslint: ignore[%s] it is so";
    String rtc = ignore.formatted("RTC003");
    for (List<String> comments :
        List.of(List.of("# esslint: ignore-file[RTC003] it is so", "", "", ""), List.of("", rtc, "", ""))) {
      write("argo.yaml", argo.formatted(comments.toArray()) + values);
      Run run = Run.in(folder, "-q", "argo.yaml");
      assertEquals("", run.out() + run.err(), comments::toString);
    }
    for (List<String> comments :
        List.of(List.of("", "", ignore.formatted("SCH002"), ""), List.of("", "", "", ignore.formatted("SCH002")))) {
      write(
          "argo.yaml",
          argo.formatted(comments.toArray()).replace("- {name: matrixRTC.sfu.manualIP, value: 93.184.215.14}", "[]")
              + values
              + "        labels: {team: 1}\n");
      Run run = Run.in(folder, "-q", "argo.yaml");
      assertEquals("", run.out() + run.err(), comments::toString);
    }
    write(
        "argo.yaml",
        argo.formatted("", "", ignore.formatted("PG001"), "").replace("- {name: matrixRTC.sfu.manualIP, value: 93.184.215.14}", "[]")
            + values);
    assertTrue(Run.in(folder, "-q", "argo.yaml").out().contains(" YAML010 `PG001` reports nothing here"));
  }

  @Test
  void what_is_told_of_a_manifest_can_be_ignored_as_well() throws Exception {
    String flux =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: ess}
        ---
        %sapiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess, namespace: ess}
        spec:
          chartRef:
            kind: OCIRepository
            name: ess %s
          values:
        """;
    String values =
        Files.readString(Path.of("testdata/base.yaml")).lines().map(line -> "    " + line + "\n")
            .collect(Collectors.joining());
    write("flux.yaml", flux.formatted("", "") + values);
    assertTrue(Run.in(folder, "-q", "flux.yaml").out().contains(" GIT011 "));
    Run accepted = Run.in(folder, "--baseline-write", "flux.yaml");
    assertTrue(accepted.err().contains("1 entry known"), accepted.err());
    assertEquals("", Run.in(folder, "-q", "flux.yaml").out());
    Files.delete(folder.resolve(".esslint-baseline.yaml"));
    write(".esslint.yaml", "per-file: [{files: 'flux.*', ignore: [GIT], reason: elsewhere}]\n");
    assertEquals("", Run.in(folder, "-q", "flux.yaml").out());
    Files.delete(folder.resolve(".esslint.yaml"));
    write("flux.yaml", flux.formatted("", "# esslint: ignore[GIT011] elsewhere") + values);
    Run line = Run.in(folder, "flux.yaml");
    assertTrue(line.out().contains("nothing found; 1 suppressed."), line.out());
    write("flux.yaml", flux.formatted("# esslint: ignore-file[source-not-found] elsewhere\n", "") + values);
    assertEquals("", Run.in(folder, "-q", "flux.yaml").out());
    assertTrue(Run.in(folder, "-q", "--no-ignores", "flux.yaml").out().contains(" GIT011 "));
  }

  @Test
  void what_looks_like_a_comment_in_a_text_is_told_to_hide_nothing() throws Exception {
    write("values.yaml", base + "global:\n  note: |\n    # esslint: ignore[MAS037] why\n");
    Run run = Run.in(folder, "-q", "values.yaml");
    assertTrue(run.out().contains("This is part of the text"), run.out());
  }

  @Test
  void a_comment_that_hides_nothing_is_a_finding() throws Exception {
    Run run = run(base + "# esslint: ignore[MAS037] why\nlabels: {team: chat}\n");
    assertTrue(run.out().contains("YAML010"), run.out());
  }

  @Test
  void a_rule_that_did_not_take_part_is_never_called_unused() throws Exception {
    String values = base + "labels: {team: chat} # esslint: ignore[MAS037, UPG018, CHG001] why\n";
    write("values.yaml", values);
    assertEquals("", Run.in(folder, "-q", "--ignore", "MAS", "values.yaml").out());
    assertEquals("", Run.in(folder, "-q", "--select", "YAML", "values.yaml").out());
  }

  @Test
  void where_something_is_filled_in_later_nothing_is_called_unused() throws Exception {
    Run run = run(base + "deploymentMarkers:\n  enabled: ${MARKERS} # esslint: ignore[MAS037] why\n");
    assertFalse(run.out().contains("YAML010"), run.out());
  }

  @Test
  void a_comment_that_ended_hides_nothing_and_says_so() throws Exception {
    Run run = run(base + MARKERS + " # esslint: ignore[MAS037] until=2020-01-31 why\n");
    assertTrue(run.out().contains("warning MAS037"), run.out());
    assertTrue(run.out().contains("2020-01-31"), run.out());
    assertEquals(
        "nothing found; 1 suppressed.\n",
        end(base + MARKERS + " # esslint: ignore[MAS037] until=9999-01-31 why\n"));
  }

  @Test
  void comments_that_name_nothing_or_what_is_not_there_are_told() throws Exception {
    for (String comment :
        new String[] {
          "ignore", "ignore[]", "ignore MAS037", "ignore[MAS999]", "ignroe[MAS037]",
          "ignore[MAS037] until=tomorrow"
        }) {
      Run run = run(base + MARKERS + " # esslint: " + comment + "\n");
      assertTrue(run.out().contains("warning MAS037"), comment + run.out());
      assertTrue(run.out().contains("YAML011") || run.out().contains("ignore"), comment + run.out());
    }
    Run near = run(base + MARKERS + " # esslint: ignore[deployment-marker-off] why\n");
    assertTrue(near.told().contains("did you mean `deployment-markers-off`"), near.out());
    Run family = run(base + MARKERS + " # esslint: ignore[MAS] why\n");
    assertTrue(family.told().contains("`MAS` is a family. Name each rule"), family.out());
    Run until = run(base + MARKERS + " # esslint: ignore[MAS037, until=9999-01-31] why\n");
    assertTrue(until.out().contains("warning MAS037"), until.out());
    assertTrue(
        until.told().contains("`until=9999-01-31` belongs behind the brackets"), until.out());
  }

  @Test
  void a_comment_at_another_place_of_a_finding_is_told_which_line_it_belongs_to() throws Exception {
    Run run =
        run(
            base.replace(
                "matrixRTC:\n",
                """
                matrixRTC:
                  sfu:
                    manualIP: 93.184.215.14
                    useStunToDiscoverPublicIP: true # esslint: ignore[RTC003] why
                """));
    assertTrue(run.told().contains("`RTC003` is reported at line 13. Only a comment"), run.out());
  }

  @Test
  void all_is_told_if_comments_are_not_asked_for() throws Exception {
    write("values.yaml", base + MARKERS + " # esslint: ignore[MAS037] why\n");
    Run run = Run.in(folder, "--no-ignores", "values.yaml");
    assertTrue(run.out().contains("warning MAS037"), run.out());
    assertFalse(run.out().contains("suppressed"), run.out());
  }

  @Test
  void what_helm_refuses_all_the_same_is_named_in_the_summary() throws Exception {
    assertEquals(
        "nothing found; 1 suppressed, of which Helm still refuses SCH001.\n",
        end(base + "labls: {team: chat} # esslint: ignore[SCH001] not now\n"));
  }

  @Test
  void an_upgrade_obeys_comments_and_leaves_what_they_hide_as_it_is() throws Exception {
    String values = base + "# esslint: ignore[UPG001] by hand\nimagePullSecrets: [{name: our}]\n";
    write("values.yaml", values);
    Run told = Run.in(folder, "upgrade", "--from", "25.10.1", "--no-ignores", "-q", "values.yaml");
    assertTrue(told.out().contains("UPG001"), told.out());
    Run run = Run.in(folder, "upgrade", "--from", "25.10.1", "--write", "values.yaml");
    assertFalse(run.out().contains("error UPG001"), run.out());
    assertTrue(run.out().contains("1 suppressed, of which Helm still refuses UPG001"), run.out());
    assertEquals(values, Files.readString(folder.resolve("values.yaml")));
  }

  private Run run(String values) throws IOException {
    write("values.yaml", values);
    return Run.in(folder, "values.yaml");
  }

  /** What the last line says after the release. */
  private String end(String values) throws IOException {
    String out = run(values).told().strip() + "\n";
    return out.substring(out.lastIndexOf("): ") + 3);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
