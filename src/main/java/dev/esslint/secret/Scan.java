package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks for secrets in text that cannot be parsed: a broken file, a comment, a command line. As nothing is known about what
 * it means, all that may be a secret is taken for one. Each character is looked at a bounded number of times.
 */
final class Scan {
  /** Schemes of addresses in which a name stands behind the colon. */
  private static final Set<String> WITHOUT_PASSWORD = Set.of("acct", "mailto", "matrix", "sip", "sips", "xmpp");

  private static final String[] USER = {" -u ", " --user ", " --user=", " auth "};

  /** What names end with after which a password comes without a sign between, as in the configuration of HAProxy or Redis. */
  private static final String[] PASSWORD = {"password ", "passwd "};

  /** What nothing else can follow. */
  private static final String[] ONLY_PASSWORD = {"requirepass ", "masterauth ", "sshpass -p ", "redis-cli -a "};

  /** The same in a sentence, where other words may follow, such as {@code base64-encoded}. */
  private static final String[] TOLD = {
    "password is ", "passphrase is ", "secret is ", "token is ", "macaroon is ", "key is ", "pepper is ", "token ", "secret "
  };

  private static final int LEAST_TOLD = 8;

  /** What the name of a header and its value follow, in the configuration of nginx or HAProxy. */
  private static final String[] HEADER = {"set_header ", "set-header ", "add_header ", "add-header "};

  /** What hashes of passwords begin with. */
  private static final Set<String> HASHES =
      Set.of("1", "5", "6", "7", "y", "2a", "2b", "2y", "apr1", "argon2i", "argon2id", "scrypt");

  private static final int LONGEST_HASH_NAME = 8;

  /** What the contents of a Secret of Kubernetes stand under. */
  private static final Set<String> CONTENTS = Set.of("data", "stringData");

  private static final String[] SECRET_OBJECTS = {"kind: Secret", "kind\": \"Secret\"", "kind\":\"Secret\""};

  /** What the header of a signed token begins with, a brace in base64. */
  private static final String JWT = "eyJ";

  private static final String ATTACHED = " -p";
  private static final String[] DETACHED = {" -p "};

  private static final String BLANKS = " \t";
  private static final int MAX_NAME = 100;

  /** What tokens of well-known services begin with; so many characters more make one of it. */
  private static final String[] TOKENS = {
    "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "syt_", "mct_", "mcr_", "sk_live_", "sk-proj-", "sk-ant-",
    "hf_", "npm_", "AIza", "SG.", "hvs.", "dop_v1_", "AGE-SECRET-KEY-1", "hooks.slack.com/services/", "discord.com/api/webhooks/",
    "api.telegram.org/bot", "hooks/", "IncomingWebhook/",
    // private keys in base64: behind five dashes, BEGIN and the kind
    "LS0tLS1CRUdJTiBQUklWQVRF", "LS0tLS1CRUdJTiBSU0EgUFJJVkFURS", "LS0tLS1CRUdJTiBFQyBQUklWQVRF", "LS0tLS1CRUdJTiBPUEVOU1NI",
    "LS0tLS1CRUdJTiBFTkNSWVBURUQ", "LS0tLS1CRUdJTiBQR1AgUFJJVkFURS"
  };

  /** No shorter text has one of these in it. */
  private static final int LEAST_WITH_TOKEN = 20;

  private static final int LEAST_OF_TOKEN = 10;

  /** Schemes of the header {@code Authorization}. */
  private static final String[] SCHEMES = {"basic ", "bearer "};

  /** Shorter words beside a secret are words. */
  private static final int LEAST_BESIDE = 6;

  /** Words of a comment after which comes what is no longer so. */
  private static final Set<String> FORMER = Set.of("was", "old", "previous", "previously", "formerly");

  /** A longer name before the {@code @} of a URL is a password. */
  private static final int LONGEST_USER = 16;

  private final String text;
  private final Consumer<Span> hidden;

  /** The column of the key whose lines below it are hidden; -1 if there is none. */
  private int below = -1;

  /** The quote that has to close first; 0 if there is none. */
  private char quote;

  /** How many brackets that were opened after the key of a secret have to close first. */
  private int open;

  /** Whether lines without a key are hidden: they may go on with the secret before them, wherever they begin. */
  private boolean next;

  /** The same of lines after one that comes between. */
  private boolean between;

  /** Whether a Secret of Kubernetes is described here. */
  private boolean object;

  private Scan(String text, Consumer<Span> hidden) {
    this.text = text;
    this.hidden = hidden;
  }

