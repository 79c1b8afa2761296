package dev.esslint.analysis;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Level;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What only follows from a misspelt option of a program: one cause, one finding. It is the gravest that there is to say, at the
 * misspelt option and with the right name as its remedy.
 */
final class Misspelt {
  /** For each one all rules are asked again. */
  private static final int MOST = 12;

  private Misspelt() {}

  /**
   * Makes one finding of each misspelt option and of what follows from it.
   *
   * @param findings of the rules
   * @param meant what the rules find with other names of options, by the paths of the wrong ones
   */
  static void gather(List<Finding> findings, Function<Map<ValuePath, String>, List<Finding>> meant) {
    List<Finding> misspelt = findings.stream().filter(finding -> rename(finding).isPresent()).toList();
    if (misspelt.size() > MOST) {
      return;
    }
    Map<ValuePath, String> all = new HashMap<>();
    misspelt.forEach(cause -> all.putAll(renamed(cause)));
    if (misspelt.size() > 1 && following(findings, meant.apply(all)).isEmpty()) {
      return;
    }
    List<Finding> made = new ArrayList<>();
    for (Finding cause : misspelt) {
      List<Finding> following = following(findings, meant.apply(renamed(cause)));
      findings.removeAll(following);
      findings.remove(cause);
      made.add(gravest(cause, following));
    }
    findings.addAll(made);
  }

  private static Map<ValuePath, String> renamed(Finding cause) {
    Fix.Move rename = rename(cause).orElseThrow();
    return Map.of(rename.path(), ((Key) rename.to().last()).name());
  }

  /** Those that are not found with other names. */
  private static List<Finding> following(List<Finding> findings, List<Finding> renamed) {
    Set<Object> left = new HashSet<>();
    renamed.forEach(finding -> left.add(place(finding)));
    return findings.stream()
        .filter(finding -> !finding.rule().topic().isOfTables() && !left.contains(place(finding)))
        .toList();
  }

  /** The right name, if nothing but that is wrong. */
  private static Optional<Fix.Move> rename(Finding finding) {
    return finding.rule().topic().isOfTables()
            && finding.repair().fixes().size() == 1
            && finding.repair().fixes().getFirst() instanceof Fix.Move move
            && move.path().parent().equals(move.to().parent())
            && move.to().last() instanceof Key
        ? Optional.of(move)
        : Optional.empty();
  }

  private static Finding gravest(Finding cause, List<Finding> following) {
    Finding gravest = cause;
    for (Finding finding : following) {
      gravest = isGraver(finding, gravest) ? finding : gravest;
    }
    if (gravest.equals(cause)) {
      return cause;
    }
    List<String> notes = new ArrayList<>(gravest.notes());
    notes.add(cause.message().replaceFirst("\\.$", ""));
    return new Finding(
        gravest.rule(), gravest.message(), cause.primary(), List.of(), List.copyOf(notes), cause.remedy(), cause.repair());
  }

  private static boolean isGraver(Finding one, Finding other) {
    Level level = one.rule().level();
    return level != other.rule().level() && level.atLeast(other.rule().level());
  }

  private static Object place(Finding finding) {
    return List.of(finding.rule().id(), finding.primary().path());
  }
}
