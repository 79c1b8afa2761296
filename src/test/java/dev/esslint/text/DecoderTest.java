package dev.esslint.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecoderTest {
  @Test
  void a_byte_order_mark_is_no_part_of_the_text() throws SourceException {
    assertEquals(
        "a: é😀", SourceText.decode("f", "\uFEFFa: é😀".getBytes(StandardCharsets.UTF_8)).text());
    assertEquals(
        "a: é😀",
        SourceText.decode("f", "\uFEFFa: é😀".getBytes(StandardCharsets.UTF_16LE)).text());
    assertEquals(
        "a: é😀",
        SourceText.decode("f", "\uFEFFa: é😀".getBytes(StandardCharsets.UTF_16BE)).text());
    assertEquals("", SourceText.decode("f", new byte[0]).text());
  }

  @Test
  void the_replacement_character_itself_is_text() throws SourceException {
    assertEquals(
        "a: \uFFFD", SourceText.decode("f", "a: \uFFFD".getBytes(StandardCharsets.UTF_8)).text());
  }

  @Test
  void a_malformed_byte_is_refused_with_its_offset_and_line() {
    var e = refused(new byte[] {'a', ':', '\n', ' ', (byte) 0xC3, '(', '\n'});
    assertEquals(
        "not UTF-8: byte 0xC3 at offset 4 (line 2) does not belong to any character; save the file"
            + " as UTF-8",
        e.getMessage());
    assertEquals(new Position(2, 2), position(e));
  }

  @Test
  void encoded_surrogates_and_overlong_forms_are_malformed() {
    refused(new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80});
    refused(new byte[] {'a', (byte) 0xC0, (byte) 0x80});
    refused(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'});
    refused(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8});
  }

  @Test
  void control_characters_are_refused_at_their_place() {
    var e = refused("a: 1\nb: \u0007".getBytes(StandardCharsets.UTF_8));
    assertEquals(new Position(2, 4), position(e));
    assertTrue(String.valueOf(e.getMessage()).contains("U+0007"), e.getMessage());
    refused("a: \u007F".getBytes(StandardCharsets.UTF_8));
    refused("a: \uFFFE".getBytes(StandardCharsets.UTF_8));
    refused("\uFEFF\uFEFFa: 1".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_byte_order_mark_inside_of_a_text_is_a_character() throws SourceException {
    assertEquals(
        "a: 1\n\uFEFFb: 2",
        SourceText.decode("f", "a: 1\n\uFEFFb: 2".getBytes(StandardCharsets.UTF_8)).text());
  }

  @Test
  void wide_text_without_a_mark_is_recognised() {
    var e = refused("a: 1".getBytes(StandardCharsets.UTF_16LE));
    assertTrue(String.valueOf(e.getMessage()).contains("UTF-16"), e.getMessage());
  }

  private static SourceException refused(byte[] bytes) {
    return assertThrows(
        SourceException.class, () -> YamlReader.read(SourceText.decode("f", bytes)));
  }

  private static Position position(SourceException e) {
    var place = e.place().orElseThrow();
    return place.source().position(place.span().start());
  }
}
