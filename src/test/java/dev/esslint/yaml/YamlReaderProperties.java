package dev.esslint.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class YamlReaderProperties {
  @Provide
  Arbitrary<String> documents() {
    return YamlTexts.documents();
  }

  @Provide
  Arbitrary<String> damagedDocuments() {
    return YamlTexts.damagedDocuments();
  }

  @Provide
  Arbitrary<String> noise() {
    return YamlTexts.noise();
  }

  @Property
  void noise_is_read_or_refused_with_a_place(@ForAll("noise") String text) {
    readOrRefuse(text);
  }

  @Property
  void any_characters_are_read_or_refused_with_a_place(@ForAll String text) {
    readOrRefuse(text);
  }

  @Property
  void damaged_documents_are_read_or_refused_with_a_place(@ForAll("damagedDocuments") String text) {
    readOrRefuse(text);
  }

  private static void readOrRefuse(String text) {
    try {
      var source = SourceText.decode("f", text.getBytes(StandardCharsets.UTF_8));
      checkSpans(YamlReader.read(source));
    } catch (SourceException e) {
      Span span = e.place().orElseThrow().span();
      assertTrue(span.end() <= e.place().orElseThrow().source().text().length());
    }
  }

  @Property
  void spans_nest_and_start_where_the_node_is_written(@ForAll("documents") String text) {
    readOrRefuse(text);
  }

  private static void checkSpans(Document document) {
    check(document.source(), document.root(), new Span(0, document.source().text().length()));
    for (Document.Comment comment : document.comments()) {
      assertTrue(document.source().slice(comment.span()).startsWith("#"));
    }
  }

  private static void check(SourceText source, Node node, Span outer) {
    Span span = node.span();
    String slice = source.slice(span);
    assertTrue(
        outer.start() <= span.start() && span.end() <= outer.end(),
        () -> outer + " has no " + span);
    if (slice.startsWith("*")) {
      return; // what is below stands at the anchor
    }
    assertEquals(slice.trim(), slice);
    switch (node) {
      case MapNode map -> map.entries().values().forEach(entry -> checkEntry(source, entry, span));
      case ListNode list -> list.items().forEach(item -> check(source, item, span));
      case ScalarNode scalar -> assertTrue(slice.startsWith(start(scalar)), slice);
    }
  }

  private static void checkEntry(SourceText source, Entry entry, Span map) {
    if (map.contains(entry.key().start())) {
      check(source, entry.value(), map);
      assertTrue(entry.key().end() <= entry.value().span().start());
    }
  }

  private static String start(ScalarNode scalar) {
    return switch (scalar.style()) {
      case PLAIN -> "";
      case SINGLE_QUOTED -> "'";
      case DOUBLE_QUOTED -> "\"";
      case LITERAL -> "|";
      case FOLDED -> ">";
    };
  }

  @Property
  void every_offset_has_a_position_that_leads_back(@ForAll("noise") String text) {
    var source = new SourceText("f", text);
    for (int offset = 0; offset <= text.length(); offset++) {
      assertEquals(offset, source.offset(source.position(offset)));
    }
  }
}
