package dev.esslint.cli;

import dev.esslint.json.JsonWriter;
import dev.esslint.secret.Mask;
import dev.esslint.secret.MaskedValues;
import dev.esslint.text.Position;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Unknown;
import dev.esslint.workspace.UserValues;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The list of deployments for programs: version 1 of the format that {@code docs/deployments-json-v1.md} describes. */
final class DeploymentsJson {
  private final List<Entry> entries;
  private final boolean values;

  /**
   * A deployment with its values.
   *
   * @param mask keeps its secrets
   */
  record Entry(Deployment deployment, UserValues values, Mask mask) {}

  DeploymentsJson(List<Entry> entries, boolean values) {
    this.entries = entries;
    this.values = values;
  }

  void write(OutputStream out) throws IOException {
    JsonWriter.write(out, this::write);
  }

  private void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("version", 1);
    json.writeObjectPropertyStart("tool");
    json.writeStringProperty("name", "esslint");
    json.writeStringProperty("version", EsslintVersion.current());
    json.writeEndObject();
    json.writeArrayPropertyStart("deployments");
    for (Entry entry : entries) {
      write(entry, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Entry entry, JsonGenerator json) {
    Deployment one = entry.deployment();
    Mask mask = entry.mask();
    json.writeStartObject();
    text("id", one.id(), mask, json);
    text("source", one.id(), mask, json);
    json.writeStringProperty("kind", one.kind());
    place(one.source(), one.span(), mask, json);
    orNull("release", one.release(), mask, json);
    orNull("namespace", one.namespace(), mask, json);
    chart(one.chart(), mask, json);
    json.writeArrayPropertyStart("layers");
    for (DeploymentLayer layer : one.layers()) {
      json.writeStartObject();
      text("name", layer.name(), mask, json);
      place(layer.source(), layer.span(), mask, json);
      if (layer instanceof DeploymentLayer.Opaque opaque) {
        text("unknown", opaque.reason(), mask, json);
        json.writeBooleanProperty("optional", opaque.optional());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("unknown");
    for (Unknown unknown : entry.values().unknowns().values()) {
      json.writeStartObject();
      json.writeStringProperty("path", mask.shown(unknown.path()).toString());
      text("reason", unknown.reason(), mask, json);
      json.writeStringProperty(
          "phase", unknown.phase() == Unknown.Phase.BEFORE_HELM ? "before-helm" : "after-helm");
      if (!unknown.type().isEmpty()) {
        json.writeStringProperty("type", unknown.type());
      }
      place(unknown.source(), unknown.span(), mask, json);
      json.writeEndObject();
    }
    for (String open : open(one)) {
      json.writeStartObject();
      json.writeStringProperty("path", "");
      text("reason", open, mask, json);
      json.writeStringProperty("phase", "before-helm");
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanProperty("deploys", one.deploys());
    json.writeBooleanProperty("computed", one.traits().contains(Trait.COMPUTED));
    json.writeBooleanProperty("schemaChecked", !one.traits().contains(Trait.UNCHECKED));
    strings("assumes", one.assumes(), mask, json);
    strings("files", one.files().stream().sorted().toList(), mask, json);
    if (values) {
      json.writeName("userValues");
      if (!one.deploys() && one.layers().isEmpty()) {
        json.writeNull();
      } else {
        MapValue merged = entry.values().values();
        value(merged, MaskedValues.of(merged), ValuePath.ROOT, entry, json);
      }
    }
    json.writeEndObject();
  }

  private static void chart(ChartUse chart, Mask mask, JsonGenerator json) {
    json.writeObjectPropertyStart("chart");
    text("ref", chart.ref(), mask, json);
    orNull("version", chart.exact().orElse(""), mask, json);
    Optional<Boolean> pinned = chart.pinned();
    if (pinned.isPresent()) {
      json.writeBooleanProperty("pinned", pinned.get());
    } else {
      json.writeNullProperty("pinned");
    }
    if (!chart.constraint().isEmpty()) {
      text("constraint", chart.constraint(), mask, json);
    }
    place(chart.source(), chart.span(), mask, json);
    json.writeEndObject();
  }

  /** What may set anything, each with the reason why it cannot be told. */
  static List<String> open(Deployment one) {
    List<String> open = new ArrayList<>();
    for (DeploymentLayer layer : one.layers()) {
      if (layer instanceof DeploymentLayer.Opaque(String name, String reason, boolean optional, Set<String> among, SourceText s, Span p)) {
        open.add("any path that nothing later sets: " + name + ", " + reason);
      }
    }
    if (one.traits().contains(Trait.REUSES_VALUES)) {
      open.add("every path that is not set here: the installed release may set it");
    }
    return open;
  }

  /** Where a layer stands, if its name does not say it. */
  static String place(DeploymentLayer layer) {
    Position at = layer.source().position(layer.span().start());
    return layer.name().equals(layer.source().name())
        ? ""
        : "  [" + layer.source().name() + ":" + at.line() + "]";
  }

  private static void place(SourceText source, Span span, Mask mask, JsonGenerator json) {
    Position at = source.position(span.start());
    text("file", source.name(), mask, json);
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("column", at.column());
  }

  private static void strings(String name, List<String> texts, Mask mask, JsonGenerator json) {
    json.writeArrayPropertyStart(name);
    texts.forEach(text -> json.writeString(mask.shown(text).toString()));
    json.writeEndArray();
  }

  private static void text(String name, String text, Mask mask, JsonGenerator json) {
    json.writeStringProperty(name, mask.shown(text).toString());
  }

  private static void orNull(String name, String text, Mask mask, JsonGenerator json) {
    if (text.isEmpty()) {
      json.writeNullProperty(name);
    } else {
      text(name, text, mask, json);
    }
  }

  private static void value(
      Value value, Value masked, ValuePath path, Entry entry, JsonGenerator json) {
    Unknown unknown = entry.values().unknowns().get(path);
    if (unknown != null && unknown.phase() == Unknown.Phase.BEFORE_HELM) {
      json.writeStartObject();
      text("$unknown", unknown.reason(), entry.mask(), json);
      if (!unknown.type().isEmpty()) {
        json.writeStringProperty("type", unknown.type());
      }
      json.writeEndObject();
      return;
    }
    switch (value) {
      case MapValue map when masked instanceof MapValue shown -> {
        json.writeStartObject();
        for (Map.Entry<String, Value> child : map.entries().entrySet()) {
          String key = child.getKey();
          Value other = shown.entries().get(key);
          json.writeName(entry.mask().shown(key).toString());
          value(child.getValue(), other == null ? child.getValue() : other, path.key(key), entry, json);
        }
        json.writeEndObject();
      }
      case ListValue list when masked instanceof ListValue shown -> {
        json.writeStartArray();
        for (int i = 0; i < list.items().size(); i++) {
          value(list.items().get(i), shown.items().get(i), path.index(i), entry, json);
        }
        json.writeEndArray();
      }
      default -> scalar(masked, entry.mask(), json);
    }
  }

  private static void scalar(Value value, Mask mask, JsonGenerator json) {
    if (!(value instanceof ScalarValue scalar)) {
      json.writeString(Mask.MASK);
      return;
    }
    switch (scalar.scalar()) {
      case Scalar.Null() -> json.writeNull();
      case Scalar.Bool(boolean bool) -> json.writeBoolean(bool);
      case Scalar.Num number when isMasked(Scalar.text(number), mask) -> json.writeString(Mask.MASK);
      case Scalar.Num(double number) -> {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
          json.writeNumber((long) number);
        } else {
          json.writeNumber(number);
        }
      }
      case Scalar.Str(String text) -> json.writeString(mask.shown(text).toString());
    }
  }

  /** Whether a number is, or has in it, what is a secret elsewhere. */
  private static boolean isMasked(String number, Mask mask) {
    return !mask.shown(number).toString().equals(number);
  }
}
