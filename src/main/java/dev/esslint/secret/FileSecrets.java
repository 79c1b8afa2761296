package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;

/** The secrets of a file of values or manifests. It is searched once, for as many deployments as there are in it. */
final class FileSecrets {
  private final List<Span> spans = new ArrayList<>();
  private final List<SecretTexts.Line> lines = new ArrayList<>();

  private FileSecrets(SourceText source) {
    spans.addAll(Search.in(source, SecretPlace.chart(), text -> lines.addAll(SecretTexts.lines(text))));
  }

  static FileSecrets in(SourceText source) {
    return source.once(FileSecrets.class, FileSecrets::new);
  }

  /** The spans that must not be shown, in no order; they may overlap. */
  List<Span> spans() {
    return spans;
  }

  /** What the secrets are, without the quotes and escapes around them. */
  List<SecretTexts.Line> lines() {
    return lines;
  }
}
