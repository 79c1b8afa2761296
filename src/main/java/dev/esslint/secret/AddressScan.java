package dev.esslint.secret;

import dev.esslint.net.Address;
import dev.esslint.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the passwords in addresses: in URLs, in logins of {@code curl}, in options of mounts, and in {@code NAME:PASSWORD@SERVER}. */
final class AddressScan extends TextScan {
  private static final String SLASHES = "//";

  /** Schemes of addresses in which a name stands behind the colon. */
  private static final Set<String> WITHOUT_PASSWORD = Set.of("acct", "mailto", "matrix", "sip", "sips", "xmpp");

  private static final String[] USER = {" -u ", " -u", " --user ", " --user=", " auth "};

  /** With which an option of a mount tells a user. */
  private static final String[] USERS = {"user=", "username="};

  /** A longer name before the {@code @} of a URL is a password. */
  private static final int LONGEST_USER = 16;

  private static final int LONGEST_SCHEME = 20;

  AddressScan(String text, List<Span> found) {
    super(text, found);
  }

  @Override
  void run() {
    urls();
    users();
    logins();
    mounts();
    lines();
  }

  /** The passwords of lines that a client of PostgreSQL reads, and of those of a relay: {@code HOST:5432:DATABASE:USER:PASSWORD}, {@code [HOST]:587 USER:PASSWORD}. */
  private void lines() {
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || text.charAt(end) == '\n') {
        int first = skip(start, end);
        int port = text.indexOf(':', first, end);
        int behind = port + 1;
        while (port > first && behind < end && Character.isDigit(text.charAt(behind))) {
          behind++;
        }
        if (port > first && behind > port + 1 && behind < end) {
          int data = text.charAt(behind) == ':' ? text.indexOf(':', behind + 1, end) : -1;
          int user = data < 0 ? -1 : text.indexOf(':', data + 1, end);
          if (user > 0 && text.indexOf(' ', first, end) < 0 && !isIpv6(first, end)) {
            hide(user + 1, end);
          } else if (text.charAt(behind) == ' ' && text.charAt(port - 1) == ']') {
            userAt(behind);
          }
        }
        start = end + 1;
      }
    }
  }

  /** Whether a word begins with an address of IPv6, in brackets or without, which has as many colons. */
  private boolean isIpv6(int from, int end) {
    int start = from;
    while (start < end && "\"'[".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int last = start;
    while (last < end && (Character.digit(text.charAt(last), 16) >= 0 || ":.".indexOf(text.charAt(last)) >= 0)) {
      last++;
    }
    boolean ends = last == end || "\"'],;/%".indexOf(text.charAt(last)) >= 0;
    return ends && Address.parse(text.substring(start, last)).isPresent();
  }

  /** The passwords in URLs; what stands alone before the {@code @} is one if it is too long for a user. */
  void urls() {
    urls(SLASHES);
  }

  /**
   * The same in a path of a file, in which one of the slashes is gone.
   *
   * @param before what stands before the user
   */
  private void urls(String before) {
    int at = text.indexOf(before);
    while (at >= 0) {
      int start = at + 2;
      int end = start;
      int colon = -1;
      int host = -1; // behind the last @ before the path
      int path = -1;
      int last = -1;
      boolean opened = false; // a bracket in a password
      while (end < text.length() && (" \t\r\n\"'`".indexOf(text.charAt(end)) < 0 || isQuoteOfPassword(colon, end)) && !(endsUrl(start, end) && !opened) && !(text.charAt(end) == ',' && beginsUrl(end + 1))) {
        char c = text.charAt(end);
        opened |= c == '<';
        if (c == ':' && colon < 0) {
          colon = end;
        } else if (c == '@') {
          host = path < 0 ? end : host;
          last = end;
        } else if ((c == '/' || c == '?' || c == '#') && path < 0) {
          path = end;
        }
        end++;
      }
      // a password may have a slash in it, a port has not
      boolean slashed = host < 0 && colon >= 0 && path > colon && !isPort(colon + 1, path);
      int user = host >= 0 ? host : slashed ? last : -1;
      if (user >= 0 && colon >= 0 && colon < user) {
        hide(colon + 1, user);
      } else if (user - start >= LONGEST_USER) {
        hide(start, user);
      } else if (user < 0 && colon > start && !isPort(colon + 1, path < 0 ? end : path)) {
        torn(colon + 1, end);
      }
      at = text.indexOf(before, end);
    }
  }

  /** Whether a quote begins or ends a password, which somebody put in quotes as elsewhere, or in one of two. */
  private boolean isQuoteOfPassword(int colon, int at) {
    return "\"'".indexOf(text.charAt(at)) >= 0 && colon >= 0 && (colon == at - 1 || text.startsWith("@", at + 1));
  }

  /** Hides a password that goes on behind a blank or in the next line, up to the server. */
  private void torn(int from, int end) {
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    int at = next;
    while (at < text.length() && at - next < MAX_NAME && text.charAt(at) > ' ' && "@\"'".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (next > end && at > next && text.startsWith("@", at) && looksRandom(text, from, end)) {
      hide(from, at);
    }
  }

  /** The passwords of URLs, also of such that were read as paths. */
  void urlsAndPaths() {
    urls(SLASHES);
    urls(":/");
  }

  /** Whether a bracket is around an address, or begins a sample of a password. */
  private boolean endsUrl(int start, int at) {
    return text.charAt(at) == '>' || (text.charAt(at) == '<' && (at == start || ":/?#".indexOf(text.charAt(at - 1)) >= 0));
  }

  /** The password behind a mark in the user of a mount; in the parameter of a URL, that mark is an escape. */
  private void mounts() {
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      int start = at;
      while (start > 0 && at - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
        start--;
      }
      for (String user : USERS) {
        int option = start - user.length();
        if (option >= 0 && text.startsWith(user, option) && (option == 0 || "\"', ".indexOf(text.charAt(option - 1)) >= 0)) {
          hide(at + 1, optionEnd(at + 1));
        }
      }
    }
  }

  private int optionEnd(int from) {
    int end = from;
    while (end < text.length() && ",\"' \t\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Whether another URL begins at an offset, as in a list of them without blanks. */
  private boolean beginsUrl(int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST_SCHEME && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '+')) {
      end++;
    }
    return end > from && text.startsWith("://", end);
  }

  /** The passwords of {@code curl -u NAME:PASSWORD} and {@code user=NAME:PASSWORD}; numbers there are a user and a group. */
  private void users() {
    for (int at = text.indexOf(USERS[0]); at >= 0; at = text.indexOf(USERS[0], at + 1)) {
      if (beginsLine(at)) {
        userAt(at + USERS[0].length());
      }
    }
    for (String option : USER) {
      for (int at = text.indexOf(option); at >= 0; at = text.indexOf(option, at + 1)) {
        userAt(at + option.length());
      }
      if (text.startsWith(option.substring(1))) { // an item of a list
        userAt(option.length() - 1);
      }
    }
  }

  private void userAt(int from) {
    int start = skip(from, text.length());
    int end = start;
    int colon = -1;
    while (end < text.length() && " \t\r\n".indexOf(text.charAt(end)) < 0) {
      colon = text.charAt(end) == ':' && colon < 0 ? end : colon;
      end++;
    }
    boolean group = colon > 0 && isGroup(start, colon, end);
    if (colon > start && !group && !text.startsWith("//", colon + 1)) {
      hide(colon + 1, end);
    }
  }

  /** Whether nothing but blanks is before an offset in its line, also in a text with escapes. */
  private boolean beginsLine(int at) {
    int before = at;
    while (before > 0 && BLANKS.indexOf(text.charAt(before - 1)) >= 0) {
      before--;
    }
    return before == 0 || text.charAt(before - 1) == '\n' || text.startsWith("\\n", before - 2);
  }

  /** Whether a user and a group are numbers, or a group is one that is too short for a password. */
  private boolean isGroup(int start, int colon, int end) {
    return isPort(colon + 1, end) && (isPort(start, colon) || end - colon <= LEAST_BESIDE);
  }

  /** Whether a text is a name and a password; numbers there are a user and a group. */
  static boolean isLogin(String text) {
    int colon = text.indexOf(':');
    AddressScan scan = new AddressScan(text, List.of());
    return colon > 0 && colon < text.length() - 1 && !scan.isGroup(0, colon, text.length()) && text.indexOf(' ') < 0;
  }

  /** The passwords of words that are {@code NAME:PASSWORD@SERVER}, without a scheme before them; among others, only one that nobody made up. */
  private void logins() {
    int length = text.strip().length();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || text.charAt(end) <= ' ') {
        login(start, end, end - start == length);
        start = end + 1;
      }
    }
  }

  private void login(int from, int end, boolean alone) {
    int start = from;
    while (start < end && "\"'".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int colon = text.indexOf(':', start, end);
    int at = end - 1;
    while (at > start && text.charAt(at) != '@') {
      at--;
    }
    if (colon <= start || isPort(start, colon) || at <= colon + 1 || at == end - 1 || text.startsWith("//", colon + 1)) {
      return;
    }
    for (int i = start; i < colon; i++) {
      if ("/@\"'{[".indexOf(text.charAt(i)) >= 0) {
        return;
      }
    }
    int second = text.indexOf(':', colon + 1, at);
    if (second > colon + 1 && second < at - 1 && !WITHOUT_PASSWORD.contains(text.substring(start, colon)) && !isPort(second + 1, at)) {
      hide(second + 1, at); // SCHEME:NAME:PASSWORD@SERVER
      return;
    }
    boolean digest = text.startsWith("sha256:", at + 1) || text.startsWith("sha512:", at + 1);
    if (!digest
        && !WITHOUT_PASSWORD.contains(text.substring(start, colon).toLowerCase(Locale.ROOT))
        && (alone || (at - colon > LEAST_BESIDE && looksRandom(text, colon + 1, at)))) {
      hide(colon + 1, at);
    }
  }

  private boolean isPort(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return start < end;
  }
}
