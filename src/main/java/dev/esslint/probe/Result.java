package dev.esslint.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * A check that was made.
 *
 * @param address which address was asked; empty if it is about the name
 * @param elapsed how long the answer took; zero if there was none of its own
 * @param follows the checks that fail for the same cause, by id
 * @param differences what is different in a document from what the values give
 * @param told the addresses that came as the answer: those of a name, or the one that a STUN server sees a machine of the cluster with
 */
public record Result(
    Check check, String address, Verdict verdict, Duration elapsed, List<String> follows, List<Difference> differences, List<InetAddress> told) {
  /** A check that compares no documents and asks for no address. */
  public Result(Check check, String address, Verdict verdict, Duration elapsed, List<String> follows) {
    this(check, address, verdict, elapsed, follows, List.of(), List.of());
  }

  /** A check that asks for addresses. */
  public static Result told(Check check, String address, Verdict verdict, Duration elapsed, List<InetAddress> told) {
    return new Result(check, address, verdict, elapsed, List.of(), List.of(), told);
  }

  /** The id of the promise. */
  public String id() {
    return check.promise().name();
  }

  Result with(Verdict other) {
    return new Result(check, address, other, elapsed, follows, differences, told);
  }

  Result followedBy(List<String> others) {
    return new Result(check, address, verdict, elapsed, others, differences, told);
  }
}
