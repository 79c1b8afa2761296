package dev.esslint.measure;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts from whose remains in the manifests it can be seen what was done with them: a text begins and ends with its number
 * and has characters between that each way of quoting writes otherwise, and a mark that tells how often it was evaluated.
 */
final class Probe {
  private static final Pattern REMAINS = Pattern.compile("zq(\\d+)z((?:(?!zq\\d).)*?)ez\\1q", Pattern.DOTALL);
  /** What Helm tells the user; it is no manifest. */
  private static final String NOTES = "NOTES.txt";

  private static final Pattern WORD = Pattern.compile("zw(\\d+)z");
  private static final Pattern KEY = Pattern.compile("\\s*(?:- +)*(?:[\\w./-]+: +)?");
  private static final String STRANGE = "'\"\\<: #\u0007";

  private final List<String> sites = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private int number(String site) {
    return numbers.computeIfAbsent(
        site,
        added -> {
          sites.add(added);
          return sites.size() - 1;
        });
  }

  static boolean isText(String text) {
    return text.startsWith("zq");
  }

  /** A text that tells what is done with it. */
  String text(String site) {
    int number = number(site);
    return "zq" + number + "z" + STRANGE + "\n {{1}}ez" + number + "q";
  }

  /** The site that a text is for. */
  String site(String text) {
    return sites.get(Integer.parseInt(text.substring(2, text.indexOf('z', 2))));
  }

  /** What was done with the text at a site, once. */
  sealed interface Use extends Comparable<Use> {
    String site();

    @Override
    default int compareTo(Use other) {
      return toString().compareTo(other.toString());
    }
  }

  /**
   * It was evaluated.
   *
   * @param pass 1 for the text itself, 2 for what it came to
   */
  record Evaluated(String site, String context, String quoting, int pass) implements Use {}

  /**
   * It was written.
   *
   * @param frame a small document that has the line, with {@code ¤} for the text
   * @param encoding {@code raw}, {@code shallow} for raw with further lines that are less indented, {@code flush} with such that are not
   *     indented at all, {@code json} or {@code safe}
   */
  record Written(String site, String frame, String encoding) implements Use {}

  /** What was done with all texts. */
  Set<Use> uses(MeasuredChart.Rendered rendered) {
    Set<Use> uses = new TreeSet<>();
    for (String line : rendered.log()) {
      Matcher probes = REMAINS.matcher(line);
      while (probes.find()) {
        String site = sites.get(Integer.parseInt(probes.group(1)));
        String context = line.substring(0, line.indexOf(' '));
        if (probes.group(2).contains("{{1}}")) {
          uses.add(new Evaluated(site, context, quoting(probes.group(2)), 1));
        } else if (probes.group(2).contains("{{2}}")) {
          uses.add(new Evaluated(site, context, "none", 2));
        }
      }
    }
    rendered
        .manifests()
        .forEach(
            (file, text) -> {
              if (file.equals(NOTES)) {
                return;
              }
              for (String part : text.split("(?:^|\\s*\n)---\\s*", -1)) {
                uses(file, part, uses);
              }
            });
    return uses;
  }

  private void uses(String file, String manifest, Set<Use> uses) {
    List<String> encodings = new ArrayList<>();
    List<String> written = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    Matcher remains = REMAINS.matcher(manifest);
    while (remains.find()) {
      remains.appendReplacement(plain, "zw" + encodings.size() + "z");
      encodings.add(encoding(remains.group(2)));
      written.add(sites.get(Integer.parseInt(remains.group(1))));
    }
    remains.appendTail(plain);
    if (encodings.isEmpty()) {
      return;
    }
    SourceText text = new SourceText(file, plain.toString());
    Scalars scalars = new Scalars(text);
    try {
      scalars.visit(YamlReader.read(text).root());
    } catch (SourceException e) {
      // NOTES.txt, and what is no manifest
      return;
    }
    Matcher word = WORD.matcher(plain);
    while (word.find()) {
      int i = Integer.parseInt(word.group(1));
      String frame = scalars.frame(word.start(), word.end());
      String encoding = encodings.get(i);
      if (encoding.startsWith("raw ")) {
        int further = Integer.parseInt(encoding.substring(4));
        encoding = further >= scalars.indentation(word.start()) ? "raw" : further > 0 ? "shallow" : "flush";
      }
      uses.add(new Written(written.get(i), frame, encoding));
    }
  }

