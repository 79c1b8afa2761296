package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Unknown;

/** Whether {@code if} takes a value for true. */
enum Truthiness {
  YES,
  NO,
  UNKNOWN;

  static Truthiness of(boolean value) {
    return value ? YES : NO;
  }

  static Truthiness of(Datum value) {
    return switch (value) {
      case Nothing nothing -> NO;
      case Unknown.SOME_TEXT, Unknown.TIME -> YES;
      case Unknown unknown -> UNKNOWN;
      case Datum.Bool(boolean bool) -> of(bool);
      case Datum.Int(long number) -> of(number != 0);
      case Datum.Int64(long number) -> of(number != 0);
      case Datum.Real(double number) -> of(number != 0);
      case Datum.Text(String text) -> of(!text.isEmpty());
      case Datum.Items items -> of(!items.items().isEmpty());
      case Datum.Entries entries -> of(!entries.keys().isEmpty());
    };
  }
}
