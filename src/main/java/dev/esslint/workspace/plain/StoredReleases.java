package dev.esslint.workspace.plain;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.workspace.Base64Text;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The Secrets and ConfigMaps in which Helm keeps its releases. */
public final class StoredReleases implements Finder {
  private static final String TYPE = "helm.sh/release.v1";
  private static final int LARGEST = 20 << 20;

  private final Index index;
  private final Draft.Findings findings;

  public StoredReleases(Index index, Draft.Findings findings) {
    this.index = index;
    this.findings = findings;
  }

  @Override
  public List<Deployment> find() {
    Map<String, Manifest> newest = new LinkedHashMap<>();
    for (String kind : List.of("Secret", "ConfigMap")) {
      for (Manifest object : index.stored(kind)) {
        boolean stored =
            object.get("type").text().equals(TYPE)
                || (kind.equals("ConfigMap") && object.objectName().startsWith("sh.helm.release.v1."));
        if (stored) {
          String name = object.objectNamespace() + "/" + object.get("metadata", "labels", "name").text();
          newest.merge(name, object, (a, b) -> revision(a) >= revision(b) ? a : b);
        }
      }
    }
    List<Deployment> found = new ArrayList<>();
    newest.values().forEach(object -> add(object, found));
    return found;
  }

  private static int revision(Manifest object) {
    String text = object.get("metadata", "labels", "version").scalar();
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  private void add(Manifest object, List<Deployment> found) {
    Located data = object.get("data", "release");
    String json = json(data.text(), object.kind().equals("Secret"));
    if (json == null) {
      return;
    }
    try {
      Document document = Excerpt.hidden(json, data.source(), data.span()).yaml();
      Located top = Located.top(document);
      Located chart = top.get("chart", "metadata");
      if (!chart.get("name").text().equals(ChartUse.NAME)) {
        return;
      }
      Draft draft = new Draft(object.id(), "release of Helm", object.base(), findings);
      draft.release(top.get("name").text());
      String namespace = top.get("namespace").text();
      draft.namespace(namespace.isEmpty() ? object.objectNamespace() : namespace);
      draft.chart(
          new ChartUse(
              ChartUse.OFFICIAL,
              ChartUse.range(chart.get("version").text()),
              data.source(),
              data.span()));
      Node config = top.get("config").node();
      if (config != null) {
        draft.mapping(object.id() + ":/data/release", document, config);
      }
      found.add(draft.done());
    } catch (SourceException e) {
      // it is none of a release that Helm could read
    }
  }

  /** The JSON of a release; null if it is none. */
  static @Nullable String json(String data, boolean twice) {
    String inner = twice ? Base64Text.decode(data) : data;
    byte[] bytes = inner == null ? null : Base64Text.bytes(inner);
    if (bytes == null) {
      return null;
    }
    boolean zipped = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    if (!zipped) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] plain = in.readNBytes(LARGEST);
      return plain.length == LARGEST ? null : new String(plain, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return null;
    }
  }
}
