package dev.esslint.model.texts;

import dev.esslint.chart.Release;
import dev.esslint.chart.TextUse;
import dev.esslint.chart.TextUse.Evaluated;
import dev.esslint.chart.TextUse.Written;
import dev.esslint.chart.TextUses;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Templates;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts of the user that make a manifest unreadable, because the chart writes them into it as they are:
 * {@code texts.manifests[]} with {@code path}, {@code text}, {@code key}, whether it is the key at the path rather than the
 * value, and {@code problem}.
 */
public final class ManifestFacts {
  public static Set<String> names() {
    return Facts.list("texts.manifests", "path", "text", "key", "problem");
  }

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private @Nullable TextUses uses;

  private ManifestFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
  }

  public static void state(Chosen chosen, Release release, Facts facts) {
    new ManifestFacts(chosen, release, facts).visit(ValuePath.ROOT, chosen.values().written());
  }

  private void visit(ValuePath path, Value value) {
    switch (value) {
      case MapValue map ->
          map.entries()
              .forEach(
                  (key, entry) -> {
                    ValuePath below = path.key(key);
                    if (canMatter(key)) {
                      check(below, key, true, uses().ofKey(below));
                    }
                    visit(below, entry);
                  });
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          visit(path.index(i), list.items().get(i));
        }
      }
      case ScalarValue(Scalar.Str(String text), var origin) -> {
        if (canMatter(text)) {
          check(path, text, false, uses().at(path));
        }
      }
      case ScalarValue scalar -> {}
    }
  }

  private TextUses uses() {
    if (uses == null) {
      uses = TextUses.of(release);
    }
    return Objects.requireNonNull(uses);
  }

  /** Whether there is a way of writing that does not leave a text what it is; most are told by their letters. */
  private static boolean canMatter(String text) {
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      boolean matters =
          switch (c) {
            case '"', '\\' -> true;
            case ':' -> i == last || text.charAt(i + 1) == ' ';
            case ' ' -> i == 0 || i == last || text.charAt(i + 1) == '#';
            default -> c < ' ' || (c >= 0x7F && !Character.isLetterOrDigit(c));
          };
      boolean mark = c < 0x7F && !Character.isLetterOrDigit(c) && c != '.' && c != '/';
      if (matters || (i == 0 && mark)) {
        return true;
      }
    }
    return false;
  }

  private void check(ValuePath path, String text, boolean key, List<TextUse> uses) {
    boolean evaluated = uses.stream().anyMatch(use -> use instanceof Evaluated && holds(use));
    String result =
        evaluated ? new Templates(chosen.values()).rendered(text).orElse(null) : text;
    if (result == null
        || Placeholder.in(result).filter(p -> p != Placeholder.TEMPLATE).isPresent()
        || (!key && !isChosen(path, text))) {
      return;
    }
    for (TextUse use : uses) {
      if (use instanceof Written written && holds(use)) {
        Optional<String> problem = ManifestLine.problem(written, result);
        if (problem.isPresent()) {
          state(path, result, key, problem.get());
          return;
        }
      }
    }
  }

  private boolean holds(TextUse use) {
    return chosen.holds(use.when());
  }

  /** Whether it is also the value that the chart gets. */
  private boolean isChosen(ValuePath path, String text) {
    return chosen.values().at(path).orElse(null) instanceof ScalarValue(Scalar scalar, var origin)
        && scalar.equals(new Scalar.Str(text));
  }

  private void state(ValuePath path, String text, boolean key, String problem) {
    String item = facts.next("texts.manifests");
    facts.put(item + ".path", path.toString(), path);
    facts.put(item + ".text", text, path);
    facts.put(item + ".key", key, path);
    facts.put(item + ".problem", problem, path);
  }
}
