package dev.esslint.gotemplate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value that a template works with, as far as it is known. */
public sealed interface Datum {

  /** Nothing, in the two ways of Go. */
  enum Nothing implements Datum {
    /** A null, or a key that is not there: its fields cannot be looked up. */
    NULL,
    /** What becomes of it once it went through a pipeline or a variable: its fields are nothing again. */
    NO_VALUE
  }

  /** Something that cannot be known. */
  enum Unknown implements Datum {
    ANYTHING,
    /** A string, perhaps an empty one. */
    TEXT,
    /** A string that is not empty. */
    SOME_TEXT,
    BOOL,
    /** A Go {@code int}. */
    INT,
    /** An {@link Int64}. */
    LONG,
    /** A Go {@code float64}. */
    REAL,
    /** A point in time. */
    TIME
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Datum {}

  /** A Go {@code int}. */
  record Int(long value) implements Datum {}

  /** A Go {@code int64}, which arithmetic gives: it is compared and printed as an {@code int}, but no function takes it for one. */
  record Int64(long value) implements Datum {}

  /** A Go {@code float64}, which the numbers of values files are. */
  record Real(double value) implements Datum {}

  /** A string. */
  record Text(String value) implements Datum {}

  /** A list. */
  record Items(List<Datum> items) implements Datum {}

  /** A mapping with strings as keys, or a structure. */
  non-sealed interface Entries extends Datum {
    /** What is at a key; null if it is not there. */
    @Nullable Datum get(String key);

    /** What a template finds at a key. */
    default Datum field(String key) {
      Datum value = get(key);
      return value == null ? Nothing.NULL : value;
    }

    Set<String> keys();

    /** Whether there is a method of this name in Go, which goes before a key. */
    default boolean hasMethod(String name) {
      return false;
    }

    /** What a method of this name gives for an argument; null if there is none, or if it is not known. */
    default @Nullable Datum call(String method, Datum argument) {
      return null;
    }

    /** Whether all its values are strings by their type, so that it is not a mapping of anything. */
    default boolean isOfTexts() {
      return false;
    }

    /** Whether it is a structure of Go and no mapping: the names of all that it has begin with a capital. */
    default boolean isStructure() {
      return false;
    }
  }

  /** Entries that are written out. */
  interface Listed extends Entries {
    Map<String, Datum> entries();

    @Override
    default @Nullable Datum get(String key) {
      return entries().get(key);
    }

    @Override
    default Set<String> keys() {
      return entries().keySet();
    }
  }
}
