package dev.esslint.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The words that anything in the program looks for, and the places in which a text of the user may stand. */
public final class HostileTexts {
  /** What scanners, readers and expressions look for; repeated, each has led somebody into trouble. */
  public static final List<String> TOKENS =
      List.of(
          "{{", "}}", "{{ ", "${", "${A}", "<path:", "<secret:", "{{.Values", "{{ .Values.a }}", "{{quote ", "{{/*",
          "{{`", "{{ \"", "{{ quote .Values.serverName }}", "{{ include ", "{{ if .Values.a }}", "{{end}}", "token",
          "pass", "secret", "password: x ", "password", "a.", "a", "-", "- ", "[", "]", "[]", "{", "}", "{}", "{a: ",
          "\"", "\\\"", "\\", "'", "''", "://", "://a:", "@", "://a:b@", "keys:", "-----BEGIN PRIVATE KEY-----",
          "-----BEGIN ", "-----END", "ENC[", "ref+", "<", "<a>", ">", "$(A)", "$", "#", "# esslint:",
          "# esslint: chart=", " #", ":", ": ", "a: b", "a: ", ",", "a,", "1", "9.", "1:", "::", "*", "*.", "*a ",
          "&a ", "<<: ", "!a ", "!!str ", "? ", "|\n", ">\n", "--- ", "---\n", "...\n", "%YAML", "%", "/", "//",
          "\u00e9", "\ud83d\ude00", "\u200b", "\u202e", "\u2028", "\u0085", "\u00a0", " ", "  ", "\t", "\n", "\r\n", "\r", "nginx ",
          "example.com ", "your.tld ", "CHANGEME", "<your ", "x=", "=", "~", "`", "``", "](", "[a](", "_path",
          "lang", "e", ".svc", "svc.", "true", "null", "A", "sha256:", "v1.", "ed25519 ", "Error", "\"a\":", "{\"a\":",
          "[1,", "\\u0041", "\\ud83d", "name: password ", "value: ", "0", "1e", "0x", "\u0007", "\u007f", "\ufeff");

  private static final String BASE = read(Path.of("testdata", "base.yaml"));

  /** A values file in which a text stands somewhere. */
  @FunctionalInterface
  interface Place {
    String with(String text);
  }

  /** The places, by name. What stands there may be of several lines only where the name ends in {@code s}. */
  static final Map<String, Place> PLACES = places();

  private HostileTexts() {}

  /** Values that are right. */
  public static String base() {
    return BASE;
  }

  static String with(String place, String text) {
    return Objects.requireNonNull(PLACES.get(place)).with(text);
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String indented(String indent, String text) {
    return (text + "\n").replaceAll("(?m)^", indent).stripTrailing() + "\n";
  }

  private static Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    places.put("file", text -> text);
    places.put("end", text -> BASE + text);
    places.put("key", text -> BASE + quoted(text) + ": 1\n");
    places.put("comment", text -> BASE + "# " + text + "\n");
    places.put("serverName", text -> BASE.replace(" example.org\n", " " + quoted(text) + "\n"));
    places.put("host", text -> BASE.replace("matrix.example.org", quoted(text)));
    places.put(
        "image",
        text -> BASE + "redis: {image: {repository: " + quoted(text) + ", tag: " + quoted(text) + "}}\n");
    places.put(
        "annotations",
        text ->
            BASE
                + ("ingress: {className: " + quoted(text) + ", annotations: {a: " + quoted(text) + "}}\n"));
    places.put("labels", text -> BASE + "labels: {a: " + quoted(text) + "}\n");
    places.put(
        "credential", text -> BASE + "postgres: {adminPassword: {value: " + quoted(text) + "}}\n");
    places.put("mistake", text -> BASE + "postgres: {adminPasword: " + quoted(text) + "}\n");
    places.put("tolerations", text -> BASE + "tolerations:\n- " + quoted(text) + "\n");
    places.put("env", text -> under("synapse", "  extraEnv: [{name: " + quoted(text) + ", value: " + quoted(text) + "}]\n"));
    for (String component : List.of("synapse", "matrixAuthenticationService")) {
      places.put(component + "Line", text -> under(component, fragment("    ", "a: " + text)));
      places.put(component + "Texts", text -> under(component, fragment("    ", text)));
    }
    places.put("fragmentQuoted", text -> under("synapse", "  additional: {a: {config: " + quoted("a: \"" + text + "\"") + "}}\n"));
    places.put(
        "livekits",
        text -> under("matrixRTC", "  sfu:\n    additional:\n" + fragment("        ", "keys:\n" + text).substring("  additional:\n".length())));
    places.put(
        "hookshots",
        text ->
            BASE + "hookshot:\n  enabled: true\n  ingress: {host: h.example.org}\n" + fragment("    ", text));
    places.put(
        "wellKnown",
        text ->
            BASE + "wellKnownDelegation: {additional: {client: " + quoted("{\"a\": \"" + text + "\"}") + ", server: " + quoted(text) + "}}\n");
    places.put("web", text -> under("elementWeb", "  additional: {a: " + quoted("{\"a\": \"" + text + "\"}") + ", b: " + quoted(text) + "}\n"));
    places.put("unreadables", text -> BASE + "a: [\n" + text + "\n");
    places.put("unreadable", text -> BASE + "password: " + text + "\na: [");
    return places;
  }

  private static String under(String component, String yaml) {
    return BASE.replace("\n" + component + ":\n", "\n" + component + ":\n" + yaml);
  }

  private static String fragment(String indent, String text) {
    return "  additional:\n"
        + indent + "a:\n"
        + indent + "  config: |\n"
        + indented(indent + "    ", text);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
