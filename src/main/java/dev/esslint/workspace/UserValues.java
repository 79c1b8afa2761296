package dev.esslint.workspace;

import dev.esslint.secret.Mask;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.Layer.Argument;
import dev.esslint.values.Layer.Defaults;
import dev.esslint.values.Layer.File;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a deployment gives to the chart.
 *
 * @param values the layers merged, without the defaults of the chart
 * @param unknowns the values of them that cannot be told, by path
 */
public record UserValues(MapValue values, Map<ValuePath, Unknown> unknowns) {

  private record Place(SourceText source, Span span) {}

  /** Merges the layers of a deployment. */
  public static UserValues of(Deployment deployment) {
    List<Layer> layers = layers(deployment);
    Defaults nothing = new Defaults("", Trees.EMPTY);
    if (layers.isEmpty()) {
      return new UserValues(
          (MapValue) Value.of(nothing, Trees.EMPTY, span -> span), Map.of());
    }
    MapValue merged = ResolvedValues.of(layers, nothing).written();
    Map<Place, Unknown> holes = new HashMap<>();
    for (Unknown unknown : deployment.unknowns()) {
      holes.put(new Place(unknown.source(), unknown.span()), unknown);
    }
    Map<ValuePath, Unknown> unknowns = new LinkedHashMap<>();
    find(merged, ValuePath.ROOT, holes, unknowns);
    return new UserValues(merged, unknowns);
  }

  /**
   * What keeps the secrets of a deployment from being printed.
   *
   * @param deployment whose values these are
   * @param texts the files that they come from
   */
  public Mask mask(Deployment deployment, List<SourceText> texts) {
    List<MapValue> all = new ArrayList<>();
    for (Layer layer : layers(deployment)) {
      all.add(alone(layer));
    }
    all.add(values);
    return Mask.ofManifests(texts, all).hiding(sensitive(deployment)).sparing(deployment.files());
  }

  /** What is said to be secret, whatever it sets. */
  private static List<MapValue> sensitive(Deployment deployment) {
    List<MapValue> sensitive = new ArrayList<>();
    for (DeploymentLayer layer : deployment.layers()) {
      if (layer instanceof DeploymentLayer.Setting setting && setting.sensitive()) {
        sensitive.add(alone(new Argument(setting.argument().expression())));
      }
    }
    return sensitive;
  }

  private static MapValue alone(Layer layer) {
    return ResolvedValues.of(List.of(layer), new Defaults("", Trees.EMPTY)).written();
  }

  /** The layers that are values, the last one strongest. */
  public static List<Layer> layers(Deployment deployment) {
    List<Layer> layers = new ArrayList<>();
    for (DeploymentLayer layer : deployment.layers()) {
      switch (layer) {
        case DeploymentLayer.Mapping mapping -> layers.add(new File(mapping.document()));
        case DeploymentLayer.Setting setting -> layers.add(new Argument(setting.argument().expression()));
        case DeploymentLayer.Opaque opaque -> {}
      }
    }
    return layers;
  }

  private static void find(
      Value value, ValuePath path, Map<Place, Unknown> holes, Map<ValuePath, Unknown> unknowns) {
    switch (value) {
      case MapValue map ->
          map.entries().forEach((key, entry) -> find(entry, path.key(key), holes, unknowns));
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          find(list.items().get(i), path.index(i), holes, unknowns);
        }
      }
      case ScalarValue scalar -> {
        Unknown hole =
            scalar
                .origin()
                .layer()
                .source()
                .map(source -> holes.get(new Place(source, scalar.origin().value())))
                .orElse(null);
        if (hole != null) {
          unknowns.put(path, hole.at(path));
        }
      }
    }
  }
}
