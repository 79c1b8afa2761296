package dev.esslint.secret;

import java.util.Set;

/** What tells that the password of a user stands at his name, or behind it. */
final class Logins {
  /** Shorter texts at the name of a user say what he is. */
  private static final int LEAST_PASSWORD = 8;

  /** What names of servers end with, but for those of countries. */
  private static final Set<String> DOMAINS =
      Set.of("com", "org", "net", "info", "dev", "app", "chat", "cloud", "local", "lan", "home", "internal", "intra", "corp", "example", "test", "localhost", "arpa", "onion", "online", "site", "tech", "xyz");

  private Logins() {}

  /** Where the password begins in {@code NAME:PASSWORD}; -1 if that is none. Of what has more colons, they are a part. */
  static int passwordIn(String login) {
    int colon = login.indexOf(':');
    boolean one = colon > 0 && login.indexOf(':', colon + 1) < 0 && login.charAt(0) != '@';
    return one && AddressScan.isLogin(login) ? colon + 1 : -1;
  }

  /** Whether what is written at the name of a user is no role, level or place, and so the password. */
  static boolean isPassword(String name, String text) {
    return name.indexOf(':') < 0
        && !CredentialNames.isAbout(name)
        && text.length() >= LEAST_PASSWORD
        && (text.indexOf('.') > 0 || TextScan.looksRandom(text, 0, text.length()))
        && text.indexOf(' ') < 0
        && text.indexOf('/') < 0
        && !isServer(text);
  }

  /** Whether a word ends as the name of a server, an address of mail, or a version does. */
  private static boolean isServer(String word) {
    String domain = word.substring(word.lastIndexOf('.') + 1);
    return domain.length() < word.length() && (domain.length() == 2 || DOMAINS.contains(domain) || domain.chars().allMatch(Character::isDigit));
  }
}
