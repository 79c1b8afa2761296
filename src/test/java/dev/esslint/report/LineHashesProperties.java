package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.secret.Mask;
import dev.esslint.text.SourceText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineHashesProperties {

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab \t\n\r😀é:").ofMaxLength(400);
  }

  /** The definition without the rolling: 100 units from the start of each line as digits to the base 37. */
  @Property(tries = 300)
  void a_rolling_hash_is_the_hash_of_each_window(@ForAll("texts") String text) {
    SourceText source = Samples.source(text);
    LineHashes hashes = new LineHashes(Mask.none().shown(source));
    Map<String, Integer> seen = new HashMap<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      int start = source.line(line).start();
      String window =
          text.substring(start).replaceAll("\r\n|\r", "\n").replaceAll("[ \t]", "")
              + "\uffff"
              + "\0".repeat(100);
      long hash = 0;
      for (int i = 0; i < 100; i++) {
        hash = 37 * hash + window.charAt(i);
      }
      String hex = Long.toUnsignedString(hash, 16);
      assertEquals(Optional.of(hex + ":" + seen.merge(hex, 1, Integer::sum)), hashes.of(line));
    }
  }
}
