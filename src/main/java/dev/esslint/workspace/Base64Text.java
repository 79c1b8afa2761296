package dev.esslint.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Text that stands in base64. */
public final class Base64Text {
  private Base64Text() {}

  /** The text; null if it is no base64 of a text. */
  public static @Nullable String decode(String encoded) {
    byte[] bytes = bytes(encoded);
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The bytes; null if it is no base64. */
  public static byte @Nullable [] bytes(String encoded) {
    try {
      return Base64.getDecoder().decode(encoded.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
