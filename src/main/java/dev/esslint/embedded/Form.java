package dev.esslint.embedded;

import dev.esslint.net.Address;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.List;
import java.util.Optional;

/** What the value of an option has to look like, where that is neither a choice nor a range. */
public enum Form {
  URL("absolute URL", "a complete URL, such as `https://example.org/`", "[A-Za-z][A-Za-z0-9+.-]*:.+"),
  ANY_URL("URL", URL.words, URL.pattern),
  URL_OR_LOCAL("URL, or local since 1.12.9", "a complete URL or `local`", URL.pattern + "|local|"),
  HTTP("http(s) URL", "an `http://` or `https://` URL", "https?://.+"),
  HTTP_EITHER("http:// or https:// URL", HTTP.words, HTTP.pattern),
  HTTP_PLAIN(
      "http(s) URL without query or fragment",
      "an `http://` or `https://` URL without `?` and `#`",
      "https?://[^?#]+"),
  /** What browsers open; without a scheme it is below the page that it is on, as names of files often are meant to be. */
  LINK(
      "link",
      URL.words,
      "(?s)(?!(?:[A-Za-z0-9-]+\\.)+(?!(?:html?|xhtml|php|png|svg|jpe?g|webp|gif|ico|json|pdf|txt|md)(?![A-Za-z0-9-]))[A-Za-z][A-Za-z0-9-]+(?::\\d|/|$)).*"),
  HTTP_OR_NONE("http(s) URL, or empty", HTTP.words, HTTP.pattern + "|"),
  URL_OR_NONE("URL, or empty", URL.words, URL.pattern + "|"),
  REDIS("redis:// or rediss:// URI", "a `redis://` or `rediss://` URI", "rediss?://.*"),
  ADDRESS("IP address or CIDR", "an IP address or a network in CIDR notation", ""),
  /** As tables have it that are not corrected yet, of a list. */
  ADDRESSES("IP addresses or CIDR", "IP addresses or networks in CIDR notation", ""),
  CIDR("CIDR", "a network in CIDR notation", ""),
  IP_ADDRESS(
      "IP address; since 1.10.0 also ipv4,ipv6", "an IP address, or one IPv4 and one IPv6 address", ""),
  ULID(
      "26-character ULID",
      "a ULID: 26 digits and letters other than I, L, O and U",
      "(?i)[0-9a-hjkmnp-tv-z]{26}"),
  /** Not all that a program would refuse: what admins write who think of the patterns of file names. */
  REGEX("regular expression", "a regular expression, such as `.*@example\\.org`", "(?s)(?:[^*+?].*)?"),
  HEX_64("64 hex digits", "64 hexadecimal digits", "[0-9A-Fa-f]{64}"),
  HOST_AND_PORT("hostname, also with a port", "a host name, without scheme and path", "[^\\s/]+"),
  HOST("hostname", "a host name or an address, without scheme, port and path", "[^\\s/:]+|\\[?[0-9A-Fa-f:.]+\\]?"),
  /** A name before the address is of words; what else is in it has to be in quotes. */
  MAILBOX(
      "mailbox",
      "an email address, such as `Matrix <noreply@example.org>`",
      "\\s*(?:[^@\\s<>]+@[^@\\s<>]+|[^,;:@()\\[\\]\\\\\"<>]*<\\s*[^@<>\\s]+@[^@<>\\s]+>)\\s*|[^@]*\".*@.+"),
  HOST_WITH_PORT(
      "host:port",
      "a host name or an address and a port, such as `redis.example.org:6379`",
      "[^\\s/\\[\\]:]+:\\d{1,5}|\\[[0-9A-Fa-f:.]+\\]:\\d{1,5}|"),
  SOCKET(
      "IP address with port",
      "an IP address and a port, such as `[::]:8080`",
      "\\d{1,3}(?:\\.\\d{1,3}){3}:\\d{1,5}|\\[[0-9A-Fa-f:.]+\\]:\\d{1,5}"),
  ASCII("ASCII", "a name in ASCII, such as `xn--bcher-kva.example` for `b\u00fccher.example`", "\\p{ASCII}*"),
  SERVER_NAME(
      "server name",
      "a server name as in user IDs, such as `example.org`, without scheme and `*`",
      "[A-Za-z0-9._-]+(?::\\d{1,5})?|\\[[0-9A-Fa-f:.]+\\](?::\\d{1,5})?"),
  LOCALPART(
      "localpart",
      "the part of a user ID between `@` and `:`, such as `notices`",
      "(?:[^@\\s:][^\\s:]*)?"),
  USER_ID("user ID", "a user ID, such as `@user:example.org`", "@[^:]*:.+"),
  USER_GLOB("user ID, with *", "a user ID, in which `*` can be for anything", "[@*?\\[].*"),
  ROOM_GLOB("room ID, with *", "the ID of a room, in which `*` can be for anything", "[!*?\\[].*"),
  ALIAS_GLOB("room alias, with *", "a room alias, in which `*` can be for anything", "[#*?\\[].*"),
  MODULE("Python path", "a Python module and a class in it, such as `my_module.MyModule`", "[^\\s.]+(?:\\.[^\\s.]+)+"),
  ROOM_ID("room ID", "the ID of a room, such as `!abcdef:example.org`", "!.+"),
  /** What Synapse makes a boolean of, and a text or number is one of these. */
  TRUTH("truth word", "`true` or `false`", "(?i)y|yes|t|true|on|1|n|no|f|false|off|0"),
  KEY_32("32 bytes in Base64", "a key of 32 bytes in Base64, which is 43 characters", "\\s*[A-Za-z0-9+/]{43}=?\\s*"),
  TEMPLATE("template", "a template with `}}` after each `{{`, such as `{{ user.email }}`", ""),
  ALIAS("valid room alias #x:server", "a room alias, such as `#room:example.org`", "#[^:]*:.+"),
  ALPHANUMERIC("alphanumeric", "letters and digits only", "[\\p{L}\\p{N}]+"),
  BRAND(
      "1..255 chars: [a-z][a-z0-9_.-]*",
      "lower-case letters, digits, `_`, `.` and `-`, beginning with a letter",
      "[a-z][a-z0-9_.-]{0,254}"),
  PROVIDER_ID(
      "1..250 chars of A-Za-z0-9._~-",
      "1 to 250 letters, digits, `.`, `_`, `~` and `-`",
      "[A-Za-z0-9._~-]{1,250}"),
  COUNTRY("ISO 3166 alpha-2", "the two letters of a country code", "[A-Za-z]{2}"),
  THEME(
      "light, dark or custom-<name>",
      "`light`, `dark` or `custom-` with the name of a theme",
      "light|dark|light-high-contrast|dark-high-contrast|custom-.*"),
  NON_EMPTY("non-empty", "one that is not empty", "(?s).+"),
  ITEMS("non-empty list", "a list with at least one item", ""),
  NAME("3..64 characters", "3 to 64 characters", "(?s).{3,64}"),
  PAYLOAD(
      "integer >= 1, or number followed by kb, mb or gb",
      "a number of bytes, or a number with `kb`, `mb` or `gb`",
      "(?i)\\d+(?:\\.\\d+)?(?:kb|mb|gb)"),
  SPAN("duration text such as 30d", "a duration with its unit, such as `30d`", "\\d+(?:\\.\\d+)?\\s*\\p{L}.*"),
  MIME("MIME type", "a MIME type, such as `image/png`", "[^/\\s]+/[^/\\s]+"),
  DATE("date as yyyy-MM-ddTHH:mm:ss.SSS+00:00", "a date and time, such as `2026-01-31T12:00:00.000+00:00`", "\\d{4}-\\d\\d-\\d\\d.*"),
  MXC_ONLY("mxc:// URI", "an `mxc://` URI, as clients upload images to", "mxc://[^/]+/[^/?#]+"),
  MXC_OR_NONE("mxc:// URI, or empty", MXC_ONLY.words, MXC_ONLY.pattern + "|"),
  /** What a program reads when it starts. */
  FILE("file", "the path of a file", "(?s).*"),
  MXC("mxc:// URI or path", "an `mxc://` URI or the path of a file", "(?s)(?!https?://).+"),
  PORT_RANGE(
      "port, or start-end with end > start",
      "a port, or two ports with `-` between them, the lower one first",
      ""),
  ROOM_VERSION(
      "room version known to the program: 1..12 plus enabled experimental ones",
      "a room version, `1` to `12`",
      ""),
  ONE_INSTANCE("exactly one instance", "the name of one worker", ""),
  PAIR("string, or list of exactly 2 strings", "a text, or a list of two texts", ""),
  THREE_NUMBERS("exactly 3 integers", "a list of three whole numbers", ""),
  THREE_DURATIONS("exactly 3 durations", "a list of three durations", ""),
  /** What only another option, or a list that is open, decides. */
  ABOVE_GRANULARITY(">presence.last_active_granularity", "", "(?s).*"),
  ACTOR(
      "*, a server name, @user:server or !room",
      "`*`, a server name, `@user:server` or the ID of a room",
      "\\*|@[^:*]*:[^*]+|!.+|[A-Za-z0-9._-]+(?::\\d{1,5})?|\\[[0-9A-Fa-f:.]+\\](?::\\d{1,5})?"),
  SERVICE(
      "* or a service name",
      "`*`, `github`, `gitlab`, `jira`, `feeds`, `figma`, `generic`, `openproject` or `challengehound`",
      "\\*|github|gitlab|jira|feeds?|figma|generic|genericOutbound|webhooks|openproject|challengehound");

