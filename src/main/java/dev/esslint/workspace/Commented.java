package dev.esslint.workspace;

import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.yaml.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file that declares deployments, read for the comments in it that speak to esslint. */
public final class Commented {
  private static final String TOOL = "# esslint:";
  private static final List<String> TERRAFORM = List.of(".tf", ".tofu", ".tfvars", ".hcl");

  private Commented() {}

  /** The documents of a file with their comments; of what is no YAML, one that has nothing but comments. */
  public static List<Document> documents(SourceText source) {
    List<Document> documents = new ArrayList<>();
    if (FileNames.isYaml(source.name())) {
      for (Span part : YamlStream.documents(source.text())) {
        try {
          documents.add(Excerpt.of(source, part).yaml());
        } catch (SourceException e) {
          return List.of(commentsIn(source, Written.read(source).comments()));
        }
      }
    }
    return documents.isEmpty() ? List.of(commentsIn(source, lines(source))) : documents;
  }

  /** Whether a line of a file may be a comment wherever it is put above another one, if it is not in a text. */
  public static boolean takesLines(SourceText source) {
    return FileNames.isYaml(source.name()) || TERRAFORM.stream().anyMatch(source.name()::endsWith);
  }

  private static List<Span> lines(SourceText source) {
    List<Span> comments = new ArrayList<>();
    for (int at = source.text().indexOf(TOOL); at >= 0; at = source.text().indexOf(TOOL, at + 1)) {
      Span line = source.line(source.position(at).line());
      comments.add(new Span(at, at + source.slice(new Span(at, line.end())).stripTrailing().length()));
    }
    return comments;
  }

  private static Document commentsIn(SourceText source, List<Span> spans) {
    List<Comment> comments = new ArrayList<>();
    for (Span span : spans) {
      Span line = source.line(source.position(span.start()).line());
      boolean own = source.slice(new Span(line.start(), span.start())).isBlank();
      comments.add(new Comment(span, source.slice(span).substring(1).strip(), own));
    }
    return new Document(source, Trees.EMPTY, comments, List.of(), Optional.empty());
  }
}
