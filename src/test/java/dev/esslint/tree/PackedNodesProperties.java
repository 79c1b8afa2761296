package dev.esslint.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.esslint.text.Span;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PackedNodesProperties {
  @Provide
  Arbitrary<Node> trees() {
    return tree(4);
  }

  private static Arbitrary<Node> tree(int depth) {
    Arbitrary<String> strings =
        Arbitraries.strings().withChars('a', 'b', 'é', '键').withChars("\n\0 ").ofMaxLength(5);
    Arbitrary<Scalar> scalars =
        Arbitraries.oneOf(
            strings.map(Scalar.Str::new),
            Arbitraries.doubles().map(Scalar.Num::new),
            Arbitraries.integers().map(i -> new Scalar.Num(i)),
            Arbitraries.of(
                Scalar.NULL,
                Scalar.TRUE,
                Scalar.FALSE,
                new Scalar.Num(-0.0),
                new Scalar.Num(1e300)));
    Arbitrary<Node> leaf = scalars.map(value -> new ScalarNode(Span.NONE, value, Style.PLAIN));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Node> child = Arbitraries.lazy(() -> tree(depth - 1));
    Arbitrary<Node> list = child.list().ofMaxSize(4).map(items -> new ListNode(Span.NONE, items));
    Arbitrary<Node> map =
        Arbitraries.maps(strings, child.map(value -> new Entry(Span.NONE, value)))
            .ofMaxSize(4)
            .map(entries -> new MapNode(Span.NONE, new LinkedHashMap<>(entries)));
    return Arbitraries.oneOf(leaf, list, map);
  }

  @Property
  void what_is_written_is_read_again(@ForAll("trees") Node tree) throws IOException {
    Node read = PackedNodes.read(pack(tree));
    assertEquals(tree, read);
    assertEquals(tree.toString(), read.toString());
  }

  @Property
  void bytes_cut_short_are_refused(@ForAll("trees") Node tree, @ForAll int place)
      throws IOException {
    byte[] bytes = pack(tree);
    byte[] cut = Arrays.copyOf(bytes, Math.floorMod(place, bytes.length));
    assertThrows(IllegalArgumentException.class, () -> PackedNodes.read(cut));
  }

  private static byte[] pack(Node tree) throws IOException {
    var out = new ByteArrayOutputStream();
    PackedNodes.write(tree, out);
    return out.toByteArray();
  }
}
