package dev.esslint.site;

import static dev.esslint.site.Page.escape;

import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.site.Markdown.Title;
import dev.esslint.site.Page.Section;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documentation as a site of plain files that need no server: from the README, {@code docs/}, the rules and the words about
 * keys. {@code mvn -Pdocs process-test-classes} writes it to {@code target/site}. It is among the tests because it is a part neither of
 * the program nor of its build, and a test holds all of its pages against each other.
 */
final class Site {
  private static final String GUIDES = "docs/guides/";
  private static final String RULES = "docs/rules/";

  /** The order in which somebody needs them; others come after these. */
  private static final List<String> FIRST =
      List.of(
          "install", "several-files", "configuration", "gitops", "ci", "suppress", "fix", "upgrade", "changes", "map", "calls",
          "own-rules", "json-v1", "map-json-v1", "deployments-json-v1", "not-checked", "noise", "glossary", "stability");

  private final Path project;

  /** The address in the site for each text of the repository that becomes a page. */
  private final SequencedMap<String, String> sources = new LinkedHashMap<>();

  private final SequencedMap<String, byte[]> files = new TreeMap<>();
  private final List<Page> pages = new ArrayList<>();
  private final SearchIndex index = new SearchIndex();
  private final KeyPart keys = new KeyPart();

  private Site(Path project) {
    this.project = project;
  }

  /**
   * Writes the site.
   *
   * @param args the folder of the project and the folder to write to, which may hold an older one
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[1]);
    SequencedMap<String, byte[]> files = of(Path.of(args[0]));
    if (Files.exists(target)) {
      try (Stream<Path> old = Files.walk(target)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** The files of the site by their paths. */
  static SequencedMap<String, byte[]> of(Path project) throws IOException {
    Site site = new Site(project);
    site.build();
    return site.files;
  }

  private void build() throws IOException {
    List<RuleInfo> rules = BuiltInRules.all().stream().map(Rule::info).toList();
    sources.put("README.md", Section.START.path());
    names("docs/guides").forEach(name -> sources.put(GUIDES + name + ".md", "guides/" + name + ".html"));
    names("docs").forEach(name -> sources.put("docs/" + name + ".md", name + ".html"));
    sources.put("CONTRIBUTING.md", "contributing.html");
    sources.put("CHANGELOG.md", "changelog.html");
    sources.put(RULES + "README.md", Section.RULES.path());
    rules.forEach(
        rule -> sources.put(RULES + rule.id() + ".md", "rules/" + rule.id() + ".html"));

    for (Map.Entry<String, String> source : sources.entrySet()) {
      if (!source.getKey().startsWith(RULES)) {
        pages.add(page(source.getKey(), source.getValue()));
      }
    }
    pages.add(list(Section.GUIDES, "Guides", "What to do, step by step."));
    pages.add(
        list(Section.REFERENCE, "Reference", "Formats, words, promises and how esslint is developed."));
    rules(rules);
    pages.addAll(keys.pages(rules(Section.KEYS.path()), index));
    for (Page page : pages) {
      files.put(page.path(), page.html().getBytes(StandardCharsets.UTF_8));
    }
    for (String own : List.of("style.css", "site.js")) {
      files.put(own, Files.readAllBytes(project.resolve("src/docs").resolve(own)));
    }
    files.put("search-index.js", index.script().getBytes(StandardCharsets.UTF_8));
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> found = Files.list(project.resolve(folder))) {
      return found
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .sorted(Comparator.comparingInt(Site::order).thenComparing(name -> name))
          .toList();
    }
  }

  private static int order(String name) {
    int order = FIRST.indexOf(name);
    return order < 0 ? FIRST.size() : order;
  }

  private Page page(String source, String path) throws IOException {
    Markdown text = markdown(source, path);
    Section section =
        source.equals("README.md")
            ? Section.START
            : source.startsWith(GUIDES) ? Section.GUIDES : Section.REFERENCE;
    index.add(text.title(), path, section.title(), text.summary());
    for (Title title : text.titles()) {
      if (title.level() > 1) {
        index.add(title.text(), path + "#" + title.id(), text.title(), "");
      }
    }
    return new Page(path, section, text.title(), text.summary(), text.titles(), text.html());
  }

  private Markdown markdown(String source, String path) throws IOException {
    String own = path.startsWith("rules/") ? path.replaceAll(".*/|\\.html$", "") : "";
    UnaryOperator<String> rules = rules(path);
    return new Markdown(
        Files.readString(project.resolve(source)),
        link -> link(source, path, link),
        id -> id.equals(own) ? "" : rules.apply(id),
        code -> code.contains(".") && !keys.address(code).isEmpty() ? Page.root(path) + keys.address(code) : "");
  }

  private UnaryOperator<String> rules(String path) {
    return id -> {
      String page = sources.get(RULES + id + ".md");
      return page == null ? "" : Page.root(path) + page;
    };
  }

  /** Where a link of a text leads in the site. */
  private String link(String source, String path, String link) {
    if (link.startsWith("#") || URI.create(link).isAbsolute()) {
      return link;
    }
    String[] parts = link.split("#", 2);
    Path file = Path.of("/", source).getParent().resolve(parts[0]).normalize();
    String name = file.toString().substring(1);
    String fragment = parts.length > 1 ? "#" + parts[1] : "";
    String page = sources.get(name);
    return Page.root(path) + (page == null ? copied(name) : page) + fragment;
  }

  /** Where a file of the repository that is no page is in the site. */
  private String copied(String name) {
    String target = name.replaceFirst("^docs/", "");
    try {
      files.putIfAbsent(target, Files.readAllBytes(project.resolve(name)));
    } catch (IOException e) {
      throw new IllegalArgumentException("a link leads to " + name + ", which is not there", e);
    }
    return target;
  }

  /** The list of the pages of a part. */
  private Page list(Section section, String title, String summary) {
    String root = Page.root(section.path());
    String items =
        pages.stream()
            .filter(page -> page.section() == section)
            .map(
                page ->
                    "<li><a href=\"%s\">%s</a><p>%s</p></li>\n"
                        .formatted(
                            root + page.path(), escape(page.title()), escape(page.summary())))
            .collect(Collectors.joining());
    return new Page(
        section.path(),
        section,
        title,
        summary,
        List.of(),
        "<h1>%s</h1>\n<p>%s</p>\n<ul class=\"pages\">\n%s</ul>\n".formatted(title, escape(summary), items));
  }

  private void rules(List<RuleInfo> rules) throws IOException {
    pages.add(RulePart.index(rules));
    for (RuleInfo rule : rules) {
      String path = "rules/" + rule.id() + ".html";
      pages.add(RulePart.page(rule, path, markdown(RULES + rule.id() + ".md", path)));
      index.add(rule.id() + " " + rule.name(), path, "Rule", rule.summary().strip());
    }
  }
}
