package dev.esslint.chart;

/** One thing that the templates of a release do with a text of the values. */
public sealed interface TextUse {

  /** Under which values they do it. */
  When when();

  /**
   * The text is evaluated as a template.
   *
   * @param context what {@code .} stands for
   * @param quoting how the text is quoted when it is evaluated
   * @param pass 1 for the text itself, 2 for what the first evaluation came to
   */
  record Evaluated(Context context, Quoting quoting, int pass, When when) implements TextUse {}

  /**
   * The text, or what its evaluation came to, is written into a manifest.
   *
   * @param frame the line around it
   * @param encoding how its own characters are written
   */
  record Written(Frame frame, Encoding encoding, When when) implements TextUse {}

  /** What a template is evaluated with. */
  enum Context {
    /** {@code .Values}, {@code .Release} and all else that charts have. */
    ROOT,
    /** Something else, in which there are no {@code .Values}. */
    OTHER
  }

  /** How a text is quoted at the time of its evaluation. */
  enum Quoting {
    NONE,
    YAML,
    JSON
  }

  /** How a text is written. */
  enum Encoding {
    /** As it is; its further lines are indented as the first. */
    RAW,
    /** As it is; its further lines are indented, but less than the first. */
    SHALLOW,
    /** As it is; its further lines begin at the margin. */
    FLUSH,
    /** As JSON writes it, so that only what JSON leaves as it is can do harm. */
    JSON
  }

  /**
   * The line of a manifest that a text is written into, as it matters to a reader of YAML; {@value #TEXT} stands for the
   * text and {@code k} for a word. {@value #BLOCK} is a line of a block scalar. A line of {@value #METADATA} at its
   * beginning is the name of the manifest, which Helm itself reads.
   */
  record Frame(String line) {
    public static final String TEXT = "¤";
    public static final String BLOCK = "|";
    public static final String METADATA = "metadata ";
  }
}
