package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Assignment;
import dev.esslint.values.set.SetExpression.At;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.values.set.SetExpression.Name;
import dev.esslint.values.set.SetExpression.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The secrets in what is set on the command line, by place. */
final class ArgumentSecrets {
  private final Mask mask;
  private final SecretTexts secrets;

  ArgumentSecrets(Mask mask, SecretTexts secrets) {
    this.mask = mask;
    this.secrets = secrets;
  }

  /** Takes what is secret in an argument. */
  void add(SetExpression expression) {
    SourceText source = expression.source();
    boolean afterSecret = false;
    Set<String> tops = new HashSet<>();
    for (Assignment assignment : expression.assignments()) {
      boolean known = assignment.steps().isEmpty();
      SecretPlace place = SecretPlace.chart();
      SecretPlace above = place;
      for (Step step : assignment.steps()) {
        above = place;
        if (step instanceof Name(String key, Span span)) {
          hideInKey(key, span, place, source);
        }
        place =
            switch (step) {
              case Name name -> place.key(name.key(), List.of());
              case At item -> place.item(null, null);
            };
        known |=
            place.known() != null || (step instanceof Name(String key, Span s) && tops.contains(key));
      }
      if (afterSecret && !known) {
        // a comma without a backslash before it: what follows is the rest of the secret
        for (Step step : assignment.steps()) {
          if (step instanceof Name(String key, Span span)) {
            hideKey(key, span, source);
          }
        }
        place = place.asSecret();
      }
      String last = !assignment.steps().isEmpty() && assignment.steps().getLast() instanceof Name name ? name.key() : null;
      String text = assignment.value() instanceof ScalarNode scalar ? scalar.string() : null;
      afterSecret |= add(expression, assignment.value(), place.of(above, last, text));
      if (!assignment.steps().isEmpty() && assignment.steps().getFirst() instanceof Name first) {
        tops.add(first.key());
      }
    }
  }

  /** Takes what is secret in a key: all of it where nobody has a key, or a part, as where a colon stands for the equals sign. */
  private void hideInKey(String key, Span span, SecretPlace place, SourceText source) {
    boolean whole = (place.secret() && (place.isLeaf() || place.isKeyOfNobody(key))) || RandomScan.isKey(key);
    if (whole || !Search.inKey(key, secrets::add).isEmpty()) {
      hideKey(key, span, source);
    }
  }

  private void hideKey(String key, Span span, SourceText source) {
    mask.hide(source, span, key);
    secrets.addKey(key);
  }

  /** Takes what is secret in the value of an argument; returns whether anything is. */
  private boolean add(SetExpression expression, Node node, SecretPlace place) {
    SourceText source = expression.source();
    if (expression.kind() == Kind.JSON) {
      int start = node.span().start();
      SourceText json = new SourceText(source.name(), source.slice(node.span()));
      List<Span> found = Search.in(json, place, secrets::add);
      found.forEach(s -> mask.spansOf(source).add(new Span(start + s.start(), start + s.end())));
      return !found.isEmpty();
    }
    boolean any = false;
    if (node instanceof ListNode list) {
      String before = null;
      for (Node item : list.items()) {
        String text = item instanceof ScalarNode scalar ? scalar.string() : null;
        any |= add(expression, item, place.item(before, text));
        before = text;
      }
    } else if (node instanceof ScalarNode scalar && !isFlag(scalar.value())) {
      String string = Scalar.text(scalar.value());
      List<Span> inner =
          place.secret()
              ? List.of(new Span(0, string.length()))
              : Search.inString(string, place, secrets::add);
      any = !inner.isEmpty() && !string.isEmpty();
      if (place.secret()) {
        secrets.add(string);
      }
      if (any && expression.kind() != Kind.FILE) { // a file has a name that may be shown
        UnaryOperator<Span> places = expression.places(scalar.span(), string);
        inner.forEach(span -> mask.spansOf(source).add(places.apply(span)));
      }
    }
    return any;
  }

  private static boolean isFlag(Scalar scalar) {
    return scalar instanceof Scalar.Bool || scalar instanceof Scalar.Null;
  }
}
