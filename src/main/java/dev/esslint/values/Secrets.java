package dev.esslint.values;

import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.Node.Entry;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.Regex;
import dev.esslint.source.Scalar;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.stream.IntStream;

/**
 * Tells what must never be printed: the values of credentials. A value is one when a key above it names a secret and
 * it is not merely the name of a Kubernetes Secret or of a key in it.
 */
public final class Secrets {

  /** What is printed in place of a secret. */
  public static final String MASK = "(secret)";

  /** Parts of keys that name a secret, also as they are mistyped. */
  private static final String NAMES =
      "pas{1,2}w|_pass|passphrase|passkey|secret|token|pepper|macaroon|private_?key|signing_?key|encryption_?key"
          + "|api_?key|access_?key|appserviceregistration|keysyaml|credential";

  private static final Regex NAME = new Regex("(?i)" + NAMES);

  /** Keys that name a Secret object or a key in one. */
  private static final Set<String> REFERENCES =
      Set.of(
          "secret",
          "secretKey",
          "configSecret",
          "configSecretKey",
          "tlsSecret",
          "secretName",
          "existingSecret",
          "pullSecrets",
          "imagePullSecrets",
          "initSecrets",
          "name",
          "enabled");

  /** An assignment to a secret in a line of an embedded document or of a command line. */
  private static final Regex ASSIGNMENT =
      new Regex(
          // a name starts where a word does, so that a long one is not looked at from each of its
          // letters
          "(?i)(?<![\\w.-])[\"']?[\\w.-]*(?:"
              + NAMES
              + ")[\\w.-]*[\"']?[ \\t]*[:=][ \\t]*(?<secret>[^\\r\\n]+)");

  private static final Regex PEM =
      new Regex("-----BEGIN [A-Z ]*PRIVATE KEY-----(?<secret>[\\s\\S]*?)(?:-----END|\\z)");

  /** A password in a URL; whatever is before the last {@code @} belongs to it. */
  private static final Regex IN_URL = new Regex("://[^/:@\\s\"']*:(?<secret>[^/\\s\"']+)@");

  /** The API keys of a LiveKit: in this mapping the names are free, and every value is a secret. */
  private static final Regex LIVEKIT_KEYS =
      new Regex(
          "(?m)^(?<indent>[ \\t]*)[\"']?keys[\"']?:"
              + "(?<secret>[ \\t]*\\{[^}]*}|(?:[ \\t]*\\r?\\n\\k<indent>[ \\t]+\\S[^\\r\\n]*)+)");

  /** What the chart takes for the value of a credential, as far as a line tells. */
  private static final Regex VALUE =
      new Regex("(?m)^[ \\t-]*[\"']?value[\"']?[ \\t]*:(?<secret>[^\\r\\n]+)");

  private static final List<Regex> EMBEDDED = List.of(ASSIGNMENT, PEM, IN_URL, LIVEKIT_KEYS);

  /** The keys seen so far: a few hundred stand in nearly all paths. */
  private static final Map<String, Boolean> KEYS = new ConcurrentHashMap<>();

  private static final int MAX_KEYS = 4096;

  private Secrets() {}

  /** Whether the scalar at a path is a secret. */
  public static boolean isSecret(ValuePath path) {
    boolean named = false;
    for (Step step : path.steps()) {
      if (step instanceof Key(String name)) {
        named |= isName(name);
      }
    }
    return named
        && !(path.last() instanceof Key(String last)
            && REFERENCES.contains(last)
            && !isLivekitSecret(path));
  }

  /** In this one place a key of that name stands for the credential and not for the name of a Secret. */
  private static boolean isLivekitSecret(ValuePath path) {
    return path.steps().size() > 1
        && path.last().equals(new Key("secret"))
        && path.parent().last().equals(new Key("livekitAuth"));
  }

  /** The spans of a document whose characters must not be printed; in no order, and they may overlap. */
  public static List<Span> in(Document document) {
    List<Span> spans = new ArrayList<>();
    collect(document.source(), ValuePath.ROOT, document.root(), spans);
    for (Document.DuplicateKey duplicate : document.duplicateKeys()) {
      if (duplicate.key().equals("value") || isName(duplicate.key())) {
        // what stands at the key that is not used is in no tree
        int start = duplicate.ignored().end();
        int line = document.source().position(start).line();
        spans.add(new Span(start, Math.max(start, document.source().line(line).end())));
      }
    }
    return spans;
  }

  /**
   * The spans of a text that is no YAML whose characters must not be printed: as nothing is known about what it means, all
   * that looks like one.
   */
  public static List<Span> inUnreadable(SourceText source) {
    List<Span> spans = new ArrayList<>();
    Span whole = new Span(0, source.text().length());
    EMBEDDED.forEach(pattern -> collect(source, whole, pattern, spans));
    collect(source, whole, VALUE, spans);
    return spans;
  }

  /**
   * The spans of arguments whose characters must not be printed, by the text of the argument.
   *
   * @param values what comes of them
   */
  public static Map<SourceText, List<Span>> inArguments(
      List<Layer.Argument> arguments, ResolvedValues values) {
    Map<SourceText, List<Span>> spans = new LinkedHashMap<>();
    for (Layer.Argument layer : arguments) {
      SetExpression argument = layer.expression();
      List<Span> own = spans.computeIfAbsent(argument.source(), source -> new ArrayList<>());
      for (SetExpression.Assignment assignment : argument.assignments()) {
        collect(argument.source(), assignment.path(), assignment.value(), own);
      }
    }
    if (!spans.isEmpty()) {
      collectVariables(values.written(), spans);
    }
    return spans;
  }

