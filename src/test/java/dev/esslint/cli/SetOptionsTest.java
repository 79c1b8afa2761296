package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --set} and its kin do on the command line. */
final class SetOptionsTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    Files.writeString(folder.resolve("a.yaml"), "serverName: a.org\nlabels: {team: a}\n");
    Files.writeString(folder.resolve("b.yaml"), "serverName: b.org\nlabels: {team: b}\n");
    Files.writeString(folder.resolve("text.txt"), "a: 1, b\n");
  }

  private Run run(String... args) {
    return Run.in(folder, args);
  }

  @Test
  void arguments_apply_to_every_deployment() {
    Run run = run("-q", "--select", "SCH", "a.yaml", "b.yaml", "--set", "mas.x=1");
    assertEquals(
        2, run.out().lines().filter(line -> line.startsWith("<--set>:1:1: error SCH001")).count());
    assertEquals(1, run.status());
  }

  @Test
  void a_null_on_the_command_line_is_removed_there_and_not_with_what_is_around_it() {
    Run run = run("--select", "SCH008", "a.yaml", "--set", "synapse.ingress.host=null");
    assertTrue(run.out().contains("emove `synapse.ingress.host`"), run.out());
  }

  @Test
  void helm_s_own_order_counts_and_not_that_of_the_command_line() {
    String[] args = {
      "resolve", "--no-defaults", "a.yaml", "--set-literal", "labels.e=literal", "--set-file",
          "labels.d=text.txt",
      "--set-file", "labels.e=text.txt", "--set-string", "labels.c=1", "--set-string",
          "labels.d=string", "--set",
      "labels.b=set", "--set", "labels.c=set", "--set-json",
          "labels={\"a\":\"json\",\"b\":\"json\"}",
    };
    assertEquals(
        """
        serverName: a.org
        labels:
          a: json
          b: set
          c: "1"
          d: "a: 1, b\\n"
          e: literal
        """,
        run(args).out().replace("d: |\n    a: 1, b\n", "d: \"a: 1, b\\n\"\n"));
  }

  @Test
  void values_can_come_from_arguments_only() {
    Run run = run("--select", "SCH", "--set", "serverName=a.org");
    assertTrue(run.out().startsWith("Checked <--set> against"), run.out());
    assertEquals(0, run.status());
  }

  @Test
  void why_tells_the_argument_and_what_it_overrides() {
    Run run =
        run(
            "resolve",
            "--why",
            "serverName",
            "a.yaml",
            "--set",
            "labels.x=1",
            "--set",
            "labels.y=2,serverName=c.org");
    assertEquals(
        """
        serverName: c.org
          set in <--set 2>:1:12
          over in a.yaml:1:1
        """,
        run.out());
  }

  @Test
  void a_malformed_argument_is_told_with_its_place_and_without_its_text() {
    Run run = run("a.yaml", "--set", "postgres.adminPassword.value=hush,hush");
    assertEquals(
        "esslint: <--set>:1:35: `=` and a value are missing here; write a comma inside a value as `\\,`\n",
        run.err());
    assertEquals(2, run.status());
    assertEquals(2, run("resolve", "a.yaml", "--set-json", "a={").status());
  }

  @Test
  void a_file_that_cannot_be_read_is_told() {
    Run run = run("a.yaml", "--set-file", "labels.x=none.txt");
    assertEquals("esslint: none.txt: this file does not exist\n", run.err());
    assertEquals(3, run.status());
  }

  @Test
  void an_empty_argument_changes_nothing() {
    assertEquals(
        run("resolve", "--no-defaults", "a.yaml").out(),
        run("resolve", "--no-defaults", "a.yaml", "--set", "").out());
  }

  @Test
  void a_key_with_dots_that_are_not_escaped_is_told_as_that() {
    Run run = run("--select", "SCH", "a.yaml", "--set", "ingress.annotations.cert-manager.io/cluster-issuer=le");
    assertTrue(run.told().contains("but Helm splits the name at each dot."), run.out());
    assertTrue(run.out().contains("ingress.annotations.cert-manager\\.io/cluster-issuer"), run.out());
  }

  @Test
  void the_type_is_explained_by_the_option_that_gives_it() {
    Run run =
        run(
            "--select",
            "SCH",
            "a.yaml",
            "--set",
            "matrixRTC.sfu.exposedServices.rtcTcp.nodePort=30001",
            "--set-string",
            "matrixRTC.enabled=true");
    assertTrue(run.told().contains("but `--set` makes this a number."), run.out());
    assertTrue(run.out().contains("fix: Set it with `--set-string`."), run.out());
    assertTrue(run.told().contains("but `--set-string` makes this a string."), run.out());
    assertTrue(run.told().contains("fix: Write `true` or `false`, with `--set`."), run.out());
  }

  @Test
  void secrets_of_arguments_are_in_no_format() {
    for (String format : new String[] {"text", "json", "sarif"}) {
      Run run =
          run(
              "--format",
              format,
              "a.yaml",
              "--set",
              "synapse.macaroon.value=hush,synapse.nope=1,synapse.extraEnv[0].name=A_TOKEN,synapse.extraEnv[0].value=hush",
              "--set-literal",
              "synapse.additional.x.config=smtp_pass: hush",
              "--set-json",
              "postgres={\"adminPassword\":{\"value\":\"hush\",\"nope\":1}}");
      assertFalse((run.out() + run.err()).contains("hush"), run.out());
      assertTrue(run.out().contains("nope"), run.out());
    }
    String resolved = run("resolve", "a.yaml", "--set", "synapse.macaroon.value=hush").out();
    assertFalse(resolved.contains("hush"));
  }

  @Test
  void sarif_names_an_argument_as_it_names_standard_input() {
    Run run = run("--format", "sarif", "a.yaml", "--set", "nope=1");
    assertTrue(run.out().contains("\"uri\": \"--set\""), run.out());
  }
}
