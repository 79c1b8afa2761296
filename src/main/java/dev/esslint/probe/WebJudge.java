package dev.esslint.probe;

import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.HttpOutcome;
import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.probe.wire.HttpResponse.End;
import dev.esslint.tree.Node.MapNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Judges answers over HTTP; pure, but for the time that keys are held against. */
final class WebJudge {
  private static final int EXCERPT = 60;
  private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*+=\\s*+[1-9]");
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final String[] BASE_URL = {"default_server_config", "m.homeserver", "base_url"};
  private static final String CORS = "Access-Control-Allow-Origin";
  private static final String CORS_FIELDS = "Access-Control-Allow-Headers";
  private static final List<String> ENDPOINTS = List.of("authorization_endpoint", "jwks_uri", "account_management_uri");

  private final Check check;
  private final HttpResponse answer;
  private final Instant now;

  private WebJudge(Check check, HttpResponse answer, Instant now) {
    this.check = check;
    this.answer = answer;
    this.now = now;
  }

  /** What an answer says about a promise. */
  static Verdict judge(Check check, HttpOutcome outcome, Instant now) {
    return switch (outcome) {
      case Failure failure when check.promise() == Promise.R6 ->
          failure.kind() == Failure.Kind.TIMED_OUT
              ? Verdict.suspicious(Cause.AUTHORISER_SLOW, TlsJudge.words(failure))
              : new Verdict.Undecidable("the authoriser does not answer", Promise.R5.name());
      case Failure failure ->
          Verdict.broken(
              switch (failure.kind()) {
                case TIMED_OUT -> Cause.NO_ANSWER;
                case MALFORMED, NOT_TLS -> Cause.NOT_HTTP;
                default -> Cause.CONNECTION_BROKEN;
              },
              TlsJudge.words(failure));
      case HttpResponse answer -> new WebJudge(check, answer, now).judge();
    };
  }

  private Verdict judge() {
    return switch (check.promise()) {
      case W1 -> wellKnown();
      case W2, W3, W4 -> member();
      case W5 -> server();
      case W6 -> document();
      case W7 -> foreign();
      case W8 -> redirect();
      case S1 -> versions();
      case S2 -> keys();
      case S3 -> program();
      case S4 -> answer.status() == 401 && errcode().startsWith("M_") ? kept() : federation();
      case S5 -> transports();
      case S6 -> release();
      case S7 -> preflight();
      case A1 -> metadata();
      case A2 -> service();
      case R1 -> authoriser(Cause.PATH_GOES_TO_SFU);
      case R2, R3 -> authoriser(Cause.AUTHORISER_OLDER);
      case R4 -> authoriserPreflight();
      case R5 -> post();
      case R6 -> lookup();
      case R7 -> sfu();
      case R8, R9 -> validate();
      case R10 -> upgrade();
      case E1 -> configuration();
      case E2 -> answer.status() == 200 ? complete() : common();
      case E3 -> health();
      case D1 -> answer.status() != 200 ? common() : answer.mediaType().equals("text/html") ? complete() : broken(Cause.OTHER_SERVER);
      case N1, N2, N3, N4, N5, T1, T2, T3, T4, F1, M1, M2, M3, M4, M5, M6, I1, I2, I3, I4, I5, I6, I7, I8, I9, P1, P2, P3, P4, P5, P6, P7 ->
          throw new IllegalArgumentException("not asked over HTTP: " + check.promise());
    };
  }

  private Verdict kept() {
    return new Verdict.Kept(Integer.toString(answer.status()));
  }

  private Verdict broken(Cause cause) {
    return Verdict.broken(cause, seen());
  }

  private Verdict complete() {
    return answer.end() == End.WHOLE ? kept() : broken(Cause.ANSWER_INCOMPLETE);
  }

  private Verdict noJson() {
    return broken(
        answer.end() != End.WHOLE ? Cause.ANSWER_INCOMPLETE : answer.mediaType().equals("text/html") ? Cause.OTHER_SERVER : Cause.NOT_JSON);
  }

  private Optional<MapNode> object() {
    return answer.end() == End.WHOLE ? Body.object(answer.text()) : Optional.empty();
  }

  private String errcode() {
    return object().flatMap(map -> Body.string(map, "errcode")).orElse("");
  }

  // What every answer may be that is not the right one.

