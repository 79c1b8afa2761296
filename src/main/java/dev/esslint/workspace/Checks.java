package dev.esslint.workspace;

/** Looks at values for mistakes that have to do with where they stand. */
public final class Checks {
  private Checks() {}

  /** Tells keys with dots in mappings: only {@code --set} and its kin split them. */
  public static void dotted(Located values, Draft draft) {
    for (String key : values.keys()) {
      if (ChartDefaults.isDottedPath(key)) {
        draft.tell(
            Mistake.DOTTED_KEY,
            values.get(key),
            "The dots are part of the key `"
                + key
                + "` here, so that this sets nothing that the chart knows; write the keys below each other.");
      }
    }
  }
}
