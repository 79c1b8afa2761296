package dev.esslint.gotemplate;

import dev.esslint.text.Regex;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A URL as Go's {@code net/url} reads it, only to say whether it can be read. */
final class GoUrl {
  private static final int LONGEST = 200;

  private static final Regex SCHEME = new Regex("[A-Za-z][A-Za-z0-9+.-]{0,200}");
  private static final Regex USER = new Regex("[A-Za-z0-9._:~!$&'()*+,;=%@-]{0,200}");
  private static final Regex HOST = new Regex("[A-Za-z0-9._~!$&'()*+,;=<>\"-]{0,200}(?::[0-9]{0,200})?");
  private static final Regex BAD_ESCAPE = new Regex("%(?![0-9A-Fa-f]{2})");

  /** The usual ones: scheme, user, host, port, path, query and fragment. */
  private static final Regex PLAIN =
      new Regex(
          "(?:([a-z][a-z0-9]{0,20}):(?=/|$))?(?://(?:([A-Za-z0-9._~-]{0,50}(?::[A-Za-z0-9._~-]{0,50})?)@)?([A-Za-z0-9.-]{1,100})(?::([0-9]{1,9}))?(?=[/?#]|$))?"
              + "((?:/(?!/)|[A-Za-z0-9._~=&-]){0,200})(?:\\?([A-Za-z0-9._~/=&-]{0,200}))?(?:#([A-Za-z0-9._~/=&-]{0,200}))?");

  private GoUrl() {}

  /** What {@code urlParse} gives for a text that can be read. */
  static Datum parts(String text) {
    var parts = PLAIN.matcher(text);
    if (!parts.matches()) {
      return Datum.Unknown.ANYTHING;
    }
    String host = part(parts.group(3));
    String port = parts.group(4) == null ? "" : ":" + parts.group(4);
    return new MapCalls.Made(
        Map.of(
            "scheme", text(part(parts.group(1))),
            "userinfo", text(part(parts.group(2))),
            "host", text(host + port),
            "hostname", text(host),
            "path", text(part(parts.group(5))),
            "query", text(part(parts.group(6))),
            "opaque", text(""),
            "fragment", text(part(parts.group(7)))));
  }

  private static String part(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static Datum text(String part) {
    return new Datum.Text(part);
  }

  /** Whether Go can read a text as a URL. */
  static Truthiness isReadable(String text) {
    if (text.length() > LONGEST || !GoText.isAscii(text)) {
      return Truthiness.UNKNOWN;
    }
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : text.substring(hash);
    String before = hash < 0 ? text : text.substring(0, hash);
    boolean control = text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    if (control || BAD_ESCAPE.isIn(fragment)) {
      return Truthiness.NO;
    }
    int query = before.indexOf('?');
    return withoutQuery(query < 0 ? before : before.substring(0, query));
  }

  private static Truthiness withoutQuery(String text) {
    int colon = text.indexOf(':');
    boolean scheme = colon >= 0 && SCHEME.fits(text.substring(0, colon));
    String rest = scheme ? text.substring(colon + 1) : text;
    if (!rest.startsWith("/")) {
      int slash = rest.indexOf('/');
      boolean read = scheme || (!hasColon(slash < 0 ? rest : rest.substring(0, slash)) && !BAD_ESCAPE.isIn(rest));
      return Truthiness.of(read);
    }
    if (!rest.startsWith("//") || (!scheme && rest.startsWith("///"))) {
      return Truthiness.of(!BAD_ESCAPE.isIn(rest));
    }
    int slash = rest.indexOf('/', 2);
    String path = slash < 0 ? "" : rest.substring(slash);
    return BAD_ESCAPE.isIn(path) ? Truthiness.NO : authority(rest.substring(2, slash < 0 ? rest.length() : slash));
  }

  private static boolean hasColon(String text) {
    return text.indexOf(':') >= 0;
  }

  private static Truthiness authority(String text) {
    int at = text.lastIndexOf('@');
    String user = at < 0 ? "" : text.substring(0, at);
    String host = text.substring(at + 1);
    if (!USER.fits(user) || BAD_ESCAPE.isIn(text)) {
      return Truthiness.NO;
    }
    if (HOST.fits(host)) {
      return Truthiness.YES;
    }
    boolean special = host.chars().anyMatch(c -> "[]%".indexOf(c) >= 0) || host.indexOf(':') != host.lastIndexOf(':');
    return special ? Truthiness.UNKNOWN : Truthiness.NO;
  }
}
