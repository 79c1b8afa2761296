package dev.esslint.probe.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks name servers by itself, since the resolver of the machine does not tell why it has no address. */
public final class Dns {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PORT = 53;
  private static final int MOST_ALIASES = 8;

  /** How long one server has before the question is sent again. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The types of records that can be asked for. */
  public enum Type {
    A(1),
    AAAA(28),
    CNAME(5),
    SRV(33),
    CAA(257);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    static Optional<Type> of(int number) {
      for (Type type : values()) {
        if (type.number == number) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  private final List<InetSocketAddress> servers;

  /** Asks these servers, each one only if those before gave no answer. */
  public Dns(List<InetSocketAddress> servers) {
    this.servers = List.copyOf(servers);
  }

  /** The name servers that a text in the form of {@code /etc/resolv.conf} names; what is no address is left out. */
  public static List<InetSocketAddress> servers(String resolvConf) {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (String line : resolvConf.lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length >= 2 && words[0].equals("nameserver")) {
        literal(words[1]).ifPresent(address -> servers.add(new InetSocketAddress(address, PORT)));
      }
    }
    return servers;
  }

  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The records of a name; aliases are followed. */
  public DnsAnswer ask(String name, Type type, Deadline deadline) {
    String wanted = DnsMessage.plain(name);
    List<String> aliases = new ArrayList<>();
    while (true) {
      Reply reply = reply(wanted, type, deadline);
      if (!(reply instanceof Reply.Message(DnsMessage message))) {
        return ((Reply.None) reply).answer();
      }
      int known = aliases.size();
      List<DnsRecord> found = new ArrayList<>();
      wanted = follow(message, wanted, type, aliases, found);
      if (!found.isEmpty()) {
        return new DnsAnswer.Found(List.copyOf(found), List.copyOf(aliases));
      }
      if (message.code() == 3) {
        return new DnsAnswer.NoSuchName(List.copyOf(aliases));
      }
      if (message.code() != 0) {
        return new DnsAnswer.ServerFailure(message.codeName());
      }
      if (aliases.size() == known) {
        return new DnsAnswer.NoData(List.copyOf(aliases));
      }
      if (aliases.size() > MOST_ALIASES) {
        return new DnsAnswer.ServerFailure("more than " + MOST_ALIASES + " aliases, the last one " + wanted);
      }
    }
  }

  /** Collects the records of a name, or of what it is an alias for; gives the last name. */
  private static String follow(DnsMessage message, String name, Type type, List<String> aliases, List<DnsRecord> found) {
    String wanted = name;
    while (aliases.size() <= MOST_ALIASES) {
      String next = "";
      for (DnsRecord one : message.records()) {
        if (!one.name().equals(wanted)) {
          continue;
        }
        if (one instanceof DnsRecord.Alias alias && type != Type.CNAME) {
          next = alias.target();
        } else if (of(one, type)) {
          found.add(one);
        }
      }
      if (next.isEmpty() || !found.isEmpty()) {
        return wanted;
      }
      aliases.add(next);
      wanted = next;
    }
    return wanted;
  }

  private static boolean of(DnsRecord one, Type type) {
    return switch (one) {
      case DnsRecord.Address a -> type == (a.address().getAddress().length == 4 ? Type.A : Type.AAAA);
      case DnsRecord.Alias _ -> type == Type.CNAME;
      case DnsRecord.Service _ -> type == Type.SRV;
      case DnsRecord.Authorization _ -> type == Type.CAA;
    };
  }

  private sealed interface Reply {
    record Message(DnsMessage message) implements Reply {}

    record None(DnsAnswer answer) implements Reply {}
  }

  private Reply reply(String name, Type type, Deadline deadline) {
    int id = RANDOM.nextInt(1 << 16);
    Optional<byte[]> question = DnsMessage.question(id, name, type);
    if (question.isEmpty()) {
      return new Reply.None(new DnsAnswer.NoSuchName(List.of()));
    }
    DnsAnswer why = new DnsAnswer.Unreachable("no name server is configured");
    for (int round = 0; round < 2; round++) {
      for (InetSocketAddress server : servers) {
        if (deadline.over()) {
          return new Reply.None(new DnsAnswer.TimedOut());
        }
        switch (ask(server, question.get(), id, name, type, patience(deadline, round))) {
          case Reply.Message(DnsMessage message) when message.code() == 0 || message.code() == 3 -> {
            return new Reply.Message(message);
          }
          case Reply.Message(DnsMessage message) -> why = new DnsAnswer.ServerFailure(message.codeName());
          case Reply.None(DnsAnswer answer) -> why = answer;
        }
      }
      if (!(why instanceof DnsAnswer.TimedOut)) {
        break;
      }
    }
    return new Reply.None(why);
  }

  /** The first round leaves time for the second one. */
  private Deadline patience(Deadline deadline, int round) {
    Duration left = deadline.left();
    Duration share = round == 0 ? left.dividedBy(2L * servers.size()) : left;
    return deadline.atMost(round == 0 && share.compareTo(PATIENCE) > 0 ? PATIENCE : share);
  }

  private static Reply ask(InetSocketAddress server, byte[] question, int id, String name, Type type, Deadline deadline) {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connected: answers of others do not come in, and that nobody listens is told.
      socket.connect(server);
      socket.send(new DatagramPacket(question, question.length));
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      while (!deadline.over()) {
        socket.setSoTimeout(deadline.millis());
        packet.setLength(4096);
        socket.receive(packet);
        Optional<DnsMessage> message = DnsMessage.read(packet.getData(), packet.getLength());
        if (message.isPresent() && message.get().answers(id, name, type)) {
          return message.get().truncated() ? askOverTcp(server, question, id, name, type, deadline) : new Reply.Message(message.get());
        }
        if (message.isEmpty() && startsWith(packet, id)) {
          return new Reply.None(new DnsAnswer.ServerFailure("an answer that makes no sense"));
        }
      }
      return new Reply.None(new DnsAnswer.TimedOut());
    } catch (SocketTimeoutException e) {
      return new Reply.None(new DnsAnswer.TimedOut());
    } catch (PortUnreachableException e) {
      return new Reply.None(new DnsAnswer.Unreachable("nothing listens on " + server));
    } catch (IOException | IllegalArgumentException e) {
      return new Reply.None(new DnsAnswer.Unreachable(Failure.words(e)));
    }
  }

