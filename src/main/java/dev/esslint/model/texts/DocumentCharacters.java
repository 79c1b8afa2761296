package dev.esslint.model.texts;

import dev.esslint.chart.Release;
import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Templates;
import dev.esslint.model.wellknown.WellKnownFacts;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters of JSON documents that no manifest can have: the chart writes the documents into ConfigMaps, JSON keeps
 * U+007F and its kin as they are, and the YAML of the manifest cannot have them. Each has its place inside the text.
 */
public final class DocumentCharacters {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        texts.characters[]: a character of a JSON document that no manifest can have, such as U+007F
          path: the path of the setting
          character: the character
        """);
  }

  private static final char NEXT_LINE = 0x85;

  private final Chosen chosen;
  private final Facts facts;

  private DocumentCharacters(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  public static void state(Chosen chosen, Release release, Facts facts) {
    DocumentCharacters characters = new DocumentCharacters(chosen, facts);
    Parts parts = new Parts(chosen);
    if (parts.wellKnown()) {
      for (String name : List.of("client", "server", "support")) {
        characters.wellKnown(name, release);
      }
    }
    if (parts.elementWeb()) {
      characters.elementWeb();
    }
  }

  private void wellKnown(String name, Release release) {
    ValuePath path = ValuePath.of("wellKnownDelegation", "additional", name);
    if (chosen.values().at(path).orElse(null)
            instanceof ScalarValue(Scalar.Str(String text), var origin)
        && mayHaveSome(text)
        && TextFacts.jsonProblem(new SourceText("", text)).isEmpty()) {
      WellKnownFacts.unevaluated(chosen, release, name)
          .map(document -> refused(document, List.of()))
          .filter(OptionalInt::isPresent)
          .ifPresent(refused -> state(path, text, origin, (char) refused.getAsInt()));
    }
  }

  private void elementWeb() {
    ValuePath additional = ValuePath.of("elementWeb", "additional");
    List<Value> later = new ArrayList<>();
    for (String key :
        new TreeSet<>(chosen.entries(additional.toString()).keySet()).descendingSet()) {
      ValuePath path = additional.key(key);
      if (chosen.values().at(path).orElse(null)
          instanceof ScalarValue(Scalar.Str(String text), var origin)) {
        Optional<Value> document =
            result(text)
                .filter(json -> TextFacts.jsonProblem(new SourceText("", json)).isEmpty())
                .flatMap(json -> document(path, json, origin));
        if (document.isEmpty()) {
          return;
        }
        if (mayHaveSome(text)) {
          OptionalInt refused = refused(document.get(), later);
          if (refused.isPresent()) {
            state(path, text, origin, (char) refused.getAsInt());
          }
        }
        later.add(document.get());
      }
    }
  }

  /** What a text of Element Web comes to, which the chart evaluates first; empty if it cannot be known. */
  private Optional<String> result(String text) {
    return GoTemplate.isIn(text)
        ? chosen.templates().installing().rendered(text)
        : Optional.of(text);
  }

  private static Optional<Value> document(ValuePath path, String json, Origin origin) {
    try {
      return Optional.of(Embedded.of(path, json, origin).json());
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /** Escapes are seen, too, most of which are of other characters. */
  private static boolean mayHaveSome(String text) {
    return text.contains("\\u") || refused(text).isPresent();
  }

  /**
   * @param later the documents that are merged over this one
   */
  private static OptionalInt refused(Value document, List<Value> later) {
    return switch (document) {
      case MapValue map -> {
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
          OptionalInt inKey = refused(entry.getKey());
          if (inKey.isPresent()) {
            yield inKey;
          }
          List<Value> over = new ArrayList<>();
          for (Value upper : later) {
            if (upper instanceof MapValue above && above.entries().containsKey(entry.getKey())) {
              over.add(above.entries().get(entry.getKey()));
            }
          }
          boolean replaced =
              !over.isEmpty()
                  && !(entry.getValue() instanceof MapValue
                      && over.stream().allMatch(MapValue.class::isInstance));
          if (!replaced) {
            OptionalInt below = refused(entry.getValue(), over);
            if (below.isPresent()) {
              yield below;
            }
          }
        }
        yield OptionalInt.empty();
      }
      case ListValue list -> {
        for (Value item : list.items()) {
          OptionalInt below = refused(item, List.of());
          if (below.isPresent()) {
            yield below;
          }
        }
        yield OptionalInt.empty();
      }
      case ScalarValue(Scalar.Str(String text), var origin) -> refused(text);
      case ScalarValue scalar -> OptionalInt.empty();
    };
  }

  /** The first character that a manifest cannot have and that JSON has no escape for. */
  private static OptionalInt refused(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // a line of the manifest would begin after this one, and only blanks would indent it enough
      boolean breaks = c == NEXT_LINE && !text.startsWith(" ", i + 1);
      if (c >= 0x7F && (breaks || !Characters.isAllowed(c))) {
        return OptionalInt.of(c);
      }
    }
    return OptionalInt.empty();
  }

  private void state(ValuePath path, String text, Origin origin, char character) {
    Matcher place =
        Pattern.compile(String.format("%c|(?i)\\\\u%04x", character, (int) character)).matcher(text);
    Span span =
        place.find() ? new Span(place.start(), place.end()) : new Span(0, text.length());
    Facts item =
        facts.item("texts.characters", path, Embedded.of(path, text, origin).origin(span));
    item.put("path", path.toString(), path);
    item.put("character", String.format("U+%04X", (int) character), path);
  }
}
