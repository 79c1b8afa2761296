package dev.esslint.chart;

import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Values under which something happens: every clause has to hold, and of a clause one literal.
 *
 * @param clauses none if it always happens
 */
public record When(List<List<Literal>> clauses) {
  /** In the path of a literal: one of all keys. */
  public static final Step ANY = new Key("any");

  /**
   * A test of a value.
   *
   * @param path the path of the value; {@link #ANY} stands for any key, for one of which the test has to pass
   * @param test what it has to be
   * @param text the text of {@link Test#IS}, otherwise empty
   * @param negated whether the test has to fail
   */
  public record Literal(ValuePath path, Test test, String text, boolean negated) {}

  /** What a value can be tested for. */
  public enum Test {
    /** It is true. */
    ON,
    /** A template takes it for true. */
    GIVEN,
    /** It is a certain text. */
    IS,
    /** It is a server that the chart brings itself, and brings. */
    PART
  }

  /** Reads clauses such as {@code !on a.b | is c.d=e}. */
  static When parse(List<String> clauses) {
    return new When(
        clauses.stream()
            .map(clause -> Arrays.stream(clause.split("\\|")).map(String::strip).map(When::literal).toList())
            .toList());
  }

  private static Literal literal(String text) {
    boolean negated = text.startsWith("!");
    int space = text.indexOf(' ');
    int equals = text.indexOf('=');
    String path = text.substring(space + 1, equals < 0 ? text.length() : equals);
    Test test = Test.valueOf(text.substring(negated ? 1 : 0, space).toUpperCase(Locale.ROOT));
    return new Literal(
        ValuePath.of(path.split("\\.")), test, text.substring(equals + 1), negated);
  }

  /** This condition for the thing at a path: what stands for a key or an item of its own is that key or item. */
  When at(ValuePath path) {
    return new When(
        clauses.stream()
            .map(
                clause ->
                    clause.stream()
                        .map(l -> new Literal(bound(l.path, path), l.test, l.text, l.negated))
                        .toList())
            .toList());
  }

  private static ValuePath bound(ValuePath pattern, ValuePath path) {
    List<Step> steps = new ArrayList<>(pattern.steps());
    for (int i = 0; i < Math.min(steps.size(), path.steps().size()); i++) {
      Step step = steps.get(i);
      Step own = path.steps().get(i);
      if (step.equals(TextUses.KEY) || step.equals(TextUses.ITEM)) {
        steps.set(i, own);
      } else if (!step.equals(own)) {
        break;
      }
    }
    return new ValuePath(steps);
  }
}
