package dev.esslint.deployment;

import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.Optional;

/** The values of a deployment in which a string with an embedded document is that document. */
public record Documents(ResolvedValues values) {

  /** The value at a path that may go on into embedded documents. */
  public Optional<Value> at(ValuePath path) {
    return values.at(path);
  }
}
