package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets of a file of values or manifests. It is searched once, for as many deployments as there are in it. */
final class FileSecrets {
  private final List<Span> spans = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private @Nullable Map<Span, String> objects;

  private FileSecrets(SourceText source) {
    spans.addAll(Search.in(source, SecretPlace.chart(), texts::add));
  }

  static FileSecrets in(SourceText source) {
    return source.once(FileSecrets.class, FileSecrets::new);
  }

  /** The spans that must not be shown, in no order; they may overlap. */
  List<Span> spans() {
    return spans;
  }

  /** What the secrets are, without the quotes and escapes around them. */
  List<String> texts() {
    return texts;
  }

  /** The contents of Secrets of Kubernetes in the file, by their places. */
  synchronized Map<Span, String> objects(SourceText source) {
    Map<Span, String> found = objects;
    if (found == null) {
      found = SecretObjects.in(source);
      objects = found;
    }
    return found;
  }
}
