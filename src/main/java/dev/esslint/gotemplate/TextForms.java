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

  /** Only what is decoded to a text; of anything else Sprig makes an error in words. */
  private @Nullable String decoded() {
    try {
      return text.length() % 4 != 0
          ? null
          : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getDecoder().decode(text))).toString();
    } catch (IllegalArgumentException | CharacterCodingException none) {
      return null;
    }
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
