package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that ask for the types of values, and compare with them. */
final class TypeCalls extends Call {
  TypeCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  @Override
  @Nullable Datum result() {
    return switch (name) {
      case "typeOf" -> named(GoType.of(first()));
      case "kindOf" -> named(GoType.kind(first()));
      case "typeIs", "typeIsLike" -> is(GoType.of(second()));
      case "kindIs" -> is(GoType.kind(second()));
      default -> same(first(), second());
    };
  }

  private static @Nullable Datum named(@Nullable String type) {
    return type == null ? Unknown.SOME_TEXT : new Text(type);
  }

  private @Nullable Datum is(@Nullable String type) {
    return type != null && first() instanceof Text(String asked)
        ? new Bool(asked.equals(type) || (name.equals("typeIsLike") && asked.equals("*" + type)))
        : null;
  }

  /** As {@code reflect.DeepEqual}; null if that is not known. */
  static @Nullable Datum same(Datum one, Datum other) {
    boolean unknown = one instanceof Unknown || other instanceof Unknown;
    boolean collections = isCollection(one) && isCollection(other);
    return unknown || collections ? null : new Bool(asItem(one).equals(asItem(other)));
  }

  private static boolean isCollection(Datum value) {
    return value instanceof Items || value instanceof Entries;
  }
}
