package dev.esslint.workspace.plain;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Umbrellas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code helm get values} and {@code helm get all} print. */
public final class HelmOutput implements Finder {
  private static final String USER = "USER-SUPPLIED VALUES:";
  private static final String COMPUTED = "COMPUTED VALUES:";

  /** What {@code helm get all} begins with: the name of the release. */
  private static final String NAME = "NAME: ";
  private static final String NAMESPACE = "\nNAMESPACE: ";
  private static final String VERSION = "\nVERSION: ";

  private final Index index;
  private final Draft.Findings findings;

  public HelmOutput(Index index, Draft.Findings findings) {
    this.index = index;
    this.findings = findings;
  }

  /** Whether a text is such output. */
  public static boolean is(String text) {
    return text.startsWith(USER) || text.startsWith(COMPUTED) || isAll(text);
  }

  private static boolean isAll(String text) {
    return text.startsWith(NAME) && text.contains("\n" + USER);
  }

  /** The values in such output, without the line above them. */
  private static Span values(String text) {
    int head = isAll(text) ? text.indexOf("\n" + USER) + 1 : 0;
    int line = text.indexOf('\n', head);
    int start = line < 0 ? text.length() : line + 1;
    int next = isAll(text) ? text.indexOf("\n" + COMPUTED, start - 1) : -1;
    return new Span(start, next < 0 ? text.length() : Math.max(start, next));
  }

  /** What stands on a line behind some words; empty if there is none. */
  private static Span word(String text, String before) {
    int at = text.indexOf(before);
    int start = at + before.length();
    int end = text.indexOf('\n', start);
    return at < 0 || end < 0 ? Span.NONE : new Span(start, end);
  }

  private static String slice(String text, Span span) {
    return text.substring(span.start(), span.end()).strip();
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String file : index.folder().names()) {
      boolean other = file.endsWith(".txt") || file.endsWith(".out");
      if (index.isPrinted(file) || (other && is(index.folder().glance(file)))) {
        deployment(file).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Deployment> deployment(String file) {
    try {
      SourceText source = index.folder().read(file);
      String text = source.text();
      Document document = Excerpt.of(source, values(text)).yaml();
      Located top = Located.top(document);
      if (top.keys().stream().noneMatch(Umbrellas.UNMISTAKABLE::contains)) {
        return Optional.empty();
      }
      Draft draft = new Draft(file, "helm get values", top, findings);
      draft.mapping(file, document, document.root());
      if (isAll(text)) {
        draft.release(slice(text, word(text, NAME))).namespace(slice(text, word(text, NAMESPACE)));
        Span version = word(text, VERSION);
        if (version.start() < version.end()) {
          draft.chart(new ChartUse("", new ChartUse.Exact(slice(text, version)), source, version));
        }
      }
      if (text.startsWith(COMPUTED)) {
        draft.trait(Trait.COMPUTED);
      }
      return Optional.of(draft.done());
    } catch (SourceException e) {
      return Optional.empty();
    }
  }
}
