package dev.esslint.probe.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** An open connection over TCP, with or without TLS on it. */
public final class Connection implements Opening, AutoCloseable {
  private final Socket socket;
  private final Socket plain;
  private final InetSocketAddress remote;
  private final BufferedInputStream in;
  private final OutputStream out;

  private Connection(Socket socket, Socket plain, InetSocketAddress remote) throws IOException {
    this.socket = socket;
    this.plain = plain;
    this.remote = remote;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects to one address over TCP. */
  public static Opening open(InetSocketAddress address, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    Socket socket = new Socket();
    try {
      connect(socket, address, own);
      return new Connection(socket, socket, address);
    } catch (IOException e) {
      closeQuietly(socket);
      return Failure.of(e, own);
    }
  }

  static void connect(Socket socket, InetSocketAddress address, Deadline deadline) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(address, deadline.millis());
  }

  /** The connection over a socket that is connected; {@code plain} carries {@code socket}, or is the same. */
  static Connection over(Socket socket, Socket plain, InetSocketAddress remote) throws IOException {
    return new Connection(socket, plain, remote);
  }

  /** The address that it leads to. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** The address that it comes from. */
  public InetSocketAddress local() {
    return (InetSocketAddress) plain.getLocalSocketAddress();
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Closes the connection at the deadline, unless the alarm is closed before. */
  Alarm alarm(Deadline deadline) {
    // The plain socket, since TLS would want to say goodbye and wait for whoever holds its lock.
    return Alarm.at(deadline, plain);
  }

  /** The timeout of the next read. */
  void timeout(Deadline deadline) throws IOException {
    socket.setSoTimeout(deadline.millis());
  }

  @Override
  public void close() {
    closeQuietly(plain);
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing left that could be done about it.
      return;
    }
  }
}
