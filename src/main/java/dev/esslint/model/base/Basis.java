package dev.esslint.model.base;

import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.text.Position;
import dev.esslint.text.Span;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.ValuePath;
import java.util.Optional;

/**
 * The value that decides a fact.
 *
 * @param path its path in the values of the chart
 * @param place where the user wrote it, or the null that takes a default away; empty if nothing is
 *     written
 * @param preset whether it is a default of the chart
 */
public record Basis(ValuePath path, Optional<Place> place, boolean preset) {

  /**
   * A place in a file or an argument.
   *
   * @param file the name of the file as given, or of the argument
   */
  public record Place(String file, Position position) {}

  public static Basis of(ResolvedValues values, ValuePath path) {
    Optional<Origin> origin =
        values.at(path).map(value -> value.origin()).or(() -> values.deletedAt(path));
    return new Basis(
        path, origin.flatMap(Basis::place), origin.filter(o -> !o.isWritten()).isPresent());
  }

  /**
   * What stands at the origin of a value that was found otherwise, such as in an embedded document.
   */
  public static Basis of(ValuePath path, Origin origin) {
    return new Basis(path, place(origin), !origin.isWritten());
  }

  private static Optional<Place> place(Origin origin) {
    Span span = Part.ENTRY.of(origin);
    return origin
        .layer()
        .source()
        .map(source -> new Place(source.name(), source.position(span.start())));
  }
}
