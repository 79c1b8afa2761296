package dev.esslint.model.workload;

import dev.esslint.text.Regex;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * The tag of an image, as far as it is a version.
 *
 * @param text may be anything
 */
record ImageTag(String text) {
  private static final Set<String> MOVING =
      Set.of("latest", "develop", "main", "master", "nightly", "edge", "stable", "dev", "unstable", "alpine");

  private static final Regex VERSION = new Regex("v?(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?(?!\\d).*");

  /** How far a version is from another one. */
  enum Drift {
    OLDER,
    NEWER
  }

  /** Whether it is one that is moved along. */
  boolean isMoving() {
    return MOVING.contains(text);
  }

  /** How it differs from another one: in patches and in what is no version it does not. */
  Optional<Drift> driftFrom(ImageTag other) {
    Matcher mine = VERSION.matcher(text);
    Matcher theirs = VERSION.matcher(other.text);
    if (!mine.matches() || !theirs.matches()) {
      return Optional.empty();
    }
    if (number(mine, 1) != number(theirs, 1)) {
      return Optional.of(number(mine, 1) < number(theirs, 1) ? Drift.OLDER : Drift.NEWER);
    }
    if (mine.group(2) == null || theirs.group(2) == null || number(mine, 2) == number(theirs, 2)) {
      return Optional.empty();
    }
    return Optional.of(number(mine, 2) < number(theirs, 2) ? Drift.OLDER : Drift.NEWER);
  }

  boolean hasMajorOf(ImageTag other) {
    Matcher mine = VERSION.matcher(text);
    Matcher theirs = VERSION.matcher(other.text);
    return mine.matches() && theirs.matches() && number(mine, 1) == number(theirs, 1);
  }

  /** This version with a {@code v} before it as in another one, or without one; empty if it is written so, or one of both is no version. */
  Optional<String> spelledAs(ImageTag other) {
    if (!VERSION.fits(text) || !VERSION.fits(other.text) || hasLetter() == other.hasLetter()) {
      return Optional.empty();
    }
    return Optional.of(hasLetter() ? text.substring(1) : "v" + text);
  }

  private boolean hasLetter() {
    return text.startsWith("v");
  }

  private static int number(Matcher version, int group) {
    String digits = version.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
