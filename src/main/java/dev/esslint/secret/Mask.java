package dev.esslint.secret;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Assignment;
import dev.esslint.values.set.SetExpression.At;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.values.set.SetExpression.Name;
import dev.esslint.values.set.SetExpression.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of some texts, and what may be printed of and about them. A secret is known by the place where it stands;
 * once known it is masked wherever it stands: in other texts, in messages, in paths.
 */
public final class Mask {

  /** What is printed in place of a secret of any length. */
  public static final String MASK = "***";

  /** Shorter parts of a secret tell nothing. */
  private static final int LEAST_OF_LINE = 4;

  private static final int LEAST_NUMBER = 6;
  private static final int LEAST_WORD = 6;

  private static final Regex FILE = new Regex("-|.*\\.[A-Za-z]{3,4}");

  private final Map<SourceText, List<Span>> spans = new HashMap<>();
  private final Map<SourceText, ShownText> shown = new HashMap<>();
  private final SecretTexts secrets = new SecretTexts();

  private Mask() {}

  /** For text that has nothing to do with anybody's values. */
  public static Mask none() {
    return new Mask();
  }

  /**
   * Finds the secrets of a deployment.
   *
   * @param files its values files, also those that are no YAML
   * @param arguments what is set on the command line
   * @param values what comes of them; null if that is not known
   */
  public static Mask of(
      List<SourceText> files, List<Layer.Argument> arguments, @Nullable ResolvedValues values) {
    Mask mask = new Mask();
    for (SourceText file : files) {
      mask.search(file);
      mask.hideWord(file);
    }
    for (Layer.Argument argument : arguments) {
      mask.add(argument.expression());
    }
    if (values != null && !arguments.isEmpty()) {
      mask.addMerged(values.written(), SecretPlace.chart());
    }
    return mask;
  }

  /**
   * Finds the secrets of a deployment that is not made of values files alone.
   *
   * @param files its manifests and files, also those that are no YAML
   * @param values those of each layer, and what comes of them
   */
  public static Mask ofManifests(List<SourceText> files, List<MapValue> values) {
    Mask mask = of(files, List.of(), null);
    values.forEach(tree -> mask.addMerged(tree, SecretPlace.chart()));
    return mask;
  }

  /** The same with values that are said to be secret, whatever they set. */
  public Mask hiding(List<MapValue> sensitive) {
    sensitive.forEach(this::hideAll);
    return this;
  }

  private void hideAll(Value value) {
    switch (value) {
      case MapValue map -> map.entries().values().forEach(this::hideAll);
      case ListValue list -> list.items().forEach(this::hideAll);
      case ScalarValue(Scalar.Str(String string), var origin) when Placeholder.in(string).isEmpty() -> hide(string, origin);
      case ScalarValue(Scalar.Num number, var origin) -> hide(number, origin);
      case ScalarValue scalar -> {}
    }
  }

  /** A number may be a secret, too; a short one is as likely how many there are of something. */
  private void hide(Scalar.Num number, Origin origin) {
    String text = Scalar.text(number);
    if (text.length() >= LEAST_NUMBER) {
      hide(text, origin);
    }
  }

  private void hide(String string, Origin origin) {
    origin
        .layer()
        .source()
        .filter(source -> origin.value().start() < origin.value().end())
        .ifPresent(source -> hide(source, origin.value(), string));
  }

  /** The same but for names of files, which are no secrets wherever they stand, as in the keys of a Secret. */
  public Mask sparing(Collection<String> files) {
    for (String file : files) {
      secrets.spare(file);
      secrets.spare(file.substring(file.lastIndexOf('/') + 1));
    }
    return this;
  }

  /**
   * The same with a file that has no values and no secrets, only names of things: facts about a cluster.
   *
   * @param facts what it says, or null
   */
  public Mask knowing(@Nullable Value facts) {
    return facts == null ? this : facts.origin().layer().source().map(this::knowing).orElse(this);
  }

