package dev.esslint.gotemplate;

/** How far a run is, over all the templates that it includes. It is bounded: what takes too many steps or is too deep is unknown. */
final class RunState {
  static final int DEPTH = 60;
  private static final int STEPS = 20_000;

  private int steps;
  private int depth;
  private int perhaps;
  private boolean changed;

  /** Whether something may have failed that cannot be known. */
  private boolean doubt;

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
