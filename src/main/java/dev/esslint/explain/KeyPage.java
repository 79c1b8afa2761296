package dev.esslint.explain;

import dev.esslint.chart.KeyHistory.Run;
import dev.esslint.chart.KeyWords;
import dev.esslint.chart.Release;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleKeys;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.schema.KeyForm;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is to say about a key of the chart's values, in Markdown. */
final class KeyPage {
  private static final String NOT_SET = "not set";

  private final ValuePath path;
  private final List<Run> runs;
  private final KeyPages pages;
  private final StringBuilder page = new StringBuilder();

  /**
   * @param runs the releases that have the key
   * @param pages what it has in common with others
   */
  KeyPage(ValuePath path, List<Run> runs, KeyPages pages) {
    this.path = path;
    this.runs = runs;
    this.pages = pages;
  }

  /** The page. */
  String text() {
    page.append("# `").append(name()).append("`\n\n");
    words();
    Release last = runs.getLast().last();
    Optional<KeyForm> form = KeyForm.of(pages.charts().load(last), path);
    form.ifPresent(this::form);
    line("Default", shown(value(pages.defaults(last))));
    history();
    form.filter(known -> !known.keys().isEmpty())
        .ifPresent(
            known ->
                page.append("\nKeys below it: `")
                    .append(String.join("`, `", known.keys()))
                    .append("`.\n"));
    rules();
    return page.toString();
  }

  private String name() {
    return path.toString().replaceAll("\\[\\d+]", "[]");
  }

  private void words() {
    ValuePath around = path;
    while (!around.isRoot()) {
      Optional<String> words = KeyWords.get().of(around);
      if (words.isPresent()) {
        page.append(
            around.equals(path)
                ? words.get()
                : "It belongs to `" + around + "`: " + words.get());
        page.append("\n\n");
        return;
      }
      around = around.parent();
    }
  }

  private void form(KeyForm form) {
    line("Type", form.types());
    line("Allowed values", code(form.allowed()));
    line("Minimum", form.minimum());
    line("Maximum", form.maximum());
    line("Pattern", form.pattern().isEmpty() ? "" : "`" + form.pattern() + "`");
  }

  private static String code(List<String> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
  }

  private void line(String title, String text) {
    if (!text.isEmpty()) {
      page.append("- ").append(title).append(": ").append(text).append('\n');
    }
  }

  private void history() {
    List<Release> releases = pages.charts().releases();
    StringBuilder text = new StringBuilder();
    for (Run run : runs) {
      boolean first = run.first().equals(releases.getFirst());
      boolean last = run.last().equals(releases.getLast());
      text.append(text.isEmpty() ? "" : "; ");
      if (first && last) {
        text.append("all that esslint knows (").append(run.first()).append(" to ").append(run.last()).append(')');
      } else {
        text.append(first ? "up to " + run.last() : "since " + run.first());
        pages.charts().after(run.last()).ifPresent(next -> text.append(", removed in ").append(next));
      }
    }
    line("Releases", text.toString());
    String before = "";
    for (Release release : releases) {
      if (runs.stream().anyMatch(run -> run.contains(release))) {
        String now = shown(value(pages.defaults(release)));
        if (!before.isEmpty() && !now.isEmpty() && !now.equals(before)) {
          line("Default changed in " + release, "from " + before + " to " + now);
        }
        before = now;
      }
    }
  }

  private Optional<Node> value(Node defaults) {
    Node node = defaults;
    for (Step step : path.steps()) {
      Node below = step instanceof Key(String key) && node instanceof MapNode map ? map.get(key) : null;
      if (below == null) {
        return Optional.empty();
      }
      node = below;
    }
    return Optional.of(node);
  }

  /** A default; empty for a mapping that is not empty, as its keys have defaults of their own. */
  private static String shown(Optional<Node> value) {
    if (value.isEmpty()) {
      return NOT_SET;
    }
    return switch (value.get()) {
      case MapNode map -> map.entries().isEmpty() ? "`{}`" : "";
      case ListNode list ->
          list.items().stream().allMatch(ScalarNode.class::isInstance)
              ? "`[" + list.items().stream().map(KeyPage::scalar).collect(Collectors.joining(", ")) + "]`"
              : "";
      case ScalarNode scalar -> "`" + scalar(scalar) + "`";
      case Node other -> "";
    };
  }

  private static String scalar(Node node) {
    return node instanceof ScalarNode scalar
        ? scalar.value() instanceof Str(String text) && text.isEmpty()
            ? "\"\""
            : Scalar.text(scalar.value())
        : "";
  }

  private void rules() {
    List<RuleInfo> at = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Rule rule : BuiltInRules.all()) {
      RuleKeys keys = pages.keys(rule);
      if (keys.isAt(path)) {
        at.add(rule.info());
      } else if (keys.tests(path)) {
        others.add(rule.info().id());
      }
    }
    if (!at.isEmpty()) {
      page.append("\n## Rules about it\n\n");
      at.forEach(
          rule ->
              page.append("- ")
                  .append(rule.id())
                  .append(' ')
                  .append(rule.name())
                  .append(": ")
                  .append(rule.summary())
                  .append('\n'));
    }
    if (!others.isEmpty()) {
      page.append("\nIt also plays a part in ").append(String.join(", ", others)).append(".\n");
    }
  }
}
