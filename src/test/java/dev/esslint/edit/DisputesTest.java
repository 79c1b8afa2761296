package dev.esslint.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which deployments do not agree on what becomes of a file. */
class DisputesTest {
  private static final SourceText FILE = new SourceText("values.yaml", "abcdefghij");

  @Test
  void different_texts_for_the_same_characters_are_disputed() {
    assertDisputed(List.of(true, true, false), edit(0, 3, "x"), edit(0, 3, "y"), edit(3, 6, "z"));
  }

  @Test
  void a_change_is_disputed_by_who_leaves_the_same_characters_as_they_are() {
    assertDisputed(List.of(true, true), edit(0, 3, "x"), edit(0, 3, "abc"));
  }

  @Test
  void the_same_change_for_two_deployments_is_not_disputed() {
    assertDisputed(List.of(false, false), edit(0, 3, "x"), edit(0, 3, "x"));
  }

  @Test
  void a_change_inside_of_other_characters_is_disputed_by_them() {
    assertDisputed(List.of(true, true, false), edit(0, 6, "abcdef"), edit(2, 4, "x"), edit(6, 8, "y"));
  }

  @Test
  void what_overlaps_only_what_stays_is_not_disputed() {
    assertDisputed(
        List.of(false, true, true), edit(0, 3, "abc"), edit(2, 6, "cdef"), edit(4, 6, "x"));
  }

  @Test
  void what_inserts_at_an_end_overlaps_nothing() {
    assertDisputed(List.of(false, false, false), edit(0, 3, "x"), edit(3, 3, "y"), edit(3, 6, "z"));
  }

  @Test
  void the_same_characters_of_another_file_are_no_matter() {
    assertDisputed(
        List.of(false, false),
        edit(0, 3, "x"),
        new Edit(new SourceText("other.yaml", FILE.text()), new Span(0, 3), "y"));
  }

  @Test
  void thousands_of_places_take_no_time_for_each_other() {
    SourceText file = new SourceText("fleet.yaml", "abc\n".repeat(100_000));
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      edits.add(new Edit(file, new Span(4 * i, 4 * i + 3), "x"));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertFalse(new Disputes(edits).isDisputed(edits.getFirst())));
  }

  private static Edit edit(int start, int end, String text) {
    return new Edit(FILE, new Span(start, end), text);
  }

  private static void assertDisputed(List<Boolean> expected, Edit... edits) {
    Disputes disputes = new Disputes(List.of(edits));
    assertEquals(expected, List.of(edits).stream().map(disputes::isDisputed).toList());
    Disputes reversed = new Disputes(List.of(edits).reversed());
    assertEquals(expected, List.of(edits).stream().map(reversed::isDisputed).toList());
  }
}
