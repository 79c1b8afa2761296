package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds secrets by their own form, or by the word before them, wherever they stand. */
final class TokenScan extends TextScan {
  /** What names end with after which a password comes without a sign between, as in the configuration of HAProxy or Redis. */
  private static final String[] PASSWORD = {"password ", "passwd "};

  /** What nothing else can follow. */
  private static final String[] ONLY_PASSWORD = {"requirepass ", "masterauth ", "sshpass -p ", "redis-cli -a "};

  /** The same in a sentence, where other words may follow, such as {@code base64-encoded}. */
  private static final String[] TOLD = {
    "password is ", "password was ", "passphrase is ", "secret is ", "token is ", "macaroon is ", "key is ", "pepper is ", "token ", "secret ",
    " pw is ", " pw was ", " pw ", "passwort ist ", "kennwort ist ", "kennwort "
  };

  /** How those of them end after which a word in quotes is what is told. */
  private static final String[] LINKS = {" is ", " was ", " ist ", " pw "};

  private static final int LEAST_TOLD = 8;
  private static final int LEAST_PARTS = 3;

  /** What the name of a header or a variable and its value follow, in the configuration of nginx or HAProxy. */
  private static final String[] HEADER = {"set_header ", "set-header ", "add_header ", "add-header ", "set $"};

  /** What hashes of passwords begin with. */
  private static final Set<String> HASHES =
      Set.of("1", "5", "6", "7", "y", "2a", "2b", "2y", "apr1", "argon2i", "argon2id", "scrypt");

  private static final int LONGEST_HASH_NAME = 8;

  /** What the header of a signed token begins with, a brace in base64. */
  private static final String JWT = "eyJ";

  private static final String ATTACHED = " -p";

  /** What tokens of well-known services begin with; so many characters more make one of it. */
  private static final String[] TOKENS = {
    "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glsoat-", "glagent-", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xapp-",
    "syt_", "mct_", "mcr_", "mat_", "mpt_", "mar_", "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_", "sk-proj-", "sk-ant-", "sk-or-",
    "hf_", "npm_", "AIza", "GOCSPX-", "ya29.", "SG.", "hvs.", "hvb.", "hvr.", "dop_v1_", "doo_v1_", "dckr_pat_", "pypi-", "tskey-", "sntrys_", "sntryu_", "glsa_", "glc_", "lin_api_",
    "figd_", "shpat_", "shpss_", "shpca_", "sq0csp-", "NRAK-", "PMAK-", "xkeysib-", "ATATT3", "dp.pt.", "dp.st.", "rubygems_", "AGE-SECRET-KEY-1", "{SSHA}", "{SHA}", "{SMD5}",
    "hooks.slack.com/services/", "hooks.slack.com/workflows/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "hc-ping.com/",
    "api.telegram.org/bot", "webhook/", "webhooks/", "hooks/", "IncomingWebhook/",
    // private keys in base64: behind five dashes, BEGIN and the kind
    "LS0tLS1CRUdJTiBQUklWQVRF", "LS0tLS1CRUdJTiBSU0EgUFJJVkFURS", "LS0tLS1CRUdJTiBFQyBQUklWQVRF", "LS0tLS1CRUdJTiBPUEVOU1NI",
    "LS0tLS1CRUdJTiBFTkNSWVBURUQ", "LS0tLS1CRUdJTiBQR1AgUFJJVkFURS"
  };

  private static final int LEAST_OF_TOKEN = 10;

  /** The same of what begins names, too: one run of so many letters and digits follows, of both. */
  private static final String[] BEFORE_RUN = {"sk-", "SK", "key-", "s.", "secret_", "ntn_", "pul-", "v1.0-", "GR1348941", "dapi", "re_"};

  private static final int LEAST_RUN = 20;

  /** The number of a bot of Telegram, and what the token behind its colon begins with. */
  private static final String OF_BOT = ":AA";

  private static final int LEAST_DIGITS = 8;

  /** In a token of parts with dots between, the longest part is no shorter. */
  private static final int LEAST_DOTTED = 24;

  private static final int LEAST_OF_DOTTED = 40;

  /** Both by the character that they begin with: nearly all places of a text are none of theirs. */
  private static final String[][] BY_FIRST = byFirst(TOKENS);

  private static final String[][] RUNS_BY_FIRST = byFirst(BEFORE_RUN);

  private static String[][] byFirst(String[] tokens) {
    String[][] byFirst = new String[128][];
    Arrays.fill(byFirst, new String[0]);
    for (String token : tokens) {
      String[] before = byFirst[token.charAt(0)];
      String[] all = Arrays.copyOf(before, before.length + 1);
      all[before.length] = token;
      byFirst[token.charAt(0)] = all;
    }
    return byFirst;
  }

