package dev.esslint.probe.account;

import dev.esslint.json.JsonString;
import dev.esslint.probe.Ask;
import dev.esslint.probe.Body;
import dev.esslint.probe.Cause;
import dev.esslint.probe.Check;
import dev.esslint.probe.Dialing;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Result;
import dev.esslint.probe.Verdict;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.Http;
import dev.esslint.probe.wire.HttpOutcome;
import dev.esslint.probe.wire.HttpRequest;
import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.probe.wire.Signalling;
import dev.esslint.probe.wire.Tls;
import dev.esslint.tree.Node.MapNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Joins a call as a client does, proves its media path and leaves. It creates a call that nobody else sees, which LiveKit removes soon after.
 */
public final class CallProof {
  private static final String JOINED = "joined";
  private static final String AUTHORISER = "/sfu/get";
  private static final String SIGNALLING = "/rtc";
  private static final int LONGEST = 100;
  private static final String TRANSPORTS = "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports";
  private static final List<Promise> STEPS = List.of(Promise.P1, Promise.P2, Promise.P3, Promise.P4, Promise.P5, Promise.P6);

  private final Account account;
  private final Dialing dialing;
  private final List<Result> results = new ArrayList<>();

  private CallProof(Account account, Dialing dialing) {
    this.account = account;
    this.dialing = dialing;
  }

  /** Makes all steps, as far as one leads to the next. */
  public static List<Result> of(Account account, Dialing dialing) {
    CallProof proof = new CallProof(account, dialing);
    Optional<String> openId = proof.openIdToken();
    openId.flatMap(proof::sfuToken).ifPresent(proof::call);
    proof.fillUp();
    if (account.transports() && openId.isPresent()) {
      proof.transports();
    }
    return List.copyOf(proof.results);
  }

  /** The steps, as far as they can be told before. */
  public static List<Check> planned(Account account) {
    return Stream.concat(STEPS.stream(), Stream.of(Promise.P7).filter(_ -> account.transports()))
        .map(
            step ->
                check(
                    account,
                    step,
                    switch (step) {
                      case P1 -> new Ask.Request("POST", account.synapse(), tokenTarget(account), List.of(), "");
                      case P7 -> new Ask.Request("GET", account.synapse(), TRANSPORTS, List.of(), "");
                      case P2 -> new Ask.Request("POST", account.rtc(), AUTHORISER, List.of(), "");
                      default -> new Ask.Upgrade(account.rtc(), SIGNALLING);
                    }))
        .toList();
  }

  private static String tokenTarget(Account account) {
    return "/_matrix/client/v3/user/" + encoded(account.user()) + "/openid/request_token";
  }

  private static Check check(Account account, Promise promise, Ask ask) {
    return new Check(promise, ask, expected(account, promise), account.basis());
  }

  private static String expected(Account account, Promise promise) {
    return switch (promise) {
      case P4 -> account.expected();
      case P7 -> "https://" + account.rtc();
      default -> "";
    };
  }

  private record SfuToken(URI url, String token) {}

  private void add(Promise promise, Ask ask, Verdict verdict, Duration elapsed) {
    results.add(new Result(check(account, promise, ask), "", verdict, elapsed, List.of()));
  }

  /** What comes after a step that failed was not asked. */
  private void fillUp() {
    String last = results.getLast().id();
    for (Promise step : STEPS.subList(STEPS.indexOf(results.getLast().check().promise()) + 1, STEPS.size())) {
      add(step, new Ask.Upgrade(account.rtc(), SIGNALLING), new Verdict.Undecidable("a step before it failed", last), Duration.ZERO);
    }
  }

  private HttpOutcome post(String host, String target, String json, String token) {
    return exchange(HttpRequest.post(host, target, json), token);
  }

  private HttpOutcome exchange(HttpRequest bare, String token) {
    return switch (dialing.tls(bare.host(), Ask.HTTPS)) {
      case Failure failure -> failure;
      case Tls.Session session -> {
        try (session) {
          HttpRequest request = bare.with("User-Agent", dialing.agent());
          yield Http.exchange(
              session.connection(), token.isEmpty() ? request : request.with("Authorization", "Bearer " + token), dialing.patience());
        }
      }
    };
  }

