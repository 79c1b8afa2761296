package dev.esslint.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Facts about values files, recorded: first the names of the files, one a line, then an empty line, then each fact once
 * with the numbers of the files that it holds for.
 */
final class Recording {
  private static final String TAB = "\t";

  private Recording() {}

  static void write(SortedMap<String, SortedSet<String>> facts, Path file) throws IOException {
    List<String> names = List.copyOf(facts.keySet());
    SortedMap<String, List<String>> numbers = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      for (String fact : facts.get(names.get(i))) {
        numbers.computeIfAbsent(escaped(fact), f -> new ArrayList<>()).add(String.valueOf(i));
      }
    }
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(name).append('\n'));
    text.append('\n');
    numbers.forEach(
        (fact, in) -> text.append(String.join(" ", in)).append(TAB).append(fact).append('\n'));
    Files.writeString(file, text);
  }

  static SortedMap<String, SortedSet<String>> read(Path file) throws IOException {
    SortedMap<String, SortedSet<String>> facts = new TreeMap<>();
    List<String> lines = Files.readString(file).lines().toList();
    List<String> names = lines.subList(0, lines.indexOf(""));
    names.forEach(name -> facts.put(name, new TreeSet<>()));
    for (String line : lines.subList(names.size() + 1, lines.size())) {
      String[] parts = line.split(TAB, 2);
      for (String number : parts[0].split(" ")) {
        facts.get(names.get(Integer.parseInt(number))).add(unescaped(parts[1]));
      }
    }
    return facts;
  }

  private static String escaped(String fact) {
    return fact.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String text) {
    StringBuilder fact = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' ? text.charAt(++i) : c;
      fact.append(c != '\\' ? c : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
    }
    return fact.toString();
  }
}