  private static String[] beginningWith(char first, String[][] byFirst) {
    return first < byFirst.length ? byFirst[first] : byFirst[0];
  }

  private static final String END = "-----END ";

  private static final int LONGEST_KEY = 8000;
  private static final int LONGEST_SCHEME = 8;
  private static final int LONGEST_ELEMENT = 1000;

  /** Schemes of the header {@code Authorization}. */
  private static final String[] SCHEMES = {"basic ", "bearer ", "geniekey "};

  private static final String USER = "user ";

  /** Whether a line begins with a user; null before that is asked for. */
  private @Nullable Boolean user;

  TokenScan(String text, List<Span> found) {
    super(text, found);
  }

  /** Whether a text may hold such a secret at all. */
  static boolean mayHold(String text) {
    return text.contains(JWT)
        || text.contains("earer ")
        || text.contains("asic ")
        || text.contains("ass")
        || text.contains("ASS")
        || (text.length() >= LEAST_WITH_TOKEN && (text.indexOf('$') >= 0 || hasToken(text)));
  }

  private static boolean hasToken(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      for (String token : beginningWith(c, BY_FIRST)) {
        if (text.startsWith(token, at)) {
          return true;
        }
      }
      for (String token : beginningWith(c, RUNS_BY_FIRST)) {
        if (text.startsWith(token, at)) {
          return true;
        }
      }
    }
    return text.contains(OF_BOT) || (text.length() >= LEAST_OF_DOTTED && text.indexOf('.') != text.lastIndexOf('.'));
  }

  @Override
  void run() {
    privateKeys();
    tokens();
    words();
    headers();
    hashes();
    attached();
    elements();
  }

  private void privateKeys() {
    int at = text.indexOf("-----BEGIN ");
    while (at >= 0) {
      int label = text.indexOf("-----", at + 11);
      int from = label < 0 ? text.length() : label;
      if (label >= 0
          && label - at < MAX_NAME
          && text.substring(at, label).contains("PRIVATE KEY")) {
        int end = text.indexOf("-----END", label);
        from = end < 0 ? text.length() : end;
        hide(label + 5, from);
      }
      at = text.indexOf("-----BEGIN ", from);
    }
    tornKeys();
  }

  /** What is left of a private key where its first line is not before it. */
  private void tornKeys() {
    for (int end = text.indexOf(END); end >= 0; end = text.indexOf(END, end + 1)) {
      int label = text.indexOf("-----", end + END.length());
      if (label >= 0 && label - end < MAX_NAME && text.substring(end, label).contains("PRIVATE KEY")) {
        int start = end;
        while (start > 0 && end - start < LONGEST_KEY && (Character.isLetterOrDigit(text.charAt(start - 1)) || "+/= \r\n".indexOf(text.charAt(start - 1)) >= 0)) {
          start--;
        }
        hide(start, end);
      }
    }
  }

  /** Tokens that are known by their form, or by the scheme before them, wherever they stand. */
  private void tokens() {
    for (int at = text.indexOf(JWT); at >= 0; ) {
      int end = startsWord(at) ? tokenEnd(at) : at + JWT.length();
      if (startsWord(at) && dots(at, end) >= 2) {
        hide(at, end);
      }
      at = text.indexOf(JWT, end);
    }
    for (int at = 0; at < text.length(); at++) {
      String[] tokens = beginningWith(text.charAt(at), BY_FIRST);
      String[] runs = beginningWith(text.charAt(at), RUNS_BY_FIRST);
      if (tokens.length + runs.length > 0 && startsWord(at)) {
        for (String token : tokens) {
          token(token, at);
        }
        for (String token : runs) {
          beforeRun(token, at);
        }
      }
    }
    ofBots();
    dotted();
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      if (endsWith(SCHEMES, at + 1)) {
        int end = headerEnd(at + 1);
        if (end - at > LEAST_BESIDE && (looksRandom(text, at + 1, end) || text.charAt(end - 1) == '=')) {
          hide(at + 1, end);
        }
      }
    }
  }

  /** Where the value of a header ends: with the quote that it is in, or with what is no part of a token. */
  private int headerEnd(int from) {
    int start = from;
    while (start > 0 && from - start <= LONGEST_SCHEME + 1 && "\"'".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    int end = tokenEnd(from);
    if (end == text.length()) {
      return end;
    }
    char mark = start > 0 ? text.charAt(start - 1) : 0;
    if ((mark == '"' || mark == '\'') && "$%{".indexOf(text.charAt(from)) < 0) {
      while (end < text.length() && end - from < MAX_NAME && text.charAt(end) != mark && text.charAt(end) > ' ') {
        end++;
      }
    }
    return end;
  }

  /** A token of a service, if it begins at an offset. */
  private void token(String token, int at) {
    if (!text.startsWith(token, at)) {
      return;
    }
    int end = tokenEnd(at + token.length());
    if (text.startsWith(":", end)) {
      end = tokenEnd(end + 1); // the number of a bot stands before its token
    }
    int own = at + token.length();
    boolean random = !token.endsWith("/") || looksRandom(text, own, end); // or the path of a file
    if (random && end - own >= LEAST_OF_TOKEN) {
      hide(at, end);
    }
  }

  /** What begins as a token does at an offset, if one run of letters and digits follows that is none of a name. */
  private void beforeRun(String token, int at) {
    int own = at + token.length();
    int run = own;
    while (text.startsWith(token, at) && run < text.length() && text.charAt(run) < 128 && Character.isLetterOrDigit(text.charAt(run))) {
      run++;
    }
    if (run - own >= LEAST_RUN && looksRandom(text, own, run)) {
      hide(at, tokenEnd(at));
    }
  }

  /** Tokens of bots of Telegram, which stand behind a number and a colon. */
  private void ofBots() {
    for (int at = text.indexOf(OF_BOT); at >= 0; at = text.indexOf(OF_BOT, at + 1)) {
      int start = at;
      while (start > 0 && at - start < MAX_NAME && Character.isDigit(text.charAt(start - 1))) {
        start--;
      }
      int end = tokenEnd(at + 1);
      if (at - start >= LEAST_DIGITS && end - at > LEAST_RUN) {
        hide(start, end);
      }
    }
  }

  /** Words of three parts with dots between, of which one is longer than names are and in disorder, and none of which is a path. */
  private void dotted() {
    int start = 0;
    int dots = 0;
    for (int at = 0; at <= text.length(); at++) {
      char c = at < text.length() ? text.charAt(at) : ' ';
      if (c == '.') {
        dots++;
      } else if (c >= 128 || !(Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
        if (dots == 2 && at - start >= LEAST_OF_DOTTED && hasDensePart(start, at)) {
          hide(start, at);
        }
        start = at + 1;
        dots = 0;
      }
    }
  }

  private boolean hasDensePart(int from, int to) {
    int start = from;
    for (int at = from; at <= to; at++) {
      if (at == to || text.charAt(at) == '.') {
        if (at - start >= LEAST_DOTTED && RandomScan.isDense(text, start, at)) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }

  /** Words that look as if nobody had made them up behind one that says what they are. */
  private void words() {
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      boolean only = endsWith(ONLY_PASSWORD, at + 1);
      if (only || endsWith(PASSWORD, at + 1)) {
        int start = skip(at + 1, text.length());
        int end = start;
        while (end < text.length() && " \t\r\n".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        boolean variable = text.startsWith("$", start);
        boolean told = (only && !variable) || beginsLine("user ", at) || beginsLine("machine ", at) || isOfUser(at, end); // as HAProxy and netrc have it
        if (told || (end - start >= LEAST_BESIDE && (looksRandom(text, start, end) || isNumber(start, without("\"'", start, end).end(), LEAST_TOLD)))) {
          hide(start, end);
        }
      } else if (endsWith(TOLD, at + 1)) {
        boolean quoted = text.startsWith("\"", at + 1) || text.startsWith("'", at + 1);
        int start = quoted ? at + 2 : at + 1;
        int end = tokenEnd(start);
        boolean whole = quoted && end < text.length() && text.charAt(end) == text.charAt(at + 1) && endsWith(LINKS, at + 1);
        if (whole || hasRandomPart(start, end) || (endsWith(LINKS, at + 1) && isNumber(start, end, LEAST_TOLD))) {
          hide(start, end);
        }
      }
    }
  }

  /** Whether a word is all that follows the name of a password in a line, in a text that has a line with a user. */
  private boolean isOfUser(int at, int end) {
    boolean last = end == text.length() || "\r\n".indexOf(text.charAt(end)) >= 0;
    return last && beginsLine("pass", at) && hasUser();
  }

  private boolean hasUser() {
    if (user == null) {
      user = false;
      for (int at = text.indexOf(USER); at >= 0 && !user; at = text.indexOf(USER, at + 1)) {
        user = beginsLine(USER, at);
      }
    }
    return user;
  }

  /** Whether there is a part between dashes that looks as if nobody had made it up: {@code base64-encoded} has none; of three parts, all together may. */
  private boolean hasRandomPart(int start, int end) {
    int from = start;
    int parts = 0;
    for (int at = start; at <= end; at++) {
      if (at == end || text.charAt(at) == '-') {
        if (at - from >= LEAST_TOLD && looksRandom(text, from, at)) {
          return true;
        }
        from = at + 1;
        parts++;
      }
    }
    return parts >= LEAST_PARTS && looksRandom(text, start, end);
  }

  /** Headers with their values, as nginx has them: {@code proxy_set_header X-Api-Key "x"}; in quotes, they are so elsewhere, too. */
  private void headers() {
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      int quote = text.startsWith("\\", at + 1) ? at + 2 : at + 1; // in a text with escapes
      char mark = quote < text.length() ? text.charAt(quote) : 0;
      int start = at;
      boolean dashed = false;
      while (start > 0 && at - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
        start--;
        dashed |= text.charAt(start) == '-';
      }
      boolean quoted = mark == '"' || mark == '\'';
      boolean set = endsWith(HEADER, start);
      if (!set && !(dashed && quoted)) {
        continue;
      }
      int value = quoted ? quote + 1 : at + 1;
      int scheme = Math.min(text.indexOf(' ', value) + 1, value + LONGEST_SCHEME);
      value = scheme > value && endsWith(SCHEMES, scheme) ? scheme : value;
      int end = value;
      while (end < text.length() && " \t\r\n;\"'\\".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      boolean given = end - at > LEAST_BESIDE && "$%{".indexOf(text.charAt(value)) < 0; // and no variable
      if (given && (set || looksRandom(text, value, end)) && CredentialNames.isSecret(text.substring(start, at))) {
        hide(value, end);
      }
    }
  }

  /** Hashes of passwords, such as {@code $apr1$...}. */
  private void hashes() {
    for (int at = text.indexOf('$'); at >= 0; ) {
      int name = text.indexOf('$', at + 1);
      boolean hash = name > 0 && name - at - 1 <= LONGEST_HASH_NAME && HASHES.contains(text.substring(at + 1, name));
      int end = at + 1;
      while (hash && end < text.length() && (" \t\r\n\"'`,}]".indexOf(text.charAt(end)) < 0 || isParameter(end))) {
        end++;
      }
      // a variable of nginx behind the first group of a pattern is none
      if (end - at >= LEAST_WITH_TOKEN && (looksRandom(text, name, end) || end - name > LEAST_WITH_TOKEN) && text.indexOf('_', name, end) < 0) {
        hide(at, end);
      }
      at = text.indexOf('$', end);
    }
  }

  /** Whether a comma is between two parameters of a hash: {@code m=65536,t=3}. */
  private boolean isParameter(int comma) {
    return text.charAt(comma) == ',' && text.startsWith("=", comma + 2) && Character.isLetter(text.charAt(comma + 1));
  }

  /** The password of {@code mysql -pPASSWORD}. */
  private void attached() {
    for (int at = text.indexOf(ATTACHED); at >= 0; at = text.indexOf(ATTACHED, at + 1)) {
      int start = at + ATTACHED.length();
      int end = tokenEnd(start);
      boolean whole = end == text.length() || text.charAt(end) != ':'; // of which a port has one
      if (whole && end - start >= LEAST_BESIDE && looksRandom(text, start, end)) {
        hide(start, end);
      }
    }
  }

  /** What is in elements of XML that are called as a secret. */
  private void elements() {
    for (int at = text.indexOf("</"); at >= 0; at = text.indexOf("</", at + 2)) {
      int start = at;
      while (start > 0 && at - start < LONGEST_ELEMENT && text.charAt(start - 1) != '>') {
        start--;
      }
      if (CredentialNames.isSecret(word(at + 2))) {
        hide(start, at);
      }
    }
  }

  /** Whether the line of an offset begins with a word that is not far before it. */
  private boolean beginsLine(String word, int at) {
    int start = at;
    while (start > 0 && at - start < MAX_NAME && text.charAt(start - 1) != '\n') {
      start--;
    }
    return text.startsWith(word, skip(start, at));
  }

  /** Whether one of some words ends at an offset. */
  private boolean endsWith(String[] words, int end) {
    for (String word : words) {
      int start = end - word.length();
      boolean first = start == -1 && word.charAt(0) == ' '; // nothing is before the text
      if (first ? text.regionMatches(true, 0, word, 1, end) : text.regionMatches(true, start, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  private int dots(int from, int to) {
    int dots = 0;
    for (int at = from; at < to; at++) {
      dots += text.charAt(at) == '.' ? 1 : 0;
    }
    return dots;
  }
}
