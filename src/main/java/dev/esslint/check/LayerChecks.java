package dev.esslint.check;

import dev.esslint.finding.Bounded;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.finding.Locator;
import dev.esslint.finding.NamedPlace;
import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.values.Conflict;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of layers against each other. */
public final class LayerChecks {
  private LayerChecks() {}

  /**
   * Where layers do not agree on what a value is.
   *
   * @param refused what the schema refuses; of one place it says more than that the layers do not agree
   */
  public static Bounded<Detection> detections(ResolvedValues values, Set<ValuePath> refused) {
    Bounded<Detection> detections = new Bounded<>();
    for (Conflict conflict : values.conflicts()) {
      if (!refused.contains(conflict.path()) || isRefused(conflict)) {
        detections.add(
            check(conflict).label(),
            location(conflict, conflict.upper(), "").orElseThrow().source(),
            () -> detection(conflict));
      }
    }
    return detections;
  }

  private static BuiltInCheck check(Conflict conflict) {
    return isRefused(conflict) ? BuiltInCheck.LAYERS_REFUSED_ARGUMENT : BuiltInCheck.LAYERS_TYPE_CONFLICT;
  }

  private static boolean isRefused(Conflict conflict) {
    return conflict.kind() == Conflict.Kind.NOT_A_MAPPING
        || conflict.kind() == Conflict.Kind.NOT_A_LIST;
  }

  private static Detection detection(Conflict conflict) {
    String path = "`" + conflict.path() + "`";
    String message =
        switch (conflict.kind()) {
          case OVER_MAPPING ->
              path
                  + " is a mapping in a lower layer, but this value replaces it. Everything below that mapping is lost.";
          case OVER_OTHER ->
              path + " is a single value or a list in a lower layer, but this mapping replaces it.";
          case NOT_A_MAPPING ->
              "Helm will refuse this argument: "
                  + path
                  + " is not a mapping, so no key can be set below it.";
          case NOT_A_LIST ->
              "Helm will refuse this argument: " + path + " is not a list, so it has no items.";
        };
    Optional<Location> lower = location(conflict, conflict.lower(), "it has another type here");
    return new Detection(
        check(conflict),
        message,
        location(conflict, conflict.upper(), "").orElseThrow(),
        lower.stream().toList(),
        lower.isEmpty() ? List.of(path + " has another type by default") : List.of(),
        "");
  }

  private static Optional<Location> location(Conflict conflict, Origin origin, String note) {
    return Locator.at(new NamedPlace(conflict.path(), Part.ENTRY, note), origin);
  }
}
