package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template has while it runs: the templates that are defined, its variables, and what it has written. */
final class Frame {
  private static final int MOST_VARIABLES = 500;
  private static final int LONGEST = 1 << 20;

  private final Map<String, List<Node>> defined;
  private final List<String> names = new ArrayList<>();
  private final List<Datum> values = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private boolean known = true;

  Frame(Map<String, List<Node>> defined, Datum data) {
    this.defined = defined;
    declare("$", data);
  }

  Map<String, List<Node>> defined() {
    return defined;
  }

  void declare(String name, Datum value) {
    if (names.size() > MOST_VARIABLES) {
      throw new Stop.Lost();
    }
    names.add(name);
    values.add(value);
  }

  /** Gives the innermost variable of this name another value; false if there is none. */
  boolean assign(String name, Datum value) {
    int at = names.lastIndexOf(name);
    if (at >= 0) {
      values.set(at, value);
    }
    return at >= 0;
  }

  /** The value of the innermost variable of this name; null if there is none. */
  @Nullable Datum value(String name) {
    int at = names.lastIndexOf(name);
    return at < 0 ? null : values.get(at);
  }

  int variables() {
    return names.size();
  }

  /** Forgets all but so many variables. */
  void cut(int variables) {
    names.subList(variables, names.size()).clear();
    values.subList(variables, values.size()).clear();
  }

  /** The values of all variables as they are now. */
  List<Datum> values() {
    return List.copyOf(values);
  }

  /** Puts back the values of the first variables. */
  void restore(List<Datum> before) {
    for (int i = 0; i < before.size(); i++) {
      values.set(i, before.get(i));
    }
  }

  /** Makes unknown which variables got another value in one of two ways to go on, of which this is one. */
  @SuppressWarnings("ReferenceEquality") // an assignment puts another object there
  void join(List<Datum> before, List<Datum> otherWay) {
    for (int i = 0; i < before.size(); i++) {
      if (values.get(i) != before.get(i) || otherWay.get(i) != before.get(i)) {
        values.set(i, Datum.Unknown.ANYTHING);
      }
    }
  }

  /** Writes a text; null if it is not known. */
  void write(@Nullable String text) {
    known &= text != null && out.length() + text.length() <= LONGEST;
    if (known) {
      out.append(text);
    }
  }

  /** What is written; null if it is not known. */
  @Nullable String written() {
    return known ? out.toString() : null;
  }
}
