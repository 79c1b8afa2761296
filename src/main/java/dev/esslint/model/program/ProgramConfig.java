package dev.esslint.model.program;

import dev.esslint.embedded.Program;
import dev.esslint.json.JsonReader;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.fragment.Config;
import dev.esslint.model.fragment.TextPlaces;
import dev.esslint.model.fragment.Configs;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a program reads of what the user wrote: all fragments of its component, merged.
 *
 * @param label what facts call the component
 * @param tree what the fragments come to
 * @param complete whether nothing else may be set elsewhere
 * @param text gives the path of the text in the values that something stands in
 */
public record ProgramConfig(
    Program program,
    String label,
    MapValue tree,
    boolean complete,
    Function<Origin, Optional<ValuePath>> text) {

  private static final ValuePath SFU = ValuePath.of("matrixRTC", "sfu", "additional");
  private static final ValuePath WEB = ValuePath.of("elementWeb", "additional");

  /** What the programs of a deployment read; nothing is told of one that has no fragment. */
  public static List<ProgramConfig> of(Configs configs, Chosen chosen) {
    List<ProgramConfig> read = new ArrayList<>();
    for (Config config : configs.all()) {
      if (!config.tree().entries().isEmpty()) {
        read.add(
            new ProgramConfig(
                config.component().program(),
                config.component().label(),
                config.tree(),
                config.complete(),
                origin -> config.fragment(origin).map(f -> f.path().key("config"))));
      }
    }
    if (chosen.values().at(SFU).orElse(null) instanceof ScalarValue whole
        && Component.SFU.on(chosen)) {
      document(SFU, whole, Program.LIVEKIT).ifPresent(read::add);
    }
    if (chosen.on("elementWeb.enabled")
        && chosen.values().at(WEB).orElse(null) instanceof MapValue fragments
        && !fragments.entries().isEmpty()) {
      read.add(web(fragments));
    }
    return read;
  }

  /** The configuration of LiveKit as one text, as the first releases had it. */
  private static Optional<ProgramConfig> document(ValuePath path, ScalarValue text, Program program) {
    if (text.scalar() instanceof Scalar.Str(String yaml) && !yaml.isBlank()) {
      try {
        Embedded embedded = Embedded.of(path, yaml, text.origin());
        if (embedded.document().root() instanceof MapNode root) {
          return Optional.of(
              new ProgramConfig(
                  program,
                  Component.SFU.label(),
                  (MapValue) Value.of(embedded.layer(), root, embedded.place()),
                  true,
                  origin -> Optional.of(path)));
        }
      } catch (SourceException e) {
        // what is no YAML is told as such
      }
    }
    return Optional.empty();
  }

  /** The configuration of Element Web: JSON objects, a later one over an earlier one by name. */
  private static ProgramConfig web(MapValue fragments) {
    MapValue tree = null;
    Set<Object> own = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean complete = true;
    TextPlaces<ValuePath> texts = new TextPlaces<>();
    for (Map.Entry<String, Value> entry : new TreeMap<>(fragments.entries()).entrySet()) {
      ValuePath path = WEB.key(entry.getKey());
      Optional<MapValue> object = object(path, entry.getValue());
      if (object.isPresent()) {
        Origin text = entry.getValue().origin();
        texts.add(text.layer(), text.value(), path);
        tree = tree == null ? object.get() : over(object.get(), tree, own);
      } else {
        complete = false;
      }
    }
    Origin origin = fragments.origin();
    return new ProgramConfig(
        Program.ELEMENT_WEB,
        "elementWeb",
        tree == null ? new MapValue(Value.NO_ENTRIES, Value.NONE_DELETED, origin) : tree,
        complete,
        texts::of);
  }

  private static Optional<MapValue> object(ValuePath path, Value value) {
    if (value instanceof ScalarValue(Scalar.Str(String json), Origin origin)) {
      try {
        JsonReader.keys(new SourceText("", json));
        Embedded embedded = Embedded.of(path, json, origin);
        return Value.of(embedded.layer(), JsonReader.read(embedded.source(), 0), embedded.place())
                instanceof MapValue map
            ? Optional.of(map)
            : Optional.empty();
      } catch (SourceException e) {
        // what is no JSON is told as such
      }
    }
    return Optional.empty();
  }

  /**
   * @param own the entries that were made here, to which others are added: to copy them for each fragment would take quadratic time
   */
  private static MapValue over(MapValue upper, MapValue lower, Set<Object> own) {
    SequencedMap<String, Value> entries =
        own.contains(lower.entries()) ? lower.entries() : new LinkedHashMap<>(lower.entries());
    own.add(entries);
    upper
        .entries()
        .forEach(
            (key, value) -> {
              Value below = entries.get(key);
              entries.put(
                  key,
                  value instanceof MapValue a && below instanceof MapValue b ? over(a, b, own) : value);
            });
    return new MapValue(entries, Value.NONE_DELETED, upper.origin());
  }
}
