package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What functions of chance and of the clock may give. The cases are as unlike each other as can be to a reader of YAML, so that what is so in all of
 * them is so whatever the functions give. They do not show each way that a condition may take; so a run only writes and passes on what was drawn
 * ({@link #isPassedOn}), and is lost where it asks what it is.
 */
public enum Chance {
  WORDS("aBcd", "aBcd", "1", 'a') {
    @Override
    long between(long least, long last) {
      return least;
    }

    @Override
    String shuffled(String text) {
      return text;
    }
  },
  NUMBERS("1", "Zy", "30", '1') {
    @Override
    long between(long least, long last) {
      return last;
    }

    @Override
    String shuffled(String text) {
      return new StringBuilder(text).reverse().toString();
    }
  },
  BOTH("7fQ2", "qX", "094", 'e') {
    @Override
    long between(long least, long last) {
      return least + (last - least) / 2;
    }

    @Override
    String shuffled(String text) {
      return text.substring(text.length() / 2) + text.substring(0, text.length() / 2);
    }
  };

  private static final int LONGEST = 10_000;

  /** Functions that do the same with a text whatever its letters are, or that leave it out of account. */
  private static final Set<String> PASSING =
      Set.of(
          "quote", "squote", "upper", "lower", "swapcase", "title", "trim", "nospace", "print", "println", "printf", "cat", "toString", "trunc", "substr", "indent",
          "nindent", "b64enc", "b32enc", "sha1sum", "sha256sum", "sha512sum", "html", "urlquery", "list", "join", "default", "required", "toJson", "toYaml");

  /** Functions that look for their first argument in the last one. */
  private static final Set<String> SEEKING = Set.of("replace", "trimPrefix", "trimSuffix", "trimAll");

  /** What is always at the same places in what was drawn, or never in it. */
  private static final String FIXED = "-_ \n";

  /** How {@code now} is written where nothing else makes a text of it. */
  static final String NOW = "2006-01-02 15:04:05.123456789 +0000 UTC m=+0.123456789";

  private static final int RSA_LINES = 25;
  private static final int CERTIFICATE_LINES = 17;
  private static final String LINE = "M7fQ2aBcd";

  private final String mixed;
  private final String letters;
  private final String digits;
  private final char hexadecimal;

  Chance(String mixed, String letters, String digits, char hexadecimal) {
    this.mixed = mixed;
    this.letters = letters;
    this.digits = digits;
    this.hexadecimal = hexadecimal;
  }

  abstract long between(long least, long last);

  abstract String shuffled(String text);

  /** Whether a function gives in all cases the like of what it gets. */
  static boolean isPassedOn(String function, List<Datum> arguments) {
    return PASSING.contains(function)
        || (SEEKING.contains(function) && arguments.getFirst() instanceof Text(String sought) && sought.chars().allMatch(c -> FIXED.indexOf(c) >= 0));
  }

  /** A certificate with its key. */
  private record Certificate(Map<String, Datum> entries) implements Datum.Listed {
    @Override
    public boolean isStructure() {
      return true;
    }
  }

  /** What a call gives in this case; null if it is not one of these functions, or if that depends on more than chance. */
  @Nullable Datum of(String function, List<Datum> arguments) {
    return switch (function) {
      case "randInt" -> arguments.get(0) instanceof Int(long least) && arguments.get(1) instanceof Int(long end) ? new Int(between(least, end - 1)) : null;
      case "genCA" -> new Certificate(Map.of("Cert", new Text(pem("CERTIFICATE", CERTIFICATE_LINES)), "Key", new Text(pem("RSA PRIVATE KEY", RSA_LINES))));
      default -> {
        String text = text(function, arguments);
        yield text == null ? null : new Text(text);
      }
    };
  }

  private @Nullable String text(String function, List<Datum> arguments) {
    String first = arguments.isEmpty() || !(arguments.getFirst() instanceof Text(String text)) ? null : text;
    return switch (function) {
      case "randAlphaNum" -> repeated(mixed, arguments);
      case "randAlpha" -> repeated(letters, arguments);
      case "randNumeric" -> repeated(digits, arguments);
      case "randBytes" -> base64(repeated(mixed, arguments));
      case "uuidv4" -> "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx".replace('x', hexadecimal);
      case "shuffle" -> first != null && first.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c)) ? shuffled(first) : null;
      // a layout of Go is what it gives for the time that layouts are written with
      case "date", "date_in_zone", "dateInZone" -> first;
      case "htmlDate", "htmlDateInZone" -> "2006-01-02";
      case "unixEpoch" -> "1136239445";
      case "bcrypt" -> crypt();
      case "htpasswd" -> first == null || first.contains(":") ? null : first + ":" + crypt();
      case "genPrivateKey" -> first == null ? null : privateKey(first);
      default -> null;
    };
  }

  private static @Nullable String repeated(String pattern, List<Datum> arguments) {
    return arguments.getFirst() instanceof Int(long count) && count >= 0 && count <= LONGEST
        ? pattern.repeat((int) count / pattern.length() + 1).substring(0, (int) count)
        : null;
  }

  private static @Nullable String base64(@Nullable String text) {
    return text == null ? null : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String crypt() {
    return "$2a$10$" + mixed.repeat(53).substring(0, 53);
  }

  /** Its lines are alike in all cases; there are more of them in one kind than in another. */
  private static @Nullable String privateKey(String kind) {
    return switch (kind) {
      case "", "rsa" -> pem("RSA PRIVATE KEY", RSA_LINES);
      case "dsa" -> pem("DSA PRIVATE KEY", RSA_LINES / 2);
      case "ecdsa" -> pem("EC PRIVATE KEY", 3);
      case "ed25519" -> pem("PRIVATE KEY", 1);
      default -> "Unknown type " + kind;
    };
  }

  private static String pem(String name, int lines) {
    return "-----BEGIN " + name + "-----\n" + (LINE.repeat(64).substring(0, 64) + "\n").repeat(lines) + "-----END " + name + "-----\n";
  }
}
