package dev.esslint.rule;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.Topic;
import dev.esslint.text.Span;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;

/**
 * One cause, one finding: what the tables of programs' options say of a place is not told where a rule says at least as much of it, nor what
 * a rule warns of a value that is refused.
 */
final class Precedence {
  /** What is around the fragments of a component, each of which has a name; a text in one is that itself or its {@code config}. */
  private static final ValuePath.Key FRAGMENTS = new ValuePath.Key("additional");

  private static final ValuePath.Key TEXT = new ValuePath.Key("config");

  private static final int LONGEST_GAP = 10;

  private Precedence() {}

  /** Takes away what is said better by another one of these findings. */
  static void apply(List<Finding> findings) {
    List<Finding> said = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.rule().topic().isOfTables()) {
        said.add(finding);
      }
    }
    for (Finding finding : said) {
      if (finding.rule().topic() == Topic.OPTION_VALUE && findings.contains(finding)) {
        findings.removeIf(other -> isAboutRefusedValue(other, finding) || isBelow(other, finding));
      }
    }
    for (Finding finding : said) {
      for (Finding other : findings) {
        if (!other.equals(finding) && isSaidBy(finding, other)) {
          findings.remove(finding);
          break;
        }
      }
    }
  }

  /** Whether a rule warns of a value that the program refuses anyway. */
  private static boolean isAboutRefusedValue(Finding finding, Finding refused) {
    return !finding.rule().topic().isOfTables()
        && finding.rule().level() == Level.WARNING
        && finding.primary().source().equals(refused.primary().source())
        && (finding.primary().path().equals(refused.primary().path())
            || isKeyOf(finding.primary(), refused.primary())
            || finding.primary().span().equals(refused.primary().span()));
  }

  /**
   * Whether something does not work in a mapping or a list that the program refuses as a whole, such as a mapping in place of a list,
   * so that it has to be written in another way first.
   */
  private static boolean isBelow(Finding finding, Finding refused) {
    ValuePath path = finding.primary().path();
    ValuePath whole = refused.primary().path();
    return (finding.rule().kind() == RuleClass.BROKEN || finding.rule().kind() == RuleClass.IGNORED)
        && finding.primary().source().equals(refused.primary().source())
        && path.startsWith(whole)
        && !path.equals(whole);
  }

  private static boolean isSaidBy(Finding finding, Finding other) {
    boolean graver =
        other.rule().topic().isOfTables()
            ? other.rule().level().compareTo(finding.rule().level()) < 0
            : other.rule().level().atLeast(finding.rule().level());
    return graver
        && ((isOfSamePlace(finding.primary(), other.primary()) && !isWithinItem(other.primary(), finding.primary()))
            || (finding.rule().topic() == Topic.OPTION_VERSION
                && (other.rule().topic().isOfTables()
                    ? other.primary().path().startsWith(finding.primary().path())
                    : finding.primary().path().startsWith(around(other.primary().path())))));
  }

  /** The mapping in a fragment that a rule speaks of when it reports at a key in it; at the top of one each key is for itself. */
  private static ValuePath around(ValuePath path) {
    int top = path.steps().indexOf(FRAGMENTS) + 2;
    if (top < path.steps().size() && path.steps().get(top).equals(TEXT)) {
      top++;
    }
    return top >= 2 && path.steps().size() > top + 1 ? path.parent() : path;
  }

  /** Whether a place is in an item of a list, of which another finding speaks as a whole: that it lacks something is another mistake. */
  private static boolean isWithinItem(Location place, Location item) {
    ValuePath whole = item.path();
    boolean below = place.path().startsWith(whole) && !place.path().equals(whole);
    // what is told of the text of a fragment has the path of the fragment
    boolean inside = contains(item.span(), place.span()) && !place.span().equals(item.span());
    return !whole.isRoot() && whole.last() instanceof ValuePath.Index && (below || inside);
  }

  private static boolean isOfSamePlace(Location one, Location other) {
    return one.source().equals(other.source())
        && (one.path().equals(other.path())
            || contains(one.span(), other.span())
            || contains(other.span(), one.span())
            || isKeyOf(other, one)
            || isKeyOf(one, other));
  }

  /** Whether one place is a key and the other one the value behind it. */
  private static boolean isKeyOf(Location key, Location value) {
    int end = key.span().end();
    int start = value.span().start();
    return end < start
        && start - end < LONGEST_GAP
        && key.source().text().substring(end, start).strip().equals(":");
  }

  private static boolean contains(Span one, Span other) {
    return one.start() <= other.start() && other.end() <= one.end();
  }
}
