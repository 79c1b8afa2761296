package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Int64;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.json.JsonReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values as Go writes them in JSON, and JSON as values; null stands for what is not worked out here. */
final class GoJson {
  private static final int LONGEST = 1 << 20;
  private static final int LONGEST_ESCAPE = 6;

  private final StringBuilder text = new StringBuilder();

  /** Whether what has a meaning in HTML is escaped. */
  private final boolean escaping;

  /** Whether each item has a line. */
  private final boolean lines;

  private GoJson(boolean escaping, boolean lines) {
    this.escaping = escaping;
    this.lines = lines;
  }

  static @Nullable String written(Datum value, boolean escaping, boolean lines) {
    GoJson json = new GoJson(escaping, lines);
    return json.write(value, 0) ? json.text.toString() : null;
  }

  /** Whether the value is written; if not, it is not known. */
  private boolean write(Datum value, int depth) {
    if (text.length() > LONGEST || depth > RunState.DEPTH) {
      throw new Stop.Lost();
    }
    String scalar =
        switch (value) {
          case Items(List<Datum> items) -> list(items, depth) ? "" : null;
          case Entries entries -> mapping(entries, depth) ? "" : null;
          case Text(String string) -> GoText.json(string, escaping);
          case Bool(boolean bool) -> String.valueOf(bool);
          case Nothing nothing -> "null";
          case Int(long number) -> String.valueOf(number);
          case Int64(long number) -> String.valueOf(number);
          case Real(double number) when !Double.isNaN(number) && !Double.isInfinite(number) -> Scalar.text(new Scalar.Num(number));
          default -> null;
        };
    if (scalar != null) {
      text.append(scalar);
    }
    return scalar != null;
  }

  @SuppressWarnings("ReferenceEquality") // the one that may be nil, not such that are empty as well
  private boolean list(List<Datum> items, int depth) {
    if (items == ListCalls.NIL) {
      return false;
    }
    text.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      line(depth + 1);
      if (!write(items.get(i), depth + 1)) {
        return false;
      }
    }
    if (!items.isEmpty()) {
      line(depth);
    }
    text.append(']');
    return true;
  }

  private boolean mapping(Entries entries, int depth) {
    if (entries.isStructure() || entries.hasMethod("AsMap")) {
      return false;
    }
    text.append('{');
    String before = "";
    for (String key : new TreeSet<>(entries.keys())) {
      text.append(before);
      before = ",";
      line(depth + 1);
      boolean known = write(new Text(key), depth + 1);
      text.append(lines ? ": " : ":");
      if (!known || !write(entries.field(key), depth + 1)) {
        return false;
      }
    }
    if (!before.isEmpty()) {
      line(depth);
    }
    text.append('}');
    return true;
  }

  private void line(int depth) {
    if (lines) {
      text.append('\n').append("  ".repeat(depth));
    }
  }

  /** What all of a text is; null if it is no JSON. */
  static @Nullable Datum read(String text) {
    try {
      Node node = JsonReader.read(new SourceText("", text), 0);
      return text.substring(node.span().end()).isBlank() ? datum(node) : null;
    } catch (SourceException unreadable) {
      return null;
    }
  }

  /** Whether JSON ends before it is whole, between two of its words. */
  static boolean breaksOff(String text) {
    if (text.indexOf('\\', Math.max(0, text.length() - LONGEST_ESCAPE)) >= 0) {
      return false; // perhaps within an escape, of which Go says something else
    }
    try {
      JsonReader.read(new SourceText("", text), 0);
      return false;
    } catch (SourceException unreadable) {
      return unreadable.place().filter(place -> place.span().start() >= text.length()).isPresent();
    }
  }

  /** What a document is to a template, be it read as JSON or as YAML: an empty list of it is not nil. */
  static Datum datum(Node node) {
    return switch (node) {
      case MapNode map -> {
        Map<String, Datum> entries = new HashMap<>();
        map.entries().forEach((key, entry) -> entries.put(key, datum(entry.value())));
        yield new MapCalls.Made(entries);
      }
      case ListNode list -> new Items(list.items().stream().map(GoJson::datum).toList());
      case ScalarNode scalar ->
          switch (scalar.value()) {
            case Scalar.Null nothing -> Nothing.NULL;
            case Scalar.Bool(boolean bool) -> new Bool(bool);
            case Scalar.Num(double number) -> new Real(number);
            case Scalar.Str(String string) -> new Text(string);
          };
    };
  }
}
