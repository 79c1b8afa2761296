package dev.esslint.finding;

import dev.esslint.json.JsonString;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Findings that are known and not reported. An entry speaks of a rule, a file and a value path, so that it still holds when lines move, and of
 * the value for mistakes that keep a deployment from working, so that another wrong value is a new finding.
 *
 * @param accepted entries that somebody wrote, kept as they are
 * @param known entries that esslint wrote, with how many findings each stands for
 */
public record Baseline(Map<Entry, Accepted> accepted, Map<Entry, Integer> known) {

  /**
   * What an entry speaks of.
   *
   * @param rule the id
   * @param file relative to the folder of the baseline, with {@code /}
   * @param path of the value
   * @param value a digest of the value; empty where the value does not matter
   */
  public record Entry(String rule, String file, String path, String value)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int files = file.compareTo(other.file);
      int paths = path.compareTo(other.path);
      int rules = rule.compareTo(other.rule);
      return files != 0
          ? files
          : paths != 0 ? paths : rules != 0 ? rules : value.compareTo(other.value);
    }
  }

  /** Why an entry is accepted, and for how many findings. */
  public record Accepted(String reason, int count) {}

  /** Gives the entry that a finding belongs to. */
  public interface Entries {
    Entry of(Finding finding);
  }

  /** A baseline without an entry. */
  public static Baseline empty() {
    return new Baseline(Map.of(), Map.of());
  }

  /** How many findings an entry hides. */
  private int hides(Entry entry) {
    Accepted byHand = accepted.get(entry);
    return Math.max(known.getOrDefault(entry, 0), byHand == null ? 0 : byHand.count());
  }

  /**
   * What is left of some findings.
   *
   * @param kept those that are reported, in their order; of more than an entry speaks of, the last ones, with a note
   * @param hidden how many are not
   */
  public record Rest(List<Finding> kept, int hidden) {}

  /**
   * Takes the findings of a run.
   *
   * @param found counts what each entry has found so far in this run
   */
  public Rest rest(List<Finding> findings, Entries entries, Map<Entry, Integer> found) {
    Rest rest = surplus(findings, entries, found);
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : rest.kept()) {
      int hides = hides(entries.of(finding));
      kept.add(
          hides == 0
              ? finding
              : finding.noted(
                  hides == 1
                      ? "one other is in the baseline"
                      : hides + " others are in the baseline"));
    }
    return new Rest(List.copyOf(kept), rest.hidden());
  }

  /** The same without a note. */
  public Rest surplus(List<Finding> findings, Entries entries, Map<Entry, Integer> found) {
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      Entry entry = entries.of(finding);
      if (found.merge(entry, 1, Integer::sum) > hides(entry)) {
        kept.add(finding);
      }
    }
    return new Rest(List.copyOf(kept), findings.size() - kept.size());
  }

  /**
   * The entries that speak of more than was found.
   *
   * @param found what was found, by entry
   * @param files the files that took part; of others nothing can be said
   */
  public List<Entry> stale(Map<Entry, Integer> found, Set<String> files) {
    List<Entry> stale = new ArrayList<>();
    Set<Entry> all = new TreeSet<>(known.keySet());
    all.addAll(accepted.keySet());
    for (Entry entry : all) {
      if (files.contains(entry.file()) && hides(entry) > found.getOrDefault(entry, 0)) {
        stale.add(entry);
      }
    }
    return stale;
  }

  /** The baseline after which these findings are known, those of files that did not take part as before. */
  public Baseline rewritten(Map<Entry, Integer> found, Set<String> files) {
    Map<Entry, Integer> next = new TreeMap<>();
    known.forEach(
        (entry, count) -> {
          if (!files.contains(entry.file())) {
            next.put(entry, count);
          }
        });
    found.forEach(
        (entry, count) -> {
          if (!accepted.containsKey(entry) || accepted.get(entry).count() < count) {
            next.put(entry, count);
          }
        });
    return new Baseline(accepted, next);
  }

  /** The baseline without what is no longer found; nothing is added. */
  public Baseline pruned(Map<Entry, Integer> found, Set<String> files) {
    Map<Entry, Integer> next = new TreeMap<>();
    known.forEach(
        (entry, count) -> {
          int now =
              files.contains(entry.file()) ? Math.min(count, found.getOrDefault(entry, 0)) : count;
          if (now > 0) {
            next.put(entry, now);
          }
        });
    return new Baseline(accepted, next);
  }

  /** The text of the file: sorted, one line for each entry, so that two branches seldom meet in it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Findings that esslint does not report. `esslint --baseline-write` rewrites `known`;\n");
    text.append("# `accepted` is written by hand, with a reason, and kept.\n");
    text.append("accepted:").append(accepted.isEmpty() ? " []\n" : "\n");
    new TreeMap<>(accepted)
        .forEach(
            (entry, byHand) -> {
              Map<String, String> line = line(entry, byHand.count());
              line.put("reason", JsonString.quote(byHand.reason()));
              append(line, text);
            });
    text.append("known:").append(known.isEmpty() ? " []\n" : "\n");
    new TreeMap<>(known).forEach((entry, count) -> append(line(entry, count), text));
    return text.toString();
  }

  private static Map<String, String> line(Entry entry, int count) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("rule", YamlText.scalar(entry.rule()));
    line.put("file", JsonString.quote(entry.file()));
    line.put("path", JsonString.quote(entry.path()));
    if (!entry.value().isEmpty()) {
      line.put("value", JsonString.quote(entry.value()));
    }
    if (count > 1) {
      line.put("count", Integer.toString(count));
    }
    return line;
  }

  private static void append(Map<String, String> line, StringBuilder text) {
    text.append("  - {");
    String separator = "";
    for (Map.Entry<String, String> part : line.entrySet()) {
      text.append(separator).append(part.getKey()).append(": ").append(part.getValue());
      separator = ", ";
    }
    text.append("}\n");
  }
}
