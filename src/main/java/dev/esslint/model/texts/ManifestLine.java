package dev.esslint.model.texts;

import dev.esslint.chart.TextUse.Encoding;
import dev.esslint.chart.TextUse.Frame;
import dev.esslint.chart.TextUse.Written;
import dev.esslint.json.JsonString;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.YamlReader;
import java.nio.charset.StandardCharsets;

/** A line of a manifest that has a text of the values in it. Helm reads every manifest, to sort them by their kinds. */
final class ManifestLine {
  /** A line that begins with it is where Helm splits what a template file comes to. */
  private static final String SEPARATOR = "---";

  private static final String SPACE = " \t\n\u000b\f\r";

  /** Where the second line of a text in a list of a manifest begins: before all that belongs to the list, as its items, or as what is in these. */
  static final int OUTER = 2;
  static final int LIST = 4;
  static final int ITEM = 6;

  /** What follows a text in its manifest. */
  enum Rest {
    /** No line. */
    NOTHING,
    LINES,
    /** Lines, and more on its own line if that is one of a block. */
    LINE
  }

  private ManifestLine() {}

  /**
   * Whether Helm cannot read the manifest if this is the text.
   */
  static boolean isBrokenBy(Written use, String text, Rest rest) {
    StringBuilder manifest = new StringBuilder();
    // a byte order mark is taken in a manifest, and not in a values file
    for (String line : manifest(use, text.replace("\uFEFF", ""), rest).split("\n", -1)) {
      if (line.startsWith(SEPARATOR)) {
        if (isBroken(manifest.toString())) {
          return true;
        }
        manifest.setLength(0);
        manifest.append(line.substring(SEPARATOR.length()).stripLeading()).append('\n');
      } else {
        manifest.append(line).append('\n');
      }
    }
    return isBroken(manifest.toString());
  }

  /**
   * Whether Helm cannot read a manifest with this in a list.
   *
   * @param written a text, perhaps in quotes
   * @param column where its further lines begin
   */
  static boolean isBrokenInList(String written, int column) {
    String more = column == LIST ? "" : "      z: z\n"; // names of Secrets have their items for themselves
    return isBroken("a:\n  k:\n    k:\n    - k: " + written.replace("\n", "\n" + " ".repeat(column)) + "\n" + more + "    z: z\n");
  }

  /** A manifest that has the line and little else. */
  static String manifest(Written use, String text, Rest rest) {
    Frame frame = use.frame();
    boolean block = frame.line().equals(Frame.BLOCK);
    String indent = block ? "    " : "  ";
    String encoded =
        switch (use.encoding()) {
          case FLUSH -> text;
          case SHALLOW -> text.replace("\n", "\n ");
          case RAW -> text.replace("\n", "\n" + indent);
          case JSON -> JsonString.insideAsGo(text);
        };
    if (block) {
      // what stands less deep was measured in blocks that it ends
      String more = use.encoding() == Encoding.SHALLOW ? "" : "    k\n";
      String line = rest == Rest.LINE ? "k" : "";
      return "a:\n  k: |\n    k\n    " + encoded + line + "\n" + more + "  z: z\n";
    }
    boolean name = frame.line().startsWith(Frame.METADATA);
    String line = name ? "name: " + Frame.TEXT : frame.line();
    return (name ? "metadata" : "a")
        + ":\n"
        + indent
        + line.replace(Frame.TEXT, encoded)
        + "\n"
        + (rest == Rest.NOTHING ? "" : indent + (line.startsWith("- ") ? "- z\n" : "z: z\n"));
  }

  /**
   * Whether the chart cannot read its own list of environment variables if this is the value of one. It takes what is no YAML for no list; but each
   * item of a list has to have a name.
   */
  static boolean isNoVariable(String text) {
    try {
      Node root = YamlReader.read(new SourceText("", "env:\n- name: k\n  value: " + text + "\n- name: z\n  value: z\n")).root();
      return root instanceof MapNode map
          && map.get("env") instanceof ListNode list
          && !list.items().stream().allMatch(item -> item instanceof MapNode variable && variable.get("name") instanceof ScalarNode name && name.value() instanceof Scalar.Str);
    } catch (SourceException e) {
      return false;
    }
  }

  /** A manifest as Helm reads it, without what Go calls space at its ends; some of it are characters that YAML does not allow. */
  private static String trimmed(String manifest) {
    int start = 0;
    int end = manifest.length();
    while (end > start && SPACE.indexOf(manifest.charAt(end - 1)) >= 0) {
      end--;
    }
    while (start < end && SPACE.indexOf(manifest.charAt(start)) >= 0) {
      start++;
    }
    return manifest.substring(start, end);
  }

  private static boolean isBroken(String manifest) {
    try {
      Node root =
          YamlReader.read(SourceText.decode("", trimmed(manifest).getBytes(StandardCharsets.UTF_8))).root();
      if (!(root instanceof MapNode map)) {
        return !root.isNull();
      }
      // of any other kind of scalar Helm makes a string
      Node name = map.get("metadata") instanceof MapNode metadata ? metadata.get("name") : null;
      return name != null && !(name instanceof ScalarNode);
    } catch (SourceException e) {
      return true;
    }
  }
}
