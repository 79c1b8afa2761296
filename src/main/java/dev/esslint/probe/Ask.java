package dev.esslint.probe;

import dev.esslint.probe.wire.Header;
import java.util.List;
import java.util.stream.Collectors;

/** What is asked, the same for all checks that one answer serves. */
public sealed interface Ask {
  int HTTPS = 443;

  /** The name that is asked for, or asked. */
  String host();

  /** As people would write it. */
  String words();

  /** The addresses of a name. */
  record Addresses(String host) implements Ask {
    @Override
    public String words() {
      return "addresses of " + host;
    }
  }

  /** The addresses of a name beside this one that nobody has made. */
  record Beside(String host) implements Ask {
    /** The domain that this name is in. */
    String domain() {
      return host.substring(host.indexOf('.') + 1);
    }

    @Override
    public String words() {
      return "addresses of esslint-probe-<random>." + domain();
    }
  }

  /** The CAA records of a name and of the domains that it is in. */
  record Authorities(String host) implements Ask {
    @Override
    public String words() {
      return "CAA records of " + host;
    }
  }

  /** A TLS handshake. */
  record Handshake(String host) implements Ask {
    @Override
    public String words() {
      return "TLS at " + host + ":" + HTTPS;
    }
  }

  /** A TLS handshake that offers nothing newer than TLS 1.1. */
  record OldHandshake(String host) implements Ask {
    @Override
    public String words() {
      return "TLS 1.1 at " + host + ":" + HTTPS;
    }
  }

  /** An HTTP request without TLS, as pods of the deployment send it to each other. */
  record Inner(String host, int port, String target) implements Ask {
    @Override
    public String words() {
      return "http://" + host + ":" + port + target;
    }
  }

  /** An HTTP request. */
  record Request(String method, String host, String target, List<Header> headers, String body) implements Ask {
    static Request get(String host, String target) {
      return new Request("GET", host, target, List.of(), "");
    }

    @Override
    public String words() {
      return (method.equals("GET") ? "" : method + " ") + "https://" + host + target;
    }
  }

  /** What only an upgrade to WebSocket shows. */
  record Upgrade(String host, String target) implements Ask {
    @Override
    public String words() {
      return "wss://" + host + target;
    }
  }

  /** The SRV records by which other servers find one, the current name first. */
  record Services(String host) implements Ask {
    @Override
    public String words() {
      return "SRV _matrix-fed._tcp." + host + ", if the server document has nothing";
    }
  }

  /** The address that several servers see one and the same port with. */
  record Nat(List<Media> servers) implements Ask {
    public Nat {
      servers = List.copyOf(servers);
    }

    @Override
    public String host() {
      return servers.getFirst().host();
    }

    @Override
    public String words() {
      return "one port at " + servers.stream().map(Media::host).collect(Collectors.joining(" and "));
    }
  }

  /** A TCP connection. */
  record Connect(String host, int port) implements Ask {
    @Override
    public String words() {
      return "TCP at " + host + ":" + port;
    }
  }

  /**
   * A question to a media port.
   *
   * @param port of the address as clients are told it
   */
  record Media(Kind kind, String host, int port) implements Ask {
    /** How is asked. */
    public enum Kind {
      STUN("STUN over UDP"),
      ICE_TCP("framed STUN over TCP"),
      ICE_UDP("STUN over UDP"),
      TURN("TURN over UDP"),
      TURN_TLS("TURN over TLS");

      private final String words;

      Kind(String words) {
        this.words = words;
      }
    }

    @Override
    public String words() {
      return kind.words + " at " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }
}
