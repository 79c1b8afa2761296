package dev.esslint.probe;

import dev.esslint.probe.wire.HttpOutcome;
import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.secret.CredentialNames;
import dev.esslint.secret.Mask;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares documents with what the values give, value by value. */
final class DocumentDifferences {
  /** A document of a stranger may have any number. */
  private static final int MOST = 50;

  /** Longer texts are told by their length, since half a secret is not recognised. */
  private static final int LONGEST = 160;

  private static final Pattern USER = Pattern.compile("(?<=//)[^/@\\s]*+@");

  /** What the client document has that is a promise of its own. */
  private static final Set<String> APART = Set.of("m.homeserver", Planner.FOCI, Planner.AUTHENTICATION);

  private final boolean more;
  private final List<Difference> found = new ArrayList<>();

  /** Takes whether a mapping may have more keys than the values give. */
  private DocumentDifferences(boolean more) {
    this.more = more;
  }

  /** What is different in an answer, as far as the check is about it; nothing if it cannot be read. */
  static List<Difference> of(Check check, HttpOutcome outcome) {
    Optional<MapNode> served =
        outcome instanceof HttpResponse answer && answer.status() == 200 && answer.end() == HttpResponse.End.WHOLE
            ? Body.object(answer.text())
            : Optional.empty();
    return served.map(map -> of(check, map)).orElse(List.of());
  }

  static List<Difference> of(Check check, MapNode served) {
    return switch (check.promise()) {
      case W1 -> top(check.expected(), served, APART);
      case W5, W6 -> top(check.expected(), served, Set.of());
      case W2 -> text(check.expected(), served, "m.homeserver", "base_url");
      case W3 -> {
        List<Difference> both = new ArrayList<>(text("livekit", served, Planner.FOCI, "0", "type"));
        both.addAll(text(check.expected(), served, Planner.FOCI, "0", "livekit_service_url"));
        yield List.copyOf(both);
      }
      case W4 -> text(check.expected(), served, Planner.AUTHENTICATION, "issuer");
      case E1 -> {
        DocumentDifferences differences = new DocumentDifferences(true);
        Body.object(check.expected()).ifPresent(expected -> differences.compare(ValuePath.ROOT, expected, served));
        yield List.copyOf(differences.found);
      }
      default -> List.of();
    };
  }

  /** Who serves a document by hand may add keys that the chart does not know, but not below those that it knows. */
  private static List<Difference> top(String document, MapNode served, Set<String> apart) {
    DocumentDifferences differences = new DocumentDifferences(false);
    Body.object(document)
        .ifPresent(
            expected ->
                expected.entries().forEach(
                    (key, entry) -> {
                      if (!apart.contains(key)) {
                        differences.compare(ValuePath.ROOT.key(key), entry.value(), served.get(key));
                      }
                    }));
    return List.copyOf(differences.found);
  }

  private static List<Difference> text(String expected, Node served, String... keys) {
    Node value = Body.at(served, keys).orElse(null);
    ValuePath path = ValuePath.ROOT;
    for (String key : keys) {
      path = key.equals("0") ? path.index(0) : path.key(key);
    }
    return value instanceof ScalarNode scalar && expected.equals(scalar.string())
        ? List.of()
        : List.of(new Difference(key(path), quoted(expected), value == null ? "" : json(path, value)));
  }

  private void compare(ValuePath path, @org.jspecify.annotations.Nullable Node expected, @org.jspecify.annotations.Nullable Node served) {
    if (found.size() >= MOST) {
      return;
    }
    if (expected instanceof MapNode one && (served instanceof MapNode || (served == null && !one.entries().isEmpty()))) {
      MapNode other = served instanceof MapNode map ? map : null;
      one.entries().forEach((key, entry) -> compare(path.key(key), entry.value(), other == null ? null : other.get(key)));
      if (other != null && !more) {
        Set<String> others = new LinkedHashSet<>(other.entries().keySet());
        others.removeAll(one.entries().keySet());
        others.forEach(key -> compare(path.key(key), null, other.get(key)));
      }
    } else if (expected instanceof ListNode one && (served instanceof ListNode || (served == null && !one.items().isEmpty()))) {
      List<Node> others = served instanceof ListNode list ? list.items() : List.of();
      for (int i = 0; i < Math.max(one.items().size(), others.size()); i++) {
        compare(path.index(i), i < one.items().size() ? one.items().get(i) : null, i < others.size() ? others.get(i) : null);
      }
    } else if (expected == null || served == null || !isSame(expected, served)) {
      found.add(new Difference(key(path), expected == null ? "" : json(path, expected), served == null ? "" : json(path, served)));
    }
  }

  /** What is masked may be anything. */
  private static boolean isSame(Node expected, Node served) {
    boolean masked = expected instanceof ScalarNode scalar && scalar.value() instanceof Scalar.Str(String text) && text.contains(Mask.MASK);
    return masked ? served instanceof ScalarNode : expected.sameValue(served);
  }

  private static String key(ValuePath path) {
    String text = path.toString();
    return text.length() > LONGEST ? "a key of " + text.length() + " characters" : text;
  }

  /** A value as it may be printed. */
  private static String json(ValuePath path, Node value) {
    return switch (value) {
      case MapNode map -> map.entries().isEmpty() ? "{}" : "{...}";
      case ListNode list -> list.items().isEmpty() ? "[]" : "[...]";
      case ScalarNode scalar when isSecret(path) -> quoted(scalar.value() instanceof Scalar.Null ? "" : Mask.MASK);
      case ScalarNode scalar -> scalar.value() instanceof Scalar.Str(String text) ? quoted(text) : Scalar.text(scalar.value());
    };
  }

  private static boolean isSecret(ValuePath path) {
    return path.steps().stream().anyMatch(step -> step instanceof ValuePath.Key(String name) && CredentialNames.isSecret(name));
  }

  private static String quoted(String text) {
    if (text.length() > LONGEST) {
      return "a text of " + text.length() + " characters";
    }
    String shown = withoutQuery(USER.matcher(text).replaceAll(Mask.MASK + "@"));
    return "\"" + shown.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  /** A URL without what its query has of secrets. */
  private static String withoutQuery(String text) {
    int query = text.indexOf('?');
    if (query < 0) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.substring(0, query + 1));
    for (String part : text.substring(query + 1).split("(?<=&)", -1)) {
      int equals = part.indexOf('=');
      boolean secret = equals > 0 && (CredentialNames.isSecret(part.substring(0, equals)) || part.startsWith("sig="));
      shown.append(secret ? part.substring(0, equals + 1) + Mask.MASK + (part.endsWith("&") ? "&" : "") : part);
    }
    return shown.toString();
  }
}
