package dev.esslint.finding;

import java.util.List;

/**
 * What a check written in Java has seen; it becomes a {@link Finding} of the rule that names the check.
 *
 * @param check the check
 * @param message one paragraph with the consequence; ends with a period
 * @param primary where it is to be mended; its note is empty
 * @param related other places that take part
 * @param notes facts that have no place in the user's text; each without a period
 * @param remedy what to write instead; empty to tell the remedy of the rule
 * @param meant what the author meant by it: what only follows from the mistake is not told beside it
 * @param repair what a machine can do about it
 */
public record Detection(
    BuiltInCheck check,
    String message,
    Location primary,
    List<Location> related,
    List<String> notes,
    String remedy,
    List<Meant> meant,
    Repair repair) {

  /** A detection that tells nothing of what is meant. */
  public Detection(
      BuiltInCheck check,
      String message,
      Location primary,
      List<Location> related,
      List<String> notes,
      String remedy) {
    this(check, message, primary, related, notes, remedy, List.of(), Repair.NONE);
  }

  /** The same with what is meant by it. */
  public Detection meaning(Meant one) {
    return new Detection(check, message, primary, related, notes, remedy, List.of(one), repair);
  }

  /** The same with something that a machine can do about it. */
  public Detection mendedBy(Repair other) {
    return new Detection(check, message, primary, related, notes, remedy, meant, other);
  }
}
