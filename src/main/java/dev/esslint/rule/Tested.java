package dev.esslint.rule;

import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.model.base.Documents;
import dev.esslint.net.Address;
import dev.esslint.net.Network;
import dev.esslint.rule.Operand.State;
import dev.esslint.rule.Scope.Item;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * The value of a leaf, and what operators say of it.
 *
 * @param path of the leaf
 * @param found the value there; null is none
 * @param item what the innermost {@code each} has bound
 */
record Tested(RulePath path, Optional<Value> found, Scope scope, @Nullable Item item) {

  /** What comes of a leaf whose value is not there: what is not stated about the cluster is not known. */
  static Truth missing(RulePath path) {
    return path.root() == RulePath.Root.CLUSTER ? Truth.UNKNOWN : Truth.FALSE;
  }

  private static Truth missing(Operand operand) {
    return operand instanceof Operand.At(RulePath path) ? missing(path) : Truth.FALSE;
  }

  Truth is(State state) {
    if (state == State.CHANGED) {
      return scope.isChanged(Scope.absolute(path, item));
    }
    if (found.filter(Documents::isUnknown).isPresent()) {
      return Truth.UNKNOWN;
    }
    return switch (state) {
      case SET -> Truth.of(found.isPresent());
      case UNSET -> Truth.of(found.isEmpty());
      case EMPTY -> empty();
      case FILLED -> empty().not();
      case PLACEHOLDER -> Truth.of(found.isPresent() && isPlaceholder(found.get()));
      case CHANGED -> throw new IllegalStateException("decided above");
    };
  }

  /** A template may come to nothing; every other placeholder stands for something. */
  private Truth empty() {
    if (found.isEmpty()) {
      return Truth.TRUE;
    }
    return switch (found.get()) {
      case MapValue map -> Truth.of(map.entries().isEmpty());
      case ListValue list ->
          !list.items().isEmpty() && list.items().stream().allMatch(Documents::isUnknown)
              ? Truth.UNKNOWN // something else may add to it
              : Truth.of(list.items().isEmpty());
      case ScalarValue(Scalar.Str(String text), var origin) ->
          Placeholder.in(text).filter(p -> p == Placeholder.TEMPLATE).isPresent()
              ? Truth.UNKNOWN
              : Truth.of(text.isEmpty());
      case ScalarValue scalar -> Truth.FALSE;
    };
  }

  Truth equalTo(Operand.Single operand) {
    Optional<Scalar> other = scope.scalar(operand, item);
    if (other.isEmpty()) {
      return missing(operand);
    }
    boolean same = value() instanceof ScalarValue v && v.scalar().equals(other.get());
    if (isPlaceholder(value())) {
      return same && string(value()).filter(Placeholder::comesToOneText).isPresent()
          ? Truth.TRUE
          : Truth.UNKNOWN;
    }
    return other.get() instanceof Scalar.Str(String text) && Placeholder.in(text).isPresent()
        ? Truth.UNKNOWN
        : Truth.of(same);
  }

  Truth oneOf(List<Scalar> values) {
    return Truth.of(value() instanceof ScalarValue v && values.contains(v.scalar()));
  }

  Truth matching(Regex regex) {
    Optional<String> text = string(value());
    return text.isEmpty() ? Truth.FALSE : regex.search(text.get()).map(Truth::of).orElse(Truth.UNKNOWN);
  }

  /**
   * Compares numbers; nothing else passes.
   *
   * @param difference looks at the value less the operand
   */
  Truth compared(Operand.Single operand, DoublePredicate difference) {
    Optional<Scalar> other = scope.scalar(operand, item);
    if (other.isEmpty()) {
      return missing(operand);
    }
    return Truth.of(
        value() instanceof ScalarValue v
            && v.scalar() instanceof Scalar.Num(double number)
            && other.get() instanceof Scalar.Num(double bound)
            && difference.test(number - bound));
  }

  Truth containing(Operand.Single operand) {
    Optional<Scalar> part = scope.scalar(operand, item);
    if (part.isEmpty()) {
      return missing(operand);
    }
    if (value() instanceof ListValue list) {
      boolean unknown = false;
      for (Value member : list.items()) {
        if (member instanceof ScalarValue v && v.scalar().equals(part.get())) {
          return Truth.TRUE;
        }
        unknown |= isPlaceholder(member);
      }
      return unknown ? Truth.UNKNOWN : Truth.FALSE;
    }
    return Truth.of(
        part.get() instanceof Scalar.Str(String text)
            && string(value()).filter(s -> s.contains(text)).isPresent());
  }

  Truth address(List<Address.Kind> kinds) {
    return Truth.of(string(value()).filter(text -> isOfOne(text, kinds)).isPresent());
  }

  private static boolean isOfOne(String text, List<Address.Kind> kinds) {
    Optional<Address> address = Address.parse(text);
    return address.isEmpty()
        ? kinds.contains(Address.Kind.NONE)
        : kinds.stream().anyMatch(address.get()::is);
  }

  Truth within(RulePath networks) {
    Optional<Address> address = string(value()).flatMap(Address::parse);
    if (!(scope.find(networks, item).orElse(null) instanceof ListValue list)) {
      return missing(networks);
    }
    return Truth.of(
        address.isPresent()
            && list.items().stream()
                .flatMap(v -> string(v).stream())
                .flatMap(cidr -> Network.parse(cidr).stream())
                .anyMatch(network -> network.contains(address.get())));
  }

  /** A digest stands before the chart's tag, and says nothing of the version. */
  private boolean isHiddenByDigest() {
    ValuePath tag = path.path();
    return !value().origin().isWritten()
        && tag.last().equals(new Key("tag"))
        && scope
            .find(new RulePath(path.root(), tag.parent().key("digest")), item)
            .flatMap(Tested::string)
            .filter(digest -> !digest.isEmpty())
            .isPresent();
  }

  Truth versionIn(ReleaseRange range) {
    if (isHiddenByDigest()) {
      return Truth.UNKNOWN;
    }
    return string(value())
        .flatMap(Release::ofTag)
        .map(version -> Truth.of(range.contains(version)))
        .orElse(Truth.UNKNOWN);
  }

  /** The value, for operators that look at none that is missing. */
  private Value value() {
    return found.orElseThrow();
  }

  private static Optional<String> string(Value value) {
    return value instanceof ScalarValue v && v.scalar() instanceof Scalar.Str(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  static boolean isPlaceholder(Value value) {
    return string(value).flatMap(Placeholder::in).isPresent();
  }
}
