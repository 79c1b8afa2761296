package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Int64;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that compare. */
final class ComparisonCalls extends Call {
  ComparisonCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  @Override
  @Nullable Datum result() throws TemplateException {
    return switch (name) {
      case "eq" -> equal();
      case "ne" -> equal() instanceof Bool(boolean same) ? new Bool(!same) : null;
      default -> compared();
    };
  }

  /** What Go compares by: values of different kinds cannot be compared. */
  private enum Kind {
    NOTHING,
    BOOL,
    INT,
    REAL,
    TEXT,
    COLLECTION,
    UNKNOWN;

    static Kind of(Datum value) {
      return switch (value) {
        case Nothing nothing -> NOTHING;
        case Bool bool -> BOOL;
        case Int number -> INT;
        case Int64 number -> INT;
        case Real number -> REAL;
        case Text text -> TEXT;
        case Unknown.ANYTHING, Unknown.TIME -> UNKNOWN;
        case Unknown.BOOL -> BOOL;
        case Unknown.INT, Unknown.LONG -> INT;
        case Unknown.REAL -> REAL;
        case Unknown.TEXT, Unknown.SOME_TEXT -> TEXT;
        case Items items -> COLLECTION;
        case Entries entries -> COLLECTION;
      };
    }
  }

  /** {@code eq}: whether the first is one of the others. */
  private @Nullable Datum equal() throws TemplateException {
    if (arguments.size() < 2) {
      throw refusal("`" + name + "` needs a second value to compare with");
    }
    Kind kind = Kind.of(first());
    boolean unknown = false;
    for (Datum other : arguments.subList(1, arguments.size())) {
      Kind kinds = Kind.of(other);
      if (kind == Kind.UNKNOWN || kinds == Kind.UNKNOWN) {
        return null;
      }
      if (kind == Kind.NOTHING || kinds == Kind.NOTHING) {
        if (kind == kinds) {
          return new Bool(true);
        }
      } else if (unknown && (kind != kinds || kind == Kind.COLLECTION)) {
        return null; // it comes to this only if none before was the same
      } else if (kind != kinds) {
        throw refusal("`" + name + "` cannot compare " + words(kind) + " with " + words(kinds));
      } else if (kind == Kind.COLLECTION) {
        throw refusal("`" + name + "` cannot compare lists or mappings");
      } else if (first() instanceof Unknown || other instanceof Unknown) {
        unknown = true;
      } else if (kind == Kind.INT ? wholes(first(), other) == 0 : first().equals(other)) {
        return unknown ? Unknown.BOOL : new Bool(true);
      }
    }
    return unknown ? Unknown.BOOL : new Bool(false);
  }

  /** The order of two whole numbers of whatever type. */
  private static int wholes(Datum one, Datum other) {
    Long a = GoNumber.whole(one);
    Long b = GoNumber.whole(other);
    return a == null || b == null ? 0 : Long.compare(a, b);
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case BOOL -> "a boolean";
      case INT -> "a whole number of the template";
      case REAL -> "a number of the values";
      case TEXT -> "a string";
      default -> "a list or a mapping";
    };
  }

  private @Nullable Datum compared() throws TemplateException {
    Kind kind = Kind.of(first());
    Kind other = Kind.of(second());
    if (first() == Unknown.TIME || second() == Unknown.TIME) {
      throw refusal("`" + name + "` cannot compare points in time");
    }
    if (kind == Kind.UNKNOWN || other == Kind.UNKNOWN) {
      return null;
    }
    if (kind != other || kind == Kind.BOOL || kind == Kind.COLLECTION || kind == Kind.NOTHING) {
      throw refusal("`" + name + "` cannot compare these two values");
    }
    Integer order =
        switch (first()) {
          case Int number when !(second() instanceof Unknown) -> wholes(number, second());
          case Int64 number when !(second() instanceof Unknown) -> wholes(number, second());
          case Real(double a) when second() instanceof Real(double b) -> Double.compare(a, b);
          case Text(String a) when second() instanceof Text(String b) ->
              Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
          default -> null;
        };
    return order == null
        ? Unknown.BOOL
        : new Bool(
            switch (name) {
              case "lt" -> order < 0;
              case "le" -> order <= 0;
              case "gt" -> order > 0;
              default -> order >= 0;
            });
  }
}
