package dev.esslint.schema;

import dev.esslint.values.ValuePath;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Something that the validator does not like.
 *
 * @param at the value it speaks of; for a missing or an unknown key the mapping around it
 * @param keyword the keyword of the schema that is violated
 * @param property the missing or unknown key
 * @param operand what stands at the keyword in the schema
 * @param conditional whether it is violated because the condition of an {@code if} holds
 * @param choice the outermost {@code oneOf} or {@code anyOf} that this is a branch of
 */
record Violation(
    ValuePath at,
    String keyword,
    Optional<String> property,
    JsonNode operand,
    boolean conditional,
    Optional<Choice> choice) {

  /**
   * A value of which no branch of the schema holds, or too many.
   *
   * @param keyword {@code oneOf} or {@code anyOf}
   */
  record Choice(ValuePath at, String keyword) {}
}