  private Verdict common() {
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

  private Optional<Verdict> cors() {
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

  private Optional<Verdict> type() {
    return answer.mediaType().equals("application/json")
        ? Optional.empty()
        : Optional.of(Verdict.suspicious(Cause.OTHER_TYPE, "Content-Type " + (answer.mediaType().isEmpty() ? "is missing" : excerpt(answer.mediaType()))));
  }

  // Well-known documents.

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

  private Verdict wellKnown() {
    return unreadable().or(this::cors).or(this::type).orElseGet(this::compared);
  }

  private Verdict document() {
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

  private static String different(List<Difference> differences) {
    return "missing or different: " + excerpt(differences.stream().map(Difference::key).collect(Collectors.joining(", ")));
  }

  /** HAProxy of the chart refuses what would change a document. A proxy in front may refuse it by other means, which tells nothing. */
  private Verdict foreign() {
    return switch (answer.status()) {
      case 405 -> kept();
      case 401, 403, 429, 502, 503, 504 -> Verdict.undecidable("something in front answers: " + seen());
      default -> Verdict.suspicious(Cause.NOT_BY_CHART, seen());
    };
  }

  /** The chart leads browsers away with 301. A website of one's own at the server name is no fault, as only the documents have to be there. */
  private Verdict redirect() {
    String to = answer.header("Location").orElse("");
    return answer.status() / 100 == 3 && unslashed(to).equals(unslashed(check.expected()))
        ? new Verdict.Kept(answer.status() + " to " + excerpt(to))
        : new Verdict.Kept("something else answers: " + seen());
  }

  private Verdict member() {
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

  private static String unslashed(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private Verdict server() {
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

  // Synapse.

  private Verdict versions() {
    if (answer.status() != 200) {
      return common();
    }
    return object().flatMap(map -> Body.at(map, "versions")).isEmpty() ? noJson() : cors().orElseGet(this::kept);
  }

  private Verdict keys() {
    Optional<MapNode> map = answer.status() == 200 ? object() : Optional.empty();
    if (map.isEmpty()) {
      return answer.status() == 200 ? noJson() : federation();
    }
    Optional<String> name = Body.string(map.get(), "server_name");
    if (!check.expected().isEmpty() && name.isPresent() && !name.get().equalsIgnoreCase(check.expected())) {
      return Verdict.broken(Cause.OTHER_DEPLOYMENT, excerpt(name.get()) + " and not " + check.expected());
    }
    boolean outdated =
        Body.at(map.get(), "valid_until_ts").flatMap(Body::number).filter(time -> time < now.toEpochMilli()).isPresent();
    if (outdated) {
      return Verdict.broken(Cause.KEYS_OUTDATED, "valid_until_ts is in the past");
    }
    boolean keys = Body.at(map.get(), "verify_keys").filter(all -> all instanceof MapNode some && !some.entries().isEmpty()).isPresent();
    return name.isEmpty() ? noJson() : keys ? kept() : Verdict.broken(Cause.KEYS_MISSING, "verify_keys is empty");
  }

  /** The program behind the federation API, with its version for the report. */
  private Verdict program() {
    if (answer.status() != 200) {
      return federation();
    }
    Optional<String> name = object().flatMap(map -> Body.string(map, "server", "name"));
    String version = object().flatMap(map -> Body.string(map, "server", "version")).map(text -> " " + excerpt(text)).orElse("");
    return name.isEmpty()
        ? noJson()
        : name.get().equals("Synapse") ? new Verdict.Kept("Synapse" + version) : Verdict.suspicious(Cause.NOT_SYNAPSE, excerpt(name.get()) + version);
  }

  private Verdict federation() {
    return answer.status() == 404 || answer.status() == 403 ? broken(Cause.FEDERATION_CLOSED) : common();
  }

  private Verdict transports() {
    if (answer.status() == 401 && errcode().startsWith("M_")) {
      return kept();
    }
    return answer.status() == 404 && !errcode().isEmpty() ? broken(Cause.TRANSPORTS_OFF) : common();
  }

  private Verdict release() {
    Optional<String> version = answer.status() == 200 ? object().flatMap(map -> Body.string(map, "version")) : Optional.empty();
    return version.isEmpty()
        ? answer.status() == 200 ? noJson() : common()
        : version.get().equals(check.expected())
            ? new Verdict.Kept(excerpt(version.get()))
            : Verdict.suspicious(Cause.OTHER_RELEASE, excerpt(version.get()) + " and not " + check.expected());
  }

  private Verdict preflight() {
    return answer.status() / 100 == 2 ? cors().orElseGet(this::kept) : common();
  }

  private Verdict metadata() {
    Optional<String> issuer = answer.status() == 200 ? object().flatMap(map -> Body.string(map, "issuer")) : Optional.empty();
    if (check.expected().isEmpty()) {
      return issuer.isPresent()
          ? Verdict.suspicious(Cause.STILL_MAS, excerpt(issuer.get()))
          : answer.status() == 404 && !errcode().isEmpty() ? kept() : common();
    }
    if (answer.status() == 404 && !errcode().isEmpty()) {
      return broken(Cause.NO_MAS);
    }
    return issuer.map(this::issuer).orElseGet(() -> answer.status() == 200 ? noJson() : common());
  }

  private Verdict issuer() {
    return answer.status() != 200
        ? common()
        : object().flatMap(map -> Body.string(map, "issuer")).map(this::issuer).orElseGet(this::noJson);
  }

  /** The issuer, and the endpoints that clients are led to, which MAS makes from one address. */
  private Verdict service() {
    Verdict issuer = issuer();
    if (!(issuer instanceof Verdict.Kept)) {
      return issuer;
    }
    MapNode map = object().orElseThrow();
    List<String> other =
        ENDPOINTS.stream().filter(key -> Body.string(map, key).filter(url -> url.startsWith(check.expected())).isEmpty()).toList();
    return other.isEmpty()
        ? issuer
        : Verdict.suspicious(
            Cause.ENDPOINTS_DIFFER,
            other.stream().map(key -> key + ": " + Body.string(map, key).map(WebJudge::excerpt).orElse("missing")).collect(Collectors.joining(", ")));
  }

  private Verdict issuer(String found) {
    return found.equals(check.expected())
        ? new Verdict.Kept(excerpt(found))
        : Verdict.broken(Cause.ISSUER_DIFFERS, excerpt(found) + " and not " + check.expected());
  }

  // Calls.

  private boolean isOfSfu() {
    return (answer.status() == 200 && answer.text().strip().equals("OK")) || (answer.status() == 404 && answer.text().strip().equals("404 page not found"));
  }

  private Verdict authoriser(Cause otherwise) {
    if (answer.status() == 405) {
      return check.promise() == Promise.R1 ? cors().orElseGet(this::kept) : kept();
    }
    return isOfSfu() ? new Verdict.Broken(List.of(otherwise, Cause.NOT_ROUTED), seen()) : common();
  }

  private Verdict authoriserPreflight() {
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

  private Verdict post() {
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
  private Verdict lookup() {
    if (errcode().isEmpty()) {
      return new Verdict.Undecidable("the authoriser does not answer", Promise.R5.name());
    }
    return answer.elapsed().compareTo(SLOW) > 0
        ? Verdict.suspicious(Cause.AUTHORISER_SLOW, seen())
        : new Verdict.Kept(answer.status() + " in time, which does not prove that it reached the homeserver");
  }

  private Verdict sfu() {
    if (answer.status() == 406) {
      return broken(Cause.SFU_NOT_READY);
    }
    return answer.status() == 200
        ? answer.text().strip().equals("OK") ? kept() : broken(Cause.NOT_LIVEKIT)
        : common();
  }

  private Verdict validate() {
    if (answer.status() == 401 && !answer.header("WWW-Authenticate").map(text -> text.toLowerCase(Locale.ROOT).startsWith("basic")).orElse(false)) {
      return cors().filter(verdict -> verdict instanceof Verdict.Broken).orElseGet(this::kept);
    }
    return answer.status() == 404 || answer.status() == 200 ? broken(Cause.NOT_LIVEKIT) : common();
  }

  private Verdict upgrade() {
    return switch (answer.status()) {
      case 401 -> kept();
      case 101 -> kept();
      case 400, 404, 426, 200 -> broken(Cause.UPGRADE_STRIPPED);
      default -> common();
    };
  }

  private Verdict configuration() {
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

  private Verdict health() {
    return answer.status() != 200
        ? common()
        : object().flatMap(map -> Body.string(map, "status")).filter("ok"::equals).isPresent() ? kept() : broken(Cause.OTHER_SERVER);
  }

  // Evidence.

  private String seen() {
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