  private static final Regex IPV4 = new Regex("\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?");
  private static final Regex IPV6 = new Regex("(?i)[0-9a-f.]{0,4}:[0-9a-f:.]{1,45}(?:%\\w{1,32})?(?:/\\d{1,3})?");
  private static final Regex EXPERIMENTAL_VERSION = new Regex("[a-z][a-z0-9-]{0,62}(?:\\.[A-Za-z0-9_-]{1,63}){2,9}");

  /** The first LiveKit that reads the address with its configuration. Before, it was a text, in the place of which STUN, or the chart, put another. */
  private static final Version ADDRESS_READ = new Version(1, 10, 0);

  private static final int MOST_OCTET = 255;
  private static final int BITS_OF_IPV4 = 32;
  private static final int BITS_OF_IPV6 = 128;
  private static final int LAST_ROOM_VERSION = 12;
  private static final int MOST_PORT = 65535;

  private final String text;
  private final String words;
  private final String pattern;
  @SuppressWarnings("ImmutableEnumChecker") // it compiles its pattern once
  private final Regex regex;

  Form(String text, String words, String pattern) {
    this.text = text;
    this.words = words;
    this.pattern = pattern;
    this.regex = new Regex(pattern);
  }

  /** What people call it, with its article. */
  String words() {
    return words;
  }

