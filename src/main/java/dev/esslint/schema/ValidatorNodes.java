package dev.esslint.schema;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Bool;
import dev.esslint.tree.Scalar.Num;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Trees as the validator takes them. Equal numbers become equal nodes, and {@code 1.0} is the integer 1. */
final class ValidatorNodes {
  private ValidatorNodes() {}

  static JsonNode of(Node node) {
    return switch (node) {
      case ScalarNode scalar -> of(scalar.value());
      case ListNode list -> {
        ArrayNode array = array();
        list.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case MapNode map -> {
        ObjectNode object = object();
        map.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
        yield object;
      }
    };
  }

  static JsonNode of(Value value) {
    return switch (value) {
      case ScalarValue scalar -> of(scalar.scalar());
      case ListValue list -> {
        ArrayNode array = array();
        list.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case MapValue map -> {
        ObjectNode object = object();
        map.entries().forEach((key, child) -> object.set(key, of(child)));
        yield object;
      }
    };
  }

  static JsonNode of(Scalar scalar) {
    return switch (scalar) {
      case Str string -> new QuietString(string.value());
      case Bool bool -> BooleanNode.valueOf(bool.value());
      case Num number -> number(number.value());
      case Scalar.Null() -> NullNode.getInstance();
    };
  }

  static ObjectNode object() {
    return new QuietObject();
  }

  static ArrayNode array() {
    return new QuietArray();
  }

  private static JsonNode number(double value) {
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      return DoubleNode.valueOf(value);
    }
    return Math.abs(value) < 0x1p63
        ? LongNode.valueOf((long) value)
        : BigIntegerNode.valueOf(new BigDecimal(value).toBigInteger());
  }

  // The validator puts nodes into messages that nobody reads. The nodes' own text sets up a whole
  // JSON writer for that,
  // which takes longer than all of the rest, so these nodes have a plain one.

  private static final class QuietObject extends ObjectNode {
    private static final long serialVersionUID = 1L;

    QuietObject() {
      super(JsonNodeFactory.instance);
    }

    @Override
    public String toString() {
      return "object";
    }
  }

  private static final class QuietArray extends ArrayNode {
    private static final long serialVersionUID = 1L;

    QuietArray() {
      super(JsonNodeFactory.instance);
    }

    @Override
    public String toString() {
      return "array";
    }
  }

  private static final class QuietString extends StringNode {
    private static final long serialVersionUID = 1L;

    QuietString(String value) {
      super(value);
    }

    @Override
    public String toString() {
      return stringValue();
    }
  }
}
