package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a user's own take part as those of esslint do. */
final class OwnRulesTest {
  private static final Path EXAMPLE = Path.of("testdata/own-rules");
  private static final String BAD = "synapse: {ingress: {host: matrix.example.net}}\n";

  @TempDir private Path folder;

  @BeforeEach
  void begin() throws Exception {
    Files.createDirectories(folder.resolve("ours/deeper"));
    Files.writeString(folder.resolve("values.yaml"), BAD);
    Run.in(folder, "rules", "new", "host-outside-our-domain", "-o", "ours/deeper/OWN001-x.yaml");
  }

  private Run lint(String... args) {
    return Run.in(
        folder,
        Stream.concat(Stream.of("--rules", "ours", "values.yaml"), Stream.of(args))
            .toArray(String[]::new));
  }

  @Test
  void they_report_beside_the_others() {
    String out = lint("-q").out();
    assertTrue(
        out.contains("values.yaml:1:27: warning OWN001 Synapse is reached"),
        out);
    assertTrue(out.contains("error SYN001"), out);
    assertFalse(Run.in(folder, "-q", "values.yaml").out().contains("OWN001"));
  }

  @Test
  void the_configuration_names_their_folder_from_where_it_is() throws Exception {
    Files.createDirectories(folder.resolve("below"));
    Files.writeString(folder.resolve("below/values.yaml"), BAD);
    for (String key : new String[] {"rules: ours\n", "rules: [ours]\n"}) {
      Files.writeString(folder.resolve(".esslint.yaml"), key);
      String out = Run.in(folder.resolve("below"), "-q", "values.yaml").out();
      assertTrue(out.contains("OWN001"), out);
    }
  }

  @Test
  void they_are_selected_and_ignored_by_id_name_and_family() {
    assertFalse(lint("-q", "--select", "OWN").out().contains("SYN"));
    for (String word : new String[] {"OWN", "OWN001", "host-outside-our-domain"}) {
      assertTrue(lint("-q", "--select", word).out().contains("OWN001"), word);
      assertFalse(lint("-q", "--ignore", word).out().contains("OWN001"), word);
    }
  }

  @Test
  void comments_ignore_them_also_where_they_are_not_selected() throws Exception {
    Files.writeString(
        folder.resolve("values.yaml"),
        BAD.strip() + " # esslint: ignore[OWN001] it is no matter\n");
    assertFalse(lint("-q").out().contains("OWN001"), lint("-q").out());
    assertEquals("", lint("-q", "--select", "YAML,RTC").out());
    assertTrue(lint("-q", "--no-ignores").out().contains("OWN001"));
  }

  @Test
  void they_are_listed_explained_and_described_in_sarif() {
    assertTrue(
        Run.in(folder, "rules", "--rules", "ours").out().contains("\nOWN001  warning  risky"));
    assertFalse(Run.in(folder, "rules").out().contains("OWN001"));
    assertTrue(
        Run.in(folder, "explain", "--rules", "ours", "OWN001")
            .out()
            .startsWith("# OWN001 host-outside-our-domain\n"));
    assertEquals(2, Run.in(folder, "explain", "OWN001").status());
    String sarif = lint("--format", "sarif").out();
    assertTrue(sarif.contains("\"HostOutsideOurDomain\""), sarif);
    assertFalse(sarif.contains("docs/rules/OWN001.md"), sarif);
  }

  @Test
  void what_is_wrong_with_one_is_told_when_it_is_loaded() throws Exception {
    Path rule = folder.resolve("ours/deeper/OWN001-x.yaml");
    String text = Files.readString(rule);
    Files.writeString(rule, text.replace("is: filled", "is: present"));
    Run run = lint();
    assertEquals(
        """
        esslint: rules of your own cannot be used
        ours/deeper/OWN001-x.yaml:25:40: no state `present`; did you mean `set`?
        """,
        run.err());
    assertEquals("", run.out());
    assertEquals(2, run.status());
    Files.writeString(rule, text.replace("OWN001", "RTC003"));
    assertTrue(lint().err().contains("the family RTC belongs to esslint"), lint().err());
    Files.writeString(rule, "id: [");
    assertTrue(lint().err().startsWith("esslint: rules of your own cannot be used\nours/deeper/"));
    assertEquals(2, lint().status());
  }

