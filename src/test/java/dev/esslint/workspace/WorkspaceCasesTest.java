package dev.esslint.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.finding.Detection;
import dev.esslint.input.DiskFolder;
import dev.esslint.input.SourceReader;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Folders with manifests of all tools, each with what has to be found in it. */
final class WorkspaceCasesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TestFactory
  Stream<DynamicTest> own_cases() throws IOException {
    return cases(Path.of("testdata/workspace"));
  }

  @Tag("shared")
  @TestFactory
  Stream<DynamicTest> shared_cases() throws IOException {
    return cases(Path.of(System.getProperty("shared"), "facts/wrappers"));
  }

  private static Stream<DynamicTest> cases(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("expected.json"))
          .map(Path::getParent)
          .sorted()
          .map(
              at ->
                  DynamicTest.dynamicTest(
                      folder.relativize(at).toString(), () -> assertEquals(expected(at), actual(at))))
          .toList()
          .stream();
    }
  }

  private static String expected(Path at) throws IOException {
    JsonNode json = JSON.readTree(Files.readString(at.resolve("expected.json")));
    List<String> lines = new ArrayList<>();
    for (JsonNode one : json.get("deployments")) {
      Map<String, Object> told = new TreeMap<>();
      told.put("release", one.path("release").isNull() ? "" : one.path("release").asString(""));
      told.put("namespace", one.path("namespace").asString(""));
      told.put("ref", one.get("chart").get("ref").asString());
      told.put("version", text(one.get("chart").path("version")));
      told.put("pinned", text(one.get("chart").path("pinned")));
      told.put("constraint", one.get("chart").path("constraint").asString(""));
      told.put("deploys", one.path("deploys").asBoolean(true));
      told.put("values", one.get("userValues").isNull() ? "{}" : value(one.get("userValues")));
      if (one.has("layers")) {
        List<String> layers = new ArrayList<>();
        for (JsonNode layer : one.get("layers")) {
          layers.addAll(List.of(plain(layer.asString()).split(" \\+ ", -1)));
        }
        layers.remove("(/global of both)"); // it is no layer of its own
        told.put("layers", layers);
      }
      Set<String> unknown = unknown(one.path("unknown"));
      if (one.path("layers").toString().contains("not in the repository")) {
        unknown.add("any");
      }
      told.put("unknown", unknown);
      lines.add(told.toString());
    }
    for (JsonNode one : json.get("findings")) {
      lines.add(
          one.get("code").asString() + " " + one.get("file").asString() + ":" + one.get("line").asInt());
    }
    return String.join("\n", new TreeSet<>(lines));
  }

  /** The name of a layer without what is said about it in brackets. */
  private static String plain(String name) {
    return name.replaceFirst("(?<=.) \\([^)]*\\)$", "");
  }

  /** The paths that cannot be told, and whether any path may be set by what cannot be seen. */
  private static Set<String> unknown(JsonNode told) {
    Set<String> unknown = new TreeSet<>();
    for (JsonNode one : told) {
      String text = one.asString();
      if (text.startsWith("any path") || text.startsWith("every path")) {
        unknown.add("any");
      } else if (!text.equals("chart version")) {
        unknown.add(text.replace(" (after Helm)", ""));
      }
    }
    return unknown;
  }

  private static String text(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? "null" : node.asString();
  }

  private static String value(JsonNode node) {
    if (node.isObject() && node.has("$unknown")) {
      return "?";
    }
    if (node.isObject()) {
      Map<String, String> entries = new TreeMap<>();
      node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
      return entries.toString();
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return items.toString();
    }
    return node.isNumber() ? String.valueOf(node.asDouble()) : node.toString();
  }

  private static String actual(Path at) {
    Workspace workspace;
    try {
      workspace = Workspace.of(DiskFolder.whole(at, "", new SourceReader(at, InputStream.nullInputStream(), "")), Discovery.EVERYTHING, Charts.builtIn());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> lines = new ArrayList<>();
    boolean layered = areLayersExpected(at);
    for (Deployment one : workspace.deployments()) {
      Map<String, Object> told = new TreeMap<>();
      told.put("release", one.release());
      told.put("namespace", one.namespace());
      told.put("ref", one.chart().ref());
      told.put("version", one.chart().exact().orElse("null"));
      told.put("pinned", one.chart().pinned().map(String::valueOf).orElse("null"));
      told.put("constraint", one.chart().constraint());
      told.put("deploys", one.deploys());
      UserValues values = UserValues.of(one);
      told.put("values", value(values.values(), ValuePath.ROOT, values));
      if (layered) {
        told.put("layers", layers(one));
      }
      Set<String> unknown = new TreeSet<>();
      values.unknowns().keySet().forEach(path -> unknown.add(path.toString()));
      if (one.isOpen()) {
        unknown.add("any");
      }
      told.put("unknown", unknown);
      lines.add(told.toString());
    }
    for (Detection one : workspace.detections()) {
      lines.add(
          one.check().label().substring(one.check().label().indexOf('.') + 1)
              + " "
              + one.primary().source().name()
              + ":"
              + one.primary().source().position(one.primary().span().start()).line());
    }
    return String.join("\n", new TreeSet<>(lines));
  }

  private static boolean areLayersExpected(Path at) {
    try {
      return Files.readString(at.resolve("expected.json")).contains("\"layers\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the layers; what sets several values one by one is told once. */
  private static List<String> layers(Deployment one) {
    List<String> layers = new ArrayList<>();
    for (DeploymentLayer layer : one.layers()) {
      String name = plain(layer.name());
      if (layers.isEmpty() || !layers.getLast().equals(name)) {
        layers.add(name);
      }
    }
    return layers;
  }

  private static String value(Value value, ValuePath path, UserValues values) {
    Unknown unknown = values.unknowns().get(path);
    if (unknown != null && unknown.phase() == Unknown.Phase.BEFORE_HELM) {
      return "?";
    }
    return switch (value) {
      case MapValue map -> {
        Map<String, String> entries = new TreeMap<>();
        map.entries().forEach((k, v) -> entries.put(k, value(v, path.key(k), values)));
        yield entries.toString();
      }
      case ListValue list -> {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          items.add(value(list.items().get(i), path.index(i), values));
        }
        yield items.toString();
      }
      case ScalarValue scalar ->
          switch (scalar.scalar()) {
            case Scalar.Str(String text) -> JSON.writeValueAsString(text);
            case Scalar.Num(double number) -> String.valueOf(number);
            case Scalar other -> Scalar.text(other);
          };
    };
  }
}
