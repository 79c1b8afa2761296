package dev.esslint.schema;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.finding.Locator;
import dev.esslint.finding.NamedPlace;
import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.secret.MaskedValues;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.set.SetExpression;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Where values stand in what the user wrote. */
final class Places {
  private static final Regex ANCHOR = new Regex("(?:^|[\\s:,\\[{-])&[A-Za-z0-9_-]");

  private final ResolvedValues values;
  private final Locator locator;

  Places(ResolvedValues values) {
    this.values = values;
    this.locator = new Locator(values);
  }

  ResolvedValues values() {
    return values;
  }

  /** The key of a value, or the item of a list; if nobody wrote it, of the nearest mapping or list around it. */
  Location key(ValuePath path, String note) {
    return locator.locate(new NamedPlace(path, Part.KEY, note));
  }

  /** A scalar itself; the key of a mapping or list, and of a value that is not there. */
  Location value(ValuePath path, String note) {
    return locator.locate(new NamedPlace(path, Part.VALUE, note));
  }

  /**
   * What is wrong with a value, told at the value.
   *
   * @param remedy in Markdown; empty for none
   */
  Detection detection(BuiltInCheck check, ValuePath path, String message, String remedy) {
    return new Detection(check, message, value(path, ""), List.of(), List.of(), remedy);
  }

  /** A phrase with a scalar after it; empty if the value must not or cannot be shown. */
  String said(ValuePath path, Value value, String phrase) {
    String text =
        value instanceof ScalarValue(Scalar scalar, var origin)
            ? scalar instanceof Scalar.Str(String string) ? string : written(path)
            : "";
    return Phrases.isShort(text) ? phrase + Phrases.code(text) : "";
  }

  /** Whether a value is already where it is to go. */
  boolean isThere(ValuePath path, Value value) {
    return values.writtenAt(path).filter(there -> JsonText.of(there).equals(JsonText.of(value))).isPresent();
  }

  /**
   * Whether something is written where a value is to go, so that the two cannot simply be put together. What a lower layer has there,
   * or a mapping that is merged into this one, is overridden by the value, as it was meant to be.
   */
  boolean isTaken(ValuePath path, Value value) {
    Optional<Value> there = values.writtenAt(path);
    return there.isPresent()
        && (!(there.get() instanceof MapValue && value instanceof MapValue map)
            ? !isOverridden(path, there.get(), value)
            : map.entries().entrySet().stream()
                .anyMatch(entry -> isTaken(path.key(entry.getKey()), entry.getValue())));
  }

  private boolean isOverridden(ValuePath path, Value there, Value by) {
    return values.writtenAt(path.parent()).filter(around -> values.overrides(by, there, around)).isPresent();
  }

  /** Whether a value is handed down by a chart above, whose dependencies may all read it. */
  boolean isHandedDown(Value value) {
    return value.origin().layer() instanceof Layer.File(Document document)
        && !document.root().span().contains(value.origin().key().start());
  }

  /** Whether there is an anchor in a value, so that it is kept there to be used elsewhere. */
  boolean isAnchored(Value value) {
    return source(value.origin())
        .map(text -> text.slice(value.origin().key().to(value.origin().value())))
        .filter(text -> ANCHOR.isIn(text))
        .isPresent();
  }

  /**
   * A value for a remedy. Texts of several lines have their secrets masked already: written anew, what is a secret in them may not
   * be told by its characters any more.
   */
  Value shown(ValuePath path) {
    Value value = ResolvedValues.below(values.root(), path).orElseThrow();
    return holdsLines(value)
        ? withMaskedTexts(value, MaskedValues.of(values.root(), path).orElseThrow())
        : value;
  }

  /** Whether there is a text of several lines in a value. */
  private static boolean holdsLines(Value value) {
    Iterable<Value> below =
        switch (value) {
          case MapValue map -> map.entries().values();
          case ListValue list -> list.items();
          case ScalarValue scalar -> List.of();
        };
    for (Value child : below) {
      if (holdsLines(child)) {
        return true;
      }
    }
    return value instanceof ScalarValue(Scalar.Str(String text), var origin) && text.indexOf('\n') >= 0;
  }

  private static Value withMaskedTexts(Value value, Value masked) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin) when masked instanceof MapValue other -> {
        SequencedMap<String, Value> shown = new LinkedHashMap<>();
        entries.forEach(
            (key, child) ->
                shown.put(
                    key, withMaskedTexts(child, other.entries().getOrDefault(key, masked))));
        yield new MapValue(shown, deleted, origin);
      }
      case ListValue(var items, var origin) when masked instanceof ListValue other ->
          new ListValue(
              IntStream.range(0, items.size())
                  .mapToObj(i -> withMaskedTexts(items.get(i), other.items().get(i)))
                  .toList(),
              origin);
      case ScalarValue(Scalar.Str(String text), var origin) when text.indexOf('\n') < 0 -> value;
      case ScalarValue(Scalar.Str text, var origin) -> masked;
      case ScalarValue scalar -> value;
      case MapValue map -> masked;
      case ListValue list -> masked;
    };
  }

  /** The text of a scalar as the user wrote it; empty for what the user did not write. */
  String written(ValuePath path) {
    Origin origin = origin(path);
    return source(origin).map(text -> text.slice(origin.value())).orElse("");
  }

  /** The option of the command line that gives a value; empty for a value of a file or a default. */
  Optional<SetExpression.Kind> option(ValuePath path) {
    return origin(path).layer() instanceof Layer.Argument(SetExpression expression)
        ? Optional.of(expression.kind())
        : Optional.empty();
  }

  /** Whether a value is given with an option that the user wrote, in a command, and not only passed on by a tool in that way. */
  boolean namesOption(ValuePath path, SetExpression.Kind kind) {
    return source(origin(path))
        .filter(text -> text.name().startsWith("<") || text.text().contains(kind.option()))
        .isPresent();
  }

  /** The order in which the user wrote values: the last one counts. */
  Comparator<ValuePath> inOrderOfWriting() {
    return (one, other) -> {
      int layers = Integer.compare(layer(one), layer(other));
      return layers != 0
          ? layers
          : Integer.compare(origin(one).key().start(), origin(other).key().start());
    };
  }

  private int layer(ValuePath path) {
    return values.layers().indexOf(origin(path).layer());
  }

  private Origin origin(ValuePath path) {
    return values.nearestWritten(path);
  }

  private static Optional<SourceText> source(Origin origin) {
    return origin.layer().source();
  }
}
