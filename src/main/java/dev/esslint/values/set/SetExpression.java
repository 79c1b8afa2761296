package dev.esslint.values.set;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.ScalarOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An argument such as {@code --set a.b=1,c[0]=x}. It is no tree of its own but a list of changes: {@code c[0]=x} keeps
 * the other items of a list that a values file gives.
 *
 * @param source the argument as a text
 * @param assignments from left to right
 */
public record SetExpression(SourceText source, Kind kind, List<Assignment> assignments) {

  /** The text says enough; what is assigned may be large, and each value knows where it comes from. */
  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** The options, in the order in which Helm applies them: all of a kind, then all of the next one. */
  public enum Kind {
    JSON("--set-json"),
    SET("--set"),
    STRING("--set-string"),
    FILE("--set-file"),
    LITERAL("--set-literal");

    private final String option;

    Kind(String option) {
      this.option = option;
    }

    /** The option on the command line. */
    public String option() {
      return option;
    }
  }

  /**
   * A change of one value.
   *
   * @param steps the way to it, a key first; empty for an object that is merged with all values
   * @param value what it becomes; the spans are those of the argument, also of what {@code --set-file} reads
   * @param cut whether the argument ends behind a key and {@code =}: Helm then sets the empty value, but creates no list
   *     item on the way to it
   */
  public record Assignment(List<Step> steps, Node value, boolean cut) {}

  /** One step of the way to a value. */
  public sealed interface Step {
    Span span();
  }

  /** Into the entry of a mapping. */
  public record Name(String key, Span span) implements Step {}

  /** Into the item of a list. */
  public record At(int index, Span span) implements Step {}

  /**
   * Gives the span in the argument for a span of a string that it gives. All of a file is at its name.
   *
   * @param written where the string stands
   */
  public UnaryOperator<Span> places(Span written, String string) {
    return switch (kind) {
      case JSON ->
          ScalarOffsets.of(
                  source, new ScalarNode(written, new Scalar.Str(string), Style.DOUBLE_QUOTED))
              ::outer;
      case SET, STRING -> ScalarOffsets.ofText(source, written, string, true)::outer;
      case FILE -> inner -> written;
      case LITERAL -> ScalarOffsets.ofText(source, written, string, false)::outer;
    };
  }

  /** The keys at the top that this argument changes, each with its place and whether it is changed below. */
  public List<TopKey> topKeys() {
    List<TopKey> keys = new ArrayList<>();
    for (Assignment assignment : assignments) {
      if (!assignment.steps().isEmpty() && assignment.steps().getFirst() instanceof Name name) {
        keys.add(new TopKey(name.key(), name.span(), assignment.steps().size() > 1));
      } else if (assignment.value() instanceof MapNode merged) {
        merged
            .entries()
            .forEach(
                (key, entry) ->
                    keys.add(new TopKey(key, entry.key(), entry.value() instanceof MapNode)));
      }
    }
    return List.copyOf(keys);
  }

  /** A key at the top that an argument changes. */
  public record TopKey(String key, Span span, boolean below) {}

  /**
   * What a chart sees of this argument that is a dependency of the one it is for.
   *
   * @param alias the key that its values stand under
   * @param handedDown the key that all charts see
   */
  public SetExpression seenBelow(String alias, String handedDown) {
    List<Assignment> seen = new ArrayList<>();
    for (Assignment assignment : assignments) {
      List<Step> steps = assignment.steps();
      if (steps.isEmpty()) {
        if (assignment.value() instanceof MapNode merged) {
          addMerged(merged.get(alias), seen);
          Entry all = merged.entries().get(handedDown);
          if (all != null) {
            seen.add(new Assignment(List.of(new Name(handedDown, all.key())), all.value(), false));
          }
        }
      } else if (steps.getFirst() instanceof Name name) {
        if (name.key().equals(handedDown)) {
          seen.add(assignment);
        } else if (name.key().equals(alias) && steps.size() > 1) {
          seen.add(
              new Assignment(steps.subList(1, steps.size()), assignment.value(), assignment.cut()));
        } else if (name.key().equals(alias)) {
          addMerged(assignment.value(), seen);
        }
      }
    }
    return new SetExpression(source, kind, List.copyOf(seen));
  }

  private static void addMerged(@Nullable Node value, List<Assignment> seen) {
    if (value instanceof MapNode) {
      seen.add(new Assignment(List.of(), value, false));
    }
  }

  /** Reads the file that {@code --set-file} names. */
  @FunctionalInterface
  public interface Files {

    /**
     * The content as text.
     *
     * @throws SourceException if there is no such file, or if it cannot be read
     */
    String read(String name) throws SourceException;
  }

  /**
   * Reads an argument with Helm's grammar.
   *
   * @param source the argument; the name is that for reports
   * @param files reads the files that an argument of the kind {@link Kind#FILE} names
   * @throws SourceException with a place in the argument if Helm refuses it, or would drop a part of it without a word;
   *     without one if a file cannot be read. The message holds nothing of the argument, which may be a secret.
   */
  public static SetExpression parse(Kind kind, SourceText source, Files files)
      throws SourceException {
    return new SetExpression(source, kind, new SetParser(kind, source, files).parse());
  }
}
