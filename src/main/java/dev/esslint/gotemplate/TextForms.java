package dev.esslint.gotemplate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/**
 * Other forms of a text: encoded, as a sum, as parts of a path.
 *
 * @param text the text itself
 */
record TextForms(String text) {

  /** What a function of one string makes of it; null if it is none of these functions. */
  @Nullable String form(String function) {
    return switch (function) {
      case "b64enc" -> Base64.getEncoder().encodeToString(bytes());
      case "b64dec" -> decoded();
      case "sha1sum" -> sum("SHA-1");
      case "sha256sum" -> sum("SHA-256");
      case "sha512sum" -> sum("SHA-512");
      case "adler32sum" -> adler();
      case "base", "osBase" -> base();
      case "dir", "osDir" -> clean(text.substring(0, text.lastIndexOf('/') + 1));
      case "clean", "osClean" -> clean(text);
      case "ext", "osExt" -> extension();
      default -> null;
    };
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String adler() {
    Adler32 sum = new Adler32();
    sum.update(bytes());
    return String.valueOf(sum.getValue());
  }

  private String sum(String algorithm) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is decoded to a text, or Sprig's error in words; of other bytes it is not known what is made of them. */
  private @Nullable String decoded() {
    byte[] bytes = bytes();
    int fault = faultInBase64(bytes);
    if (fault >= 0) {
      return "illegal base64 data at input byte " + fault;
    }
    try {
      String letters = text.replace("\n", "").replace("\r", "");
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getDecoder().decode(letters))).toString();
    } catch (CharacterCodingException noText) {
      return null;
    }
  }

  /** The place at which Go says that it stops; -1 if all can be decoded. */
  private static int faultInBase64(byte[] bytes) {
    int letters = 0;
    int i = 0;
    while (i < bytes.length) {
      byte b = bytes[i];
      i++;
      if (b == '=') {
        return faultInPadding(bytes, i, letters % 4);
      }
      if (!isBreak(b)) {
        if (!Character.isLetterOrDigit(b) && b != '+' && b != '/') {
          return i - 1;
        }
        letters++;
      }
    }
    return letters % 4 == 0 ? -1 : i - letters % 4;
  }

  /**
   * @param from after the first sign of it
   * @param letters how many of four stand before it
   */
  private static int faultInPadding(byte[] bytes, int from, int letters) {
    if (letters < 2) {
      return from - 1;
    }
    int i = afterBreaks(bytes, from);
    if (letters == 2) {
      if (i == bytes.length || bytes[i] != '=') {
        return i == bytes.length ? i : i - 1;
      }
      i = afterBreaks(bytes, i + 1);
    }
    return i < bytes.length ? i : -1;
  }

  private static int afterBreaks(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && isBreak(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isBreak(byte b) {
    return b == '\n' || b == '\r';
  }

  private String base() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.isEmpty() ? "." : end == 0 ? "/" : text.substring(text.lastIndexOf('/', end - 1) + 1, end);
  }

  private String extension() {
    int dot = text.lastIndexOf('.');
    return dot > text.lastIndexOf('/') ? text.substring(dot) : "";
  }

  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> steps = new ArrayDeque<>();
    for (String step : path.split("/", -1)) {
      boolean up = step.equals("..");
      if (up && !steps.isEmpty() && !steps.getLast().equals("..")) {
        steps.removeLast();
      } else if (!step.isEmpty() && !step.equals(".") && !(up && rooted)) {
        steps.addLast(step);
      }
    }
    String joined = String.join("/", steps);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
