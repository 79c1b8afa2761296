package dev.esslint.edit;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers of a deployment as texts that can be changed, each by itself.
 *
 * @param documents the layers, the last one strongest; one that is only part of a file is a text of its own
 * @param passages where the others lie in their files; empty for a layer that is a file
 */
public record LayerTexts(List<Document> documents, List<Optional<Passage>> passages) {

  /** Layers each of which is a file. */
  public static LayerTexts files(List<Document> documents) {
    return new LayerTexts(documents, documents.stream().map(d -> Optional.<Passage>empty()).toList());
  }

  /** Layers that may be parts of files; one whose text is not there as it is stays what it is, and cannot be changed. */
  public static LayerTexts parts(List<Document> layers) {
    List<Document> documents = new ArrayList<>();
    List<Optional<Passage>> passages = new ArrayList<>();
    for (Document layer : layers) {
      Optional<Passage> passage = Passage.of(layer);
      documents.add(passage.map(Passage::inner).orElse(layer));
      passages.add(passage);
    }
    return new LayerTexts(List.copyOf(documents), List.copyOf(passages));
  }

  /**
   * What becomes of each layer.
   *
   * @param after the documents after changes
   */
  public List<Edit> edits(List<Document> after) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      SourceText text = after.get(i).source();
      Optional<Passage> passage = passages.get(i);
      edits.add(
          passage.isPresent()
              ? new Edit(passage.get().outer(), passage.get().part(), passage.get().changed(text))
              : whole(documents.get(i).source(), text));
    }
    return List.copyOf(edits);
  }

  private static Edit whole(SourceText before, SourceText after) {
    return new Edit(before, new Span(0, before.text().length()), after.text());
  }

  /**
   * The files that change.
   *
   * @param edits do not contradict each other
   * @return the new texts by the old ones
   */
  public static Map<SourceText, SourceText> changed(List<Edit> edits) {
    Map<SourceText, List<Edit>> byFile = new LinkedHashMap<>();
    for (Edit edit : edits) {
      if (edit.isChange()) {
        List<Edit> some = byFile.computeIfAbsent(edit.file(), f -> new ArrayList<>());
        if (!some.contains(edit)) {
          some.add(edit);
        }
      }
    }
    Map<SourceText, SourceText> changed = new LinkedHashMap<>();
    byFile.forEach(
        (file, some) -> {
          some.sort((one, other) -> Integer.compare(other.part().start(), one.part().start()));
          StringBuilder text = new StringBuilder(file.text());
          some.forEach(edit -> text.replace(edit.part().start(), edit.part().end(), edit.text()));
          changed.put(file, new SourceText(file.name(), text.toString()));
        });
    return changed;
  }
}
