package dev.esslint.probe.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which address each of several STUN servers sees one and the same port as.
 *
 * @param seen by server, in the order of their answers; those that did not answer are left out
 */
public record NatMapping(Map<InetSocketAddress, InetSocketAddress> seen) {
  private static final int SENDS = 4;

  /** Whether servers see different addresses, as behind a symmetric NAT; empty if fewer than two answered. */
  public Optional<Boolean> symmetric() {
    return seen.size() < 2 ? Optional.empty() : Optional.of(seen.values().stream().distinct().count() > 1);
  }

  /** Asks all servers from one port. They have to be of one family, as a port maps to an address of each family anyway. */
  public static NatMapping ask(List<InetSocketAddress> servers, Deadline deadline) {
    Map<InetSocketAddress, InetSocketAddress> seen = new LinkedHashMap<>();
    StunMessage request = StunMessage.request(StunMessage.BINDING).fingerprint().done();
    Deadline own = deadline.atMost(Stun.PATIENCE);
    Duration part = own.left().dividedBy((1L << SENDS) - 1);
    // Not connected, since it speaks with several.
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int send = 0; send < SENDS && seen.size() < servers.size(); send++) {
        for (InetSocketAddress server : servers) {
          if (!seen.containsKey(server)) {
            send(socket, request.bytes(), server);
          }
        }
        Deadline wait = own.atMost(part.multipliedBy(1L << send));
        while (!wait.over() && seen.size() < servers.size()) {
          receive(socket, request, servers, seen, wait);
        }
      }
    } catch (IOException e) {
      // No socket at all: nobody saw anything.
      return new NatMapping(seen);
    }
    return new NatMapping(seen);
  }

  private static void send(DatagramSocket socket, byte[] bytes, InetSocketAddress server) {
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, server));
    } catch (IOException | IllegalArgumentException e) {
      // One that cannot be reached does not keep the others from answering.
      return;
    }
  }

  private static void receive(
      DatagramSocket socket, StunMessage request, List<InetSocketAddress> servers, Map<InetSocketAddress, InetSocketAddress> seen, Deadline wait)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    socket.setSoTimeout(wait.millis());
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return;
    }
    InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
    Optional<StunMessage> message = StunMessage.read(Arrays.copyOf(packet.getData(), packet.getLength()));
    if (servers.contains(from) && message.isPresent() && message.get().answers(request)) {
      message.get().mapped().ifPresent(mapped -> seen.put(from, mapped));
    }
  }
}
