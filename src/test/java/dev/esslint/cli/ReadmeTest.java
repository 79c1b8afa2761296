package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the program does. {@code -Dexpected=write} writes the outputs anew. */
final class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path README = ROOT.resolve("README.md");
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ ./esslint (.*)\n([\\s\\S]*?)```\n");

  @Test
  void every_output_in_the_readme_is_real() throws Exception {
    String readme = Files.readString(README);
    String real = BLOCK.matcher(readme).replaceAll(ReadmeTest::run);
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(README, real);
    }
    assertEquals(real, Files.readString(README));
  }

  private static String run(MatchResult block) {
    String args = block.group(1);
    Run run = Run.in(ROOT, Arrays.stream(args.split(" ", -1)).toArray(String[]::new));
    return Matcher.quoteReplacement("```console\n$ ./esslint " + args + "\n" + run.out() + "```\n");
  }

  @Test
  void every_option_in_the_readme_exists() throws Exception {
    String help =
        Run.in(ROOT, "--help").out()
            + Run.in(ROOT, "resolve", "--help").out()
            + Run.in(ROOT, "map", "--help").out()
            + Run.in(ROOT, "upgrade", "--help").out()
            + Run.in(ROOT, "fix", "--help").out();
    Matcher option = Pattern.compile("(?<=[ `\\[])--[a-z-]+").matcher(Files.readString(README));
    while (option.find()) {
      assertTrue(help.contains(option.group()), option.group());
    }
  }

  @Test
  void the_files_in_the_readme_are_accepted(@TempDir Path folder) throws Exception {
    Path cluster = Files.createDirectory(folder.resolve("facts")).resolve("cluster.yaml");
    Files.writeString(cluster, yaml("distribution"));
    Files.writeString(folder.resolve(".esslint.yaml"), yaml("chart-version"));
    Files.createDirectory(folder.resolve("esslint-rules"));
    assertEquals(0, Run.in(folder, "rules", "new", "some-name", "-o", "esslint-rules").status());
    Run run = Run.with(folder, "labels: {}\n", "--fail-on=never", "-");
    assertEquals("", run.err());
    assertEquals(0, run.status());
    assertTrue(run.out().contains("26.7.2 (from .esslint.yaml)"), run.out());
  }

  /** The YAML in the README that begins with a key. */
  private static String yaml(String key) throws Exception {
    Matcher block =
        Pattern.compile("```yaml\n(" + key + ":[\\s\\S]*?)```").matcher(Files.readString(README));
    assertTrue(block.find(), key);
    return block.group(1);
  }
}