  private static String quoting(String remains) {
    return remains.startsWith(STRANGE + "\n")
        ? "none"
        : remains.contains("\\u003c") ? "json" : "yaml";
  }

  private static String encoding(String remains) {
    if (remains.startsWith(STRANGE + "\n")) {
      int start = STRANGE.length() + 1;
      int end = start;
      while (end < remains.length() && remains.charAt(end) == ' ') {
        end++;
      }
      // the probe itself has one blank
      return "raw " + (end - start - 1);
    }
    return remains.isEmpty() ? "plain" : remains.contains("\\u003c") ? "json" : "safe";
  }

  /** The scalars of a manifest, to find the one around a word. */
  private static final class Scalars {
    private final SourceText source;
    private final Map<Span, Style> scalars = new LinkedHashMap<>();

    Scalars(SourceText source) {
      this.source = source;
    }

    void visit(Node node) {
      switch (node) {
        case MapNode map -> map.entries().values().forEach(entry -> visit(entry.value()));
        case ListNode list -> list.items().forEach(this::visit);
        case ScalarNode scalar -> scalars.put(scalar.span(), scalar.style());
      }
    }

    String frame(int start, int end) {
      int line = source.position(start).line();
      Span around = source.line(line);
      String before = source.text().substring(around.start(), start);
      String after = source.text().substring(end, around.end());
      Optional<Map.Entry<Span, Style>> scalar = around(start);
      Style style = scalar.map(Map.Entry::getValue).orElse(Style.PLAIN);
      if (style == Style.LITERAL || style == Style.FOLDED) {
        return "|";
      }
      return (name(line, before) ? "metadata " : "") + shape(before, after);
    }

    private Optional<Map.Entry<Span, Style>> around(int offset) {
      return scalars.entrySet().stream().filter(e -> e.getKey().contains(offset)).findFirst();
    }

    /** The blanks that a further line of a text needs to be a part of what its first line is a part of. */
    int indentation(int offset) {
      int line = source.position(offset).line();
      Optional<Map.Entry<Span, Style>> block =
          around(offset)
              .filter(e -> e.getValue() == Style.LITERAL || e.getValue() == Style.FOLDED);
      if (block.isPresent()) {
        // that of the first line of the block
        line = source.position(block.get().getKey().start()).line() + 1;
        while (source.slice(source.line(line)).isBlank()) {
          line++;
        }
      }
      String text = source.slice(source.line(line));
      return text.length() - text.stripLeading().length();
    }

    /** Whether a line gives the name of the manifest, which Helm itself reads. */
    private boolean name(int line, String before) {
      return before.equals("  name: ") && parent(line).equals("metadata:");
    }

    private String parent(int line) {
      for (int i = line - 1; i > 0; i--) {
        String text = source.slice(source.line(i));
        if (!text.startsWith(" ") && !text.isBlank() && !text.startsWith("#")) {
          return text;
        }
      }
      return "";
    }

    /** A line as it matters to a reader of YAML: what stands around the text is a key, a mark, a quote or a word. */
    private static String shape(String before, String after) {
      Matcher key = KEY.matcher(before);
      String structure = key.lookingAt() ? key.group() : "";
      String front = before.substring(structure.length());
      String shaped = structure.strip().replaceAll("[^-: ]+", "k");
      boolean quoted = front.startsWith("\"");
      String separator = shaped.isEmpty() ? "" : " ";
      if (quoted) {
        return shaped + separator + "\"¤\"";
      }
      return shaped
          + separator
          + (front.isEmpty() ? "" : "k")
          + "¤"
          + (after.startsWith(": ") || after.equals(":") ? ": k" : after.isBlank() ? "" : "k");
    }
  }

  /** The sites that anything but what is safe was done with. */
  static Set<String> interesting(Set<Use> uses) {
    Set<String> sites = new LinkedHashSet<>();
    for (Use use : uses) {
      if (!(use instanceof Written written && written.encoding.equals("safe"))) {
        sites.add(use.site());
      }
    }
    return sites;
  }
}
