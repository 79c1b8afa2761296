package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.RealHelm;
import dev.esslint.RealHelm.Verdict;
import dev.esslint.text.SourceException;
import dev.esslint.values.Conflict.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Real Helm judges how layers and {@code --set} arguments are merged over the defaults of a chart. With
 * {@code -Dlong=true} it judges some thousand cases. It cannot be asked about {@code --set-string}, {@code --set-json} and
 * {@code --set-literal} (see {@link RealHelm}); they share all but the reading of the value.
 */
final class MergeAsHelmProperties {

  private static final String TOO_LARGE = "Helm allows no index above 65536";

  /**
   * A deployment.
   *
   * @param head the argument of {@code --set} up to its last {@code =}; empty for no argument
   * @param tail what follows the {@code =}
   */
  record Case(String defaults, List<String> layers, String head, String tail) {
    String argument() {
      return head.isEmpty() ? "" : head + "=" + tail;
    }
  }

  @Provide
  Arbitrary<List<Case>> layered() {
    return Combinators.combine(Trees.mappings(), Trees.mappings().list().ofMaxSize(3))
        .as((defaults, layers) -> new Case(defaults, layers, "", ""))
        .list()
        .ofSize(RealHelm.scaled(1));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, seed = "26")
  void layers_come_to_what_helm_makes_of_them(@ForAll("layered") List<Case> cases)
      throws IOException {
    assertAgreement(cases);
  }

  @Provide
  Arbitrary<List<Case>> withArguments() {
    return Combinators.combine(
            Trees.mappings(),
            Trees.mappings().list().ofMaxSize(2),
            Arbitraries.oneOf(wellFormed(), garbled()),
            Arbitraries.of("", "1", "x", "true", "null", "007"))
        .as(Case::new)
        .list()
        .ofSize(RealHelm.scaled(1));
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, seed = "26")
  void arguments_come_to_what_helm_makes_of_them(@ForAll("withArguments") List<Case> cases)
      throws IOException {
    assertAgreement(cases);
  }

  private static Arbitrary<String> wellFormed() {
    return Combinators.combine(assignment().list().ofMaxSize(3), path())
        .as((assignments, last) -> String.join("", assignments) + last);
  }

  private static Arbitrary<String> assignment() {
    Arbitrary<String> values =
        Arbitraries.of(
            "",
            "1",
            "0",
            "-0",
            "+5",
            "-12",
            "007",
            "1.5",
            "1e3",
            "true",
            "FALSE",
            "Null",
            "x",
            "a b",
            "x=y",
            "[0]",
            "a.b",
            "a\\,b",
            "\\{x\\}",
            "\\\\",
            "\"q\"",
            "9007199254740992",
            "9223372036854775808",
            "{}",
            "{x}",
            "{x,1,null}",
            "{a\\,b,}",
            "ü");
    return Combinators.combine(path(), values).as((path, value) -> path + "=" + value + ",");
  }

  private static Arbitrary<String> path() {
    Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "d", "e\\.f", "a b");
    Arbitrary<String> steps =
        Arbitraries.frequencyOf(
            Tuple.of(6, keys.map(key -> "." + key)),
            Tuple.of(3, Arbitraries.of("[0]", "[1]", "[2]", "[4]")),
            Tuple.of(
                1,
                Arbitraries.of(
                    "[-1]", "[+1]", "[x]", "[]", "[65537]", "[99999999999999999999]", "[0]x")));
    return Combinators.combine(keys, steps.list().ofMaxSize(3))
        .as((key, more) -> key + String.join("", more));
  }

  /** Characters of the grammar in an order that it may not know. */
  private static Arbitrary<String> garbled() {
    return Arbitraries.strings().withChars("ab01=,.[]{}\\- ").ofMinLength(1).ofMaxLength(12);
  }

  private static void assertAgreement(List<Case> cases) throws IOException {
    List<String> disagreements = new ArrayList<>();
    try (RealHelm helm = new RealHelm()) {
      for (Case one : cases) {
        helm.defaults(one.defaults());
        Verdict verdict =
            one.head().isEmpty()
                ? helm.render(one.layers())
                : helm.render(one.layers(), one.head(), one.tail());
        disagreement(one, verdict).ifPresent(disagreements::add);
      }
    }
    disagreements.sort(Comparator.comparingInt(String::length));
    assertEquals(
        "",
        disagreements.isEmpty()
            ? ""
            : disagreements.size() + " disagreements, such as " + disagreements.getFirst());
  }

  private static Optional<String> disagreement(Case one, Verdict verdict) {
    String ours;
    try {
      ResolvedValues values = Trees.resolve(one.defaults(), one.layers(), one.argument());
      ours =
          values.conflicts().stream().anyMatch(MergeAsHelmProperties::isRefused)
              ? "refused: " + values.conflicts()
              : JsonText.of(values.root());
    } catch (SourceException e) {
      if (isDropped(one, String.valueOf(e.getMessage()))) {
        return Optional.empty();
      }
      ours = "refused: " + e.getMessage();
    }
    String helms =
        verdict
            .json()
            .map(json -> JsonText.of(Trees.resolve("{}", List.of(json)).root()))
            .orElse("refused");
    return ours.equals(helms) || (helms.equals("refused") && ours.startsWith(helms))
        ? Optional.empty()
        : Optional.of(one + "\nHelm: " + helms + " " + verdict.message() + "\nours: " + ours);
  }

  /**
   * Whether this is refused on purpose where Helm drops it without a word: an empty key, and an empty value at the end
   * below an index, which Helm forgets before it looks at the index.
   */
  private static boolean isDropped(Case one, String refusal) {
    return refusal.equals("a key is missing here")
        || (refusal.equals(TOO_LARGE) && one.tail().isEmpty());
  }

  private static boolean isRefused(Conflict conflict) {
    return conflict.kind() == Kind.NOT_A_MAPPING || conflict.kind() == Kind.NOT_A_LIST;
  }
}
