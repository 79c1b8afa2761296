package dev.esslint.rule.packed;

import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Condition;
import dev.esslint.rule.Operand;
import dev.esslint.rule.Operand.State;
import dev.esslint.rule.Operator;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.rule.RulePath;
import dev.esslint.rule.RuleText;
import dev.esslint.rule.packed.PackedForm.Tag;
import dev.esslint.text.Regex;
import dev.esslint.tree.PackedOutput;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the conditions of rules. */
final class RulePacker {
  private final PackedOutput out;
  private final Map<RulePath, Integer> paths = new LinkedHashMap<>();

  RulePacker(PackedOutput out) {
    this.out = out;
  }

  void rule(Rule rule) {
    RuleInfo info = rule.info();
    out.string(info.id());
    out.string(info.name());
    out.number(PackedForm.LEVELS.indexOf(info.level()));
    out.number(PackedForm.CLASSES.indexOf(info.kind()));
    out.string(info.charts());
    out.string(info.from());
    out.number(PackedForm.SUBJECTS.indexOf(info.subject()));
    out.number(info.components().size());
    info.components().forEach(component -> out.number(PackedForm.COMPONENTS.indexOf(component)));
    out.number(PackedForm.TOPICS.indexOf(info.topic()));
    out.number(info.optional() ? 1 : 0);
    out.number(info.own() ? 1 : 0);
    switch (rule.trigger()) {
      case Rule.Declared declared -> {
        out.number(Tag.DECLARED);
        condition(declared.when());
        path(declared.at());
        out.number(declared.edits().size());
        if (!declared.edits().isEmpty()) {
          out.number(declared.safe() ? 1 : 0);
          declared.edits().forEach(this::edit);
        }
      }
      case Rule.Checked(BuiltInCheck check) -> {
        out.number(Tag.CHECKED);
        out.number(PackedForm.CHECKS.indexOf(check));
      }
    }
  }

  private void edit(Edit edit) {
    switch (edit) {
      case Edit.Remove(RulePath path) -> {
        out.number(Tag.REMOVE);
        path(path);
      }
      case Edit.RemoveItem(RulePath path) -> {
        out.number(Tag.REMOVE_ITEM);
        path(path);
      }
      case Edit.Rename(RulePath path, RulePath name) -> {
        out.number(Tag.RENAME);
        path(path);
        path(name);
      }
      case Edit.Move(RulePath path, RulePath to) -> {
        out.number(Tag.MOVE);
        path(path);
        path(to);
      }
      case Edit.Put(RulePath path, Operand.Single value) -> {
        out.number(Tag.PUT);
        operand(value);
        path(path);
      }
      case Edit.Write(RulePath path, RuleText text) -> {
        out.number(Tag.WRITE);
        path(path);
        out.string(text.text());
      }
      case Edit.Replace(RulePath path, Regex pattern, String by) -> {
        out.number(Tag.REPLACE);
        path(path);
        out.string(pattern.toString());
        out.string(by);
      }
      case Edit.Paste(RulePath patch) -> {
        out.number(Tag.PASTE);
        path(patch);
      }
    }
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Condition.All(var conditions) -> conditions(Tag.ALL, conditions);
      case Condition.Any(var conditions) -> conditions(Tag.ANY, conditions);
      case Condition.Not(Condition inner) -> {
        out.number(Tag.NOT);
        condition(inner);
      }
      case Condition.Each(RulePath path, Condition where, boolean together) -> {
        out.number(together ? Tag.SOME : Tag.EACH);
        path(path);
        condition(where);
      }
      case Condition.Leaf(RulePath path, Operator operator, Operand operand) -> {
        out.number(Tag.OPERATOR + PackedForm.OPERATORS.indexOf(operator));
        operand(operand);
        path(path);
      }
    }
  }

  private void conditions(int tag, List<Condition> conditions) {
    out.number(tag);
    out.number(conditions.size());
    conditions.forEach(this::condition);
  }

  /** The form of an operand is that of its operator; only a single one tells what it is. */
  private void operand(Operand operand) {
    switch (operand) {
      case State state -> out.number(PackedForm.STATES.indexOf(state));
      case Operand.Literal(Scalar value) -> {
        out.number(Tag.LITERAL);
        out.scalar(value);
      }
      case Operand.At(RulePath path) -> {
        out.number(Tag.AT);
        path(path);
      }
      case Operand.Literals(var values) -> {
        out.number(values.size());
        values.forEach(out::scalar);
      }
      case Operand.Pattern(Regex regex) -> out.string(regex.toString());
      case Operand.Versions(String text, ReleaseRange range) -> out.string(text);
      case Operand.Kinds(var kinds) -> {
        out.number(kinds.size());
        kinds.forEach(kind -> out.number(PackedForm.KINDS.indexOf(kind)));
      }
    }
  }

  /** A path is written out where it stands first; each has a number from then on. */
  private void path(RulePath path) {
    Integer known = paths.putIfAbsent(path, paths.size());
    out.number(known == null ? paths.size() - 1 : known);
    if (known == null) {
      out.number(PackedForm.ROOTS.indexOf(path.root()));
      out.number(path.path().steps().size());
      for (Step step : path.path().steps()) {
        switch (step) {
          case Key(String name) -> {
            out.number(Tag.KEY);
            out.string(name);
          }
          case Index(int index) -> {
            out.number(Tag.INDEX);
            out.number(index);
          }
        }
      }
    }
  }
}
