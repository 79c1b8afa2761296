package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads again what only the engine refuses, with that written in another way: see {@link EngineText#easedAt}. The document counts
 * only if all that was written in another way stands where Helm takes it.
 */
final class EasedReading {
  private static final int MOST_TIMES = 10;

  /** So many characters are read in all times. */
  private static final int MOST_READ = 5_000_000;

  private final SourceText source;
  private final SyntaxErrors errors;

  EasedReading(SourceText source) {
    this.source = source;
    this.errors = new SyntaxErrors(source, new EventSpans(source).codePoints());
  }

  /**
   * The document.
   *
   * @param text what the engine has refused
   * @param first how
   * @throws SourceException if Helm refuses it, too
   */
  Document read(EngineText text, YamlEngineException first) throws SourceException {
    YamlEngineException refused = first;
    YamlEngineException told = first; // the last one before which all was as Helm takes it
    Optional<EngineText> eased = eased(text, refused);
    int times = Math.min(MOST_TIMES, MOST_READ / (1 + source.text().length()));
    for (int i = 0; i < times && eased.isPresent(); i++) {
      YamlReader reader = new YamlReader(source, eased.get());
      try {
        Document document = reader.read();
        if (reader.takesAll()) {
          return document;
        }
        break;
      } catch (YamlEngineException e) {
        refused = e;
        told = reader.takesAll() ? e : told;
        eased = eased(eased.get(), refused);
      } catch (SourceException e) {
        if (reader.takesAll()) {
          throw e;
        }
        break;
      }
    }
    throw errors.translate(told);
  }

  private Optional<EngineText> eased(EngineText text, YamlEngineException refused) {
    return text
        .easedAt(errors.context(refused), source.text())
        .or(() -> text.easedAt(errors.place(refused), source.text()));
  }
}