  @Test
  void a_folder_that_is_missing_or_empty_is_one_clear_message() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("empty/base.yaml"), "serverName: example.org\n");
    assertEquals(
        "esslint: there is no folder `none` with rules\n",
        Run.in(folder, "--rules", "none", "values.yaml").err());
    assertEquals(
        "esslint: there is no folder `values.yaml` with rules\n",
        Run.in(folder, "--rules", "values.yaml", "values.yaml").err());
    assertEquals(
        "esslint: there are no rules in the folder `empty`\n",
        Run.in(folder, "--rules", "empty", "values.yaml").err());
    Files.writeString(folder.resolve(".esslint.yaml"), "rules: none\n");
    Run run = Run.in(folder, "values.yaml");
    assertEquals("esslint: .esslint.yaml:1:8: there is no folder `none` with rules\n", run.err());
    assertEquals(2, run.status());
  }

  @Test
  void a_rule_file_is_an_input_that_no_report_overwrites() throws Exception {
    Path rule = folder.resolve("ours/deeper/OWN001-x.yaml");
    String text = Files.readString(rule);
    assertEquals(2, lint("-o", "ours/deeper/OWN001-x.yaml").status());
    assertEquals(text, Files.readString(rule));
  }

  @Test
  void what_is_cached_is_never_stale_and_never_needed() throws Exception {
    Path rule = folder.resolve("ours/deeper/OWN001-x.yaml");
    String text = Files.readString(rule);
    assertTrue(cached("cache").contains("warning OWN001"));
    try (Stream<Path> entries = Files.list(folder.resolve("cache/esslint"))) {
      Path entry = entries.findFirst().orElseThrow();
      assertTrue(cached("cache").contains("warning OWN001"));
      Files.writeString(rule, text.replace("level: warning", "level: error"));
      assertTrue(cached("cache").contains("error OWN001"));
      byte[] bytes = Files.readAllBytes(entry);
      bytes[bytes.length - 9] ^= 1;
      Files.write(entry, bytes);
      assertTrue(cached("cache").contains("error OWN001"));
      Files.write(entry, new byte[] {1, 2, 3});
      assertTrue(cached("cache").contains("error OWN001"));
    }
    Files.writeString(folder.resolve("taken"), "no folder");
    assertTrue(cached("taken").contains("error OWN001"));
  }

  private String cached(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Run.run(
        folder,
        InputStream.nullInputStream(),
        out,
        err,
        Map.of("XDG_CACHE_HOME", folder.resolve(name).toAbsolutePath().toString()),
        "-q",
        "--rules",
        "ours",
        "values.yaml");
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void the_worked_example_of_the_docs_is_what_the_program_does() throws Exception {
    Run check = Run.in(Path.of("").toAbsolutePath(), "rules", "check", EXAMPLE.toString());
    assertEquals("2 rules checked: no problems.\n", check.out());
    Path page = Path.of("docs/own-rules.md");
    String text = Files.readString(page);
    String real =
        Pattern.compile("```console\n\\$ esslint (.*)\n([\\s\\S]*?)```\n")
            .matcher(text)
            .replaceAll(OwnRulesTest::run);
    real =
        Pattern.compile("(<!-- (testdata/own-rules/\\S+) -->\n````yaml\n)([\\s\\S]*?)(````\n)")
            .matcher(real)
            .replaceAll(OwnRulesTest::file);
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(page, real);
    }
    assertEquals(real, Files.readString(page));
  }

  private static String run(MatchResult block) {
    Run run = Run.in(Path.of("").toAbsolutePath(), block.group(1).split(" "));
    return Matcher.quoteReplacement(
        "```console\n$ esslint " + block.group(1) + "\n" + run.out() + run.err() + "```\n");
  }

  private static String file(MatchResult block) {
    try {
      return Matcher.quoteReplacement(
          block.group(1) + Files.readString(Path.of(block.group(2))) + block.group(4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
