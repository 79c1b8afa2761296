package dev.esslint.probe.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * An address that a peer offers for a call, as a line of SDP has it.
 *
 * @param tcp whether it is reached over TCP
 * @param address an address, or a name that only the peer's own network knows; untrusted text
 * @param type {@code host}, {@code srflx}, {@code prflx} or {@code relay}
 * @param tcpType {@code passive}, {@code active} or {@code so}; empty over UDP
 */
public record IceCandidate(boolean tcp, String address, int port, String type, String tcpType) {

  /** Whether something can be sent there to begin with. */
  public boolean listens() {
    return !tcp || !tcpType.equals("active");
  }

  /** Reads {@code candidate:...} or a line {@code a=candidate:...}; empty if it is none. */
  public static Optional<IceCandidate> read(String line) {
    String bare = line.strip();
    int start = bare.startsWith("a=candidate:") ? 12 : bare.startsWith("candidate:") ? 10 : -1;
    if (start < 0) {
      return Optional.empty();
    }
    String[] words = bare.substring(start).split("\\s+");
    if (words.length < 8 || !words[5].matches("[0-9]{1,5}") || Integer.parseInt(words[5]) > 65535) {
      return Optional.empty();
    }
    String transport = words[2].toLowerCase(Locale.ROOT);
    if (!transport.equals("udp") && !transport.equals("tcp")) {
      return Optional.empty();
    }
    return Optional.of(
        new IceCandidate(transport.equals("tcp"), words[4], Integer.parseInt(words[5]), after(words, "typ"), after(words, "tcptype")));
  }

  private static String after(String[] words, String key) {
    for (int i = 6; i + 1 < words.length; i += 2) {
      if (words[i].equals(key)) {
        return words[i + 1].toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }
}
