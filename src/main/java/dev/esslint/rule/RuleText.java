package dev.esslint.rule;

import dev.esslint.finding.Quotation;
import dev.esslint.finding.RuleInfo.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text of a rule that quotes values: {@code {matrixRTC.sfu.manualIP}} stands for the value at that path. */
public final class RuleText {
  private final Supplier<String> text;
  private @Nullable List<Part> parts; // is the same whichever thread makes it

  /**
   * @param text gives the text; it is read and taken apart when it is first needed, which in most runs it is not
   */
  public RuleText(Supplier<String> text) {
    this.text = text;
  }

  /** The text as the rule has it. */
  public String text() {
    return text.get();
  }

  /** A piece of a template. */
  sealed interface Part {}

  /** What is told as it stands. */
  record Text(String text) implements Part {}

  /**
   * The value at a path.
   *
   * @param written the path as it stands in the text
   */
  record Quote(String written, RulePath path) implements Part {}

  private List<Part> parts() {
    List<Part> made = parts;
    if (made == null) {
      made = parts(text());
      parts = made;
    }
    return made;
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher quote = Quotation.PATTERN.matcher(text);
    int end = 0;
    while (quote.find()) {
      parts.add(new Text(text.substring(end, quote.start())));
      parts.add(new Quote(quote.group(1), RulePath.parse(quote.group(1))));
      end = quote.end();
    }
    parts.add(new Text(text.substring(end)));
    return List.copyOf(parts);
  }

  /** The text with every quoted value in its place. */
  public String fill(Function<RulePath, String> values) {
    return fill(values, List.of(), path -> List.of());
  }

  /**
   * The text with every quoted value in its place.
   *
   * @param wordings what stands there instead of some values, or of some items of a list
   * @param items the items of the list at a path, or the one value that is there
   */
  String fill(
      Function<RulePath, String> values,
      List<Wording> wordings,
      Function<RulePath, List<String>> items) {
    StringBuilder filled = new StringBuilder();
    boolean nothing = false;
    for (Part part : parts()) {
      String told =
          switch (part) {
            case Text(String text) -> text;
            case Quote(String written, RulePath path) -> {
              List<Wording> own = wordings.stream().filter(w -> w.path().equals(written)).toList();
              yield own.isEmpty()
                  ? values.apply(path)
                  : items.apply(path).stream()
                      .map(item -> worded(item, values, own))
                      .collect(Collectors.joining("; "));
            }
          };
      // an empty text between the signs of code would not be seen
      filled.append(nothing && told.startsWith("`") && filled.charAt(filled.length() - 1) == '`' ? "\"\"" : "").append(told);
      nothing = part instanceof Quote && told.isEmpty() && !filled.isEmpty();
    }
    return filled.toString();
  }

  private static String worded(
      String value, Function<RulePath, String> values, List<Wording> wordings) {
    for (Wording wording : wordings) {
      if (wording.value().equals(value)) {
        return new RuleText(wording::text).fill(values);
      }
    }
    return value;
  }
}
