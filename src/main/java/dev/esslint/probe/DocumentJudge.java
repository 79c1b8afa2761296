package dev.esslint.probe;

import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.tree.Node.MapNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges documents: those under {@code /.well-known}, and what web clients are given. */
final class DocumentJudge extends AnswerJudge {
  private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*+=\\s*+[1-9]");
  private static final String[] BASE_URL = {"default_server_config", "m.homeserver", "base_url"};

  DocumentJudge(Check check, HttpResponse answer) {
    super(check, answer);
  }

  private Optional<Verdict> unreadable() {
    if (answer.status() / 100 == 3) {
      String target = ((Ask.Request) check.ask()).target();
      boolean sameDocument = answer.header("Location").filter(to -> to.startsWith("https://") && to.endsWith(target)).isPresent();
      return Optional.of(
          sameDocument
              ? Verdict.suspicious(Cause.REDIRECTED_TO_DOCUMENT, seen())
              : new Verdict.Broken(List.of(Cause.TAKEN_BY_REDIRECT, Cause.REDIRECTED), seen()));
    }
    return answer.status() != 200 ? Optional.of(common()) : object().isEmpty() ? Optional.of(noJson()) : Optional.empty();
  }

  Verdict wellKnown() {
    return unreadable().or(this::cors).or(this::type).orElseGet(this::compared);
  }

  Verdict document() {
    return unreadable().or(this::type).orElseGet(this::compared);
  }

  /** Compares with the document that the values give, but for keys with a promise of their own. */
  private Verdict compared() {
    MapNode served = object().orElseThrow();
    MapNode expected = Body.object(check.expected()).orElse(null);
    if (expected == null) {
      return kept();
    }
    List<Difference> differences = DocumentDifferences.of(check, served);
    if (!differences.isEmpty()) {
      return Verdict.broken(Cause.DOCUMENT_DIFFERS, different(differences));
    }
    List<String> more = served.entries().keySet().stream().filter(key -> Body.at(expected, key).isEmpty()).toList();
    // who serves the documents by hand may add what the chart does not know
    return more.isEmpty() ? kept() : new Verdict.Kept("200, with more than the values give: " + excerpt(String.join(", ", more)));
  }

  /** HAProxy of the chart refuses what would change a document. A proxy in front may refuse it by other means, which tells nothing. */
  Verdict foreign() {
    return switch (answer.status()) {
      case 405 -> kept();
      case 401, 403, 429, 502, 503, 504 -> Verdict.undecidable("something in front answers: " + seen());
      default -> Verdict.suspicious(Cause.NOT_BY_CHART, seen());
    };
  }

  /** The chart leads browsers away with 301. A website of one's own at the server name is no fault, as only the documents have to be there. */
  Verdict redirect() {
    String to = answer.header("Location").orElse("");
    return answer.status() / 100 == 3 && unslashed(to).equals(unslashed(check.expected()))
        ? new Verdict.Kept(answer.status() + " to " + excerpt(to))
        : new Verdict.Kept("something else answers: " + seen());
  }

  Verdict member() {
    Optional<MapNode> map = answer.status() == 200 ? object() : Optional.empty();
    if (map.isEmpty()) {
      return new Verdict.Undecidable("the document cannot be read", Promise.W1.name());
    }
    return switch (check.promise()) {
      case W2 -> same(Body.string(map.get(), "m.homeserver", "base_url"), Cause.HOMESERVER_MISSING, Cause.HOMESERVER_DIFFERS);
      case W3 -> same(Body.livekit(map.get(), Planner.FOCI), Cause.FOCUS_MISSING, Cause.FOCUS_DIFFERS);
      default -> same(Body.string(map.get(), Planner.AUTHENTICATION, "issuer"), Cause.AUTHENTICATION_MISSING, Cause.AUTHENTICATION_DIFFERS);
    };
  }

  private Verdict same(Optional<String> found, Cause missing, Cause different) {
    if (found.isEmpty()) {
      return Verdict.broken(missing, check.expected() + " is missing");
    }
    String seen = excerpt(found.get());
    if (found.get().equals(check.expected())) {
      return new Verdict.Kept(seen);
    }
    boolean slash = unslashed(found.get()).equals(unslashed(check.expected()));
    String evidence = seen + " and not " + check.expected();
    return slash ? Verdict.suspicious(different, evidence) : Verdict.broken(different, evidence);
  }

  Verdict server() {
    Optional<Verdict> unreadable = unreadable();
    if (unreadable.isPresent()) {
      return unreadable.get();
    }
    Optional<String> expected = Body.object(check.expected()).flatMap(map -> Body.string(map, "m.server"));
    Optional<String> found = Body.string(object().orElseThrow(), "m.server");
    if (expected.isEmpty()) {
      return kept();
    }
    String wanted = expected.get();
    if (found.isEmpty()) {
      return Verdict.broken(Cause.SERVER_MISSING, wanted + " is missing");
    }
    String seen = excerpt(found.get());
    return found.get().equals(wanted)
        ? new Verdict.Kept(seen)
        : Verdict.broken(
            wanted.equals(found.get() + ":443") ? Cause.SERVER_WITHOUT_PORT : Cause.SERVER_DIFFERS, seen + " and not " + wanted);
  }

  Verdict configuration() {
    if (answer.status() != 200) {
      return common();
    }
    Optional<MapNode> map = object();
    if (map.isEmpty()) {
      return noJson();
    }
    Optional<String> url = Body.string(map.get(), BASE_URL);
    Optional<String> expected = Body.object(check.expected()).flatMap(values -> Body.string(values, BASE_URL));
    if (expected.isPresent() && url.isPresent() && !unslashed(url.get()).equals(unslashed(expected.get()))) {
      return Verdict.suspicious(Cause.WEB_OTHER_HOMESERVER, excerpt(url.get()) + " and not " + expected.get());
    }
    List<Difference> differences = DocumentDifferences.of(check, map.get());
    return !differences.isEmpty()
        ? Verdict.suspicious(Cause.WEB_CONFIGURATION_DIFFERS, different(differences))
        : isCached() ? Verdict.suspicious(Cause.ANSWER_CACHED, "Cache-Control: " + excerpt(answer.header("Cache-Control").orElse(""))) : kept();
  }

  /** Whether caches may answer for a while without asking; without a word of the server they mostly ask. */
  private boolean isCached() {
    String control = answer.header("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
    return MAX_AGE.matcher(control).find() && !control.contains("no-cache") && !control.contains("no-store");
  }

  Verdict health() {
    return answer.status() != 200
        ? common()
        : object().flatMap(map -> Body.string(map, "status")).filter("ok"::equals).isPresent() ? kept() : broken(Cause.OTHER_SERVER);
  }

  Verdict page() {
    return answer.status() == 200 ? complete() : common();
  }

  /** Element Admin has no other answer to tell it by than that it is a page. */
  Verdict admin() {
    return answer.status() != 200 ? common() : answer.mediaType().equals("text/html") ? complete() : broken(Cause.OTHER_SERVER);
  }
}
