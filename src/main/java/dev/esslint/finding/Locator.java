package dev.esslint.finding;

import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.Optional;

/**
 * Finds named places in what the user wrote.
 *
 * @param values those that paths lead into
 */
public record Locator(ResolvedValues values) {

  /**
   * Where a place is: what the user wrote at its path, be it a null that takes a default away, or else the key of the nearest thing
   * around it that the user wrote. Of what is no scalar the value is never underlined, but its key.
   */
  public Location locate(NamedPlace place) {
    Origin origin = values.nearestWritten(place.path());
    Part part = place.part() == Part.VALUE && !isScalar(place.path()) ? Part.KEY : place.part();
    return at(new NamedPlace(place.path(), part, place.role()), origin).orElseThrow();
  }

  private boolean isScalar(ValuePath path) {
    return values.writtenAt(path).orElse(null) instanceof ScalarValue;
  }

  /** Where a place is whose value was found otherwise, such as in an embedded document: the scalar itself, or else the key. */
  public static Location of(ValuePath path, Value value, String role) {
    Part part = value instanceof ScalarValue ? Part.VALUE : Part.KEY;
    return at(new NamedPlace(path, part, role), value.origin())
        .orElseThrow(() -> new IllegalStateException("a default has no place: " + path));
  }

  /** Where a place is whose origin is known; empty for a default, which has no place. */
  public static Optional<Location> at(NamedPlace place, Origin origin) {
    return origin.layer().source().map(text -> new Location.OfValue(place, origin));
  }
}
