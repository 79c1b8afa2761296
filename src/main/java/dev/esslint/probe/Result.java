package dev.esslint.probe;

import java.time.Duration;
import java.util.List;

/**
 * A check that was made.
 *
 * @param address which address was asked; empty if it is about the name
 * @param elapsed how long the answer took; zero if there was none of its own
 * @param follows the checks that fail for the same cause, by id
 * @param differences what is different in a document from what the values give
 */
public record Result(Check check, String address, Verdict verdict, Duration elapsed, List<String> follows, List<Difference> differences) {
  /** A check that compares no documents. */
  public Result(Check check, String address, Verdict verdict, Duration elapsed, List<String> follows) {
    this(check, address, verdict, elapsed, follows, List.of());
  }

  /** The id of the promise. */
  public String id() {
    return check.promise().name();
  }

  Result with(Verdict other) {
    return new Result(check, address, other, elapsed, follows, differences);
  }

  Result followedBy(List<String> others) {
    return new Result(check, address, verdict, elapsed, others, differences);
  }
}
