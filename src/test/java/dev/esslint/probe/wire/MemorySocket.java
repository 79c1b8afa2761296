package dev.esslint.probe.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** A socket whose peer has said all that it will say, and that is on no network. */
final class MemorySocket extends Socket {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final InputStream in;

  /**
   * @param heard what the peer says
   * @param switches whether the peer first takes the request for a WebSocket
   */
  MemorySocket(byte[] heard, boolean switches) {
    this.in = switches ? new Switching(heard) : new ByteArrayInputStream(heard);
  }

  /** A connection over such a socket. */
  static Connection connection(byte[] heard, boolean switches) throws IOException {
    MemorySocket socket = new MemorySocket(heard, switches);
    return Connection.over(socket, socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return said;
  }

  @Override
  public synchronized void setSoTimeout(int timeout) {
    // there is nothing to wait for
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);
  }

  /** What the peer says once the request is there. */
  private final class Switching extends InputStream {
    private final byte[] rest;
    private @Nullable InputStream all;

    Switching(byte[] rest) {
      this.rest = rest;
    }

    private InputStream all() throws IOException {
      InputStream known = all;
      if (known == null) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
          WebSocketPeer.upgrade(said.toString(StandardCharsets.US_ASCII), answer);
        } catch (GeneralSecurityException e) {
          throw new IOException(e);
        }
        answer.writeBytes(rest);
        known = new ByteArrayInputStream(answer.toByteArray());
        all = known;
      }
      return known;
    }

    @Override
    public int read() throws IOException {
      return all().read();
    }

    @Override
    public int read(byte[] bytes, int start, int count) throws IOException {
      return all().read(bytes, start, count);
    }

    @Override
    public int available() throws IOException {
      return all().available();
    }
  }
}