  private static boolean startsWith(DatagramPacket packet, int id) {
    return packet.getLength() >= 2 && (ByteBuffer.wrap(packet.getData()).getShort() & 0xffff) == id;
  }

  private static Reply askOverTcp(InetSocketAddress server, byte[] question, int id, String name, Type type, Deadline deadline) {
    switch (Connection.open(server, deadline)) {
      case Failure failure -> {
        return failed(failure);
      }
      case Connection connection -> {
        try (connection; Alarm _ = connection.alarm(deadline)) {
          byte[] framed = ByteBuffer.allocate(2 + question.length).putShort((short) question.length).put(question).array();
          connection.out().write(framed);
          DataInputStream in = new DataInputStream(connection.in());
          byte[] answer = in.readNBytes(in.readUnsignedShort());
          Optional<DnsMessage> message = DnsMessage.read(answer, answer.length);
          return message.isPresent() && message.get().answers(id, name, type) && !message.get().truncated()
              ? new Reply.Message(message.get())
              : new Reply.None(new DnsAnswer.ServerFailure("an answer over TCP that makes no sense"));
        } catch (IOException e) {
          return failed(Failure.of(e, deadline));
        }
      }
    }
  }

  private static Reply failed(Failure failure) {
    return new Reply.None(
        failure.kind() == Failure.Kind.TIMED_OUT
            ? new DnsAnswer.TimedOut()
            : new DnsAnswer.ServerFailure("truncated, and over TCP: " + failure.detail()));
  }
}
