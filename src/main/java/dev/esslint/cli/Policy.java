package dev.esslint.cli;

import dev.esslint.finding.Exemption;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.text.SourceException.Place;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about findings: levels of rules, and findings that are not reported in some files or at some values.
 *
 * @param levels by the id of the rule
 * @param exemptions what is not reported
 */
record Policy(Map<String, Level> levels, List<Exemption> exemptions) {
  private static final Policy NONE = new Policy(Map.of(), List.of());

  /** The rule that asks for reasons. */
  private static final String WITHOUT_REASON = "YAML013";

  /**
   * Reads it.
   *
   * @param all the rules that there are
   * @param folder the working directory
   * @throws UsageException if it names a rule that is not there, or a reason is missing that is required
   */
  static Policy of(Settings settings, Supplier<List<Rule>> all, Path folder)
      throws UsageException {
    ConfigurationFile file = settings.configuration();
    if (file == null
        || (file.get("severity") == null
            && file.get("require-reason") == null
            && file.get("per-file") == null
            && file.get("per-path") == null)) {
      return NONE;
    }
    List<RuleInfo> rules = all.get().stream().map(Rule::info).toList();
    Map<String, Level> levels = new HashMap<>();
    boolean reasons =
        file.get("require-reason") instanceof ScalarNode(var span, Scalar.Bool(boolean on), var style)
            && on;
    if (reasons) {
      levels.put(WITHOUT_REASON, Level.ERROR);
    }
    levels.putAll(levels(file.get("severity"), file, rules));
    List<Exemption> exemptions = new ArrayList<>();
    for (MapNode item : items(file.get("per-file"))) {
      exemptions.add(
          new Exemption(
              files(setting(item, "files", file), file.source().name(), folder),
              ValuePath.ROOT,
              ignored(item, file, rules, reasons)));
    }
    for (MapNode item : items(file.get("per-path"))) {
      exemptions.add(
          new Exemption(
              name -> true,
              path(setting(item, "path", file)),
              ignored(item, file, rules, reasons)));
    }
    return new Policy(Map.copyOf(levels), List.copyOf(exemptions));
  }

  /** The levels that a mapping of rules gives. */
  static Map<String, Level> levels(
      @Nullable Node severity, ConfigurationFile file, List<RuleInfo> rules) throws UsageException {
    Map<String, Level> levels = new HashMap<>();
    if (severity instanceof MapNode map) {
      for (var entry : map.entries().entrySet()) {
        Setting name =
            new Setting(
                entry.getKey(), Optional.of(new Place(file.source(), entry.getValue().key())));
        Level level = level(text(entry.getValue().value()));
        Predicate<RuleInfo> named = named(List.of(name), rules);
        rules.stream().filter(named).forEach(rule -> levels.put(rule.id(), level));
      }
    }
    return levels;
  }

  /** The rules that a list names. */
  static Predicate<RuleInfo> named(
      @Nullable Node list, ConfigurationFile file, List<RuleInfo> rules) throws UsageException {
    List<Setting> names = new ArrayList<>();
    if (list instanceof ListNode items) {
      for (Node name : items.items()) {
        names.add(new Setting(text(name), Optional.of(new Place(file.source(), name.span()))));
      }
    }
    return named(names, rules);
  }

  /** Rules with the levels that are configured. */
  Supplier<List<Rule>> leveled(Supplier<List<Rule>> rules) {
    return leveled(rules, levels);
  }

  /** Rules with other levels. */
  static Supplier<List<Rule>> leveled(Supplier<List<Rule>> rules, Map<String, Level> levels) {
    return levels.isEmpty()
        ? rules
        : () ->
            rules.get().stream()
                .map(
                    rule -> {
                      Level level = levels.get(rule.info().id());
                      return level == null ? rule : rule.at(level);
                    })
                .toList();
  }

  private static Level level(String label) {
    for (Level level : Level.values()) {
      if (level.label().equals(label)) {
        return level;
      }
    }
    throw new IllegalStateException(label); // the schema knows the levels
  }

  private static List<MapNode> items(@Nullable Node node) {
    return node instanceof ListNode list
        ? list.items().stream().filter(MapNode.class::isInstance).map(MapNode.class::cast).toList()
        : List.of();
  }

  static Setting setting(MapNode item, String key, ConfigurationFile file) {
    Node node = item.get(key);
    return node == null
        ? new Setting("", Optional.of(new Place(file.source(), item.span())))
        : new Setting(text(node), Optional.of(new Place(file.source(), node.span())));
  }

  private static String text(Node node) {
    String text = node instanceof ScalarNode scalar ? scalar.string() : null;
    return text == null ? "" : text;
  }

  private static Predicate<RuleInfo> ignored(
      MapNode item, ConfigurationFile file, List<RuleInfo> rules, boolean reasons)
      throws UsageException {
    if (reasons && setting(item, "reason", file).text().isBlank()) {
      throw new Setting("", Optional.of(new Place(file.source(), item.span())))
          .wrong("there is no reason, but require-reason requires one");
    }
    return named(item.get("ignore"), file, rules);
  }

  private static Predicate<RuleInfo> named(List<Setting> names, List<RuleInfo> rules)
      throws UsageException {
    Predicate<RuleInfo> any = rule -> false;
    for (Setting name : names) {
      String word = name.text().strip();
      Predicate<RuleInfo> one = rule -> rule.isCalled(word) || rule.isOf(word);
      if (rules.stream().noneMatch(one)) {
        throw name.wrong(
            "there is no rule, family or component `" + word + "`; `esslint rules` lists them");
      }
      any = any.or(one);
    }
    return any;
  }

  static ValuePath path(Setting setting) throws UsageException {
    try {
      return ValuePath.parse(setting.text());
    } catch (IllegalArgumentException e) {
      throw setting.wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Names of files that a pattern speaks of, as seen from the folder of the configuration. */
  static Predicate<String> files(Setting pattern, String configuration, Path folder)
      throws UsageException {
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.text());
    } catch (PatternSyntaxException e) {
      throw pattern.wrong("`" + pattern.text() + "` is not a pattern of file names: " + e.getDescription());
    }
    Path root = folder.resolve(configuration).toAbsolutePath().normalize().getParent();
    return name -> {
      try {
        Path file = folder.resolve(name).toAbsolutePath().normalize();
        return matcher.matches(root != null && file.startsWith(root) ? root.relativize(file) : file);
      } catch (InvalidPathException e) {
        return false;
      }
    };
  }
}