  /** The OpenID token, as the object that the authoriser takes. */
  private Optional<String> openIdToken() {
    String target = tokenTarget(account);
    Ask ask = new Ask.Request("POST", account.synapse(), target, List.of(), "");
    switch (post(account.synapse(), target, "{}", account.token())) {
      case Failure failure -> add(Promise.P1, ask, failed(failure), failure.elapsed());
      case HttpResponse response -> {
        Optional<MapNode> body = Body.object(response.text());
        Optional<String> token = body.flatMap(map -> Body.string(map, "access_token"));
        Optional<String> server = body.flatMap(map -> Body.string(map, "matrix_server_name"));
        if (response.status() == 200 && token.isPresent() && server.isPresent()) {
          add(Promise.P1, ask, new Verdict.Kept("200"), response.elapsed());
          return Optional.of(
              "{\"access_token\":" + JsonString.ascii(token.get()) + ",\"token_type\":\"Bearer\",\"matrix_server_name\":" + JsonString.ascii(server.get()) + ",\"expires_in\":3600}");
        }
        boolean refused = response.status() == 401 || response.status() == 403;
        add(Promise.P1, ask, Verdict.broken(refused ? Cause.TOKEN_REFUSED : Cause.OTHER_STATUS, seen(response)), response.elapsed());
      }
    }
    return Optional.empty();
  }

  /** What clients of today go by, as Synapse tells it only users. */
  private void transports() {
    Ask ask = new Ask.Request("GET", account.synapse(), TRANSPORTS, List.of(), "");
    switch (exchange(HttpRequest.get(account.synapse(), TRANSPORTS), account.token())) {
      case Failure failure -> add(Promise.P7, ask, failed(failure), failure.elapsed());
      case HttpResponse response -> {
        Optional<String> url = Body.object(response.text()).flatMap(map -> Body.livekit(map, "rtc_transports").or(() -> Body.livekit(map, "transports")));
        Verdict verdict =
            response.status() != 200
                ? Verdict.broken(response.status() == 404 ? Cause.TRANSPORTS_OFF : Cause.OTHER_STATUS, seen(response))
                : url.isEmpty()
                    ? Verdict.broken(Cause.TRANSPORTS_OFF, "200, without an entry of the type livekit")
                    : url.get().replaceFirst("/$", "").equals("https://" + account.rtc())
                        ? new Verdict.Kept("200")
                        : Verdict.broken(Cause.TRANSPORT_DIFFERS, url.get().length() > LONGEST ? "a URL of " + url.get().length() + " characters" : url.get());
        add(Promise.P7, ask, verdict, response.elapsed());
      }
    }
  }

