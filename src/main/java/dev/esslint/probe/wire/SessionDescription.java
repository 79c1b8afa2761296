package dev.esslint.probe.wire;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an SDP offer says about its paths, and the answer that makes the peer listen on them. */
public record SessionDescription(String sdp) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST_LINES = 5000;

  private List<String> lines() {
    return sdp.lines().map(String::strip).filter(l -> !l.isEmpty()).limit(MOST_LINES).toList();
  }

  private Optional<String> first(String key) {
    return lines().stream().filter(l -> l.startsWith(key)).findFirst().map(l -> l.substring(key.length()));
  }

  /** Name and password for the checks; empty if it offers none. */
  public Optional<Ice.Credentials> credentials() {
    Optional<String> password = first("a=ice-pwd:");
    return first("a=ice-ufrag:").flatMap(f -> password.map(p -> new Ice.Credentials(f, p)));
  }

  /** Whether its side only answers checks and leaves it to the other one to decide. */
  public boolean lite() {
    return lines().contains("a=ice-lite");
  }

  /** The addresses that it offers. */
  public List<IceCandidate> candidates() {
    return lines().stream().flatMap(l -> IceCandidate.read(l).stream()).distinct().toList();
  }

  /**
   * The answer to this offer that takes everything and sends nothing, without an address of its own: the peer learns that from the checks. The
   * fingerprint is of no certificate, since no media is to come.
   */
  public SessionDescription answer(Ice.Credentials ours) {
    List<String> out = new ArrayList<>(List.of("v=0", "o=- " + RANDOM.nextLong(1, Long.MAX_VALUE) + " 2 IN IP4 127.0.0.1", "s=-", "t=0 0"));
    List<String> lines = lines();
    lines.stream().filter(l -> l.startsWith("a=group:BUNDLE")).forEach(out::add);
    String fingerprint = fingerprint();
    boolean media = false;
    for (String line : lines) {
      if (line.startsWith("m=")) {
        media = true;
        out.add(line.replaceFirst("^(m=[a-z]+) [0-9]+", "$1 9"));
        out.add("c=IN IP4 0.0.0.0");
        out.add("a=ice-ufrag:" + ours.fragment());
        out.add("a=ice-pwd:" + ours.password());
        out.add("a=fingerprint:sha-256 " + fingerprint);
        out.add("a=setup:active");
        out.add(line.startsWith("m=application") ? "a=max-message-size:65536" : "a=recvonly");
      } else if (media && isKept(line)) {
        out.add(line);
      }
    }
    return new SessionDescription(String.join("\r\n", out) + "\r\n");
  }

  private static boolean isKept(String line) {
    return line.startsWith("a=mid:")
        || line.startsWith("a=sctp-port:")
        || line.startsWith("a=rtpmap:")
        || line.startsWith("a=fmtp:")
        || line.startsWith("a=rtcp-fb:")
        || line.equals("a=rtcp-mux")
        || line.equals("a=rtcp-rsize");
  }

  private static String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      text.append(i == 0 ? "" : ":").append(String.format("%02X", RANDOM.nextInt(256)));
    }
    return text.toString();
  }

  /** Without the text, since it holds a password. */
  @Override
  public String toString() {
    return "SDP of " + sdp.length() + " characters";
  }
}
