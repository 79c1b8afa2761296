package dev.esslint.probe.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Sends requests of STUN, TURN and ICE to one peer, from one port, and waits for the answers. */
public final class StunClient implements AutoCloseable {
  private static final int SENDS = 4;
  private static final int LONGEST = 4096;

  private final Transport transport;

  private StunClient(Transport transport) {
    this.transport = transport;
  }

  /** Over UDP. */
  public static StunClient udp(InetSocketAddress peer) {
    return new StunClient(new Udp(peer));
  }

  /** Over a connection, as STUN and TURN servers speak. */
  public static StunClient over(Connection connection) {
    return new StunClient(new Stream(connection, false));
  }

  /** Over a connection, each message with its length before it (RFC 4571), as ICE has it over TCP. */
  public static StunClient framed(Connection connection) {
    return new StunClient(new Stream(connection, true));
  }

  Stun.Outcome ask(StunMessage request, Deadline deadline) {
    return transport.ask(request, deadline);
  }

  @Override
  public void close() {
    transport.close();
  }

  private sealed interface Transport {
    Stun.Outcome ask(StunMessage request, Deadline deadline);

    void close();
  }

  private static final class Udp implements Transport {
    private final InetSocketAddress peer;
    private Optional<DatagramSocket> socket = Optional.empty();

    Udp(InetSocketAddress peer) {
      this.peer = peer;
    }

    private DatagramSocket socket() throws IOException {
      if (socket.isEmpty()) {
        DatagramSocket fresh = new DatagramSocket();
        socket = Optional.of(fresh);
        // Connected, so that what comes back as undeliverable is told.
        fresh.connect(peer);
      }
      return socket.get();
    }

    @Override
    public Stun.Outcome ask(StunMessage request, Deadline deadline) {
      Deadline own = deadline.atMost(Stun.PATIENCE);
      String other = "";
      try {
        DatagramSocket open = socket();
        byte[] bytes = request.bytes();
        // Waits of 1, 2, 4 and 8 parts: half a second doubled, or less if there is less time.
        Duration part = own.left().dividedBy((1L << SENDS) - 1);
        for (int send = 0; send < SENDS; send++) {
          open.send(new DatagramPacket(bytes, bytes.length));
          Deadline wait = send == SENDS - 1 ? own : own.atMost(part.multipliedBy(1L << send));
          while (!wait.over()) {
            Optional<byte[]> packet = receive(open, wait);
            if (packet.isEmpty()) {
              break;
            }
            Optional<StunMessage> message = StunMessage.read(packet.get());
            if (message.isPresent() && message.get().answers(request)) {
              return new Stun.Answer(message.get(), (InetSocketAddress) open.getLocalSocketAddress(), own.elapsed());
            }
            other = message.isPresent() ? message.get().toString() : firstOf(packet.get());
          }
        }
        return Failure.of(other.isEmpty() ? Failure.Kind.TIMED_OUT : Failure.Kind.MALFORMED, other, own);
      } catch (IOException e) {
        return Failure.of(e, own);
      } catch (IllegalArgumentException e) {
        return Failure.of(Failure.Kind.UNREACHABLE, Failure.words(e), own);
      }
    }

    private static Optional<byte[]> receive(DatagramSocket socket, Deadline deadline) throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
      socket.setSoTimeout(deadline.millis());
      try {
        socket.receive(packet);
        return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      socket.ifPresent(DatagramSocket::close);
    }
  }

  private record Stream(Connection connection, boolean framed) implements Transport {
    @Override
    public Stun.Outcome ask(StunMessage request, Deadline deadline) {
      Deadline own = deadline.atMost(deadline.left());
      try (Alarm _ = connection.alarm(own)) {
        connection.timeout(own);
        byte[] bytes = request.bytes();
        connection.out().write(framed ? frame(bytes) : bytes);
        connection.out().flush();
        while (true) {
          byte[] packet = framed ? nextFrame() : next();
          Optional<StunMessage> message = StunMessage.read(packet);
          if (message.isPresent() && message.get().answers(request)) {
            return new Stun.Answer(message.get(), connection.local(), own.elapsed());
          }
          if (message.isEmpty() && !framed) {
            return packet.length == 0
                ? Failure.of(Failure.Kind.CLOSED, "", own)
                : Failure.of(Failure.Kind.MALFORMED, firstOf(packet), own);
          }
          // An ICE agent also asks by itself, and sends other things in frames.
        }
      } catch (IOException e) {
        return Failure.of(e, own);
      }
    }

    private byte[] next() throws IOException {
      byte[] header = connection.in().readNBytes(StunMessage.HEADER);
      if (!StunMessage.beginsOne(header) || StunMessage.length(header) > LONGEST) {
        return header;
      }
      byte[] rest = connection.in().readNBytes(StunMessage.length(header));
      return ByteBuffer.allocate(header.length + rest.length).put(header).put(rest).array();
    }

    private byte[] nextFrame() throws IOException {
      byte[] length = connection.in().readNBytes(2);
      if (length.length < 2) {
        throw new EOFException("the connection ended");
      }
      int count = ByteBuffer.wrap(length).getShort() & 0xffff;
      byte[] bytes = connection.in().readNBytes(count);
      if (bytes.length < count) {
        throw new EOFException("the connection ended within a frame");
      }
      return bytes;
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  static byte[] frame(byte[] bytes) {
    return ByteBuffer.allocate(2 + bytes.length).putShort((short) bytes.length).put(bytes).array();
  }

  static String firstOf(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
  }
}
