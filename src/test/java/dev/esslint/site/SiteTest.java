package dev.esslint.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.finding.Quotation;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The documentation as a site. */
final class SiteTest {
  private static SequencedMap<String, byte[]> files;
  private static final Map<String, Document> PAGES = new TreeMap<>();

  /** That each page can be parsed as XML says that its elements are closed, its attributes quoted and its characters escaped. */
  @BeforeAll
  static void all_pages_are_well_formed() throws Exception {
    files = Site.of(Path.of("").toAbsolutePath());
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".html")) {
        PAGES.put(
            file.getKey(), parser.parse(new ByteArrayInputStream(file.getValue()), file.getKey()));
      }
    }
  }

  private static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  @Test
  void every_rule_and_every_guide_has_a_page() {
    BuiltInRules.all()
        .forEach(rule -> assertTrue(PAGES.containsKey("rules/" + rule.info().id() + ".html")));
    assertTrue(PAGES.containsKey("guides/calls.html"));
    List<String> guides = links("guides/index.html");
    PAGES.keySet().stream()
        .filter(page -> page.startsWith("guides/"))
        .forEach(page -> assertTrue(guides.contains("../" + page), page));
  }

  @Test
  void every_page_has_one_heading_of_the_first_level_a_language_and_a_title_of_its_own() {
    Set<String> titles = new HashSet<>();
    PAGES.forEach(
        (path, page) -> {
          assertEquals(1, elements(page, "h1").size(), path);
          assertEquals("en", page.getDocumentElement().getAttribute("lang"), path);
          String title = elements(page, "title").getFirst().getTextContent();
          assertFalse(title.isBlank(), path);
          assertTrue(titles.add(title), path + ": " + title);
        });
  }

  @Test
  void no_heading_leaves_out_a_level() {
    PAGES.forEach(
        (path, page) -> {
          int level = 0;
          for (Element element : elements(page, "*")) {
            if (element.getTagName().matches("h[1-6]")) {
              int own = element.getTagName().charAt(1) - '0';
              assertTrue(own <= level + 1, path + ": " + element.getTextContent());
              level = own;
            }
          }
        });
  }

  @Test
  void every_id_is_given_once() {
    PAGES.forEach((path, page) -> assertEquals(ids(page).size(), Set.copyOf(ids(page)).size(), path));
  }

  private static List<String> ids(Document page) {
    return elements(page, "*").stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  @Test
  void every_link_leads_somewhere_in_the_site_or_to_another_one() {
    Map<String, Set<String>> ids = new TreeMap<>();
    PAGES.forEach((path, page) -> ids.put(path, Set.copyOf(ids(page))));
    List<String> dead = new ArrayList<>();
    PAGES.forEach(
        (path, page) -> {
          for (Element element : elements(page, "*")) {
            for (String attribute : List.of("href", "src", "srcset")) {
              String link = element.getAttribute(attribute);
              if (!link.isEmpty() && !link.matches("(https?|mailto|data):.*") && !leads(path, link, ids)) {
                dead.add(path + ": " + link);
              }
            }
          }
        });
    assertEquals(List.of(), dead);
  }

  private static boolean leads(String from, String link, Map<String, Set<String>> ids) {
    String[] parts = link.split("#", 2);
    String to =
        parts[0].isEmpty()
            ? from
            : Path.of("/", from).resolveSibling(parts[0]).normalize().toString().substring(1);
    boolean filter = parts.length > 1 && parts[1].contains("=");
    return files.containsKey(to)
        && (parts.length == 1 || filter || ids.getOrDefault(to, Set.of()).contains(parts[1]));
  }

  @Test
  void what_the_search_finds_is_there() {
    Map<String, Set<String>> ids = new TreeMap<>();
    PAGES.forEach((path, page) -> ids.put(path, Set.copyOf(ids(page))));
    List<String> entries =
        text("search-index.js").lines().filter(line -> line.startsWith("[")).toList();
    assertTrue(entries.size() > BuiltInRules.all().size());
    for (String entry : entries) {
      assertTrue(leads("index.html", entry.split("\",\"", -1)[1], ids), entry);
    }
  }

  @Test
  void nothing_comes_from_elsewhere() {
    PAGES.forEach(
        (path, page) -> {
          for (String name : List.of("script", "link", "img", "source", "iframe", "style")) {
            for (Element element : elements(page, name)) {
              for (String attribute : List.of("src", "srcset", "href")) {
                assertFalse(element.getAttribute(attribute).contains("//"), path);
              }
            }
          }
          elements(page, "script").forEach(script -> assertEquals("", script.getTextContent(), path));
        });
    assertFalse(text("style.css").contains("url("));
    assertFalse(text("site.js").contains("//" + "cdn"));
  }

  @Test
  void no_page_shows_the_variables_of_a_text() {
    PAGES.forEach(
        (path, page) ->
            elements(page, "p").stream()
                .filter(paragraph -> elements(paragraph, "code").isEmpty())
                .forEach(
                    paragraph ->
                        assertFalse(Quotation.PATTERN.matcher(paragraph.getTextContent()).find(), path)));
  }

  private static List<Element> elements(Element around, String name) {
    NodeList found = around.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  @Test
  void a_rule_has_its_bad_and_good_examples_side_by_side_and_its_reported_lines_marked() {
    Document page = PAGES.get("rules/RTC003.html");
    Element pair =
        elements(page, "div").stream()
            .filter(div -> div.getAttribute("class").equals("examples"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of("bad", "good"),
        elements(pair, "div").stream().map(side -> side.getAttribute("class")).toList());
    assertTrue(elements(pair, "mark").getFirst().getTextContent().endsWith("# <- here"));
  }

  @Test
  void the_list_of_rules_says_which_releases_each_applies_to() {
    int last = Charts.builtIn().releases().size() - 1;
    List<Element> rows =
        elements(PAGES.get("rules/index.html"), "tr").stream()
            .filter(row -> row.hasAttribute("data-releases"))
            .toList();
    assertEquals(BuiltInRules.all().size(), rows.size());
    rows.forEach(row -> assertTrue(row.getAttribute("data-releases").matches("\\d+-\\d+( \\d+-\\d+)*"), row.getTextContent()));
    assertTrue(rows.stream().anyMatch(row -> row.getAttribute("data-releases").equals("0-" + last)));
  }

  @Test
  void a_key_that_a_rule_or_a_guide_names_leads_to_its_explanation() {
    assertTrue(links("rules/RTC003.html").contains("../keys/matrixRTC.html#matrixRTC.sfu.manualIP"));
    assertTrue(links("guides/calls.html").contains("../keys/matrixRTC.html#matrixRTC.hostAliases"));
    assertTrue(links("keys/matrixRTC.html").contains("../keys/matrixRTC.html#matrixRTC.sfu"));
  }

  private static List<String> links(String page) {
    return elements(PAGES.get(page), "a").stream().map(a -> a.getAttribute("href")).toList();
  }

  @Test
  void a_key_is_explained_with_its_type_and_the_rules_about_it() {
    Element key =
        elements(PAGES.get("keys/matrixRTC.html"), "section").stream()
            .filter(section -> section.getAttribute("id").equals("matrixRTC.sfu.manualIP"))
            .findFirst()
            .orElseThrow();
    assertTrue(key.getTextContent().contains("Type: a string"));
    assertTrue(
        elements(key, "a").stream().anyMatch(a -> a.getAttribute("href").equals("../rules/RTC003.html")));
  }

  private static String text(String file) {
    return new String(files.get(file), StandardCharsets.UTF_8);
  }
}
