package dev.esslint.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns bytes into text as Helm does: UTF-8, or UTF-16 with a byte order mark. */
final class Decoder {
  private static final char REPLACEMENT = '\uFFFD';

  private static final String BYTE_ORDER_MARK = "\uFEFF";

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
    return withoutMark(new SourceText(name, lenient));
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
    return withoutMark(new SourceText(name, out.toString()));
  }

  /** After a second mark Helm loses the first character of each line. */
  private static SourceText withoutMark(SourceText source) throws SourceException {
    if (source.text().startsWith(BYTE_ORDER_MARK)) {
      throw new SourceException(
          "a second byte order mark (U+FEFF) at the start of the text; remove this invisible character",
          source,
          new Span(0, 1));
    }
    return source;
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
}
