package dev.esslint.probe;

import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.probe.wire.HttpResponse.End;
import dev.esslint.tree.Node.MapNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An answer to a check, and what every answer may be that is not the right one. */
abstract sealed class AnswerJudge permits CallsJudge, DocumentJudge, SynapseJudge {
  private static final int EXCERPT = 60;
  private static final String CORS = "Access-Control-Allow-Origin";
  final Check check;
  final HttpResponse answer;

  AnswerJudge(Check check, HttpResponse answer) {
    this.check = check;
    this.answer = answer;
  }

  final Verdict kept() {
    return new Verdict.Kept(Integer.toString(answer.status()));
  }

  final Verdict broken(Cause cause) {
    return Verdict.broken(cause, seen());
  }

  final Verdict complete() {
    return answer.end() == End.WHOLE ? kept() : broken(Cause.ANSWER_INCOMPLETE);
  }

  final Verdict noJson() {
    return broken(
        answer.end() != End.WHOLE ? Cause.ANSWER_INCOMPLETE : answer.mediaType().equals("text/html") ? Cause.OTHER_SERVER : Cause.NOT_JSON);
  }

  final Optional<MapNode> object() {
    return answer.end() == End.WHOLE ? Body.object(answer.text()) : Optional.empty();
  }

  final String errcode() {
    return object().flatMap(map -> Body.string(map, "errcode")).orElse("");
  }

  final Verdict common() {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> broken(Cause.REDIRECTED);
      case 401, 407 -> broken(errcode().isEmpty() ? Cause.LOGIN_IN_FRONT : Cause.OTHER_STATUS);
      case 403 -> broken(errcode().isEmpty() ? Cause.ACCESS_DENIED : Cause.OTHER_STATUS);
      case 404 -> broken(notFound());
      case 429 -> broken(isOfSynapse() && errcode().isEmpty() ? Cause.SYNAPSE_DOWN : Cause.RATE_LIMITED);
      case 502, 503, 504 -> broken(Cause.BACKEND_DOWN);
      default -> answer.status() >= 500 ? broken(Cause.SERVER_ERROR) : broken(Cause.OTHER_STATUS);
    };
  }

  private boolean isOfSynapse() {
    return check.promise().group() == Promise.Group.SYNAPSE || check.promise() == Promise.A1;
  }

  private Cause notFound() {
    String body = answer.text();
    boolean haproxy = body.contains("<h1>404 Not Found</h1>") && body.contains("The resource could not be found");
    boolean controller = body.strip().equals("404 page not found") || body.strip().equals("default backend - 404");
    boolean document = check.promise().group() == Promise.Group.WELL_KNOWN;
    return haproxy ? Cause.CHART_WITHOUT_PATH : document && !controller ? Cause.OTHER_SERVER : Cause.NOT_ROUTED;
  }

  final Optional<Verdict> cors() {
    List<String> values = answer.headers(CORS);
    if (values.isEmpty()) {
      return Optional.of(broken(Cause.NO_CORS));
    }
    if (values.size() > 1 || values.getFirst().contains(",")) {
      return Optional.of(Verdict.broken(Cause.CORS_TWICE, CORS + ": " + excerpt(String.join(", ", values))));
    }
    return values.getFirst().strip().equals("*")
        ? Optional.empty()
        : Optional.of(Verdict.suspicious(Cause.CORS_OTHER, CORS + ": " + excerpt(values.getFirst())));
  }

  final Optional<Verdict> type() {
    return answer.mediaType().equals("application/json")
        ? Optional.empty()
        : Optional.of(Verdict.suspicious(Cause.OTHER_TYPE, "Content-Type " + (answer.mediaType().isEmpty() ? "is missing" : excerpt(answer.mediaType()))));
  }

  static String unslashed(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  static String different(List<Difference> differences) {
    return "missing or different: " + excerpt(differences.stream().map(Difference::key).collect(Collectors.joining(", ")));
  }

  final String seen() {
    StringBuilder seen = new StringBuilder().append(answer.status());
    answer.header("Location").ifPresent(to -> seen.append(" to ").append(excerpt(to)));
    answer.header("Server").ifPresent(server -> seen.append(" from ").append(excerpt(server)));
    if (!answer.mediaType().isEmpty()) {
      seen.append(", ").append(excerpt(answer.mediaType()));
    }
    String body = excerpt(answer.text());
    return body.isEmpty() ? seen.toString() : seen + ": " + body;
  }

  /** The beginning of an untrusted text in one line. */
  static String excerpt(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    int end = line.length() <= EXCERPT ? line.length() : line.offsetByCodePoints(0, Math.min(EXCERPT, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "..." : line;
  }
}
