package dev.esslint.input;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A comment of a values file that says which release of the chart it is for: {@code # esslint: chart=26.7.2}, or the
 * schema that editors check it with, {@code # yaml-language-server: $schema=.../matrix-stack-26.7.2/values.schema.json}.
 *
 * @param release what is written for the release
 * @param certain whether it cannot be the version of anything else
 * @param span of the release
 */
public record ReleaseComment(String release, boolean certain, SourceText source, Span span) {
  private static final Regex OWN = new Regex("#\\s*esslint:(?:.*\\s)?chart=(?<release>\\S*)");
  private static final Regex SCHEMA =
      new Regex(
          "#\\s*yaml-language-server:\\s*\\$schema=\\S*?(?<![\\d.])v?(?<release>\\d\\d\\.\\d\\d?\\.\\d{1,3})(?!\\.?\\d)");
  private static final Regex OF_CHART = new Regex("matrix-stack|ess-helm");

  /** The first such comment of a file; one for esslint counts more than one for editors. */
  public static Optional<ReleaseComment> in(Document document) {
    return find(document, "esslint:", OWN)
        .or(() -> find(document, "yaml-language-server:", SCHEMA));
  }

  private static Optional<ReleaseComment> find(Document document, String tool, Regex pattern) {
    for (Comment comment : document.comments()) {
      if (!comment.ownLine() || !comment.text().startsWith(tool)) {
        continue;
      }
      String text = document.source().slice(comment.span());
      Matcher matcher = pattern.matcher(text);
      if (matcher.lookingAt()) {
        int start = comment.span().start();
        return Optional.of(
            new ReleaseComment(
                matcher.group("release"),
                pattern == OWN || OF_CHART.isIn(text),
                document.source(),
                new Span(start + matcher.start("release"), start + matcher.end("release"))));
      }
    }
    return Optional.empty();
  }
}
