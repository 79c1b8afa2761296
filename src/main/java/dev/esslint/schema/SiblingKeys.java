package dev.esslint.schema;

import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Repair;
import dev.esslint.text.SourceText;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same unknown key in several mappings, such as the Ingresses of all components, with the same remedy: one mistake, told once. */
final class SiblingKeys {
  /** So many mappings are named. */
  private static final int MOST_NAMES = 3;

  private final Map<Mistake, List<One>> mistakes = new LinkedHashMap<>();

  /** A key, and what is to be told of it. */
  private record One(KeyMeaning meaning, Detection detection) {
    ValuePath path() {
      return meaning.path();
    }
  }

  /** What all of them have, with the mapping taken out of the words. */
  private record Mistake(SourceText source, ValuePath.Step key, String sentence, String remedy) {
    static Mistake of(One one) {
      ValuePath mapping = one.path().parent();
      return new Mistake(
          one.detection.primary().source(),
          one.path().last(),
          without(mapping, one.meaning.sentence()),
          without(mapping, one.detection.remedy()));
    }

    private static String without(ValuePath mapping, String text) {
      if (mapping.isRoot()) {
        return text;
      }
      String top = mapping.steps().getFirst() instanceof Key(String first) ? first : "";
      return text.replace(mapping.toString(), "*").replace("\n" + top + ":", "\n*:");
    }
  }

  /**
   * Adds a key.
   *
   * @param meaning as it may be shown
   * @param detection what is to be told of the key alone
   */
  void add(KeyMeaning meaning, Detection detection) {
    One one = new One(meaning, detection);
    mistakes.computeIfAbsent(Mistake.of(one), mistake -> new ArrayList<>()).add(one);
  }

  /** What is to be told, one for each mistake. */
  List<Detection> told(Places places) {
    return mistakes.values().stream()
        .map(same -> same.size() == 1 ? same.getFirst().detection : merged(same, places))
        .toList();
  }

  private static Detection merged(List<One> same, Places places) {
    List<One> sorted = same.stream().sorted(SiblingKeys::inOrder).toList();
    One first = sorted.getFirst();
    List<ValuePath> others = sorted.stream().skip(1).map(One::path).toList();
    List<Repair> repairs = sorted.stream().map(one -> one.detection.repair()).toList();
    List<Fix> fixes = repairs.stream().flatMap(repair -> repair.fixes().stream()).toList();
    Repair all =
        repairs.stream().anyMatch(Repair::isNone)
            ? Repair.NONE
            : new Repair(fixes, repairs.stream().allMatch(Repair::safe), repairs.stream().anyMatch(Repair::step));
    return new Detection(
        first.detection.check(),
        Phrases.sentences(mappings(sorted) + " have no key " + Phrases.code(Phrases.name(first.path().last())) + ".", first.meaning.sentence()),
        first.detection.primary(),
        Stream.concat(
                first.detection.related().stream(), others.stream().map(path -> places.key(path, "also this")))
            .toList(),
        first.detection.notes(),
        first.detection.remedy() + "\n\nDo the same for " + Phrases.list(others.stream().map(ValuePath::toString).toList(), "and") + ".",
        sorted.stream().flatMap(one -> one.detection.meant().stream()).distinct().toList(),
        all);
  }

  private static int inOrder(One one, One other) {
    return Integer.compare(one.detection.primary().span().start(), other.detection.primary().span().start());
  }

  private static String mappings(List<One> same) {
    List<String> names = same.stream().map(one -> one.path().parent().toString()).toList();
    int more = names.size() - MOST_NAMES;
    return more <= 1
        ? Phrases.list(names, "and")
        : String.join(", ", names.stream().limit(MOST_NAMES).map(Phrases::code).toList()) + " and " + more + " others";
  }
}
