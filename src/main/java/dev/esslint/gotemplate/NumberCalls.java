package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that calculate. */
final class NumberCalls extends Call {
  NumberCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  @Override
  @Nullable Datum result() throws TemplateException {
    return switch (name) {
      case "div", "mod" -> divided();
      case "divf" -> dividedExactly();
      case "randInt" -> random();
      default -> whole();
    };
  }

  private @Nullable Datum divided() throws TemplateException {
    boolean zero =
        switch (second()) {
          case Real(double number) -> Math.abs(number) < 1;
          case Text(String text) -> isNoWholeNumber(text);
          default -> isZero(second());
        };
    if (zero) {
      throw refusal("`" + name + "` divides by zero");
    }
    return second() instanceof Int ? Unknown.LONG : null;
  }

  private @Nullable Datum dividedExactly() throws TemplateException {
    boolean known = true;
    for (Datum divisor : arguments.subList(1, arguments.size())) {
      boolean zero =
          switch (divisor) {
            case Real(double number) -> number == 0;
            case Text(String text) -> text.equals("0") || text.chars().noneMatch(Character::isDigit);
            default -> isZero(divisor);
          };
      if (zero) {
        throw refusal("`divf` divides by zero");
      }
      known &= divisor instanceof Int;
    }
    return known ? Unknown.REAL : null;
  }

  /** What is taken for 0 where a number is needed. */
  private static boolean isZero(Datum value) {
    return switch (value) {
      case Int(long number) -> number == 0;
      case Bool(boolean flag) -> !flag;
      case Nothing nothing -> true;
      case Items items -> true;
      case Entries entries -> true;
      default -> false;
    };
  }

  /** Texts that are taken for 0: this one, and what is not a whole number. */
  private static boolean isNoWholeNumber(String text) {
    return text.equals("0")
        || text.chars().noneMatch(Character::isDigit)
        || text.chars().anyMatch(c -> "0123456789abcdefABCDEFxXoO_.+-".indexOf(c) < 0);
  }

  private @Nullable Datum random() throws TemplateException {
    if (!(first() instanceof Int(long least) && second() instanceof Int(long end))) {
      return null;
    }
    if (least >= end) {
      throw refusal("`randInt` needs a second number that is larger than the first");
    }
    return Unknown.INT;
  }

  private @Nullable Datum whole() {
    return switch (first()) {
      case Int number -> number;
      case Real(double number) when Math.abs(number) < 1e15 -> new Int((long) number);
      default -> null;
    };
  }
}
