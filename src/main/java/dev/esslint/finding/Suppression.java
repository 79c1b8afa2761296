package dev.esslint.finding;

import dev.esslint.finding.Ignore.Word;
import dev.esslint.finding.IgnoreComments.Block;
import dev.esslint.finding.IgnoreComments.Fault;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What comments and the configuration hide of the findings of a deployment, and what is to be said about the comments.
 *
 * @param kept the findings that are not hidden, in their order
 * @param hidden the others
 * @param remarks about comments, by the checks {@code ignore.invalid}, {@code ignore.expired}, {@code ignore.unused} and {@code
 *     ignore.without-reason}
 */
public record Suppression(List<Finding> kept, List<Finding> hidden, List<Detection> remarks) {

  /** The rules as far as comments name them. */
  public interface Names {
    /** Whether there is a rule of this id or name. */
    boolean areKnown(String word);

    /** The end of a sentence that there is no such rule, with the one that was meant if one is near. */
    String meant(String word);

    /** Whether a rule took part, so that it would have found what there is. */
    boolean tookPart(String word);
  }

  /**
   * Lets comments hide findings.
   *
   * @param documents the files of the deployment, which are complete
   * @param names the rules
   * @param exemptions what the configuration hides
   * @param today asked for only if a comment has a last day
   */
  public static Suppression of(
      List<Finding> findings,
      List<Document> documents,
      Names names,
      List<Exemption> exemptions,
      Supplier<LocalDate> today) {
    Suppression suppression =
        new Suppression(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<IgnoreComments> comments = new ArrayList<>();
    for (Document document : documents) {
      IgnoreComments found = IgnoreComments.in(document);
      for (IgnoreComments other : comments) {
        // layers of one manifest share its comments
        found.ignores().removeAll(other.ignores());
        found.faults().removeAll(other.faults());
      }
      if (!found.ignores().isEmpty() || !found.faults().isEmpty()) {
        comments.add(found);
      }
    }
    if (comments.isEmpty() && exemptions.isEmpty()) {
      return new Suppression(findings, List.of(), List.of());
    }
    suppression.apply(findings, comments, names, exemptions, today);
    return suppression;
  }

  private void apply(
      List<Finding> findings,
      List<IgnoreComments> comments,
      Names names,
      List<Exemption> exemptions,
      Supplier<LocalDate> today) {
    Set<Word> used = new HashSet<>();
    Set<Ignore> valid = Collections.newSetFromMap(new IdentityHashMap<>());
    for (IgnoreComments file : comments) {
      for (Ignore ignore : file.ignores()) {
        if (ignore.until().isPresent() && ignore.isExpired(today.get())) {
          remark(
              BuiltInCheck.IGNORE_EXPIRED,
              "This ended on " + ignore.until().get() + ", so it no longer hides anything.",
              ignore.source(),
              ignore.comment(),
              Repair.safe(new Fix.Comment(ignore.removed())));
        } else {
          valid.add(ignore);
        }
      }
    }
    Map<SourceText, Map<Integer, List<Ignore>>> byLine = byLine(valid);
    for (Finding finding : findings) {
      boolean isHidden = false;
      for (Exemption exemption : exemptions) {
        isHidden |= exemption.covers(finding);
      }
      Map<Integer, List<Ignore>> ignores = byLine.getOrDefault(finding.primary().source(), Map.of());
      for (int line : ignores.isEmpty() ? Set.<Integer>of() : lines(finding, comments)) {
        isHidden |= use(ignores.getOrDefault(line, List.of()), finding.rule(), used);
      }
      if (isHidden) {
        // what is ignored at each of its places is ignored for good at all of them
        for (Location place : finding.related()) {
          int line = place.source().position(place.span().start()).line();
          use(byLine.getOrDefault(place.source(), Map.of()).getOrDefault(line, List.of()), finding.rule(), used);
        }
      }
      (isHidden ? hidden : kept).add(finding);
    }
    for (IgnoreComments file : comments) {
      for (Fault fault : file.faults()) {
        remark(BuiltInCheck.IGNORE_INVALID, fault.message(), fault.source(), fault.span());
      }
      file.ignores().forEach(ignore -> check(ignore, used, valid.contains(ignore), names));
    }
  }

  /** Takes down which words of comments name a rule, and tells whether there is one. */
  private static boolean use(List<Ignore> ignores, RuleInfo rule, Set<Word> used) {
    boolean any = false;
    for (Ignore ignore : ignores) {
      for (Word word : ignore.rules()) {
        if (isName(word.text(), rule)) {
          used.add(word);
          any = true;
        }
      }
    }
    return any;
  }

  private void check(Ignore ignore, Set<Word> used, boolean holds, Names names) {
    for (Word word : ignore.rules()) {
      if (!names.areKnown(word.text())) {
        // to look for what is meant takes a while, and of so many not all are told
        String meant = remarks.size() < 10 * Bounded.MOST ? names.meant(word.text()) : ".";
        remark(BuiltInCheck.IGNORE_INVALID, "There is no rule `" + word.text() + "`" + meant, ignore.source(), word.span());
      } else if (holds
          && !used.contains(word)
          && names.tookPart(word.text())
          && !isUncertain(ignore)) {
        remark(
            BuiltInCheck.IGNORE_UNUSED,
            pointed(ignore, word)
                .orElse(
                    "`" + word.text() + "` reports nothing "
                        + (ignore.isOfFile() ? "in this file" : "here")
                        + ", so there is nothing to ignore."),
            ignore.source(),
            word.span(),
            ignore.rules().size() > Bounded.MOST // of which not all are told, so that it would never be seen to go
                ? Repair.NONE
                : Repair.safe(new Fix.Comment(ignore.without(word))));
      }
    }
    if (ignore.reason().isEmpty()
        && ignore.rules().stream().allMatch(word -> names.areKnown(word.text()))) {
      remark(
          BuiltInCheck.IGNORE_WITHOUT_REASON,
          "This comment gives no reason for ignoring the finding.",
          ignore.source(),
          ignore.comment());
    }
  }

  /** Where a rule reports what the line of a comment is only a part of. */
  private Optional<String> pointed(Ignore ignore, Word word) {
    if (ignore.isOfFile()) {
      return Optional.empty();
    }
    return kept.stream()
        .filter(finding -> isName(word.text(), finding.rule()))
        .filter(finding -> finding.related().stream().anyMatch(place -> isAt(ignore, place)))
        .findFirst()
        .map(
            finding -> {
              SourceText source = finding.primary().source();
              int line = source.position(finding.primary().span().start()).line();
              return "`" + word.text() + "` is reported at line "
                  + line
                  + (source.equals(ignore.source()) ? "" : " of " + source.name())
                  + ". Only a comment there hides it.";
            });
  }

  private static boolean isAt(Ignore ignore, Location place) {
    SourceText source = place.source();
    return source.equals(ignore.source())
        && source.position(place.span().start()).line() == ignore.line();
  }

  /** Whether something is filled in later, so that a rule may find something then. */
  private static boolean isUncertain(Ignore ignore) {
    SourceText source = ignore.source();
    return ignore.isOfFile()
        ? source.once(FilledIn.class, FilledIn::in).later()
        : Placeholder.in(source.slice(source.line(ignore.line()))).isPresent();
  }

  /** Whether something in a file is filled in later: thousands of comments may be about the file. */
  private record FilledIn(boolean later) {
    static FilledIn in(SourceText source) {
      return new FilledIn(Placeholder.in(source.text()).isPresent());
    }
  }

  private static Map<SourceText, Map<Integer, List<Ignore>>> byLine(Set<Ignore> ignores) {
    Map<SourceText, Map<Integer, List<Ignore>>> byLine = new HashMap<>();
    for (Ignore ignore : ignores) {
      byLine
          .computeIfAbsent(ignore.source(), source -> new HashMap<>())
          .computeIfAbsent(ignore.line(), line -> new ArrayList<>())
          .add(ignore);
    }
    return byLine;
  }

  /** The lines at which a comment hides a finding: its own, those of the keys of texts that have it in them, and 0 for the file. */
  private static Set<Integer> lines(Finding finding, List<IgnoreComments> comments) {
    SourceText source = finding.primary().source();
    int start = finding.primary().span().start();
    Set<Integer> lines = new HashSet<>(Set.of(0, source.position(start).line()));
    for (IgnoreComments file : comments) {
      for (Block block : file.blocks()) {
        if (block.span().start() <= start && start <= block.span().end() && block.source().equals(source)) {
          lines.add(block.line());
        }
      }
    }
    return lines;
  }

  private static boolean isName(String word, RuleInfo rule) {
    return rule.isMeant(word);
  }

  private void remark(BuiltInCheck check, String message, SourceText source, Span span) {
    remark(check, message, source, span, Repair.NONE);
  }

  private void remark(BuiltInCheck check, String message, SourceText source, Span span, Repair repair) {
    remarks.add(
        new Detection(
                check,
                message,
                Location.in(source, span),
                List.of(),
                List.of(),
                "")
            .mendedBy(repair));
  }
}
