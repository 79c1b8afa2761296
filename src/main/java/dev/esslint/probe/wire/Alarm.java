package dev.esslint.probe.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Closes a socket when a call is late. A timeout of a socket begins anew with every byte and knows nothing of writing, so it does not stop a peer
 * that sends one byte a second or reads nothing.
 */
final class Alarm implements AutoCloseable {
  private final Thread thread;

  private Alarm(Thread thread) {
    this.thread = thread;
  }

  static Alarm at(Deadline deadline, Closeable socket) {
    return new Alarm(Thread.ofVirtual().start(() -> ring(deadline, socket)));
  }

  private static void ring(Deadline deadline, Closeable socket) {
    try {
      while (!deadline.over()) {
        Thread.sleep(deadline.left().plus(Duration.ofMillis(1)));
      }
      socket.close();
    } catch (InterruptedException | IOException e) {
      // Over in time, or closed already.
      return;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
