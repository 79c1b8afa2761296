package dev.esslint.model.secrets;

/** Where the value of a credential is. */
public enum ValueOf {
  /** In the values. */
  VALUES,
  /** In a Secret that has to be there. */
  SECRET,
  /** The chart generates it. */
  GENERATED,
  /** It is needed and nowhere. */
  MISSING,
  /** It is given by half, or in two ways. */
  INCOMPLETE,
  /** A placeholder decides it. */
  UNKNOWN
}