  /** Whether a text may hold a secret at all. */
  static boolean mayHold(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (":=-_{".indexOf(c) >= 0) {
        return true;
      }
    }
    return text.contains(JWT)
        || text.contains("earer ")
        || text.contains("asic ")
        || text.contains("ass")
        || text.contains("ASS")
        || (text.length() >= LEAST_WITH_TOKEN && (text.indexOf('$') >= 0 || hasToken(text)));
  }

  private static boolean hasToken(String text) {
    for (String token : TOKENS) {
      if (text.contains(token)) {
        return true;
      }
    }
    return false;
  }

  /** The passwords of URLs in a message. */
  static List<Span> inMessage(String message) {
    List<Span> found = new ArrayList<>();
    if (message.contains("://") && message.indexOf('@') >= 0) {
      new Scan(message, span -> addUnlessSample(message, span, found)).urls();
    }
    return found;
  }

  private static void addUnlessSample(String message, Span span, List<Span> found) {
    if ("<$*".indexOf(message.charAt(span.start())) < 0) { // or what is masked already
      found.add(span);
    }
  }

  /**
   * What may be a secret in a comment beside one: a word for what was there before, what follows a colon or an equals sign, and
   * words that look as if nobody had made them up. Directives to this program are none.
   */
  static List<Span> besideSecret(String comment) {
    List<Span> found = new ArrayList<>();
    int start = 0;
    while (start < comment.length() && "# \t".indexOf(comment.charAt(start)) >= 0) {
      start++;
    }
    if (comment.startsWith("esslint", start)) {
      return found;
    }
    Scan scan = new Scan(comment, found::add);
    boolean former = false;
    for (int end = start; end <= comment.length(); end++) {
      char c = end < comment.length() ? comment.charAt(end) : ' ';
      if ((c == ':' || c == '=') && !comment.startsWith("//", end + 1)) {
        if (end - start >= LEAST_BESIDE && looksRandom(comment, start, end)) {
          scan.hide(start, end);
        }
        scan.hide(scan.skip(end + 1, comment.length()), comment.length());
        return found;
      }
      if (BLANKS.indexOf(c) >= 0) {
        if (former || (end - start >= LEAST_BESIDE && looksRandom(comment, start, end))) {
          scan.hide(start, end);
        }
        former = FORMER.contains(comment.substring(start, end).toLowerCase(Locale.ROOT));
        start = end + 1;
      }
    }
    return found;
  }

  /** Whether there are both digits and letters in a word. */
  static boolean looksRandom(String text, int start, int end) {
    boolean digit = false;
    boolean letter = false;
    for (int i = start; i < end; i++) {
      digit |= Character.isDigit(text.charAt(i));
      letter |= Character.isLetter(text.charAt(i));
    }
    return digit && letter;
  }

  /** The secrets in a text, in no order; they may overlap. */
  static List<Span> secrets(String text) {
    List<Span> found = new ArrayList<>();
    Scan scan = new Scan(text, found::add);
    int start = 0;
    while (start < text.length()) {
      if (start == 0 || text.startsWith("---", start)) {
        scan.object = scan.isSecretObject(start);
      }
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      scan.line(start, end);
      start = end + 1;
    }
    scan.urls();
    scan.users();
    scan.login();
    scan.privateKeys();
    scan.tokens();
    scan.words();
    scan.headers();
    scan.hashes();
    scan.attached();
    scan.templates();
    scan.elements();
    scan.anchors(found);
    return found;
  }

  /** Whether the document that begins at an offset is a Secret of Kubernetes. */
  private boolean isSecretObject(int start) {
    int next = text.indexOf("\n---", start);
    String document = text.substring(start, next < 0 ? text.length() : next);
    for (String kind : SECRET_OBJECTS) {
      if (document.contains(kind)) {
        return true;
      }
    }
    return false;
  }

  private void line(int start, int end) {
    int first = skip(start, end);
    if (first == end) {
      return;
    }
    int column = first - start;
    if (quote != 0) {
      hide(first, end);
      quote = closes(first, end, quote) ? 0 : quote;
      return;
    }
    if (open > 0) {
      hide(first, end);
      open = Math.max(0, open + opened(first, end));
      return;
    }
    boolean item = text.charAt(first) == '-';
    if (below >= 0 && (column > below || (column == below && item))) {
      hide(first, end);
      return;
    }
    boolean goesOn = text.charAt(first) == ':' || text.indexOf(':', first, end) < 0;
    if (goesOn && (next || between)) {
      hide(first, end);
      return;
    }
    between = next; // what broke the text may stand between the key and the rest of the secret
    below = -1;
    next = false;
    keys(start, first, end);
    between &= !next;
  }

  /** Looks for the first key of a secret in a line; what comes after it is hidden. */
  private void keys(int start, int first, int end) {
    int from = first;
    while (from < end && "-? \t{[,".indexOf(text.charAt(from)) >= 0) {
      from++; // the dashes and marks before a key
    }
    int begin = from;
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      if (c != ':' && c != '=') {
        continue;
      }
      int key = nameStart(begin, at);
      String name = text.substring(key, at);
      boolean content = object && CONTENTS.contains(name.replace("\"", ""));
      if (content || (isSecret(name) && !isOfMap(key, at))) {
        int value = skip(at + 1, end);
        int whole = c == '=' ? endOfWhole(value, end) : -1;
        option(first, key);
        if (whole < 0) {
          rest((begin == from ? key : first) - start, value, end);
          return;
        }
        hide(value, whole);
        at = whole - 1;
      }
      begin = at + 1;
    }
    String words = text.substring(from, Math.min(end, from + MAX_NAME));
    if (text.charAt(first) == '?' && isSecret(words)) {
      next = true;
    }
    option(first, end);
  }

  /** Hides what follows a key to the end of the line, and sees to the lines below it. */
  private void rest(int column, int from, int end) {
    below = column;
    next = true;
    hide(from, end);
    open = Math.max(0, opened(from, end));
    if (from < end) {
      char c = text.charAt(from);
      quote = (c == '"' || c == '\'') && !closes(from + 1, end, c) ? c : 0;
    }
  }

  /** Where a value that is assigned surely ends, being a variable or in quotes; -1 if it may go on. */
  private int endOfWhole(int from, int end) {
    char c = from < end ? text.charAt(from) : 0;
    int last = c == '$' ? from : c == '"' || c == '\'' ? text.indexOf(c, from + 1, end) : -1;
    while (last >= 0 && last < end && BLANKS.indexOf(text.charAt(last)) < 0) {
      last++;
    }
    return last >= 0 && text.indexOf('\\', from, last) >= 0 ? -1 : last;
  }

  /** An option of a command line with its value behind it, as in {@code --password x}. */
  private void option(int first, int end) {
    int at = text.indexOf("--", first, end);
    while (at >= 0) {
      int stop = at + 2;
      while (stop < end && isNamePart(text.charAt(stop))) {
        stop++;
      }
      if (stop - at < MAX_NAME && CredentialNames.isSecret(text.substring(at, stop))) {
        hide(skip(stop, end), end);
        next = stop == end; // the next item of a list
        return;
      }
      at = text.indexOf("--", stop, end);
    }
  }

  private int nameStart(int from, int separator) {
    int at = separator;
    while (at > from && BLANKS.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    boolean quoted = at > from && (text.charAt(at - 1) == '"' || text.charAt(at - 1) == '\'');
    if (quoted) {
      char mark = text.charAt(--at);
      while (at > from && text.charAt(at - 1) != mark) {
        at--;
      }
      return at;
    }
    while (at > from && isNamePart(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '\\';
  }

  private static boolean isSecret(String name) {
    String end = name.length() > MAX_NAME ? name.substring(name.length() - MAX_NAME) : name;
    return end.indexOf('\\') >= 0 // nobody writes a key with escapes who does not want to hide it
        || CredentialNames.isSecret(end)
        || CredentialNames.isValue(end.substring(end.lastIndexOf('.') + 1));
  }

  /** The key of a map tiler in a URL: it is in what every browser gets. */
  private boolean isOfMap(int start, int end) {
    return end - start == 3
        && text.startsWith("key=", start)
        && start > 0
        && "?&".indexOf(text.charAt(start - 1)) >= 0;
  }

  /** How many more brackets open than close in a part of a line, those in quotes left aside. */
  private int opened(int from, int end) {
    int opened = 0;
    char inside = 0;
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      if (inside != 0) {
        at += c == '\\' && inside == '"' ? 1 : 0;
        inside = c == inside ? 0 : inside;
      } else if (c == '"' || c == '\'') {
        inside = c;
      } else if (c == '{' || c == '[') {
        opened++;
      } else if (c == '}' || c == ']') {
        opened--;
      }
    }
    return opened;
  }

  private boolean closes(int from, int end, char mark) {
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      if (c == '\\' && mark == '"') {
        at++;
      } else if (c == mark) {
        return true;
      }
    }
    return false;
  }

  private int skip(int from, int end) {
    int at = from;
    while (at < end && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private void hide(int start, int end) {
    if (start < end) {
      hidden.accept(new Span(start, end));
    }
  }

  /** The passwords in URLs; what stands alone before the {@code @} is one if it is too long for a user. */
  private void urls() {
    int at = text.indexOf("//");
    while (at >= 0) {
      int start = at + 2;
      int end = start;
      int colon = -1;
      int host = -1; // behind the last @ before the path
      int path = -1;
      int last = -1;
      while (end < text.length() && " \t\r\n\"'`<>".indexOf(text.charAt(end)) < 0) {
        char c = text.charAt(end);
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
      }
      at = text.indexOf("//", end);
    }
  }

  /** The passwords of {@code curl -u NAME:PASSWORD}; numbers there are a user and a group. */
  private void users() {
    for (String option : USER) {
      for (int at = text.indexOf(option); at >= 0; at = text.indexOf(option, at + 1)) {
        int start = at + option.length();
        int end = start;
        int colon = -1;
        while (end < text.length() && " \t\r\n".indexOf(text.charAt(end)) < 0) {
          colon = text.charAt(end) == ':' && colon < 0 ? end : colon;
          end++;
        }
        if (colon > start && !isPort(colon + 1, end) && !text.startsWith("//", colon + 1)) {
          hide(colon + 1, end);
        }
      }
    }
  }

  /** Whether a text is a name and a password; numbers there are a user and a group. */
  static boolean isLogin(String text) {
    int colon = text.indexOf(':');
    Scan scan = new Scan(text, span -> {});
    return colon > 0 && colon < text.length() - 1 && !scan.isPort(colon + 1, text.length()) && text.indexOf(' ') < 0;
  }

  /** The password of a text that is nothing but {@code NAME:PASSWORD@SERVER}, without a scheme before it. */
  private void login() {
    int colon = text.indexOf(':');
    int at = text.lastIndexOf('@');
    if (colon <= 0 || at <= colon + 1 || at == text.length() - 1 || text.startsWith("//", colon + 1)) {
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || (i < colon && "/@\"'{[".indexOf(text.charAt(i)) >= 0)) {
        return;
      }
    }
    boolean digest = text.startsWith("sha256:", at + 1) || text.startsWith("sha512:", at + 1);
    if (!digest && !WITHOUT_PASSWORD.contains(text.substring(0, colon).toLowerCase(Locale.ROOT))) {
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
    for (String token : TOKENS) {
      for (int at = text.indexOf(token); at >= 0; ) {
        int end = startsWord(at) ? tokenEnd(at) : at + token.length();
        if (text.startsWith(":", end)) {
          end = tokenEnd(end + 1); // the number of a bot stands before its token
        }
        int own = at + token.length();
        boolean random = !token.endsWith("/") || looksRandom(text, own, end); // or the path of a file
        if (startsWord(at) && random && end - own >= LEAST_OF_TOKEN) {
          hide(at, end);
        }
        at = text.indexOf(token, end);
      }
    }
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      if (endsWith(SCHEMES, at + 1)) {
        int end = tokenEnd(at + 1);
        if (end - at > LEAST_BESIDE && (looksRandom(text, at + 1, end) || text.charAt(end - 1) == '=')) {
          hide(at + 1, end);
        }
      }
    }
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
        boolean told = (only && !variable) || beginsLine("user ", at); // as HAProxy has it
        if (told || (end - start >= LEAST_BESIDE && looksRandom(text, start, end))) {
          hide(start, end);
        }
      } else if (endsWith(TOLD, at + 1)) {
        int start = text.startsWith("\"", at + 1) ? at + 2 : at + 1;
        int end = tokenEnd(start);
        if (hasRandomPart(start, end)) {
          hide(start, end);
        }
      } else if (endsWith(DETACHED, at + 1) && logsIn(at)) {
        hide(at + 1, tokenEnd(at + 1));
      }
    }
  }

  /** Whether there is a part between dashes that looks as if nobody had made it up: {@code base64-encoded} has none. */
  private boolean hasRandomPart(int start, int end) {
    int from = start;
    for (int at = start; at <= end; at++) {
      if (at == end || text.charAt(at) == '-') {
        if (at - from >= LEAST_TOLD && looksRandom(text, from, at)) {
          return true;
        }
        from = at + 1;
      }
    }
    return false;
  }

  /** Headers with their values, as nginx has them: {@code proxy_set_header X-Api-Key "x"}; in quotes, they are so elsewhere, too. */
  private void headers() {
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      char mark = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      int start = at;
      boolean dashed = false;
      while (start > 0 && at - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
        start--;
        dashed |= text.charAt(start) == '-';
      }
      boolean quoted = mark == '"' || mark == '\'';
      if (!dashed || (!quoted && !endsWith(HEADER, start))) {
        continue;
      }
      int value = at + (quoted ? 2 : 1);
      int end = tokenEnd(value);
      if (end - at > LEAST_BESIDE && looksRandom(text, value, end) && CredentialNames.isSecret(text.substring(start, at))) {
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
      while (hash && end < text.length() && " \t\r\n\"'`,}]".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      // a variable of nginx behind the first group of a pattern is none
      if (end - at >= LEAST_WITH_TOKEN && looksRandom(text, name, end) && text.indexOf('_', name, end) < 0) {
        hide(at, end);
      }
      at = text.indexOf('$', end);
    }
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

  /** Whether a command that logs in somewhere stands not far before an offset, as in {@code docker login -u a -p b}. */
  private boolean logsIn(int at) {
    int start = at;
    while (start > 0 && at - start < MAX_NAME && text.charAt(start - 1) != '\n') {
      start--;
    }
    return text.substring(start, at).contains("login ");
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
      if (text.regionMatches(true, end - word.length(), word, 0, word.length())) {
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

  private boolean startsWord(int at) {
    return at == 0 || !isNamePart(text.charAt(at - 1));
  }

  private int tokenEnd(int from) {
    int end = from;
    while (end < text.length() && (isNamePart(text.charAt(end)) || "+/=~".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** What is in elements of XML that are called as a secret. */
  private void elements() {
    for (int at = text.indexOf("</"); at >= 0; at = text.indexOf("</", at + 2)) {
      int start = at;
      while (start > 0 && at - start < MAX_NAME && text.charAt(start - 1) != '>') {
        start--;
      }
      if (CredentialNames.isSecret(word(at + 2))) {
        hide(start, at);
      }
    }
  }

  /** Texts in templates that are about a secret, for they may be what stands in for it, and such as nobody makes up. */
  private void templates() {
    for (int open = text.indexOf("{{"); open >= 0; ) {
      int close = text.indexOf("}}", open);
      int end = close < 0 ? text.length() : close;
      boolean named = namesSecret(open, end);
      for (int at = open; at < end; at++) {
        char mark = text.charAt(at);
        int last = mark == '"' || mark == '`' ? text.indexOf(mark, at + 1) : -1;
        if (last > at && last < end) {
          if (named || isToken(at + 1, last)) {
            hide(at + 1, last);
          }
          at = last;
        }
      }
      open = text.indexOf("{{", end);
    }
  }

  /** Whether a text is one long word that looks as if nobody had made it up; names of templates and files have dots and slashes. */
  private boolean isToken(int from, int to) {
    return to - from >= LEAST_WITH_TOKEN - LEAST_BESIDE
        && tokenEnd(from) >= to
        && looksRandom(text, from, to)
        && text.substring(from, to).chars().noneMatch(c -> c == '.' || c == '/');
  }

  /** Whether a part of the text has a name of a secret in it, outside of quotes. */
  private boolean namesSecret(int from, int to) {
    int start = from;
    for (int at = from; at <= to; at++) {
      boolean inside = at < to && isNamePart(text.charAt(at));
      if (!inside) {
        if (at > start && at - start < MAX_NAME && CredentialNames.isSecret(text.substring(start, at))) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }

  /** Hides what stands at anchors that are referred to where a secret is: the rest of the line and what is below it. */
  private void anchors(List<Span> found) {
    Set<String> referred = new HashSet<>();
    for (Span span : text.indexOf('&') < 0 ? List.<Span>of() : List.copyOf(found)) {
      for (int at = text.indexOf('*', span.start(), span.end());
          at >= 0;
          at = text.indexOf('*', at + 1, span.end())) {
        referred.add(word(at + 1));
      }
    }
    int from = referred.isEmpty() ? -1 : text.indexOf('&');
    while (from >= 0) {
      int end = from + 1;
      if (referred.contains(word(end))) {
        int line = text.lastIndexOf('\n', from) + 1;
        end = hideBlock(from, skip(line, from) - line);
      }
      from = text.indexOf('&', end);
    }
  }

  /** Hides the rest of a line and the lines below it that are indented more; returns where that ends. */
  private int hideBlock(int from, int column) {
    int start = from;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int first = skip(start, end);
      boolean goesOn = text.indexOf(':', first, end) < 0; // in a broken file, also where it is not indented
      if (start > from && first < end && first - start <= column && !goesOn) {
        break;
      }
      hide(first, end);
      start = end + 1;
    }
    return start;
  }

  private String word(int from) {
    int end = from;
    while (end < text.length() && end - from < MAX_NAME && isNamePart(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }
}
