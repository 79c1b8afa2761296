package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ValuePathProperties {

  @Provide
  Arbitrary<ValuePath> paths() {
    Arbitrary<ValuePath.Step> keys = Arbitraries.strings().ofMaxLength(6).map(ValuePath.Key::new);
    Arbitrary<ValuePath.Step> indices =
        Arbitraries.integers().between(0, 99).map(ValuePath.Index::new);
    return Arbitraries.oneOf(keys, indices).list().ofMaxSize(5).map(ValuePath::new);
  }

  @Property
  void a_path_reads_back_as_it_is_written(@ForAll("paths") ValuePath path) {
    assertEquals(path, ValuePath.parse(path.toString()));
  }

  @Property
  void what_is_no_path_is_refused_with_a_reason(@ForAll String text) {
    try {
      ValuePath.parse(text);
    } catch (IllegalArgumentException e) {
      assertEquals(
          "`" + text + "` is not a path of values: ",
          String.valueOf(e.getMessage()).substring(0, text.length() + 25));
    }
  }

  @Example
  void keys_with_dots_are_quoted() {
    assertEquals(
        "synapse.additional[\"00-a.yaml\"].config",
        ValuePath.of("synapse", "additional", "00-a.yaml", "config").toString());
    assertEquals(
        List.of(new ValuePath.Key("a"), new ValuePath.Index(2), new ValuePath.Key("b c")),
        ValuePath.parse("a[2][\"b c\"]").steps());
    assertThrows(IllegalArgumentException.class, () -> ValuePath.parse("a[-1]"));
    assertThrows(IllegalArgumentException.class, () -> ValuePath.parse("a["));
    assertThrows(IllegalArgumentException.class, () -> ValuePath.parse(".a"));
  }
}
