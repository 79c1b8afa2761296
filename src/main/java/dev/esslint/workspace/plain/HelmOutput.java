package dev.esslint.workspace.plain;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
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

/** What {@code helm get values} prints. */
public final class HelmOutput implements Finder {
  private static final String USER = "USER-SUPPLIED VALUES:";
  private static final String COMPUTED = "COMPUTED VALUES:";

  private final Index index;
  private final Draft.Findings findings;

  public HelmOutput(Index index, Draft.Findings findings) {
    this.index = index;
    this.findings = findings;
  }

  /** Whether a text is such output. */
  public static boolean is(String text) {
    return text.startsWith(USER) || text.startsWith(COMPUTED);
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
      int line = text.indexOf('\n');
      Span rest = new Span(line < 0 ? text.length() : line + 1, text.length());
      Document document = Excerpt.of(source, rest).yaml();
      Located top = Located.top(document);
      if (top.keys().stream().noneMatch(Umbrellas.UNMISTAKABLE::contains)) {
        return Optional.empty();
      }
      Draft draft = new Draft(file, "helm get values", top, findings);
      draft.mapping(file, document, document.root());
      if (text.startsWith(COMPUTED)) {
        draft.trait(Trait.COMPUTED);
      }
      return Optional.of(draft.done());
    } catch (SourceException e) {
      return Optional.empty();
    }
  }
}
