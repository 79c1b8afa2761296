package dev.esslint.rule;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What is noted while a rule is read: all that is wrong, with its place, and the paths that are named. */
final class RuleNotes {
  private final List<Problem> problems = new ArrayList<>();
  private final IdentityHashMap<RulePath, Span> paths = new IdentityHashMap<>();

  /** Something that may turn out to be wrong. */
  interface Part<T> {
    T read() throws RuleException;
  }

  /** What a part says, or something in its place if it is wrong; that is noted. */
  <T> T attempt(Part<T> part, T otherwise) {
    try {
      return part.read();
    } catch (RuleException e) {
      add(e.span(), String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  /** Notes that something is wrong. */
  void add(Span span, String message) {
    problems.add(new Problem(span, message));
  }

  /** The path that a node names. */
  RulePath path(Node node) throws RuleException {
    return path(RuleNodes.string(node), node.span());
  }

  /** The path that a text names, which stands at a place. */
  RulePath path(String text, Span span) throws RuleException {
    try {
      RulePath path = RulePath.parse(text);
      paths.put(path, span);
      return path;
    } catch (IllegalArgumentException e) {
      throw new RuleException(String.valueOf(e.getMessage()), span);
    }
  }

  List<Problem> problems() {
    return problems;
  }

  /** The paths, each with its place. */
  IdentityHashMap<RulePath, Span> paths() {
    return paths;
  }
}
