package dev.esslint.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDifferenceTest {
  private static List<String> numbered(String word, int lines) {
    return IntStream.range(0, lines).mapToObj(i -> word + i).toList();
  }

  @Test
  void what_is_done_makes_one_of_the_other() throws PatchFailedException {
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      int words = 1 + random.nextInt(3000);
      List<String> before = new ArrayList<>();
      for (int i = random.nextInt(2000); i > 0; i--) {
        before.add("l" + random.nextInt(words));
      }
      List<String> after = new ArrayList<>(before);
      for (int i = random.nextInt(before.size() + 1); i > 0; i--) {
        int at = random.nextInt(after.size() + 1);
        if (random.nextBoolean() || at == after.size()) {
          after.add(at, "n" + random.nextInt(words));
        } else {
          after.remove(at);
        }
      }
      assertEquals(after, LineDifference.of(before, after).applyTo(before));
    }
  }

  @Test
  void a_line_that_changes_in_a_long_text_is_one_change() {
    List<String> before = numbered("a", 5000);
    List<String> after = new ArrayList<>(before);
    after.set(100, "b");
    after.remove(4000);
    Patch<String> patch = LineDifference.of(before, after);
    assertEquals(
        List.of(List.of("a100"), List.of("a4000")),
        patch.getDeltas().stream().map(delta -> delta.getSource().getLines()).toList());
  }

  @Test
  void when_every_line_changes_it_takes_no_step_for_each_pair_of_lines() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(1, LineDifference.of(numbered("a", 100_000), numbered("b", 100_000)).getDeltas().size());
          List<String> same = IntStream.range(0, 100_000).mapToObj(i -> i % 3 == 0 ? "x" : "y").toList();
          List<String> other = IntStream.range(0, 100_000).mapToObj(i -> i % 7 == 0 ? "x" : "y").toList();
          assertEquals(1, LineDifference.of(same, other).getDeltas().size());
        });
  }
}
