package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Syntax.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function and its arguments, which are of the types that it takes, or unknown; and for each kind of functions how their
 * results are worked out.
 */
abstract sealed class Call permits Calls, ComparisonCalls, ListCalls, MapCalls, NumberCalls, ReadingCalls, TextCalls, TypeCalls {
  final String name;
  final List<Datum> arguments;
  private final Operand at;

  Call(String name, List<Datum> arguments, Operand at) {
    this.name = name;
    this.arguments = arguments;
    this.at = at;
  }

  /**
   * The result; null if it is not known, and if the function can fail, if it is not known that it does not.
   *
   * @throws TemplateException if it surely fails
   */
  abstract @Nullable Datum result() throws TemplateException;

  final Operand at() {
    return at;
  }

  final Datum first() {
    return arguments.getFirst();
  }

  final Datum second() {
    return arguments.get(1);
  }

  final Datum third() {
    return arguments.get(2);
  }

  final String text(int index) {
    return index < arguments.size() && arguments.get(index) instanceof Text(String text) ? text : "";
  }

  /** Whether so many arguments are known strings. */
  final boolean texts(int count) {
    return arguments.subList(0, count).stream().allMatch(Text.class::isInstance);
  }

  /** A number of times that Go refuses, by which Helm stops. */
  final void demandNotNegative() throws TemplateException {
    if (first() instanceof Int(long count) && count < 0) {
      throw refusal("`" + name + "` needs a number that is not negative");
    }
  }

  static boolean isText(Datum value) {
    return value instanceof Text || value == Datum.Unknown.TEXT || value == Datum.Unknown.SOME_TEXT;
  }

  /** What becomes of a value in a list or a mapping. */
  static Datum asItem(Datum value) {
    return value == Datum.Nothing.NO_VALUE ? Datum.Nothing.NULL : value;
  }

  final TemplateException refusal(String what) {
    return new TemplateException(what, at.start(), at.end());
  }
}
