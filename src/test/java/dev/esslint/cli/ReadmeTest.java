package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.cli.TerminalPicture.Scheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the guides show is what the program does. {@code -Dexpected=write} writes the outputs anew. */
final class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path README = ROOT.resolve("README.md");
  private static final Path GUIDES = ROOT.resolve("docs/guides");
  private static final boolean WRITES = "write".equals(System.getProperty("expected"));
  private static final int MOST_LINES = 250;
  private static final String PICTURED = "testdata/readme/values.yaml";
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ ./esslint (.*)\n([\\s\\S]*?)```\n");
  private static final Pattern LINK = Pattern.compile("(?:]\\(|src=\"|srcset=\")([^)\"#]*)(#[^)\"]*)?[)\"]");

  private static List<Path> pages() throws Exception {
    List<Path> pages = new ArrayList<>(List.of(README));
    try (Stream<Path> guides = Files.list(GUIDES)) {
      guides.sorted().forEach(pages::add);
    }
    return pages;
  }

  @Test
  void every_output_is_real() throws Exception {
    for (Path page : pages()) {
      String real = BLOCK.matcher(Files.readString(page)).replaceAll(ReadmeTest::run);
      if (WRITES) {
        Files.writeString(page, real);
      }
      assertEquals(real, Files.readString(page), page.toString());
    }
  }

  private static String run(MatchResult block) {
    String args = block.group(1);
    Run run = Run.in(ROOT, Arrays.stream(args.split(" ", -1)).toArray(String[]::new));
    return Matcher.quoteReplacement("```console\n$ ./esslint " + args + "\n" + run.out() + "```\n");
  }

  @Test
  void the_pictures_are_of_a_real_run() throws Exception {
    String output = Run.in(ROOT, "--color", "always", PICTURED).out();
    for (Scheme scheme : Scheme.values()) {
      Path file = ROOT.resolve("docs/report-" + scheme.name().toLowerCase(Locale.ROOT) + ".svg");
      String picture = TerminalPicture.of("./esslint " + PICTURED, output, scheme);
      if (WRITES) {
        Files.writeString(file, picture);
      }
      assertEquals(picture, Files.readString(file), file.toString());
    }
  }

  @Test
  void the_readme_is_short() throws Exception {
    assertTrue(Files.readAllLines(README).size() <= MOST_LINES);
  }

  @Test
  void every_link_leads_to_a_file_and_a_heading() throws Exception {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (link.group(1).startsWith("http")) {
          continue;
        }
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        boolean there =
            Files.exists(target)
                && (link.group(2) == null || anchors(target).contains(link.group(2)));
        if (!there) {
          dead.add(page.getFileName() + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  /** The anchors that GitHub gives to headings. */
  private static List<String> anchors(Path page) throws Exception {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> "#" + title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  /** Commands of other programs, up to the end of the line or of the code. */
  private static final Pattern OF_OTHERS =
      Pattern.compile("(?<=[ `])(docker run|helm (pull|plugin)|sha256sum|sh install\\.sh|npm)\\b[^\n`]*");

  @Test
  void every_option_exists() throws Exception {
    StringBuilder help = new StringBuilder(Run.in(ROOT, "--help").out());
    for (String command : List.of("resolve", "map", "upgrade", "fix", "deployments", "rules", "explain", "init", "cluster", "chart", "version", "probe")) {
      help.append(Run.in(ROOT, command, "--help").out());
    }
    for (Path page : pages()) {
      Matcher option =
          Pattern.compile("(?<=[ `\\[])--[a-z-]+")
              .matcher(OF_OTHERS.matcher(Files.readString(page)).replaceAll(""));
      while (option.find()) {
        assertTrue(help.indexOf(option.group()) >= 0, page.getFileName() + ": " + option.group());
      }
    }
  }

  @Test
  void the_files_in_the_guide_to_the_configuration_are_accepted(@TempDir Path folder) throws Exception {
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

  @Test
  void the_values_in_the_guide_to_calls_are_accepted(@TempDir Path folder) throws Exception {
    Path base = ROOT.resolve("testdata/base.yaml");
    Matcher block =
        Pattern.compile("```yaml\n([\\s\\S]*?)```").matcher(Files.readString(GUIDES.resolve("calls.md")));
    while (block.find()) {
      Path values = Files.writeString(folder.resolve("values.yaml"), block.group(1));
      Run run = Run.in(folder, "-f", base.toString(), "-f", values.getFileName().toString(), "--fail-on=error");
      assertEquals(0, run.status(), run.out() + run.err());
    }
  }

  /** The YAML in the guide to the configuration that begins with a key. */
  private static String yaml(String key) throws Exception {
    Matcher block =
        Pattern.compile("```yaml\n(" + key + ":[\\s\\S]*?)```")
            .matcher(Files.readString(GUIDES.resolve("configuration.md")));
    assertTrue(block.find(), key);
    return block.group(1);
  }
}
