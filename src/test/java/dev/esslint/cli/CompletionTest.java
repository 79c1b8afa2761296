package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells complete; bash itself is asked. */
final class CompletionTest {
  @TempDir Path folder;

  @BeforeEach
  void script() throws IOException {
    Run run = Run.in(folder, "completion", "bash");
    assertEquals("", run.err());
    Files.writeString(folder.resolve("esslint.bash"), run.out());
    Files.writeString(folder.resolve("my values.yaml"), "");
  }

  @Test
  void commands_are_completed_beside_files() throws Exception {
    assertEquals(List.of("upgrade"), completed("up"));
    assertEquals(List.of("my values.yaml", "map", "man"), completed("m"));
    assertEquals(List.of("check", "new", "facts"), completed("rules", "").stream().filter(w -> !w.contains(".")).toList());
  }

  @Test
  void options_are_those_of_the_command() throws Exception {
    assertEquals(List.of("--only-new"), completed("--only"));
    assertEquals(List.of(), completed("upgrade", "--only"));
    assertEquals(List.of("--write"), completed("upgrade", "--wr"));
    assertEquals(List.of("--write"), completed("rules", "check", "--wr"));
  }

  @Test
  void values_of_options_are_completed_in_both_forms() throws Exception {
    assertEquals(List.of("sarif", "sonar"), completed("--format", "s"));
    assertEquals(List.of("sarif", "sonar"), completed("--format", "=", "s"));
    assertEquals(List.of("svg"), completed("map", "--format", "s"));
    assertEquals(List.of("error", "warning", "note", "never"), completed("--fail-on", ""));
    assertEquals(List.of("26.8.0", "26.8.1"), completed("--chart-version", "26.8").subList(0, 2));
    assertEquals(List.of("my values.yaml"), completed("-f", "my"));
  }

  @Test
  void rules_are_completed_by_id_and_name() throws Exception {
    assertEquals(List.of("CHG001"), completed("explain", "CHG001"));
    assertEquals(List.of("manual-ip-with-stun"), completed("--select", "manual-ip-with"));
  }

  @Test
  void every_script_speaks_of_every_command_and_option() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      String script = Run.in(folder, "completion", shell).out();
      for (String word : List.of("upgrade", "deployments", "only-new", "baseline-write", "markdown", "CHG001")) {
        assertTrue(script.contains(word), shell + " " + word);
      }
    }
  }

  @Test
  void another_shell_is_refused() {
    Run run = Run.in(folder, "completion", "csh");
    assertEquals(2, run.status());
    assertEquals("esslint: `csh` is not a shell that esslint knows; use one of bash, zsh, fish\n", run.err());
  }

  @Test
  void the_manual_page_has_every_option_and_no_line_that_begins_with_a_wrong_request() {
    String page = Run.in(folder, "man").out();
    assertTrue(page.startsWith(".TH ESSLINT 1 "), page);
    assertTrue(page.contains("\\fB\\-\\-only\\-new\\fR"), page);
    for (String line : page.lines().filter(l -> l.startsWith(".") || l.startsWith("'")).toList()) {
      assertTrue(line.matches("\\.(TH|SH|SS|TP|nf|fi)( .*)?"), line);
    }
  }

  private List<String> completed(String... words) throws Exception {
    String line =
        Arrays.stream(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    String script =
        "source ./esslint.bash; COMP_WORDS=(esslint " + line + "); COMP_CWORD=" + words.length
            + "; _esslint; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process process =
        new ProcessBuilder("bash", "--norc", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return out.lines().filter(word -> !word.isEmpty()).toList();
  }
}
