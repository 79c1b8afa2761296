package dev.esslint.workspace.terraform;

import dev.esslint.text.Span;
import dev.esslint.workspace.Offsets;
import java.util.List;

/** An expression of HCL, as far as it is looked into. */
sealed interface Expression {
  Span span();

  /**
   * A string.
   *
   * @param text with escapes resolved; what is filled in stands there as it is written
   * @param from where its characters are in the file
   * @param known whether nothing is filled in
   */
  record Text(String text, Offsets from, boolean known, Span span) implements Expression {}

  /** A number, a boolean or null, as it is written. */
  record Word(String text, Span span) implements Expression {}

  /** A list. */
  record Items(List<Expression> items, Span span) implements Expression {}

  /** An object. */
  record Pairs(List<Pair> pairs, Span span) implements Expression {}

  /** An entry of an object. */
  record Pair(String key, Span at, Expression value) {}

  /** A call of a function. */
  record Call(String name, List<Expression> arguments, Span span) implements Expression {}

  /** Something that is named, such as {@code var.x}. */
  record Name(String path, Span span) implements Expression {}

  /** Anything else. */
  record Other(String text, Span span) implements Expression {}
}
