package dev.esslint.embedded;

import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** The values that an option takes, of those of its types. */
public sealed interface Values {

  /** Any. */
  record All() implements Values {}

  /**
   * Some.
   *
   * @param anyCase whether capital letters do not matter
   */
  record OneOf(List<Choice> choices, boolean anyCase) implements Values {}

  /**
   * A value by itself.
   *
   * @param since the first version that takes it; empty for all that are known
   * @param until the first version that does not take it any more; empty for all that are known
   */
  record Choice(String text, Optional<Version> since, Optional<Version> until) {}

  /** Numbers; a bound that is not there is infinite. */
  record Range(double least, boolean above, double most, boolean below, String text)
      implements Values {}

  /** What looks like something. */
  record OfForm(Form form) implements Values {}

  Regex CHOICES = new Regex("[^ ,]++,[^ ]++( \\(any case\\))?");
  Regex BETWEEN = new Regex("(-?\\d{1,18})\\.\\.(-?\\d{1,18})?");
  /** Narrower bounds, beyond which a program takes numbers that make no sense. */
  Regex MEANINGFUL = new Regex("\\((-?\\d{1,18})\\.\\.(\\d{1,18}) meaningful\\)");

  /** What is behind the bounds of a duration that is a plain number. */
  String SECONDS = " (seconds)";

  Regex BOUND = new Regex("([<>]=?)(\\d+(?:e\\d+)?)(?: and ([<>]=?)(\\d+(?:e\\d+)?))?");
  Regex MORE = new Regex("\\+([^ ;]{1,100}) since (\\d+\\.\\d+\\.\\d+)");

  /** Other choices that some minor versions have, the last of them last. */
  Regex OTHERS = new Regex("(\\d{1,9})\\.(\\d{1,9}): ([^ ;]{1,200})");

  /**
   * Reads a cell of the tables.
   *
   * @param note the remark beside it, which says since when some choices are there, {@code +a,b since 1.8.0}, and which other
   *     ones were there before, {@code 1.5 and 1.6: a,c}
   * @throws IllegalArgumentException if it is none that is known
   */
  static Values parse(String cell, String note) {
    if (cell.isEmpty()) {
      return new All();
    }
    Optional<Form> form = Form.of(cell);
    if (form.isPresent()) {
      return new OfForm(form.get());
    }
    Matcher choices = CHOICES.matcher(cell);
    if (choices.matches()) {
      boolean anyCase = choices.group(1) != null;
      String texts = anyCase ? cell.substring(0, choices.start(1)) : cell;
      return new OneOf(choices(texts, note), anyCase);
    }
    int remark = cell.indexOf(" (");
    String bare = remark < 0 ? cell : cell.substring(0, remark);
    Matcher between = BETWEEN.matcher(bare);
    if (between.matches()) {
      String most = between.group(2);
      Matcher meaningful = MEANINGFUL.matcher(cell);
      String number = cell.endsWith(SECONDS) ? "a number of seconds from " : "a number from ";
      return new Range(
          Double.parseDouble(between.group(1)),
          false,
          most == null ? Double.POSITIVE_INFINITY : Double.parseDouble(most),
          false,
          meaningful.find()
              ? number + meaningful.group(1) + " to " + meaningful.group(2)
              : number + between.group(1) + (most == null ? " on" : " to " + most));
    }
    Matcher bound = BOUND.matcher(bare);
    if (bound.matches() && bound.group(1).startsWith(">")) {
      boolean open = bound.group(3) == null;
      return new Range(
          Double.parseDouble(bound.group(2)),
          bound.group(1).equals(">"),
          open ? Double.POSITIVE_INFINITY : Double.parseDouble(bound.group(4)),
          !open && bound.group(3).equals("<"),
          (bound.group(1).equals(">") ? "more than " : "a number from ")
              + bound.group(2)
              + (open
                  ? bound.group(1).equals(">") ? "" : " on"
                  : " and less than " + bound.group(4)));
    }
    String one = cell.strip();
    if (one.indexOf(' ') < 0) {
      return new OneOf(List.of(new Choice(one, Optional.empty(), Optional.empty())), false);
    }
    throw new IllegalArgumentException("there are no values `" + cell + "`");
  }

  private static List<Choice> choices(String texts, String note) {
    List<Choice> choices = new ArrayList<>();
    Matcher more = MORE.matcher(note);
    boolean some = more.find();
    List<String> later = some ? List.of(more.group(1).split(",", -1)) : List.of();
    Matcher others = OTHERS.matcher(note);
    boolean changed = others.find();
    List<String> before = changed ? List.of(others.group(3).split(",", -1)) : List.of();
    Optional<Version> change =
        changed
            ? Optional.of(
                new Version(
                    Integer.parseInt(others.group(1)), Integer.parseInt(others.group(2)) + 1, 0))
            : Optional.empty();
    List<String> now = List.of(texts.split(",", -1));
    for (String text : now) {
      Optional<Version> since = later.contains(text) ? Version.parse(more.group(2)) : Optional.empty();
      choices.add(
          new Choice(
              text, changed && !before.contains(text) ? change : since, Optional.empty()));
    }
    for (String text : before) {
      if (!now.contains(text)) {
        choices.add(new Choice(text, Optional.empty(), change));
      }
    }
    return List.copyOf(choices);
  }

  /**
   * Whether a value of the right type is one of these.
   *
   * @param version the version that reads it; empty if that is not known
   */
  default boolean takes(Value value, Optional<Version> version) {
    return switch (this) {
      case All all -> true;
      case OfForm(Form form) -> form.takes(value, version);
      case OneOf(List<Choice> choices, boolean anyCase) ->
          !(value instanceof ScalarValue(Scalar scalar, var origin))
              || scalar.equals(Scalar.NULL)
              || choices.stream()
                  .anyMatch(
                      choice ->
                          isThere(choice, version) && isSame(choice.text(), scalar, anyCase));
      case Range range ->
          !(value instanceof ScalarValue(Scalar.Num(double number), var origin))
              || ((range.above ? number > range.least : number >= range.least)
                  && (range.below ? number < range.most : number <= range.most));
    };
  }

  private static boolean isThere(Choice choice, Optional<Version> version) {
    return version.isEmpty()
        || ((choice.since().isEmpty() || !version.get().isBefore(choice.since().get()))
            && (choice.until().isEmpty() || version.get().isBefore(choice.until().get())));
  }

  /** Whether a scalar is a choice; {@code true} and {@code false} are booleans, and in quotes neither. */
  private static boolean isSame(String choice, Scalar scalar, boolean anyCase) {
    String text = Scalar.text(scalar);
    if (scalar instanceof Scalar.Str && (choice.equals("true") || choice.equals("false"))) {
      return false;
    }
    return anyCase ? text.toLowerCase(Locale.ROOT).equals(choice) : text.equals(choice);
  }

  /** The choices that a version has; none if anything else decides. */
  default List<String> choices(Optional<Version> version) {
    return this instanceof OneOf(List<Choice> choices, boolean anyCase)
        ? choices.stream().filter(c -> isThere(c, version)).map(Choice::text).toList()
        : List.of();
  }
}