  private Optional<SfuToken> sfuToken(String openId) {
    Ask ask = new Ask.Request("POST", account.rtc(), AUTHORISER, List.of(), "");
    String room = "!esslint-probe-" + Long.toHexString(System.nanoTime()) + ":" + account.user().replaceFirst("^[^:]*:", "");
    String body = "{\"room\":" + JsonString.ascii(room) + ",\"openid_token\":" + openId + ",\"device_id\":\"ESSLINT\"}";
    switch (post(account.rtc(), AUTHORISER, body, "")) {
      case Failure failure -> add(Promise.P2, ask, failed(failure), failure.elapsed());
      case HttpResponse response -> {
        Optional<MapNode> answer = Body.object(response.text());
        Optional<URI> url = answer.flatMap(map -> Body.string(map, "url")).flatMap(CallProof::webSocket);
        Optional<String> token = answer.flatMap(map -> Body.string(map, "jwt"));
        if (response.status() != 200 || url.isEmpty() || token.isEmpty()) {
          add(Promise.P2, ask, Verdict.broken(refusal(response.status()), seen(response)), response.elapsed());
        } else if (!url.get().getHost().toLowerCase(Locale.ROOT).equals(account.rtc().toLowerCase(Locale.ROOT))) {
          // It may be meant so, but a token is not carried to a host that the values do not name.
          add(Promise.P2, ask, Verdict.suspicious(Cause.OTHER_SFU, "the SFU is " + url.get().getHost()), response.elapsed());
        } else {
          add(Promise.P2, ask, new Verdict.Kept("200"), response.elapsed());
          return Optional.of(new SfuToken(url.get(), token.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Cause refusal(int status) {
    return switch (status) {
      case 401, 500 -> Cause.AUTHORISER_CANNOT_ASK;
      case 403 -> Cause.CALLS_RESTRICTED;
      case 502, 503, 504 -> Cause.BACKEND_DOWN;
      default -> Cause.OTHER_STATUS;
    };
  }

  private static Optional<URI> webSocket(String text) {
    try {
      URI url = URI.create(text);
      return "wss".equals(url.getScheme()) && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void call(SfuToken token) {
    String base = token.url.getRawPath() == null ? "" : token.url.getRawPath().replaceFirst("/+$", "");
    Ask ask = new Ask.Upgrade(account.rtc(), base + SIGNALLING);
    int port = token.url.getPort() < 0 ? Ask.HTTPS : token.url.getPort();
    switch (dialing.tls(account.rtc(), port)) {
      case Failure failure -> add(Promise.P3, ask, failed(failure), failure.elapsed());
      case Tls.Session session -> {
        try (session) {
          switch (Signalling.join(session.connection(), account.rtc(), base, token.token, dialing.patience())) {
            case Failure failure -> add(Promise.P3, ask, failed(failure), failure.elapsed());
            case Signalling.NotJoined(HttpResponse response) ->
                add(
                    Promise.P3,
                    ask,
                    Verdict.broken(response.status() == 401 ? Cause.KEYS_DIFFER : Cause.UPGRADE_STRIPPED, seen(response)),
                    response.elapsed());
            case Signalling.Joined(Signalling signalling) -> media(ask, signalling);
          }
        }
      }
    }
  }

  private void media(Ask ask, Signalling signalling) {
    Negotiation negotiation = Negotiation.of(signalling, dialing);
    if (negotiation.offer().isEmpty()) {
      add(Promise.P3, ask, Verdict.broken(Cause.NO_OFFER, negotiation.seen()), negotiation.elapsed());
    } else {
      add(Promise.P3, ask, new Verdict.Kept(JOINED + negotiation.seen()), negotiation.elapsed());
      new MediaPaths(negotiation, dialing, account.expected()).verdicts().forEach((promise, verdict) -> add(promise, ask, verdict, Duration.ZERO));
    }
    signalling.leave(dialing.patience());
  }

  static Verdict failed(Failure failure) {
    return switch (failure.kind()) {
      case REFUSED -> Verdict.broken(Cause.PORT_CLOSED, failure.detail());
      case TIMED_OUT -> Verdict.broken(Cause.NO_ANSWER, "no answer in " + failure.elapsed().toMillis() + " ms");
      case UNREACHABLE -> Verdict.undecidable(failure.detail());
      case NOT_TLS -> Verdict.broken(Cause.NOT_TLS, failure.detail());
      case HANDSHAKE -> Verdict.broken(Cause.HANDSHAKE_REFUSED, failure.detail());
      case OLD_TLS -> Verdict.broken(Cause.TLS_OUTDATED, failure.detail());
      case MALFORMED -> Verdict.broken(Cause.NOT_HTTP, failure.detail());
      case RESET, CLOSED -> Verdict.broken(Cause.CONNECTION_BROKEN, failure.detail());
    };
  }

  /** The status and the code of an error; no more of a body, which may repeat a token. */
  private static String seen(HttpResponse response) {
    String code = Body.object(response.text()).flatMap(map -> Body.string(map, "errcode")).filter(text -> text.matches("[A-Z_]{1,60}")).orElse("");
    return code.isEmpty() ? Integer.toString(response.status()) : response.status() + " " + code;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
