package dev.esslint.edit;

import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which changes of several deployments are about the same characters and do not say the same of them. */
public final class Disputes {
  /** Where several texts are to be written. */
  private final Set<Place> different = new HashSet<>();

  /** What overlaps another place, of which one changes. */
  private final Set<Place> overlapping = new HashSet<>();

  private record Place(String file, Span part) {
    static Place of(Edit edit) {
      return new Place(edit.file().name(), edit.part());
    }
  }

  /**
   * @param edits those of all deployments
   */
  public Disputes(List<Edit> edits) {
    Map<Place, Edit> places = new LinkedHashMap<>();
    for (Edit edit : edits) {
      Edit other = places.putIfAbsent(Place.of(edit), edit);
      if (other != null && !other.text().equals(edit.text())) {
        different.add(Place.of(edit));
      }
    }
    Map<String, List<Edit>> byFile = new LinkedHashMap<>();
    places.forEach((place, edit) -> byFile.computeIfAbsent(place.file(), file -> new ArrayList<>()).add(edit));
    byFile.values().forEach(this::findOverlaps);
  }

  /**
   * @param edits of one file, each of other characters
   */
  private void findOverlaps(List<Edit> edits) {
    edits.sort((one, other) -> Integer.compare(one.part().start(), other.part().start()));
    List<Edit> around = new ArrayList<>();
    for (Edit edit : edits) {
      around.removeIf(other -> other.part().end() <= edit.part().start());
      for (Edit other : around) {
        if (other.part().start() < edit.part().end() && (isChanged(edit) || isChanged(other))) {
          overlapping.add(Place.of(edit));
          overlapping.add(Place.of(other));
        }
      }
      around.add(edit);
    }
  }

  private boolean isChanged(Edit edit) {
    return edit.isChange() || different.contains(Place.of(edit));
  }

  /** Whether another deployment says something else of the same characters. */
  public boolean isDisputed(Edit edit) {
    return different.contains(Place.of(edit)) || overlapping.contains(Place.of(edit));
  }
}