  /** The same with a file in which nothing is a secret by its place: it is a configuration, and has names where values have them. */
  public Mask knowing(SourceText file) {
    spansOf(file);
    return this;
  }

  private void search(SourceText file) {
    FileSecrets found = FileSecrets.in(file);
    spansOf(file).addAll(found.spans());
    found.lines().forEach(secrets::add);
  }

  /** Hides what is a word and nothing else, and names no other file: it may be a file with a password in it, given by mistake. */
  private void hideWord(SourceText file) {
    String word = file.text().strip();
    if (word.length() >= LEAST_WORD
        && Character.isLetterOrDigit(word.charAt(0))
        && !word.endsWith(":")
        && !FILE.fits(word)
        && word.chars().noneMatch(Character::isWhitespace)) {
      int start = file.text().indexOf(word);
      hide(file, new Span(start, start + word.length()), word);
    }
  }

  private List<Span> spansOf(SourceText source) {
    return spans.computeIfAbsent(source, s -> new ArrayList<>());
  }

  void hide(SourceText source, Span span, String secret) {
    if (CredentialNames.isSample(secret)) {
      return;
    }
    spansOf(source).add(span);
    secrets.add(secret);
    secrets.add(source.slice(span));
  }

  /**
   * Finds what may be a secret in a command line that is not understood: an option may be mistyped, one may be missing, a
   * secret may have been torn by the shell.
   */
  public static Mask ofArguments(List<String> arguments) {
    Mask mask = new Mask();
    boolean after = false; // a secret, or something with one in it
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean taken = i > 0 && !argument.startsWith("-") && !FILE.fits(argument);
      if (taken && (after || CredentialNames.isSecret(arguments.get(i - 1)))) {
        mask.secrets.add(argument);
        after = true;
        continue;
      }
      if (argument.startsWith("-p") && argument.length() > LEAST_OF_LINE) {
        mask.secrets.add(argument.substring(2)); // as other programs have it
      }
      List<Span> found = Scan.mayHold(argument) ? Scan.secrets(argument) : List.of();
      found.forEach(span -> mask.secrets.add(argument.substring(span.start(), span.end())));
      after = !found.isEmpty();
    }
    return mask;
  }

  private void add(SetExpression expression) {
    SourceText source = expression.source();
    boolean afterSecret = false;
    Set<String> tops = new HashSet<>();
    for (Assignment assignment : expression.assignments()) {
      boolean known = assignment.steps().isEmpty();
      SecretPlace place = SecretPlace.chart();
      for (Step step : assignment.steps()) {
        if (step instanceof Name(String key, Span span)) {
          hideInKey(key, span, place, source);
        }
        place =
            switch (step) {
              case Name name -> place.key(name.key(), List.of());
              case At item -> place.item(null, null);
            };
        known |=
            place.known() != null || (step instanceof Name(String key, Span s) && tops.contains(key));
      }
      if (afterSecret && !known) {
        // a comma without a backslash before it: what follows is the rest of the secret
        for (Step step : assignment.steps()) {
          if (step instanceof Name(String key, Span span)) {
            hideKey(key, span, source);
          }
        }
        place = place.asSecret();
      }
      afterSecret |= add(expression, assignment.value(), place);
      if (!assignment.steps().isEmpty() && assignment.steps().getFirst() instanceof Name first) {
        tops.add(first.key());
      }
    }
  }

  /** Takes what is secret in a key: all of it where nobody has a key, or a part, as where a colon stands for the equals sign. */
  private void hideInKey(String key, Span span, SecretPlace place, SourceText source) {
    boolean whole = place.secret() && (place.isLeaf() || place.isKeyOfNobody(key));
    if (whole || !Search.inKey(key, secrets::add).isEmpty()) {
      hideKey(key, span, source);
    }
  }

  private void hideKey(String key, Span span, SourceText source) {
    hide(source, span, key);
    secrets.addKey(key);
  }

  /** Takes what is secret in the value of an argument; returns whether anything is. */
  private boolean add(SetExpression expression, Node node, SecretPlace place) {
    SourceText source = expression.source();
    if (expression.kind() == Kind.JSON) {
      int start = node.span().start();
      SourceText json = new SourceText(source.name(), source.slice(node.span()));
      List<Span> found = Search.in(json, place, secrets::add);
      found.forEach(s -> spansOf(source).add(new Span(start + s.start(), start + s.end())));
      return !found.isEmpty();
    }
    boolean any = false;
    if (node instanceof ListNode list) {
      String before = null;
      for (Node item : list.items()) {
        String text = item instanceof ScalarNode scalar ? scalar.string() : null;
        any |= add(expression, item, place.item(before, text));
        before = text;
      }
    } else if (node instanceof ScalarNode scalar && !isFlag(scalar.value())) {
      String string = Scalar.text(scalar.value());
      List<Span> inner =
          place.secret()
              ? List.of(new Span(0, string.length()))
              : Search.inString(string, place, secrets::add);
      any = !inner.isEmpty() && !string.isEmpty();
      if (place.secret()) {
        secrets.add(string);
      }
      if (any && expression.kind() != Kind.FILE) { // a file has a name that may be shown
        UnaryOperator<Span> places = expression.places(scalar.span(), string);
        inner.forEach(span -> spansOf(source).add(places.apply(span)));
      }
    }
    return any;
  }

  private static boolean isFlag(Scalar scalar) {
    return scalar instanceof Scalar.Bool || scalar instanceof Scalar.Null;
  }

  /** The name of a variable and its value may come from different layers. */
  private void addMerged(Value value, SecretPlace place) {
    switch (value) {
      case MapValue map -> {
        List<String> names = names(map);
        String kind = text("kind", map);
        map.entries().forEach((key, child) -> addMerged(child, place.key(key, names, kind)));
      }
      case ListValue list -> list.items().forEach(item -> addMerged(item, place.item(null, null)));
      case ScalarValue(Scalar.Str(String string), var origin)
          when place.secret() && Placeholder.in(string).isEmpty() -> hide(string, origin);
      case ScalarValue(Scalar.Num number, var origin) when place.secret() -> hide(number, origin);
      case ScalarValue scalar -> {}
    }
  }

  private static List<String> names(MapValue map) {
    String name = text("name", map);
    return name == null ? List.of() : List.of(name);
  }

  private static @Nullable String text(String key, MapValue map) {
    return map.entries().get(key) instanceof ScalarValue(Scalar.Str(String text), var origin) ? text : null;
  }

  /** A text about values. */
  public Shown shown(String text) {
    String masked = secrets.masked(text);
    return new Shown(masked(masked, Scan.inMessage(masked)));
  }

  /**
   * A part of a text that is put together of many, as it may be shown there. Short secrets are left to the whole, in which it shows whether
   * they stand as values.
   */
  public String part(String text) {
    String masked = secrets.withoutLong(text);
    return masked(masked, Scan.inMessage(masked));
  }

  /** Whether a text that is to be written into another one, such as a block that moves, has anything of a secret in it. */
  public boolean hides(SourceText source, String text) {
    if (!shown(text).toString().equals(text)) {
      return true;
    }
    Set<String> hidden = shown(source).hidden();
    return text.lines().anyMatch(line -> isOfSecret(line, hidden));
  }

  /** Whether a line is one of a secret, or ends with one: a secret of several lines is not found as a whole. */
  private static boolean isOfSecret(String line, Set<String> hidden) {
    String text = line.strip();
    int start = 0;
    while (start >= 0 && start < text.length()) {
      String rest = text.substring(start);
      if (rest.length() >= LEAST_OF_LINE && hidden.contains(rest)) {
        return true;
      }
      int blank = text.indexOf(' ', start);
      start = blank < 0 ? -1 : blank + 1;
    }
    return false;
  }

  /** A path of values; a key may be a secret, as where a comma broke one. */
  public Shown shown(ValuePath path) {
    ValuePath masked = ValuePath.ROOT;
    for (ValuePath.Step step : path.steps()) {
      masked =
          step instanceof Key(String name)
              ? masked.key(shownKey(name))
              : masked.then(step);
    }
    return new Shown(masked.toString());
  }

  private String shownKey(String name) {
    String masked = secrets.maskedKey(name);
    return masked(masked, Scan.inMessage(masked));
  }

  /** A text of the user. */
  public ShownText shown(SourceText source) {
    if (!spans.isEmpty() && !spans.containsKey(source)) {
      // a text that came up later, such as one that was changed: its secrets are known by their places there
      search(source);
    }
    return shown.computeIfAbsent(
        source,
        s -> {
          List<Span> all = new ArrayList<>(spans.getOrDefault(s, List.of()));
          all.addAll(secrets.in(s.text()));
          return new ShownText(s, shown(s.name()), all);
        });
  }

  /** Values with {@link #MASK} for each secret in them. */
  public Value shown(Value root) {
    return masked(root, SecretPlace.chart(), secrets);
  }

  /** Values with {@link #MASK} for what is secret by its place, for what is worked out from them. */
  public static Value masked(Value root) {
    return masked(root, SecretPlace.chart(), new SecretTexts());
  }

  /** The same of the value at a path only; empty if there is none. */
  public static Optional<Value> masked(Value root, ValuePath path) {
    Value value = root;
    SecretPlace place = SecretPlace.chart();
    for (ValuePath.Step step : path.steps()) {
      Value below = ResolvedValues.below(value, new ValuePath(List.of(step))).orElse(null);
      if (below == null) {
        return Optional.empty();
      }
      place =
          switch (step) {
            case Key(String name) -> place.key(name, names((MapValue) value), text("kind", (MapValue) value));
            case Index(int index) ->
                place.item(index == 0 ? null : string(((ListValue) value).items().get(index - 1)), string(below));
          };
      value = below;
    }
    return Optional.of(masked(value, place, new SecretTexts()));
  }

  private static @Nullable String string(Value value) {
    return value instanceof ScalarValue(Scalar.Str(String string), var origin) ? string : null;
  }

  private static Value masked(Value value, SecretPlace place, SecretTexts secrets) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin) -> {
        List<String> names = names((MapValue) value);
        String kind = text("kind", (MapValue) value);
        SequencedMap<String, Value> masked = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
          SecretPlace below = place.key(entry.getKey(), names, kind);
          masked.put(secrets.maskedKey(entry.getKey()), masked(entry.getValue(), below, secrets));
        }
        yield new MapValue(masked, deleted, origin);
      }
      case ListValue(var items, var origin) -> {
        List<Value> masked = new ArrayList<>();
        String before = null;
        for (Value item : items) {
          masked.add(masked(item, place.item(before, string(item)), secrets));
          before = string(item);
        }
        yield new ListValue(masked, origin);
      }
      case ScalarValue(Scalar.Str(String string), var origin)
          when place.secret() && Placeholder.in(string).isEmpty() ->
          new ScalarValue(new Scalar.Str(string.isEmpty() ? string : MASK), origin);
      case ScalarValue(Scalar.Num n, var origin) when place.secret() ->
          new ScalarValue(new Scalar.Str(MASK), origin);
      case ScalarValue(Scalar.Str(String string), var origin) ->
          new ScalarValue(new Scalar.Str(secrets.masked(masked(string, place))), origin);
      case ScalarValue scalar -> scalar;
    };
  }

  private static String masked(String string, SecretPlace place) {
    return masked(string, Search.inString(string, place, secret -> {}));
  }

  /** A text with {@link #MASK} for each of some spans. */
  private static String masked(String string, List<Span> inner) {
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
}
