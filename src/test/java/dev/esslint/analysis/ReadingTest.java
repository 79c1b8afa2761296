package dev.esslint.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Memory is cleared up for large values, and not for each of the deployments in a large file. */
class ReadingTest {
  @Test
  void the_values_of_a_large_file_are_most_of_it() throws SourceException {
    assertTrue(Reading.isMostOfLargeFile(read("a: b\n", 200_000)));
    assertFalse(Reading.isMostOfLargeFile(read("a: b\n", 0)));
  }

  @Test
  void one_of_many_deployments_is_not_most_of_a_large_file() throws SourceException {
    SourceText file = new SourceText("a.yaml", "- {a: b}\n".repeat(100_000));
    ListNode list = (ListNode) YamlReader.read(file).root();
    Node one = list.items().getFirst();
    assertFalse(
        Reading.isMostOfLargeFile(new Document(file, one, List.of(), List.of(), Optional.empty())));
  }

  private static Document read(String text, int more) throws SourceException {
    return YamlReader.read(new SourceText("a.yaml", text + "long: " + "x".repeat(more) + "\n"));
  }
}
