package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.set.SetExpression.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Values without what is secret in them. */
public final class MaskedValues {
  /** Shorter words beside what is filled in, or in it, are names. */
  private static final int LEAST_GIVEN = 14;

  /** The same of what stands right before what is filled in. */
  private static final int LEAST_ATTACHED = 8;

  /** How a text of Terraform with a reference in it is written, of which nothing is known. */
  private static final String TEMPLATE_OF_TERRAFORM = "${\"";

  static final int LONGEST_COMMAND = 1000;

  private MaskedValues() {}

  /** Values with {@link Mask#MASK} for what is secret by its place, for what is worked out from them. */
  public static Value of(Value root) {
    return masked(root, SecretPlace.chart(), new SecretTexts());
  }

  /** The same for who knows secrets that stand elsewhere, too. */
  static Value of(Value root, SecretTexts secrets) {
    return masked(root, SecretPlace.chart(), secrets);
  }

  /** The same of the value at a path only; empty if there is none. */
  public static Optional<Value> of(Value root, ValuePath path) {
    Value value = root;
    SecretPlace place = SecretPlace.chart();
    for (ValuePath.Step step : path.steps()) {
      Value below = ResolvedValues.below(value, new ValuePath(List.of(step))).orElse(null);
      if (below == null) {
        return Optional.empty();
      }
      place =
          switch (step) {
            case Key(String name) -> place.mapping(((MapValue) value).entries().keySet()).key(name, names((MapValue) value), text("kind", (MapValue) value));
            case Index(int index) ->
                place.item(index == 0 ? null : string(((ListValue) value).items().get(index - 1)), string(below));
          };
      value = below;
    }
    return Optional.of(masked(value, place, new SecretTexts()));
  }

