package dev.esslint.probe.inside;

import dev.esslint.probe.Cause;
import dev.esslint.probe.Check;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Result;
import dev.esslint.probe.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the script printed.
 *
 * @param said the answers by the id of the question
 * @param whole whether it ran to its end
 */
public record Answers(Map<String, Said> said, boolean whole) {
  /** The first word of the first and the last line of answers. */
  static final String MARK = "esslint-inside";

  /** What is wrong with a name for everybody. */
  private static final Set<Promise> EXPLAINING = EnumSet.of(Promise.N1, Promise.T1);

  private static final int MOST_LINES = 10_000;

  /** Copies the answers. */
  public Answers {
    said = Map.copyOf(said);
  }

  /** Whether a text is the output of the script at all. */
  public static boolean isOne(String text) {
    return text.lines().limit(MOST_LINES).anyMatch(line -> line.strip().equals(MARK + "\t1"));
  }

  /** Reads the output of the script, between whatever {@code kubectl} and shells print. The last answer to a question counts. */
  public static Answers read(String text) {
    Map<String, Said> said = new HashMap<>();
    boolean whole = false;
    for (String line : text.lines().limit(MOST_LINES).toList()) {
      List<String> fields = List.of(line.strip().split("\t"));
      if (fields.equals(List.of(MARK, "end"))) {
        whole = true;
      } else if (fields.getFirst().matches("I[0-9]+-[0-9a-f]{8}")) {
        said.put(fields.getFirst(), Said.of(fields.subList(1, fields.size())));
      }
    }
    return new Answers(said, whole);
  }

  /** What comes of the checks. */
  public List<Result> results(List<Check> checks) {
    List<Result> results = new ArrayList<>();
    for (Check check : checks) {
      Said answer = said.get(InsidePlan.id(check));
      Verdict verdict = answer == null ? Verdict.undecidable(missing()) : Answer.verdict(check, answer);
      List<InetAddress> seen = answer == null || check.promise() != Promise.I4 ? List.of() : Answer.mapped(answer).map(InetSocketAddress::getAddress).stream().toList();
      results.add(Result.told(check, "", verdict, answer == null ? Duration.ZERO : answer.time(), seen));
    }
    return withoutRepetition(results);
  }

  private String missing() {
    return whole ? "the answers from inside are of other values" : "the script did not run to its end";
  }

  /** What was asked from outside, and after it what was answered inside, as far as the same cause is not told already. */
  public List<Result> after(List<Result> outside, List<Check> checks) {
    List<Result> all = new ArrayList<>(outside);
    for (Result result : results(checks)) {
      String host = result.check().ask().host();
      Optional<Result> cause =
          outside.stream()
              .filter(other -> other.verdict() instanceof Verdict.Broken && other.check().ask().host().equals(host))
              .filter(other -> EXPLAINING.contains(other.check().promise()) || other.check().ask().equals(result.check().ask()))
              .findFirst();
      all.add(result.verdict() instanceof Verdict.Broken && cause.isPresent() ? following(result, cause.get()) : result);
    }
    return List.copyOf(all);
  }

  private static Result following(Result result, Result cause) {
    return new Result(result.check(), "", new Verdict.Undecidable("same cause", cause.id()), result.elapsed(), List.of());
  }

  /** A name that pods cannot reach is told once. */
  private static List<Result> withoutRepetition(List<Result> results) {
    Map<String, Result> first = new HashMap<>();
    List<Result> once = new ArrayList<>();
    for (Result result : results) {
      if (!(result.verdict() instanceof Verdict.Broken(List<Cause> causes, String _))) {
        once.add(result);
        continue;
      }
      Result before = first.putIfAbsent(result.check().ask().host() + " " + causes.getFirst(), result);
      once.add(before == null ? result : following(result, before));
    }
    return List.copyOf(once);
  }
}
