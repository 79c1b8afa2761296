package dev.esslint.probe.inside;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a line of answers. */
public record Said(Map<String, String> fields) {
  static Said of(List<String> words) {
    Map<String, String> fields = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        fields.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return new Said(fields);
  }

  String get(String field) {
    return fields.getOrDefault(field, "");
  }

  /** A number; -1 if it is none. */
  int number(String field) {
    return get(field).matches("[0-9]{1,6}") ? Integer.parseInt(get(field)) : -1;
  }

  byte[] bytes(String field) {
    String hex = get(field);
    return hex.length() % 2 == 0 && hex.matches("[0-9a-f]*") ? HexFormat.of().parseHex(hex) : new byte[0];
  }

  String text(String field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  /** How long it took. */
  Duration time() {
    Matcher seconds = Pattern.compile("([0-9]{1,4})(?:\\.([0-9]{1,9}))?").matcher(get("time"));
    if (!seconds.matches()) {
      return Duration.ZERO;
    }
    String part = seconds.group(2) == null ? "0" : (seconds.group(2) + "00").substring(0, 3);
    return Duration.ofSeconds(Integer.parseInt(seconds.group(1))).plusMillis(Integer.parseInt(part));
  }
}
