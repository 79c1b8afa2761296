package dev.esslint.report;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.Replacement;
import dev.esslint.finding.RuleInfo;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;
import dev.esslint.secret.ShownText;
import dev.esslint.text.Span;
import java.util.List;

/**
 * A finding as reports tell it: all that the user wrote is in it only as far as it may be printed.
 *
 * @param rule the rule
 * @param message one paragraph with the consequence; ends with a period
 * @param primary where it is to be mended; its note is empty
 * @param related other places that take part
 * @param notes facts that have no place in the user's text; each without a period
 * @param remedy what to write instead, in Markdown
 * @param edits the changes that mend it; empty if they are not worked out or would tell a secret
 * @param fixable whether {@code esslint fix} can mend it
 */
public record Told(
    RuleInfo rule,
    Shown message,
    Spot primary,
    List<Spot> related,
    List<Shown> notes,
    Shown remedy,
    List<Edit> edits,
    Fixable fixable) {

  /** Whether {@code esslint fix} can mend a finding. */
  public enum Fixable {
    /** A person has to. */
    NO,
    /** It can. */
    SAFELY,
    /** It can with {@code --unsafe}. */
    UNSAFELY
  }

  /**
   * A place in the user's text.
   *
   * @param note what is to be seen there, without a period; empty for a primary place
   */
  public record Spot(Shown path, ShownText source, Span span, Shown note) {}

  /**
   * A change of the user's text.
   *
   * @param span the characters that go
   * @param text what takes their place
   */
  public record Edit(ShownText source, Span span, Shown text) {}

  /** What to write instead: that of the rule unless this finding has its own. */
  public String remedyText() {
    return remedy.toString().isBlank() ? rule.fix() : remedy.toString();
  }

  /** What may be told of a finding. */
  public static Told of(Finding finding, Mask mask) {
    return new Told(
        finding.rule(),
        mask.shown(finding.message()).brief(),
        spot(finding.primary(), mask),
        finding.related().stream().map(location -> spot(location, mask)).toList(),
        finding.notes().stream().map(note -> mask.shown(note).brief()).toList(),
        mask.shown(finding.remedy()).briefLines(),
        edits(finding.replacements(), mask),
        finding.repair().isNone()
            ? Fixable.NO
            : finding.repair().safe() ? Fixable.SAFELY : Fixable.UNSAFELY);
  }

  private static Spot spot(Location location, Mask mask) {
    return new Spot(
        mask.shown(location.path()),
        mask.shown(location.source()),
        location.span(),
        mask.shown(location.note()).brief());
  }

  /** All of the changes, or none: one without a secret that belongs to it would destroy the secret. */
  private static List<Edit> edits(List<Replacement> replacements, Mask mask) {
    boolean secret =
        replacements.stream()
            .anyMatch(edit -> mask.hides(edit.source(), edit.text()));
    return secret
        ? List.of()
        : replacements.stream()
            .map(
                edit ->
                    new Edit(mask.shown(edit.source()), edit.span(), mask.shown(edit.text())))
            .toList();
  }
}
