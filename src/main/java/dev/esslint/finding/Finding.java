package dev.esslint.finding;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that a rule has to say about one place. It may quote secrets: what is printed of it has been through the
 * {@link dev.esslint.secret.Mask} of its deployment.
 *
 * @param rule the rule
 * @param message one paragraph with the consequence; ends with a period
 * @param primary where it is to be mended; its note is empty
 * @param related other places that take part, in the order of the rule's conditions
 * @param notes facts that have no place in the user's text, such as defaults that take part; each without a period
 * @param remedy what to write instead with the values of this deployment filled in, in Markdown; may have several lines
 * @param repair what a machine can do about it
 * @param replacements what that does to the text, in its order and without overlap; empty if it is not worked out, cannot be done
 *     or would tell a secret
 */
public record Finding(
    RuleInfo rule,
    String message,
    Location primary,
    List<Location> related,
    List<String> notes,
    String remedy,
    Repair repair,
    List<Replacement> replacements) {

  /** More places help nobody. */
  private static final int MOST_RELATED = 100;

  public Finding {
    if (related.size() > MOST_RELATED) {
      notes = with(notes, "there are " + (related.size() - MOST_RELATED) + " more places");
      related = List.copyOf(related.subList(0, MOST_RELATED));
    }
  }

  /** A finding whose changes are not worked out. */
  public Finding(
      RuleInfo rule,
      String message,
      Location primary,
      List<Location> related,
      List<String> notes,
      String remedy,
      Repair repair) {
    this(rule, message, primary, related, notes, remedy, repair, List.of());
  }

  /** A finding that no machine can mend. */
  public Finding(
      RuleInfo rule,
      String message,
      Location primary,
      List<Location> related,
      List<String> notes,
      String remedy) {
    this(rule, message, primary, related, notes, remedy, Repair.NONE);
  }

  /** The same finding with one more note. */
  public Finding noted(String note) {
    return new Finding(
        rule, message, primary, related, with(notes, note), remedy, repair, replacements);
  }

  private static List<String> with(List<String> notes, String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return List.copyOf(more);
  }

  /** The same finding with something else that a machine can do about it. */
  public Finding mendedBy(Repair other) {
    return new Finding(rule, message, primary, related, notes, remedy, other);
  }

  /** The same finding where something else happens to the deployment. */
  public Finding with(RuleClass kind) {
    return new Finding(rule.with(kind), message, primary, related, notes, remedy, repair, replacements);
  }

  /** The same finding at other places. */
  public Finding at(Location place, List<Location> others) {
    return new Finding(rule, message, place, others, notes, remedy, repair, replacements);
  }

  /** The same finding with another text about what to write. */
  public Finding remediedBy(String other) {
    return new Finding(rule, message, primary, related, notes, other, repair, replacements);
  }

  /** The same finding with what its changes do to the text. */
  public Finding replacing(List<Replacement> worked) {
    return new Finding(rule, message, primary, related, notes, remedy, repair, worked);
  }
}
