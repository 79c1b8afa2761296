package dev.esslint.gotemplate;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a run is, over all the templates that it includes. It is bounded: what takes too many steps or is too deep is unknown. */
final class RunState {
  static final int DEPTH = 60;
  private static final int STEPS = 20_000;

  /** What chance gives in this run; null if nobody knows. */
  private final @Nullable Chance chance;

  private int steps;
  private int depth;
  private int perhaps;
  private boolean changed;

  /** What was drawn, and what was made of that: these very objects. */
  private final Set<Datum> drawn = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Whether something may have failed that cannot be known. */
  private boolean doubt;

  RunState(@Nullable Chance chance) {
    this.chance = chance;
  }

  /** What a function of chance gives; empty if it is none of those, or if nobody knows. */
  Optional<Datum> drawn(String function, List<Datum> arguments) {
    Optional<Datum> result = Optional.ofNullable(chance).map(c -> c.of(function, arguments));
    result.ifPresent(drawn::add);
    return result;
  }

  /** Keeps in mind that a value was made of what was drawn. */
  void draw(Datum value) {
    drawn.add(value);
  }

  boolean isDrawn(Datum value) {
    return drawn.contains(value);
  }

  /** Whether anything was drawn. */
  boolean hasDrawn() {
    return !drawn.isEmpty();
  }

  /** What an action writes; null if nobody knows. */
  @Nullable String printed(Datum value) {
    return value == Datum.Unknown.TIME && chance != null ? Chance.NOW : GoText.printed(value);
  }

  /** What follows hangs on whether a value is true; if it was drawn, one case would not stand for all, unless it is a text: that is as long in any case. */
  void decide(Datum value) {
    if (isDrawn(value) && !(value instanceof Datum.Text)) {
      throw new Stop.Lost();
    }
  }

  void step() {
    steps++;
    if (steps > STEPS) {
      throw new Stop.Lost();
    }
  }

  /** Counts what it takes to read a text. */
  void read(String text) {
    steps += text.length() / 100;
  }

  /** Runs what may not be run at all. */
  void enterPerhaps() {
    perhaps++;
  }

  void leavePerhaps() {
    perhaps--;
  }

  /** A mapping gets another content; whether it does has to be known. */
  void change() {
    if (perhaps > 0) {
      throw new Stop.Lost();
    }
    changed = true;
  }

  /** Whether the same mapping may have had another content before. */
  boolean isChanged() {
    return changed;
  }

  int depth() {
    return depth;
  }

  void enter() {
    depth++;
    if (depth > DEPTH) {
      throw new Stop.Lost();
    }
  }

  void leave() {
    depth--;
  }

  /** Goes back to a level of before, which was left by an exception. */
  void backTo(int level) {
    depth = level;
  }

  void doubt() {
    doubt = true;
  }

  boolean isDoubtful() {
    return doubt;
  }
}
