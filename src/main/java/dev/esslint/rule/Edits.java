package dev.esslint.rule;

import dev.esslint.finding.Fix;
import dev.esslint.finding.Location;
import dev.esslint.finding.Repair;
import dev.esslint.model.fragment.Configs;
import dev.esslint.rule.Evaluation.Match;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The edits of a rule with the paths and the values of one finding.
 *
 * @param match how the rule holds
 * @param primary where the finding is
 */
record Edits(Match match, Scope scope, Location primary) {

  /** All edits of a rule; none if one of them cannot be told from these values. */
  Repair repair(Declared rule) {
    List<Fix> fixes = new ArrayList<>();
    for (Edit edit : rule.edits()) {
      Optional<List<Fix>> one = fixes(edit);
      if (one.isEmpty()) {
        return Repair.NONE;
      }
      fixes.addAll(one.get());
    }
    return new Repair(List.copyOf(fixes), rule.safe());
  }

  private Optional<List<Fix>> fixes(Edit edit) {
    return switch (edit) {
      case Edit.Remove(RulePath path) -> target(path).map(at -> List.of(new Fix.Remove(at)));
      case Edit.RemoveItem(RulePath path) ->
          target(path).flatMap(Edits::item).map(at -> List.of(new Fix.Remove(at)));
      case Edit.Rename(RulePath path, RulePath name) ->
          target(path)
              .flatMap(
                  at ->
                      string(name)
                          .filter(key -> !key.isEmpty() && key.indexOf('`') < 0)
                          .map(key -> List.of(new Fix.Move(at, at.parent().key(key)))));
      case Edit.Move(RulePath path, RulePath to) ->
          both(target(path), target(to)).map(ends -> List.of(new Fix.Move(ends.from(), ends.to())));
      case Edit.Put(RulePath path, Operand.Single value) -> put(path, scalar(value));
      case Edit.Write(RulePath path, RuleText text) -> put(path, filled(text).map(Scalar.Str::new));
      case Edit.Replace(RulePath path, var pattern, String by) ->
          put(
              path,
              target(path)
                  .flatMap(at -> scope.deployment().documents().at(at))
                  .flatMap(Edits::known)
                  .flatMap(
                      old ->
                          pattern
                              .replaced(old, by)
                              .filter(text -> !text.isEmpty() && !text.equals(old)))
                  .map(Scalar.Str::new));
      case Edit.Paste(RulePath patch) ->
          scope
              .find(patch, match.item())
              .flatMap(
                  value ->
                      value instanceof ScalarValue(Scalar.Str(String text), var origin)
                          ? pasted(text)
                          : Optional.empty());
    };
  }

  /** The innermost item of a list that a path leads to or into. */
  private static Optional<ValuePath> item(ValuePath path) {
    ValuePath at = path;
    while (!at.isRoot() && !(at.last() instanceof ValuePath.Index)) {
      at = at.parent();
    }
    return at.isRoot() ? Optional.empty() : Optional.of(at);
  }

  private record Ends(ValuePath from, ValuePath to) {}

  private static Optional<Ends> both(Optional<ValuePath> from, Optional<ValuePath> to) {
    return from.flatMap(one -> to.map(other -> new Ends(one, other)));
  }

  private Optional<List<Fix>> put(RulePath path, Optional<? extends Scalar> value) {
    return value.flatMap(scalar -> target(path).map(at -> List.of(new Fix.Put(at, scalar))));
  }

  private Optional<Scalar> scalar(Operand.Single operand) {
    Optional<Scalar> value = scope.scalar(operand, match.item());
    return operand instanceof Operand.At ? value.filter(Edits::isKnown) : value;
  }

