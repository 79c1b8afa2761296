package dev.esslint.probe.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LiveKit's signalling over a WebSocket: joins a room, hears what the SFU offers, and leaves. */
public final class Signalling implements AutoCloseable {
  private static final Pattern CANDIDATE = Pattern.compile("\"candidate\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final int SUBSCRIBER = 1;
  private static final int CLIENT_INITIATED = 1;

  /** What comes of joining: {@link Joined}, an answer over HTTP that refuses, or a {@link Failure}. */
  public sealed interface Joining permits Joined, NotJoined, Failure {}

  /** The SFU took the token. */
  public record Joined(Signalling signalling) implements Joining {}

  /** The SFU, or something before it, did not switch to WebSocket. */
  public record NotJoined(HttpResponse response) implements Joining {}

  /** What the SFU says. */
  public sealed interface Received permits Welcome, Offer, Candidate, Leave, Other, Ended, Failure {}

  /** The first message: which version it is and which servers clients are to ask for their address and to relay through. */
  public record Welcome(String version, String room, List<IceServer> iceServers, boolean offers) implements Received {}

  /** A STUN or TURN server for clients. */
  public record IceServer(List<String> urls, Turn.Credentials credentials) {}

  /** What the SFU offers to send from. */
  public record Offer(SessionDescription description) implements Received {}

  /** One more address of the SFU, for what it sends or, if not {@code sends}, for what it takes. */
  public record Candidate(IceCandidate candidate, boolean sends) implements Received {}

  /** The SFU ends it; the reason is LiveKit's number. */
  public record Leave(int reason) implements Received {}

  /** Something else, by the number of its field; 0 if it is nothing that is known. */
  public record Other(int field) implements Received {}

  /** The WebSocket was closed. */
  public record Ended(int code, String reason) implements Received {}

  private final WebSocket socket;

  private Signalling(WebSocket socket) {
    this.socket = socket;
  }

  /**
   * Joins the room of a token.
   *
   * @param connection to the host of the SFU
   * @param base path before {@code /rtc}, mostly empty
   */
  public static Joining join(Connection connection, String host, String base, String token, Deadline deadline) {
    // As clients send it, so that what is in the way of a long query shows.
    String query = "?access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + "&auto_subscribe=1&protocol=15&sdk=js";
    return switch (WebSocket.open(connection, HttpRequest.get(host, base + "/rtc" + query), deadline)) {
      case WebSocket.Opened opened -> new Joined(new Signalling(opened.socket()));
      case HttpResponse response -> new NotJoined(response);
      case Failure failure -> failure;
    };
  }

  /** Waits for what the SFU says next. */
  public Received receive(Deadline deadline) {
    return switch (socket.receive(deadline)) {
      case WebSocket.Binary(byte[] bytes) -> Protobuf.read(bytes).map(Signalling::read).orElse(new Other(0));
      case WebSocket.Text _ -> new Other(0);
      case WebSocket.Closed closed -> new Ended(closed.code(), closed.reason());
      case Failure failure -> failure;
    };
  }

  private static Received read(Protobuf response) {
    if (response.fields().isEmpty()) {
      return new Other(0);
    }
    int number = response.fields().getLast().number();
    Protobuf message = response.message(number).orElse(new Protobuf(List.of()));
    return switch (number) {
      case 1 -> welcome(message);
      case 3 -> new Offer(new SessionDescription(message.text(2)));
      case 4 -> candidate(message);
      case 8 -> new Leave((int) message.value(2));
      default -> new Other(number);
    };
  }

  private static Welcome welcome(Protobuf join) {
    List<IceServer> servers = join.messages(5).stream().map(Signalling::server).toList();
    String version = join.message(12).map(s -> s.text(2)).filter(v -> !v.isEmpty()).orElse(join.text(4));
    return new Welcome(version, join.message(1).map(r -> r.text(2)).orElse(""), servers, join.value(6) != 0);
  }

  private static IceServer server(Protobuf server) {
    return new IceServer(server.texts(1), new Turn.Credentials(server.text(2), server.text(3)));
  }

  private static Received candidate(Protobuf trickle) {
    Matcher text = CANDIDATE.matcher(trickle.text(1));
    Optional<IceCandidate> candidate = text.find() ? IceCandidate.read(text.group(1)) : Optional.empty();
    return candidate.isPresent() ? new Candidate(candidate.get(), trickle.value(2) == SUBSCRIBER) : new Other(4);
  }

  /** Answers an offer; whether it could be sent. */
  public boolean answer(SessionDescription answer, Deadline deadline) {
    Protobuf.Writer description = new Protobuf.Writer().with(1, "answer").with(2, answer.sdp());
    return socket.send(new Protobuf.Writer().with(2, description).bytes(), deadline);
  }

  /** Leaves the room and closes. */
  public void leave(Deadline deadline) {
    socket.send(new Protobuf.Writer().with(8, new Protobuf.Writer().with(2, CLIENT_INITIATED)).bytes(), deadline);
    socket.end(deadline);
  }

  @Override
  public void close() {
    socket.close();
  }
}
