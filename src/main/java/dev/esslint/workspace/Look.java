package dev.esslint.workspace;

import dev.esslint.workspace.plain.HelmOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a look at a file tells.
 *
 * @param chart whether the chart is named
 * @param manifest whether it may hold objects of Kubernetes
 * @param keys whether a line begins with a key of the chart
 * @param own whether a line begins with a key that hardly any other chart has
 * @param word whether it may hold objects, and has the name of the chart or a key that hardly any other chart has
 * @param command whether there may be a command line of Helm
 * @param stored whether it may hold a release that Helm stored
 * @param printed whether Helm printed it
 * @param kinds a bit for each of the kinds that are named
 * @param names a bit for each remainder of the hashes of what may be names of objects
 */
record Look(
    boolean chart,
    boolean manifest,
    boolean keys,
    boolean own,
    boolean word,
    boolean command,
    boolean stored,
    boolean printed,
    int kinds,
    long names) {
  private static final String[] KINDS = {
    "HelmRelease", "OCIRepository", "HelmRepository", "GitRepository", "Bucket", "HelmChart",
    "HelmChartConfig", "Kustomization", "Component", "Application", "ApplicationSet", "ConfigMap",
    "Secret", "HelmChartInflationGenerator", "List", "SecretList", Index.FLUX_KUSTOMIZATIONS
  };
  static final String KIND = "kind";

  /** What is looked for in each file: the kinds first, so that their bits are those of a look. */
  private static final Words WORDS = new Words(words());

  private static final long CHART = bits(0, 2);
  private static final long KIND_WORD = bits(2, 1);
  private static final long COMMAND = bits(3, 1);
  private static final long STORED = bits(4, 1);
  private static final long UNMISTAKABLE = bits(5, Umbrellas.UNMISTAKABLE.size());

  /**
   * Looks at a text.
   *
   * @param text one character for each byte
   */
  static Look of(String text, Set<String> chartKeys) {
    long words = WORDS.in(text);
    boolean chart = (words & CHART) != 0;
    Tops tops = new Tops(text);
    boolean manifest = (words & KIND_WORD) != 0 && tops.hasKind();
    int kinds = manifest ? (int) (words & ((1L << KINDS.length) - 1)) : 0;
    boolean keys = !manifest && tops.hasAny(chartKeys);
    return new Look(
        chart,
        manifest,
        keys,
        keys && tops.hasAny(Umbrellas.UNMISTAKABLE),
        kinds != 0 && (words & (CHART | UNMISTAKABLE)) != 0,
        (words & COMMAND) != 0,
        manifest && (words & STORED) != 0,
        HelmOutput.is(text),
        kinds,
        kinds == 0 ? 0 : names(text));
  }

  private static String[] words() {
    List<String> words = new ArrayList<>(List.of(KINDS));
    words.addAll(
        List.of(ChartUse.NAME, "ess-helm", KIND, "helm ", "helm.sh/release.v1"));
    words.addAll(Umbrellas.UNMISTAKABLE);
    return words.toArray(new String[0]);
  }

  /** The bits of some words behind the kinds. */
  private static long bits(int from, int count) {
    return ((1L << count) - 1) << (KINDS.length + from);
  }

  private static long names(String text) {
    long names = 0;
    for (int at = text.indexOf("name"); at >= 0; at = text.indexOf("name", at + 4)) {
      int start = Tops.past(text, at + 4, "\"' \t");
      if (start == text.length() || text.charAt(start) != ':') {
        continue;
      }
      start = Tops.past(text, start + 1, "\"' \t");
      int end = start;
      while (end < text.length() && " \t\"'\r\n,}#\\".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      boolean plain = end > start && "&*|>!".indexOf(text.charAt(start)) < 0;
      if (!plain || (end < text.length() && text.charAt(end) == '\\')) {
        return ~0L; // it stands elsewhere, or is written in a way that only a reader of YAML knows
      }
      names |= bit(text.substring(start, end));
    }
    return names;
  }

  /** The bit for the name of an object. */
  static long bit(String name) {
    return 1L << (name.hashCode() & 63);
  }

  /** The bit for a kind; none for one that is not looked for. */
  static int bitOf(String kind) {
    for (int i = 0; i < KINDS.length; i++) {
      if (KINDS[i].equals(kind)) {
        return 1 << i;
      }
    }
    return 0;
  }

  /** Whether a text names one of the kinds. */
  static boolean namesKind(String text) {
    for (String kind : KINDS) {
      if (text.contains(kind)) {
        return true;
      }
    }
    return false;
  }
}
