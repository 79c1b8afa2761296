package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A template that Go can read.
 *
 * <p>Based on Go's {@code text/template} and on Helm 3 with Sprig 3; real Helm judges it in the tests.
 */
public final class GoTemplate {
  private final List<Node> body;
  private final Map<String, List<Node>> defined;

  GoTemplate(List<Node> body, Map<String, List<Node>> defined) {
    this.body = body;
    this.defined = defined;
  }

  List<Node> body() {
    return body;
  }

  /** The templates that it defines, by name. */
  Map<String, List<Node>> defined() {
    return defined;
  }

  /** Whether a text can be more than itself to Helm. */
  public static boolean isIn(String text) {
    return text.contains("{{");
  }

  /**
   * Braces in a text, with what is between them.
   *
   * @param start where the first brace stands
   * @param end one past the last one
   */
  public record Braces(int start, int end) {

    /** The names and signs between them, without space and trim markers around. */
    public String inside(String text) {
      String inside = text.substring(start + 2, end - 2);
      boolean left = inside.startsWith("-");
      boolean right = inside.endsWith("-") && inside.length() > 1;
      return inside.substring(left ? 1 : 0, inside.length() - (right ? 1 : 0)).strip();
    }
  }

  /** The pairs of braces in a text, whether or not Go can read it; strings that hold braces are not seen as such. */
  public static List<Braces> braces(String text) {
    List<Braces> braces = new ArrayList<>();
    int open = text.indexOf("{{");
    int close = open < 0 ? -1 : text.indexOf("}}", open + 2);
    while (close >= 0) {
      braces.add(new Braces(open, close + 2));
      open = text.indexOf("{{", close + 2);
      close = open < 0 ? -1 : text.indexOf("}}", open + 2);
    }
    return braces;
  }

  /** What keeps Go from reading a text as a template; empty if it can. */
  public static Optional<TemplateFault> fault(String text) {
    try {
      if (isIn(text)) {
        Parser.parse(text);
      }
      return Optional.empty();
    } catch (TemplateException refusal) {
      return Optional.of(refusal.fault());
    }
  }

  /**
   * What Helm's {@code tpl} makes of a text.
   *
   * @param data what the dot is
   * @param elsewhere whether a template of a name may be defined in another place
   * @param chance what functions of chance give; null if nobody knows
   */
  public static Outcome evaluate(String text, Datum data, Predicate<String> elsewhere, @Nullable Chance chance) {
    return isIn(text)
        ? new Execution(elsewhere, chance).outcome(text, data)
        : new Outcome.Rendered(text.replace(Execution.NO_VALUE, ""));
  }
}