  /** The form that the tables call so. */
  static Optional<Form> of(String text) {
    for (Form form : values()) {
      if (form.text.equals(text)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a value of the right type looks like that.
   *
   * @param version the version that reads it; empty if that is not known
   */
  boolean takes(Value value, Optional<Version> version) {
    return (this == IP_ADDRESS && version.filter(read -> read.isBefore(ADDRESS_READ)).isPresent()) || takes(value);
  }

  private boolean takes(Value value) {
    return switch (this) {
      case ADDRESSES -> value instanceof ListValue || ADDRESS.takes(value);
      case NON_EMPTY ->
          value instanceof ListValue list
              ? !list.items().isEmpty()
              : !(value instanceof ScalarValue scalar) || takes(Scalar.text(scalar.scalar()));
      case ITEMS -> !(value instanceof ListValue list) || !list.items().isEmpty();
      case ONE_INSTANCE -> !(value instanceof ListValue list) || isOf(list, 1);
      case PAYLOAD ->
          !(value instanceof ScalarValue(Scalar scalar, var origin))
              || (scalar instanceof Scalar.Num(double bytes)
                  ? bytes >= 1 && bytes == Math.rint(bytes)
                  : takes(Scalar.text(scalar)));
      case PAIR -> !(value instanceof ListValue list) || isOf(list, 2);
      case THREE_NUMBERS, THREE_DURATIONS ->
          !(value instanceof ListValue list) || isOf(list, 3);
      default ->
          !(value instanceof ScalarValue(Scalar scalar, var origin))
              || scalar.equals(Scalar.NULL)
              || takes(Scalar.text(scalar));
    };
  }

  /** Whether a list has so many items; what fills one in later may be more or none. */
  private static boolean isOf(ListValue list, int items) {
    return list.items().size() == items
        || list.items().stream()
            .anyMatch(
                item ->
                    item instanceof ScalarValue(Scalar.Str(String text), var origin)
                        && Placeholder.in(text).isPresent());
  }

  private boolean takes(String value) {
    return switch (this) {
      case ADDRESS -> isAddress(value);
      case IP_ADDRESS -> !Address.parseEach(value).isEmpty();
      case CIDR -> isAddress(value) && value.indexOf('/') > 0;
      case PORT_RANGE -> isPortRange(value);
      case ROOM_VERSION -> isRoomVersion(value);
      case TEMPLATE -> value.lastIndexOf("{{") <= value.lastIndexOf("}}");
      default -> regex.fits(value);
    };
  }

  /** An address or a network; what only perhaps is none is taken for one. */
  private static boolean isAddress(String value) {
    return isIpv4(value)
        || (IPV6.fits(value) && prefix(value, BITS_OF_IPV6) <= BITS_OF_IPV6 && Address.parse(value.split("[%/]", 2)[0]).isPresent());
  }

  /** The length of the prefix behind a slash. */
  private static int prefix(String network, int otherwise) {
    int slash = network.indexOf('/');
    return slash < 0 ? otherwise : Integer.parseInt(network.substring(slash + 1));
  }

  private static boolean isIpv4(String address) {
    if (!IPV4.fits(address)) {
      return false;
    }
    int slash = address.indexOf('/');
    String numbers = slash < 0 ? address : address.substring(0, slash);
    for (String octet : numbers.split("\\.", -1)) {
      if (Integer.parseInt(octet) > MOST_OCTET) {
        return false;
      }
    }
    return prefix(address, BITS_OF_IPV4) <= BITS_OF_IPV4;
  }

  private static boolean isPortRange(String value) {
    int dash = value.indexOf('-');
    if (dash < 0) {
      return port(value) >= 0;
    }
    int first = port(value.substring(0, dash));
    int last = port(value.substring(dash + 1));
    return first >= 0 && last > first;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text.strip());
      return port <= MOST_PORT ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** One of an experimental version has the domain of those who made it in front, such as {@code org.matrix.msc3757.10}. */
  private static boolean isRoomVersion(String value) {
    try {
      int number = Integer.parseInt(value);
      return number >= 1 && number <= LAST_ROOM_VERSION;
    } catch (NumberFormatException e) {
      return EXPERIMENTAL_VERSION.fits(value);
    }
  }
}
