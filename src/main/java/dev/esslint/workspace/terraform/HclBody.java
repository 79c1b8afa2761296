package dev.esslint.workspace.terraform;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file or a block of HCL.
 *
 * @param source the file
 * @param attributes the arguments by name
 * @param blocks the blocks in order
 */
record HclBody(SourceText source, Map<String, Attribute> attributes, List<Block> blocks) {

  /** An argument. */
  record Attribute(String name, Span at, Expression value) {}

  /** A block. */
  record Block(String type, List<String> labels, HclBody body, Span at) {}

  @Nullable Attribute get(String name) {
    return attributes.get(name);
  }

  static HclBody empty(SourceText source) {
    return new HclBody(source, new LinkedHashMap<>(), new ArrayList<>());
  }
}