  private static Value masked(Value value, SecretPlace place, SecretTexts secrets) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin) -> {
        List<String> names = names((MapValue) value);
        String kind = text("kind", (MapValue) value);
        SecretPlace around = place.mapping(entries.keySet());
        SequencedMap<String, Value> masked = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
          SecretPlace below = around.key(entry.getKey(), names, kind).of(around, entry.getKey(), string(entry.getValue()));
          masked.put(secrets.maskedKey(entry.getKey()), masked(entry.getValue(), below, secrets));
        }
        yield new MapValue(masked, deleted, origin);
      }
      case ListValue(var items, var origin) -> {
        List<Value> masked = new ArrayList<>();
        List<String> inCommand = inCommand(items);
        String before = null;
        for (Value item : items) {
          masked.add(without(inCommand, masked(item, place.item(before, string(item)), secrets)));
          before = string(item);
        }
        yield new ListValue(masked, origin);
      }
      case ScalarValue(Scalar.Str(String string), var origin)
          when place.secret() && isGiven(string) ->
          new ScalarValue(new Scalar.Str(string.isEmpty() ? string : Mask.MASK), origin);
      case ScalarValue(Scalar.Num n, var origin) when place.secret() ->
          new ScalarValue(new Scalar.Str(Mask.MASK), origin);
      case ScalarValue(Scalar.Str(String string), var origin) when place.secret() ->
          new ScalarValue(new Scalar.Str(secrets.maskedInPlace(masked(masked(string, Scan.inTemplatesOfSecret(string)), place))), origin);
      case ScalarValue(Scalar.Str(String string), var origin) ->
          new ScalarValue(new Scalar.Str(secrets.masked(masked(string, place))), origin);
      case ScalarValue scalar -> scalar;
    };
  }

  private static String masked(String string, SecretPlace place) {
    return masked(string, Search.inString(string, place, secret -> {}));
  }

  /** A text with {@link Mask#MASK} for each of some spans. */
  static String masked(String string, List<Span> inner) {
    if (inner.isEmpty()) {
      return string;
    }
    ShownText shown = new ShownText(new SourceText("", string), new Shown(""), inner);
    StringBuilder masked = new StringBuilder();
    SourceText lines = new SourceText("", string);
    for (int line = 1; line <= lines.lineCount(); line++) {
      Span span = lines.line(line);
      int next = line < lines.lineCount() ? lines.line(line + 1).start() : string.length();
      masked.append(shown.lineAsShown(line)).append(string, span.end(), next);
    }
    return masked.toString();
  }

  /**
   * Whether a text in the place of a secret is one: it is not filled in later, or there is more in it than names, such as a default that
   * nobody made up.
   */
  static boolean isGiven(String string) {
    Placeholder placeholder = Placeholder.in(string).orElse(null);
    if (placeholder != Placeholder.TEMPLATE && placeholder != Placeholder.SUBSTITUTION) {
      return placeholder == null || placeholder == Placeholder.MISWRITTEN;
    }
    if (placeholder == Placeholder.SUBSTITUTION && (!TerraformCalls.texts(string).isEmpty() || isBesideVariables(string) || (string.startsWith("${") && string.contains(" -")) || isNoVariable(string))) {
      return true;
    }
    int start = 0;
    for (int end = 0; end <= string.length(); end++) {
      if (end == string.length() || " \t\n\"'`{}()|=,:".indexOf(string.charAt(end)) >= 0) {
        boolean attached = placeholder == Placeholder.SUBSTITUTION && end > start && string.startsWith("${", end - 1);
        if (attached && end - start > LEAST_ATTACHED) {
          return true;
        }
        if (end - start >= LEAST_ATTACHED && string.startsWith(TEMPLATE_OF_TERRAFORM) && ".$/".indexOf(string.charAt(start)) < 0 && string.indexOf('.', start, end) < 0) {
          return true;
        }
        if (end - start >= LEAST_ATTACHED && isRestless(string.substring(start, end))) {
          return true;
        }
        if (end - start >= LEAST_GIVEN && ".$/".indexOf(string.charAt(start)) < 0 && (TextScan.looksRandom(string, start, end) || RandomScan.isMixed(string, start, end))) {
          return true;
        }
        start = end + 1;
      }
    }
    return false;
  }

  private static boolean isRestless(String word) {
    return RandomScan.isRestless(word, 7) || word.chars().allMatch(Character::isDigit);
  }

  /** Whether a text that begins with a dollar is a word as no variable is called. */
  private static boolean isNoVariable(String string) {
    String word = string.startsWith("${") && string.endsWith("}") ? string.substring(2, string.length() - 1) : string.substring(1);
    return string.charAt(0) == '$' && word.length() >= LEAST_GIVEN && RandomScan.isRestless(word, 6);
  }

  /** Whether most of a text of one word is written out: what seems to be a variable in it may be two of its characters. */
  private static boolean isBesideVariables(String string) {
    int outside = 0;
    int inside = 0;
    boolean variable = false;
    for (int at = 0; at < string.length(); at++) {
      char c = string.charAt(at);
      if (c <= ' ') {
        return false;
      }
      variable |= string.startsWith("${", at);
      outside += variable ? 0 : 1;
      inside += variable ? 1 : 0;
      variable &= c != '}';
    }
    return outside > LEAST_GIVEN && outside > inside;
  }

  static @Nullable String string(Value value) {
    return value instanceof ScalarValue(Scalar.Str(String string), var origin) ? string : null;
  }

  /** The secrets in a list of words that are a command, each of which says nothing by itself. */
  static List<String> inCommand(List<Value> words) {
    StringBuilder line = new StringBuilder();
    for (Value word : words) {
      String text = string(word);
      if (text == null || text.strip().indexOf('\n') >= 0 || line.length() > LONGEST_COMMAND) {
        return List.of();
      }
      line.append(text.replace('\n', ' ')).append(' ');
    }
    List<String> secrets = new ArrayList<>();
    for (Span secret : Scan.inCommand(line.toString())) {
      String text = line.substring(secret.start(), secret.end());
      secrets.add(text);
      for (String part : text.split(" ", -1)) { // of an argument that was torn at its blanks
        if (part.length() >= TextScan.LEAST_BESIDE) {
          secrets.add(part);
        }
      }
    }
    return secrets;
  }

  private static Value without(List<String> secrets, Value word) {
    if (secrets.isEmpty() || !(word instanceof ScalarValue(Scalar.Str(String string), var origin))) {
      return word;
    }
    String masked = string;
    for (String secret : secrets) {
      masked = masked.replace(secret, Mask.MASK);
    }
    return new ScalarValue(new Scalar.Str(masked), origin);
  }

  /** The name of what a mapping is about. */
  static List<String> names(MapValue map) {
    String name = text(map.entries().containsKey("Name") ? "Name" : "name", map);
    return name == null ? List.of() : List.of(name);
  }

  /** The text of a key. */
  static @Nullable String text(String key, MapValue map) {
    return map.entries().get(key) instanceof ScalarValue(Scalar.Str(String text), var origin) ? text : null;
  }
}
