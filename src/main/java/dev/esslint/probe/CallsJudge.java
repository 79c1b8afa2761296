package dev.esslint.probe;

import dev.esslint.probe.wire.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Judges answers of the RTC authoriser and of the SFU. */
final class CallsJudge extends AnswerJudge {
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final String CORS_FIELDS = "Access-Control-Allow-Headers";

  CallsJudge(Check check, HttpResponse answer) {
    super(check, answer);
  }

  private boolean isOfSfu() {
    return (answer.status() == 200 && answer.text().strip().equals("OK")) || (answer.status() == 404 && answer.text().strip().equals("404 page not found"));
  }

  Verdict authoriser(Cause otherwise) {
    if (answer.status() == 405) {
      return check.promise() == Promise.R1 ? cors().orElseGet(this::kept) : kept();
    }
    return isOfSfu() ? new Verdict.Broken(List.of(otherwise, Cause.NOT_ROUTED), seen()) : common();
  }

  Verdict authoriserPreflight() {
    if (answer.status() / 100 != 2) {
      return isOfSfu() || answer.status() == 405 || answer.status() == 404 ? broken(Cause.PREFLIGHT_LOST) : common();
    }
    if (cors().filter(verdict -> verdict instanceof Verdict.Broken).isPresent()) {
      return broken(Cause.PREFLIGHT_LOST);
    }
    String fields = String.join(",", answer.headers(CORS_FIELDS)).toLowerCase(Locale.ROOT);
    boolean allowed = Arrays.stream(fields.split(",", -1)).map(String::strip).anyMatch(field -> field.equals("content-type") || field.equals("*"));
    return allowed ? kept() : Verdict.broken(Cause.PREFLIGHT_INCOMPLETE, CORS_FIELDS + (fields.isEmpty() ? " is missing" : ": " + excerpt(fields)));
  }

  Verdict post() {
    if (answer.status() == 400 && errcode().startsWith("M_")) {
      return kept();
    }
    return switch (answer.status()) {
      case 405, 411, 413, 415 -> broken(Cause.BODY_LOST);
      case 200 -> isOfSfu() ? broken(Cause.PATH_GOES_TO_SFU) : broken(Cause.OTHER_STATUS);
      case 404 -> isOfSfu() ? new Verdict.Broken(List.of(Cause.PATH_GOES_TO_SFU, Cause.NOT_ROUTED), seen()) : common();
      default -> common();
    };
  }

  /** Whether the authoriser asked the homeserver or not, it says the same; only the time tells something. */
  Verdict lookup() {
    if (errcode().isEmpty()) {
      return new Verdict.Undecidable("the authoriser does not answer", Promise.R5.name());
    }
    return answer.elapsed().compareTo(SLOW) > 0
        ? Verdict.suspicious(Cause.AUTHORISER_SLOW, seen())
        : new Verdict.Kept(answer.status() + " in time, which does not prove that it reached the homeserver");
  }

  Verdict sfu() {
    if (answer.status() == 406) {
      return broken(Cause.SFU_NOT_READY);
    }
    return answer.status() == 200
        ? answer.text().strip().equals("OK") ? kept() : broken(Cause.NOT_LIVEKIT)
        : common();
  }

  Verdict validate() {
    if (answer.status() == 401 && !answer.header("WWW-Authenticate").map(text -> text.toLowerCase(Locale.ROOT).startsWith("basic")).orElse(false)) {
      return cors().filter(verdict -> verdict instanceof Verdict.Broken).orElseGet(this::kept);
    }
    return answer.status() == 404 || answer.status() == 200 ? broken(Cause.NOT_LIVEKIT) : common();
  }

  Verdict upgrade() {
    return switch (answer.status()) {
      case 401 -> kept();
      case 101 -> kept();
      case 400, 404, 426, 200 -> broken(Cause.UPGRADE_STRIPPED);
      default -> common();
    };
  }
}
