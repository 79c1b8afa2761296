package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.rule.Condition.All;
import dev.esslint.rule.Condition.Any;
import dev.esslint.rule.Condition.Each;
import dev.esslint.rule.Condition.Leaf;
import dev.esslint.rule.Condition.Not;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the catalogue of components or a fact can say is not said by each rule again. */
class RulesSayThingsOnceTest {
  @Test
  void the_component_that_a_rule_speaks_of_is_named_and_its_switch_not_tested() {
    List<String> repeating = new ArrayList<>();
    for (Rule rule : BuiltInRules.all()) {
      if (rule.trigger() instanceof Declared declared) {
        for (Condition condition :
            declared.when() instanceof All(List<Condition> all) ? all : List.of(declared.when())) {
          if (condition instanceof Leaf leaf && isSwitchOn(leaf)) {
            repeating.add(rule.info().id() + ": " + leaf.path().path());
          }
        }
      }
    }
    // it speaks of a migration whose components are off
    assertEquals(List.of("MAS038: matrixAuthenticationService.syn2mas.enabled"), repeating);
  }

  @Test
  void what_three_rules_ask_in_the_same_words_is_a_fact() {
    Map<Condition, Set<String>> asked = new LinkedHashMap<>();
    for (Rule rule : BuiltInRules.all()) {
      if (rule.trigger() instanceof Declared declared) {
        collect(declared.when(), rule.info().id(), asked);
      }
    }
    List<String> repeated = new ArrayList<>();
    asked.forEach(
        (condition, rules) -> {
          if (rules.size() > 2) {
            repeated.add(rules + ": " + condition);
          }
        });
    assertEquals(List.of(), repeated);
  }

  private static void collect(Condition condition, String rule, Map<Condition, Set<String>> asked) {
    boolean several =
        switch (condition) {
          case All(List<Condition> all) -> {
            all.forEach(part -> collect(part, rule, asked));
            yield all.size() > 1;
          }
          case Any(List<Condition> any) -> {
            any.forEach(part -> collect(part, rule, asked));
            yield any.size() > 1;
          }
          case Not(Condition not) -> {
            collect(not, rule, asked);
            yield false;
          }
          case Each each -> {
            collect(each.where(), rule, asked);
            yield !(each.where() instanceof Leaf);
          }
          case Leaf leaf -> false;
        };
    if (several) {
      asked.computeIfAbsent(condition, c -> new LinkedHashSet<>()).add(rule);
    }
  }

  private static boolean isSwitchOn(Leaf leaf) {
    ValuePath path = leaf.path().path();
    return leaf.path().root() == RulePath.Root.VALUES
        && leaf.operator() == Operator.EQUALS
        && leaf.operand().equals(new Operand.Literal(new Scalar.Bool(true)))
        && !path.isRoot()
        && path.last().equals(new ValuePath.Key("enabled"))
        && ChartComponent.at(path.parent().toString())
            .filter(component -> component.has(Trait.SWITCHED))
            .isPresent();
  }
}
