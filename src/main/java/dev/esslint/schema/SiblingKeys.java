package dev.esslint.schema;

import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Repair;
import dev.esslint.text.SourceText;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same unknown key in several mappings, such as the Ingresses of all components, with the same remedy: one mistake, told once. */
final class SiblingKeys {
  /** So many mappings are named. */
  private static final int MOST_NAMES = 3;

  /** What all of them have, with the mapping taken out of the texts. */
  private record Mistake(SourceText source, ValuePath.Step key, String message, String remedy) {

    static Mistake of(Detection detection) {
      ValuePath path = detection.primary().path();
      return new Mistake(
          detection.primary().source(), path.last(), without(path.parent(), detection.message()), without(path.parent(), detection.remedy()));
    }

    private static String without(ValuePath mapping, String text) {
      String name = mapping.toString();
      String top = mapping.isRoot() || !(mapping.steps().getFirst() instanceof Key(String first)) ? "" : first;
      return name.isEmpty() ? text : text.replace(name, "*").replace("\n" + top + ":", "\n*:");
    }
  }

  private SiblingKeys() {}

  /** Those that are the same mistake as one, in the order of the text. */
  static List<Detection> merged(List<Detection> unknown, Places places) {
    Map<Mistake, List<Detection>> mistakes = new LinkedHashMap<>();
    unknown.forEach(detection -> mistakes.computeIfAbsent(Mistake.of(detection), mistake -> new ArrayList<>()).add(detection));
    List<Detection> merged = new ArrayList<>();
    for (List<Detection> same : mistakes.values()) {
      boolean one = subject(same.getFirst()).isEmpty();
      merged.addAll(same.size() == 1 || one ? same : List.of(merge(same, places)));
    }
    return merged;
  }

  /** The mapping that a message begins with, unless it speaks of several keys of it. */
  private static String subject(Detection detection) {
    String subject = Phrases.name(detection.primary().path().parent()) + " has no key ";
    return detection.message().startsWith(subject) ? subject : "";
  }

  private static Detection merge(List<Detection> same, Places places) {
    List<Detection> sorted = same.stream().sorted(Comparator.comparingInt(one -> one.primary().span().start())).toList();
    Detection first = sorted.getFirst();
    List<Detection> others = sorted.subList(1, sorted.size());
    List<Repair> repairs = sorted.stream().map(Detection::repair).toList();
    List<Fix> fixes = repairs.stream().flatMap(repair -> repair.fixes().stream()).toList();
    Repair all =
        repairs.stream().anyMatch(Repair::isNone)
            ? Repair.NONE
            : new Repair(fixes, repairs.stream().allMatch(Repair::safe), repairs.stream().anyMatch(Repair::step));
    return new Detection(
        first.check(),
        mappings(sorted) + " have no key " + first.message().substring(subject(first).length()),
        first.primary(),
        Stream.concat(first.related().stream(), others.stream().map(one -> places.key(one.primary().path(), "also this"))).toList(),
        first.notes(),
        first.remedy() + "\n\nDo the same for " + Phrases.list(others.stream().map(one -> one.primary().path().toString()).toList(), "and") + ".",
        sorted.stream().flatMap(one -> one.meant().stream()).distinct().toList(),
        all);
  }

  private static String mappings(List<Detection> same) {
    List<String> names = same.stream().map(one -> one.primary().path().parent().toString()).toList();
    int more = names.size() - MOST_NAMES;
    return more <= 1
        ? Phrases.list(names, "and")
        : String.join(", ", names.stream().limit(MOST_NAMES).map(Phrases::code).toList()) + " and " + more + " others";
  }
}
