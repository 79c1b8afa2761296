package dev.esslint.rule;

import dev.esslint.finding.Quotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;

/**
 * A text of a rule that quotes values: {@code {matrixRTC.sfu.manualIP}} stands for the value at that path.
 *
 * @param text gives the text; it is read and taken apart when it is needed, which in most runs it is not
 */
public record RuleText(Supplier<String> text) {

  /** A piece of a template. */
  sealed interface Part {}

  /** What is told as it stands. */
  record Text(String text) implements Part {}

  /** The value at a path. */
  record Quote(RulePath path) implements Part {}

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher quote = Quotation.PATTERN.matcher(text);
    int end = 0;
    while (quote.find()) {
      parts.add(new Text(text.substring(end, quote.start())));
      parts.add(new Quote(RulePath.parse(quote.group(1))));
      end = quote.end();
    }
    parts.add(new Text(text.substring(end)));
    return parts;
  }

  /** The text with every quoted value in its place. */
  public String fill(Function<RulePath, String> values) {
    StringBuilder filled = new StringBuilder();
    for (Part part : parts(text.get())) {
      filled.append(
          switch (part) {
            case Text(String text) -> text;
            case Quote(RulePath path) -> values.apply(path);
          });
    }
    return filled.toString();
  }
}
