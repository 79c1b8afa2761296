package dev.esslint.rule.packed;

import dev.esslint.chart.ChartComponent;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.finding.Topic;
import dev.esslint.net.Address;
import dev.esslint.rule.Operand.State;
import dev.esslint.rule.Operator;
import dev.esslint.rule.RulePath;
import java.util.List;

/** What is packed as a number: constants by their place among all, and what stands in front of something to tell what it is. */
final class PackedForm {
  static final List<Level> LEVELS = List.of(Level.values());
  static final List<RuleClass> CLASSES = List.of(RuleClass.values());
  static final List<ChartComponent> COMPONENTS = List.of(ChartComponent.values());
  static final List<Subject> SUBJECTS = List.of(Subject.values());
  static final List<Topic> TOPICS = List.of(Topic.values());
  static final List<BuiltInCheck> CHECKS = List.of(BuiltInCheck.values());
  static final List<RulePath.Root> ROOTS = List.of(RulePath.Root.values());
  static final List<Operator> OPERATORS = List.of(Operator.values());
  static final List<State> STATES = List.of(State.values());
  static final List<Address.Kind> KINDS = List.of(Address.Kind.values());

  /** Another text for every form: what is packed as a number stands for another thing when these lists change. */
  static final String TEXT =
      "8" + COMPONENTS + LEVELS + CLASSES + SUBJECTS + TOPICS + CHECKS + ROOTS + OPERATORS + STATES + KINDS;

  private PackedForm() {}

  /** What is written as a number in front of what it tells. */
  static final class Tag {
    static final int ALL = 0;
    static final int ANY = 1;
    static final int NOT = 2;
    static final int EACH = 3;
    static final int SOME = 4;

    /** The first operator; the others follow. */
    static final int OPERATOR = 5;

    static final int LITERAL = 0;
    static final int AT = 1;
    static final int KEY = 0;
    static final int INDEX = 1;
    static final int DECLARED = 0;
    static final int CHECKED = 1;
    static final int REMOVE = 0;
    static final int MOVE = 1;
    static final int PUT = 2;
    static final int WRITE = 3;
    static final int REPLACE = 4;
    static final int PASTE = 5;
    static final int REMOVE_ITEM = 6;
    static final int RENAME = 7;
  }
}
