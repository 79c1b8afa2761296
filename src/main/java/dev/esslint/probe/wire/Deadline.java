package dev.esslint.probe.wire;

import java.time.Duration;

/** The moment by which a call is over; of the clock that never goes back. */
public final class Deadline {
  private static final long GRACE = Duration.ofMillis(300).toNanos();
  private final long started;
  private final long end;

  private Deadline(long started, long end) {
    this.started = started;
    this.end = end;
  }

  /** So much time from now. */
  public static Deadline in(Duration time) {
    long now = System.nanoTime();
    return new Deadline(now, now + time.toNanos());
  }

  /** The earlier of this and so much time from now; its own time begins now. */
  public Deadline atMost(Duration time) {
    long now = System.nanoTime();
    return new Deadline(now, now + Math.min(end - now, time.toNanos()));
  }

  /** This and a moment more, for a call that can end by itself at this one. */
  Deadline withGrace() {
    return new Deadline(started, end + GRACE);
  }

  /** The time that is left; never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** The time that is left as a timeout of a socket: at least 1, since 0 would be none. */
  int millis() {
    return Math.clamp(left().toMillis(), 1, Integer.MAX_VALUE);
  }

  /** Whether no time is left. */
  public boolean over() {
    return end - System.nanoTime() <= 0;
  }

  /** The time since this deadline was set. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
