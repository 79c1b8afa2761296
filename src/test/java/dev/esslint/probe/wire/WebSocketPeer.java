package dev.esslint.probe.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** The server's side of a WebSocket. */
public final class WebSocketPeer {
  private WebSocketPeer() {}

  /** Reads the request and switches; gives the head of the request. */
  public static String accept(InputStream in, OutputStream out) throws IOException, GeneralSecurityException {
    String request = Peer.request(in);
    upgrade(request, out);
    return request;
  }

  /** Switches for a request that was read. */
  public static void upgrade(String request, OutputStream out) throws IOException, GeneralSecurityException {
    String key = request.replaceFirst("(?s).*Sec-WebSocket-Key: ([^\r]+)\r.*", "$1") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    String accepted = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII)));
    String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ";
    out.write((head + accepted + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Sends a message of bytes. */
  public static void send(OutputStream out, byte[] bytes) throws IOException {
    out.write(ByteBuffer.allocate(4).put((byte) 0x82).put((byte) 126).putShort((short) bytes.length).array());
    out.write(bytes);
    out.flush();
  }

  /** Reads the next frame, which has to be masked. */
  public static byte[] read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(2);
    if (head.length < 2 || (head[1] & 0x80) == 0) {
      throw new IOException("no frame of a client");
    }
    int length = head[1] & 0x7f;
    if (length == 126) {
      length = ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = (int) ByteBuffer.wrap(in.readNBytes(8)).getLong();
    }
    byte[] mask = in.readNBytes(4);
    byte[] bytes = in.readNBytes(length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i % 4];
    }
    return bytes;
  }
}
