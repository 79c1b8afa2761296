package dev.esslint.model.program;

import dev.esslint.embedded.Option;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.Type;
import dev.esslint.model.base.Facts;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import java.util.List;
import java.util.Optional;

/** States what an option takes instead of its value. */
final class OptionValueFacts {
  private static final Regex WHOLE = new Regex("(?:0|[1-9][0-9]{0,14})");
  private final OptionItems items;

  OptionValueFacts(OptionItems items) {
    this.items = items;
  }

  void state(Facts item, Spot spot, String kind, Option option) {
    state(item, spot, kind, option, List.of());
  }

  /**
   * The same.
   *
   * @param others places of which the same is to be said
   */
  void state(Facts item, Spot spot, String kind, Option option, List<Spot> others) {
    item.put("kind", kind, items.about(spot));
    item.put("several", !others.isEmpty(), items.about(spot));
    item.put("expected", items.expected(option, false), items.about(spot));
    item.put("set", meant(spot.value(), option).map(choice -> "`" + choice + "`").orElseGet(() -> items.expected(option, false)), items.about(spot));
    item.put("form", option.form(), items.about(spot));
    boolean quotes =
        option.types().contains(Type.STRING)
            && spot.value() instanceof ScalarValue(Scalar scalar, var origin)
            && (scalar instanceof Scalar.Num
                || (scalar instanceof Scalar.Bool && !option.types().contains(Type.NULL))) // false is for none
            && takes(option, new Scalar.Str(Scalar.text(scalar)), origin);
    item.put("quotes", quotes, items.about(spot));
    item.put("without", option.required().equals("yes") ? "needed" : others.isEmpty() ? "one" : "several", items.about(spot));
    right(spot.value(), option)
        .filter(right -> takes(option, right, spot.value().origin()))
        .ifPresent(right -> item.put("right", right, items.about(spot)));
  }

  /** The value of those that an option takes that another one is meant for. */
  private Optional<String> meant(Value value, Option option) {
    return value instanceof ScalarValue(Scalar.Str(String text), var origin)
        ? Spelling.choice(text, option.values().choices(items.version()))
        : Optional.empty();
  }

  /** Whether an option takes a scalar of its type. */
  private boolean takes(Option option, Scalar scalar, Origin origin) {
    return option.values().takes(new ScalarValue(scalar, origin), items.version());
  }

  /** The same value as the option has it, where only quotes or the case of letters are wrong. */
  private Optional<Scalar> right(Value value, Option option) {
    if (!(value instanceof ScalarValue(Scalar scalar, var origin))) {
      return Optional.empty();
    }
    List<Type> types = option.types();
    return switch (scalar) {
      case Scalar.Str(String text) when (types.contains(Type.INTEGER) || types.contains(Type.NUMBER)) && WHOLE.fits(text) ->
          Optional.of(new Scalar.Num(Double.parseDouble(text)));
      case Scalar.Str(String text) when types.contains(Type.BOOLEAN) && text.equalsIgnoreCase("true") ->
          Optional.of(Scalar.TRUE);
      case Scalar.Str(String text) when types.contains(Type.BOOLEAN) && text.equalsIgnoreCase("false") ->
          Optional.of(Scalar.FALSE);
      case Scalar.Str(String text) ->
          option.choices().stream().filter(text::equalsIgnoreCase).findFirst().map(Scalar.Str::new);
      case Scalar.Num number when types.equals(List.of(Type.STRING)) && number.value() == Math.rint(number.value()) ->
          Optional.of(new Scalar.Str(Scalar.text(number)));
      default -> Optional.empty();
    };
  }
}