  /** The name of an environment variable and its value may come from different assignments. */
  private static void collectVariables(Value value, Map<SourceText, List<Span>> spans) {
    switch (value) {
      case MapValue map -> {
        if (isSecretVariable(map) && map.entries().get("value") instanceof ScalarValue secret) {
          Origin origin = secret.origin();
          origin.layer().source().map(spans::get).ifPresent(own -> own.add(origin.value()));
        }
        map.entries().values().forEach(child -> collectVariables(child, spans));
      }
      case ListValue list -> list.items().forEach(child -> collectVariables(child, spans));
      case ScalarValue scalar -> {}
    }
  }

  private static boolean isSecretVariable(MapValue map) {
    return map.entries().get("name") instanceof ScalarValue(Scalar.Str(String name), var at)
        && NAME.isIn(name);
  }

  /** A tree in which every secret is replaced by {@link #MASK}. */
  public static Value masked(Value root) {
    return masked(ValuePath.ROOT, root);
  }

  private static Value masked(ValuePath path, Value value) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin) -> {
        boolean variable = isSecretVariable((MapValue) value);
        SequencedMap<String, Value> shown = new LinkedHashMap<>();
        entries.forEach(
            (key, child) ->
                shown.put(
                    key,
                    variable && key.equals("value")
                        ? new ScalarValue(new Scalar.Str(MASK), child.origin())
                        : masked(path.key(key), child)));
        yield new MapValue(shown, deleted, origin);
      }
      case ListValue(var items, var origin) ->
          new ListValue(
              IntStream.range(0, items.size())
                  .mapToObj(i -> masked(path.index(i), items.get(i)))
                  .toList(),
              origin);
      case ScalarValue(Scalar.Str(String text), var origin) when !isSecretPath(path) ->
          new ScalarValue(new Scalar.Str(maskEmbedded(text)), origin);
      case ScalarValue(Scalar scalar, var origin)
          when isSecretPath(path)
              && (scalar instanceof Scalar.Str || scalar instanceof Scalar.Num) ->
          new ScalarValue(new Scalar.Str(MASK), origin);
      case ScalarValue scalar -> scalar;
    };
  }

  /** A text about values with {@link #MASK} for the passwords in its URLs. */
  public static String withoutPasswords(String text) {
    return mayHoldUrl(text) ? masked(text, IN_URL) : text;
  }

  private static String maskEmbedded(String text) {
    if (!mayHold(text)) {
      return text;
    }
    String masked = text;
    for (Regex pattern : EMBEDDED) {
      masked = masked(masked, pattern);
    }
    return masked;
  }

  private static String masked(String text, Regex pattern) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder shown = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      shown.append(text, end, matcher.start("secret")).append(MASK);
      end = matcher.end("secret");
    }
    return shown.append(text, end, text.length()).toString();
  }

  private static void collect(SourceText source, ValuePath path, Node node, List<Span> spans) {
    switch (node) {
      case MapNode map -> {
        boolean secretVariable = isSecretVariable(map);
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
          ValuePath below = path.key(entry.getKey());
          Node value = entry.getValue().value();
          if (secretVariable && entry.getKey().equals("value")) {
            spans.add(value.span());
          } else {
            collect(source, below, value, spans);
          }
        }
      }
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          collect(source, path.index(i), list.items().get(i), spans);
        }
      }
      case ScalarNode scalar -> {
        if (!(scalar.value() instanceof Scalar.Str(String text))) {
          if (scalar.value() instanceof Scalar.Num && isSecretPath(path)) {
            spans.add(scalar.span());
          }
        } else if (isSecretPath(path)) {
          spans.add(scalar.span());
        } else if (text.length() > 8) {
          collectEmbedded(source, scalar.span(), spans);
        }
      }
    }
  }

  /** Whether a text may hold a secret, which takes longer to find out. */
  private static boolean mayHold(String text) {
    return NAME.isIn(text)
        || text.contains("PRIVATE KEY")
        || text.contains("keys")
        || mayHoldUrl(text);
  }

  private static boolean mayHoldUrl(String text) {
    return text.contains("://") && text.contains("@");
  }

  private static boolean isName(String key) {
    Boolean known = KEYS.get(key);
    if (known == null) {
      known = NAME.isIn(key) && !key.endsWith("Secrets");
      if (KEYS.size() < MAX_KEYS) {
        KEYS.put(key, known);
      }
    }
    return known;
  }

  private static boolean isSecretPath(ValuePath path) {
    return !path.isRoot() && isSecret(path);
  }

  /** An environment variable such as {@code {name: DB_PASSWORD, value: x}}. */
  private static boolean isSecretVariable(MapNode map) {
    Entry name = map.entries().get("name");
    return name != null
        && map.entries().containsKey("value")
        && name.value() instanceof ScalarNode(Span span, Scalar.Str(String text), Node.Style style)
        && NAME.isIn(text);
  }

  private static void collectEmbedded(SourceText source, Span span, List<Span> spans) {
    String text = source.slice(span);
    if (!mayHold(text)) {
      return;
    }
    EMBEDDED.forEach(pattern -> collect(source, span, pattern, spans));
  }

  private static void collect(SourceText source, Span span, Regex pattern, List<Span> spans) {
    Matcher matcher = pattern.matcher(source.slice(span));
    while (matcher.find()) {
      spans.add(
          new Span(span.start() + matcher.start("secret"), span.start() + matcher.end("secret")));
    }
  }
}
