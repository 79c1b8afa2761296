package dev.esslint.check;

import dev.esslint.chart.Release;
import dev.esslint.embedded.Advisory;
import dev.esslint.embedded.Advisory.Severity;
import dev.esslint.embedded.Product;
import dev.esslint.embedded.Version;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.finding.Locator;
import dev.esslint.finding.NamedPlace;
import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.model.program.Hole;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells of the published holes in the programs of a deployment. */
public final class HoleChecks {
  private HoleChecks() {}

  /**
   * The holes that a deployment has, as one.
   *
   * @param release of the chart
   * @param place what names the release, or the start of the values
   */
  public static Optional<Detection> open(List<Hole> holes, Release release, Location place) {
    if (holes.isEmpty()) {
      return Optional.empty();
    }
    Optional<Release> mending = mending(holes);
    boolean atTags = holes.stream().allMatch(hole -> hole.tag().isPresent());
    boolean staying = mending.isPresent() && mending.get().compareTo(release) <= 0;
    List<Location> tags = tags(holes);
    Set<String> names = names(holes);
    String message =
        (atTags ? quoted(names) + " of these values" : "Release " + release)
            + (atTags && names.size() > 1 ? " deploy " : " deploys ")
            + "programs with "
            + count(holes)
            + ". "
            + cure(mending, staying, release, names);
    return Optional.of(
        new Detection(
            BuiltInCheck.CHART_HOLES,
            message,
            atTags ? tags.getFirst() : place,
            atTags ? tags.subList(1, tags.size()) : tags,
            notes(holes),
            remedy(holes, mending, staying, release)));
  }

  /**
   * The holes that an upgrade mends, as one.
   *
   * @param before what a deployment has with the old release
   * @param after what it has with the new one
   */
  public static Optional<Detection> mended(List<Hole> before, List<Hole> after, Location place) {
    List<Hole> mended = new ArrayList<>(before);
    mended.removeIf(hole -> after.stream().anyMatch(left -> left.advisory().equals(hole.advisory())));
    return mended.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Detection(
                BuiltInCheck.UPGRADE_HOLES,
                "The upgrade fixes " + count(mended) + ".",
                place,
                List.of(),
                notes(mended),
                "Nothing else is needed."));
  }

  /**
   * The holes that are left after an upgrade and that another release mends, as one.
   *
   * @param after what a deployment has with the new release
   */
  public static Optional<Detection> left(List<Hole> after, Release to, Location place) {
    Optional<Release> mending = mending(after);
    if (after.isEmpty() || mending.isEmpty()) {
      return Optional.empty();
    }
    boolean staying = mending.get().compareTo(to) <= 0;
    return Optional.of(
        new Detection(
            BuiltInCheck.UPGRADE_HOLES_LEFT,
            "Release "
                + to
                + " still has "
                + count(after)
                + ". "
                + cure(mending, staying, to, names(after)),
            place,
            tags(after),
            notes(after),
            remedy(after, mending, staying, to)));
  }

  private static String count(List<Hole> holes) {
    long known = holes.stream().map(hole -> hole.advisory().id()).distinct().count();
    return known == 1 ? "a published security hole" : known + " published security holes";
  }

  private static String cure(
      Optional<Release> mending, boolean staying, Release release, Set<String> tags) {
    String without = tags.isEmpty() ? "" : " without " + (tags.size() > 2 ? "these image tags" : quoted(tags));
    if (mending.isEmpty()) {
      return "No release of the chart that esslint knows fixes all of them.";
    }
    return staying
        ? "The default images of release " + release + " have none of them."
        : "The first release that fixes all of them is " + mending.get() + without + ".";
  }

  private static String remedy(
      List<Hole> holes, Optional<Release> mending, boolean staying, Release release) {
    List<String> steps = new ArrayList<>();
    if (mending.isPresent() && !staying) {
      steps.add(
          "Upgrade the chart to "
              + mending.get()
              + " or later; `esslint upgrade --from "
              + release
              + "` shows what that changes for these values.");
    }
    Map<String, Version> needed = new LinkedHashMap<>();
    for (Hole hole : holes) {
      if (hole.tag().isPresent()) {
        needed.merge(hole.advisory().product().tag(), hole.advisory().mended(), HoleChecks::later);
      }
    }
    needed.forEach(
        (tag, version) ->
            steps.add("Remove `" + tag + "`, or set it to version " + version + " or later."));
    return String.join("\n\n", steps);
  }

  private static Version later(Version one, Version other) {
    return one.isBefore(other) ? other : one;
  }

  /** The first release of the chart that mends all; empty if there is none. */
  private static Optional<Release> mending(List<Hole> holes) {
    Optional<Release> last = Optional.empty();
    for (Hole hole : holes) {
      Optional<Release> release = hole.advisory().release();
      if (release.isEmpty()) {
        return release;
      }
      if (last.isEmpty() || release.get().compareTo(last.get()) > 0) {
        last = release;
      }
    }
    return last;
  }

  /** What each program has, the gravest first. */
  private static List<String> notes(List<Hole> holes) {
    List<String> notes = new ArrayList<>();
    for (Product product : Product.values()) {
      List<String> told = new ArrayList<>();
      String version = "";
      for (Severity severity : Severity.values()) {
        for (Hole hole : holes) {
          Advisory advisory = hole.advisory();
          if (advisory.product() == product && advisory.severity() == severity) {
            String word = severity.word();
            told.add(advisory.id() + (word.isEmpty() ? "" : " (" + word + ")"));
            version = hole.version().toString();
          }
        }
      }
      if (!told.isEmpty()) {
        notes.add(product.title() + " " + version + ": " + String.join(", ", told));
      }
    }
    return notes;
  }

  /** The paths of the tags that the user wrote. */
  private static Set<String> names(List<Hole> holes) {
    Set<String> names = new LinkedHashSet<>();
    for (Hole hole : holes) {
      if (hole.tag().isPresent()) {
        names.add(hole.advisory().product().tag());
      }
    }
    return names;
  }

  private static List<Location> tags(List<Hole> holes) {
    Map<String, Location> places = new LinkedHashMap<>();
    for (Hole hole : holes) {
      String tag = hole.advisory().product().tag();
      NamedPlace place = new NamedPlace(ValuePath.parse(tag), Part.VALUE, "the version that runs");
      hole.tag().flatMap(origin -> Locator.at(place, origin)).ifPresent(found -> places.put(tag, found));
    }
    return List.copyOf(places.values());
  }

  /** The tags in a sentence; the places and the remedy name more than two. */
  private static String quoted(Set<String> names) {
    String first = "`" + names.iterator().next() + "`";
    return switch (names.size()) {
      case 1 -> first;
      case 2 -> first + " and `" + List.copyOf(names).getLast() + "`";
      default -> first + " and " + (names.size() - 1) + " other image tags";
    };
  }
}
