package dev.esslint.rule.packed;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Page;
import dev.esslint.net.Address;
import dev.esslint.rule.Condition;
import dev.esslint.rule.Operand;
import dev.esslint.rule.Operator;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.rule.Rule.Trigger;
import dev.esslint.rule.RulePath;
import dev.esslint.rule.RuleText;
import dev.esslint.rule.packed.PackedForm.Tag;
import dev.esslint.text.Regex;
import dev.esslint.tree.PackedInput;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the conditions of rules. */
final class RuleUnpacker {
  private final PackedInput in;
  private final List<RulePath> paths = new ArrayList<>();
  private final Map<String, ReleaseRange> ranges = new HashMap<>(Map.of("", ReleaseRange.ALL));

  /** Whether the rule that is read is one of the user. */
  private boolean own;

  RuleUnpacker(PackedInput in) {
    this.in = in;
  }

  Rule rule(Supplier<Page> page) {
    RuleInfo info =
        new RuleInfo(
            in.string(),
            in.string(),
            PackedForm.LEVELS.get(in.number()),
            PackedForm.CLASSES.get(in.number()),
            in.string(),
            in.string(),
            PackedForm.SUBJECTS.get(in.number()),
            components(),
            PackedForm.TOPICS.get(in.number()),
            in.number() == 1,
            in.number() == 1,
            List.of(),
            page);
    own = info.own();
    return new Rule(
        info,
        range(info.charts()),
        range(info.from()),
        trigger(info));
  }

  private List<ChartComponent> components() {
    List<ChartComponent> components = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      components.add(PackedForm.COMPONENTS.get(in.number()));
    }
    return List.copyOf(components);
  }

  private ReleaseRange range(String text) {
    return ranges.computeIfAbsent(text, ReleaseRange::parse);
  }

  private Trigger trigger(RuleInfo info) {
    return switch (in.number()) {
      case Tag.DECLARED -> {
        Condition when = condition();
        RulePath at = path();
        int edits = in.size();
        boolean safe = edits > 0 && in.number() == 1;
        yield new Rule.Declared(
            when, at, new RuleText(info::message), new RuleText(info::fix), edits(edits), safe);
      }
      case Tag.CHECKED -> new Rule.Checked(PackedForm.CHECKS.get(in.number()));
      default -> throw unknown();
    };
  }

  private List<Edit> edits(int size) {
    Edit[] edits = new Edit[size];
    for (int i = 0; i < edits.length; i++) {
      edits[i] = edit();
    }
    return List.of(edits);
  }

  private Edit edit() {
    return switch (in.number()) {
      case Tag.REMOVE -> new Edit.Remove(path());
      case Tag.MOVE -> new Edit.Move(path(), path());
      case Tag.REMOVE_ITEM -> new Edit.RemoveItem(path());
      case Tag.RENAME -> new Edit.Rename(path(), path());
      case Tag.PUT -> {
        Operand.Single value = single();
        yield new Edit.Put(path(), value);
      }
      case Tag.WRITE -> {
        RulePath path = path();
        String text = in.string();
        yield new Edit.Write(path, new RuleText(() -> text));
      }
      case Tag.REPLACE -> new Edit.Replace(path(), regex(), in.string());
      case Tag.PASTE -> new Edit.Paste(path());
      default -> throw unknown();
    };
  }

  private Condition condition() {
    int tag = in.number();
    return switch (tag) {
      case Tag.ALL -> new Condition.All(conditions());
      case Tag.ANY -> new Condition.Any(conditions());
      case Tag.NOT -> new Condition.Not(condition());
      case Tag.EACH -> new Condition.Each(path(), condition(), false);
      case Tag.SOME -> new Condition.Each(path(), condition(), true);
      default -> {
        Operator operator = PackedForm.OPERATORS.get(tag - Tag.OPERATOR);
        Operand operand = operand(operator.form());
        yield new Condition.Leaf(path(), operator, operand);
      }
    };
  }

  private List<Condition> conditions() {
    Condition[] conditions = new Condition[in.size()];
    for (int i = 0; i < conditions.length; i++) {
      conditions[i] = condition();
    }
    return List.of(conditions);
  }

  private Operand operand(Operator.Form form) {
    return switch (form) {
      case STATE -> PackedForm.STATES.get(in.number());
      case SINGLE, PATH -> single();
      case LITERALS -> {
        Scalar[] values = new Scalar[in.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = in.scalar();
        }
        yield new Operand.Literals(List.of(values));
      }
      case PATTERN -> new Operand.Pattern(regex());
      case RANGE -> {
        String text = in.string();
        yield new Operand.Versions(text, range(text));
      }
      case KINDS -> {
        Address.Kind[] kinds = new Address.Kind[in.size()];
        for (int i = 0; i < kinds.length; i++) {
          kinds[i] = PackedForm.KINDS.get(in.number());
        }
        yield new Operand.Kinds(List.of(kinds));
      }
    };
  }

  private Operand.Single single() {
    return switch (in.number()) {
      case Tag.LITERAL -> new Operand.Literal(in.scalar());
      case Tag.AT -> new Operand.At(path());
      default -> throw unknown();
    };
  }

  private RulePath path() {
    int number = in.number();
    if (number == paths.size()) {
      RulePath.Root root = PackedForm.ROOTS.get(in.number());
      Step[] steps = new Step[in.size()];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = in.number() == Tag.KEY ? new Key(in.string()) : new Index(in.number());
      }
      paths.add(new RulePath(root, new ValuePath(List.of(steps))));
    }
    return paths.get(number);
  }

  private Regex regex() {
    return own ? Regex.known(in.string()) : new Regex(in.string());
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException("rules were packed in another form");
  }
}
