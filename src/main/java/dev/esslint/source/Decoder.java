package dev.esslint.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns bytes into text as Helm does: UTF-8, or UTF-16 with a byte order mark, without control characters. */
final class Decoder {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final byte[] bytes;

  private Decoder(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  static SourceText decode(String name, byte[] bytes) throws SourceException {
    return new Decoder(name, bytes).decode();
  }

  private SourceText decode() throws SourceException {
    if (startsWith(0xFF, 0xFE)) {
      return strictly(StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(0xFE, 0xFF)) {
      return strictly(StandardCharsets.UTF_16BE, 2);
    }
    int start = startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0;
    var lenient = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    if (lenient.indexOf(REPLACEMENT) >= 0) {
      return strictly(StandardCharsets.UTF_8, start);
    }
    return checked(new SourceText(name, lenient));
  }

  private boolean startsWith(int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private SourceText strictly(Charset charset, int start) throws SourceException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(bytes.length - start + 1);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw malformed(charset, start, in.position(), out.length());
    }
    return checked(new SourceText(name, out.toString()));
  }

  private SourceException malformed(Charset charset, int start, int offset, int chars) {
    var shown = new SourceText(name, new String(bytes, start, bytes.length - start, charset));
    var span = new Span(chars, Math.min(chars + 1, shown.text().length()));
    return new SourceException(
        String.format(
            "not %s: byte 0x%02X at offset %d (line %d) does not belong to any character; save the"
                + " file as UTF-8",
            charset.name().substring(0, charset.name().startsWith("UTF-16") ? 6 : 5),
            bytes[offset] & 0xFF,
            offset,
            shown.position(chars).line()),
        shown,
        span);
  }

  private static SourceText checked(SourceText source) throws SourceException {
    String text = source.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && !allowed(c, i))) {
        throw new SourceException(refusal(text, c), source, new Span(i, i + 1));
      }
    }
    return source;
  }

  /** What the YAML reader of Helm lets through from U+007F up; surrogates are in pairs here. */
  private static boolean allowed(char c, int at) {
    // with a second mark Helm loses the first character of each line
    return c == 0x85 || (c >= 0xA0 && c <= 0xFFFD && (c != BYTE_ORDER_MARK || at > 0));
  }

  private static String refusal(String text, char c) {
    if (c == 0) {
      boolean wide = text.length() > 1 && (text.charAt(0) == 0) != (text.charAt(1) == 0);
      return wide
          ? "NUL character; this looks like UTF-16 without a byte order mark, save the file as"
              + " UTF-8"
          : "NUL character; this is no text file";
    }
    if (c == BYTE_ORDER_MARK) {
      return "a second byte order mark (U+FEFF) at the start of the text; remove this invisible character";
    }
    return String.format(
        "control character U+%04X is not allowed in YAML; remove it or write it as an escape in"
            + " double quotes",
        (int) c);
  }
}
