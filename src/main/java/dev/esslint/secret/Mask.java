package dev.esslint.secret;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.set.SetExpression.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /** Before each line of what is cited. */
  private static final char CITED = '>';

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
      new ArgumentSecrets(mask, mask.secrets).add(argument.expression());
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
      case ScalarValue(Scalar.Str(String string), var origin) when MaskedValues.isGiven(string) -> {
        hide(string, origin);
        secrets.add(string.toLowerCase(Locale.ROOT)); // as hosts are told
      }
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
    String text = file.text();
    int start = 0;
    while (start < text.length() && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == CITED)) {
      start++;
    }
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end);
    if (word.length() >= LEAST_WORD
        && (Character.isLetterOrDigit(word.charAt(0)) || RandomScan.isKey(word.substring(1)))
        && !word.endsWith(":")
        && !FILE.fits(word)
        && text.substring(end).replace(CITED, ' ').isBlank()) {
      hide(file, new Span(start, end), word);
    }
  }

  List<Span> spansOf(SourceText source) {
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
      if (taken && (after || SecretPlace.isNameOfSecret(arguments.get(i - 1)))) {
        if (!argument.equals("=")) {
          mask.secrets.add(argument);
        }
        after = true;
        continue;
      }
      if (argument.startsWith("-p") && argument.length() > LEAST_OF_LINE) {
        mask.secrets.add(argument.substring(2)); // as other programs have it
      }
      if (i > 0 && RandomScan.isKey(argument)) {
        mask.secrets.add(argument);
      }
      List<Span> found = Scan.mayHold(argument) ? Scan.secrets(argument) : List.of();
      found.forEach(span -> mask.addParts(argument.substring(span.start(), span.end())));
      if (argument.indexOf(' ') > 0 && !Scan.told(argument, false).isEmpty()) { // a reason, and not one word
        mask.secrets.add(argument);
      }
      int sign = argument.indexOf('=');
      if (sign > 0 && (SecretPlace.isNameOfSecret(argument.substring(0, sign)) || RandomScan.isKey(argument.substring(sign + 1)))) {
        mask.addParts(argument.substring(sign + 1));
      }
      after = !found.isEmpty();
    }
    return mask;
  }

  /** Takes a text with secrets, and what it falls into where commas are read as the ends of values, and dots as those of keys. */
  private void addParts(String text) {
    secrets.add(text);
    for (String part : text.split("[,{}]", -1)) {
      int sign = part.indexOf('=');
      if (sign < 0 || SecretPlace.isNameOfSecret(part.substring(0, sign))) {
        for (String word : part.substring(sign + 1).split("[.\\[\\]]", -1)) {
          if (word.length() >= LEAST_WORD) {
            secrets.add(word);
          }
        }
      }
    }
  }

  /** The name of a variable and its value may come from different layers. */
  private void addMerged(Value value, SecretPlace place) {
    switch (value) {
      case MapValue map -> {
        List<String> names = MaskedValues.names(map);
        String kind = MaskedValues.text("kind", map);
        SecretPlace around = place.mapping(map.entries().keySet());
        map.entries().forEach((key, child) -> addMerged(child, around.key(key, names, kind).of(around, key, MaskedValues.string(child))));
      }
      case ListValue list -> {
        String before = null;
        for (Value item : list.items()) {
          String text = MaskedValues.string(item);
          addMerged(item, place.item(before, text));
          before = text;
        }
        MaskedValues.inCommand(list.items()).forEach(secrets::add);
      }
      case ScalarValue(Scalar.Str(String string), var origin)
          when place.secret() && MaskedValues.isGiven(string) -> hide(string, origin);
      case ScalarValue(Scalar.Str(String string), var origin) when !isWritten(string, origin) -> // what is encoded was not found
          Search.inString(string, place, secrets::add);
      case ScalarValue(Scalar.Num number, var origin) when place.secret() -> hide(number, origin);
      case ScalarValue scalar -> {}
    }
  }

  /** Whether a string stands in its file as it is read, and not in base64. */
  private static boolean isWritten(String string, Origin origin) {
    String first = string.lines().findFirst().orElse("");
    return origin.layer().source().filter(source -> !source.slice(origin.value()).contains(first)).isEmpty();
  }

  /** A text about values. */
  public Shown shown(String text) {
    String masked = secrets.masked(text);
    return new Shown(MaskedValues.masked(masked, Scan.inMessage(masked)));
  }

  /**
   * A part of a text that is put together of many, as it may be shown there. Short secrets are left to the whole, in which it shows whether
   * they stand as values.
   */
  public String part(String text) {
    String masked = secrets.withoutLong(text);
    return MaskedValues.masked(masked, Scan.inMessage(masked));
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
    return MaskedValues.masked(masked, Scan.inMessage(masked));
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
    return MaskedValues.of(root, secrets);
  }
}
