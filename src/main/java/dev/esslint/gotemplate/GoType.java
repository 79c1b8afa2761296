package dev.esslint.gotemplate;

import org.jspecify.annotations.Nullable;

/** What Go calls the types of values. */
final class GoType {
  private GoType() {}

  /** By {@code %T}; null if that is not known: of lists there are many. */
  static @Nullable String of(Datum value) {
    return switch (value) {
      case Datum.Nothing nothing -> "<nil>";
      case Datum.Bool bool -> "bool";
      case Datum.Int number -> "int";
      case Datum.Int64 number -> "int64";
      case Datum.Real number -> "float64";
      case Datum.Text text -> "string";
      case Datum.Items items -> null;
      case Datum.Entries entries -> null;
      case Datum.Unknown unknown ->
          switch (unknown) {
            case ANYTHING -> null;
            case TEXT, SOME_TEXT -> "string";
            case BOOL -> "bool";
            case INT -> "int";
            case LONG -> "int64";
            case REAL -> "float64";
            case TIME -> "time.Time";
          };
    };
  }

  /** What Go calls the kind of a value; null if that is not known. */
  static @Nullable String kind(Datum value) {
    return switch (value) {
      case Datum.Nothing nothing -> "invalid";
      case Datum.Items items -> "slice";
      case Datum.Entries entries -> entries.isStructure() ? null : "map";
      case Datum.Unknown.TIME -> "struct";
      default -> of(value);
    };
  }
}
