package dev.esslint.model.base;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The facts that there can be, for the authors and the readers of rules. No analysis asks for them.
 *
 * @param says what each fact says, by its name, where {@code []} stands for an item of a list
 */
public record FactNames(SequencedMap<String, String> says) {
  public FactNames {
    says = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(says));
  }

  /**
   * Reads a table of facts.
   *
   * @param table a line for each fact, {@code name: what it says}; what an item of a list has is below it, two columns
   *     further in
   */
  public static FactNames of(String table) {
    SequencedMap<String, String> says = new LinkedHashMap<>();
    List<String> around = new ArrayList<>();
    for (String line : table.lines().toList()) {
      int colon = line.indexOf(": ");
      String name = line.substring(0, colon).strip();
      int depth = line.indexOf(name) / 2;
      around.subList(depth, around.size()).clear();
      around.add(name);
      add(says, String.join(".", around), line.substring(colon + 2).replaceAll(" {2,}", " "));
    }
    return new FactNames(says);
  }

  /**
   * The facts of several subjects as one.
   *
   * @throws IllegalArgumentException if two of them have a fact of one name
   */
  public static FactNames of(FactNames... subjects) {
    SequencedMap<String, String> says = new LinkedHashMap<>();
    for (FactNames subject : subjects) {
      subject.says.forEach((name, text) -> add(says, name, text));
    }
    return new FactNames(says);
  }

  private static void add(SequencedMap<String, String> says, String name, String text) {
    if (says.putIfAbsent(name, text) != null) {
      throw new IllegalArgumentException("two facts are called " + name);
    }
  }

  /** All names, also those of whole lists. */
  public Set<String> all() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : says.keySet()) {
      if (name.endsWith("[]")) {
        names.add(name.substring(0, name.length() - 2));
      }
      names.add(name);
    }
    return names;
  }
}