  private static Optional<String> known(Value value) {
    return value instanceof ScalarValue(Scalar.Str(String text), var origin)
            && Placeholder.in(text).isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private Optional<String> string(RulePath path) {
    return scalar(new Operand.At(path))
        .flatMap(value -> value instanceof Scalar.Str(String text) ? Optional.of(text) : Optional.empty());
  }

  /** Whether this is the value itself, and nothing that is filled in later. */
  private static boolean isKnown(Scalar value) {
    return !(value instanceof Scalar.Str(String text)) || Placeholder.in(text).isEmpty();
  }

  /** A text with the values that it quotes; empty if one is not there. */
  private Optional<String> filled(RuleText text) {
    List<Boolean> missing = new ArrayList<>();
    Function<RulePath, String> quote =
        path ->
            scalar(new Operand.At(path))
                .map(Scalar::text)
                .orElseGet(
                    () -> {
                      missing.add(true);
                      return "";
                    });
    String filled = text.fill(quote);
    return missing.isEmpty() ? Optional.of(filled) : Optional.empty();
  }

  /** The path in the values that a path of a rule leads to. */
  private Optional<ValuePath> target(RulePath path) {
    RulePath absolute = Scope.absolute(path, match.item());
    return switch (absolute.root()) {
      case VALUES, SET, DOCUMENTS -> Optional.of(absolute.path());
      case PLACE -> Optional.of(primary.path().then(absolute.path()));
      case CONFIG -> option(absolute.path());
      case DEPLOYMENT ->
          scope.find(path, match.item()).map(stated -> scope.locate(absolute, "").path());
      case FROM, BEFORE, CHANGE, CLUSTER, CHART, ITEM, KEY, FRAGMENT -> Optional.empty();
    };
  }

  /** Where an option is set, or would be: in the fragment that has what is around it, or else in that of the finding. */
  private Optional<ValuePath> option(ValuePath path) {
    ValuePath additional = Configs.additional(path);
    ValuePath inner = new ValuePath(path.steps().subList(1, path.steps().size()));
    int depth = additional.steps().size() + 2; // the name of the fragment, and `config`
    ValuePath place =
        scope.deployment().configs().place(path).map(Configs.Place::path).orElse(primary.path());
    return place.startsWith(additional) && place.steps().size() >= depth
        ? Optional.of(new ValuePath(place.steps().subList(0, depth)).then(inner))
        : Optional.empty();
  }

  /** What a patch writes; empty if a reader has to fill something in, or if it would take the place of a list. */
  private Optional<List<Fix>> pasted(String patch) {
    if (patch.contains("<") || patch.contains("...")) {
      return Optional.empty();
    }
    try {
      Document document = YamlReader.read(new SourceText("", patch));
      List<Fix> fixes = new ArrayList<>();
      return document.root() instanceof MapNode map && paste(ValuePath.ROOT, map, fixes)
          ? Optional.of(List.copyOf(fixes))
          : Optional.empty();
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  private boolean paste(ValuePath path, Node node, List<Fix> fixes) {
    Optional<Value> there = scope.deployment().documents().at(path);
    return switch (node) {
      case MapNode map when !map.entries().isEmpty() -> {
        boolean all = true;
        for (var entry : map.entries().entrySet()) {
          Step step = new ValuePath.Key(entry.getKey());
          all =
              all && paste(path.then(new ValuePath(List.of(step))), entry.getValue().value(), fixes);
        }
        yield all;
      }
      case ScalarNode scalar when scalar.isNull() ->
          there.isEmpty() || fixes.add(new Fix.Remove(path));
      case ScalarNode scalar -> {
        boolean same =
            there.isPresent()
                && there.get() instanceof ScalarValue(Scalar old, var origin)
                && old.equals(scalar.value());
        yield same || (!isText(scalar) && fixes.add(new Fix.Put(path, scalar.value())));
      }
      case ListNode list -> there.isEmpty() && fixes.add(new Fix.Put(path, list));
      case MapNode empty -> there.isEmpty() && fixes.add(new Fix.Put(path, empty));
    };
  }

  /** Whether a text is more than one line, as a document is, of which only a part is meant. */
  private static boolean isText(ScalarNode scalar) {
    return scalar.string() != null && scalar.string().indexOf('\n') >= 0;
  }
}
