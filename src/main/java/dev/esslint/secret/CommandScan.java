package dev.esslint.secret;

import dev.esslint.secret.HereDocuments.HereDocument;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the secrets that commands take where no name tells: as a word at a place, behind an option of a letter, on their standard input. */
final class CommandScan extends TextScan {
  /** Which of the words of a command is a secret. */
  private sealed interface Shape {
    /** What stands behind an option, as a word of its own or in the same one. */
    record Behind(String option, boolean apart, boolean joined) implements Shape {}

    /** A word that is no option, by its number from 1, or the last one. */
    record Place(int at) implements Shape {}

    /** What stands behind a mark in the word behind an option: {@code NAME:PASSWORD}. */
    record Pair(String option, char mark) implements Shape {}

    /** What stands behind the slash in {@code NAME/PASSWORD@DATABASE}. */
    record Login() implements Shape {}

    /** What stands behind a word that is the name of a secret. */
    record Named() implements Shape {}

    /** What is assigned, whatever it is called. */
    record Assigned() implements Shape {}

    /** The word behind the name of a share. */
    record Share() implements Shape {}

    /** What is written in place of a sample or the name of a secret: {@code s/CHANGEME/PASSWORD/}. */
    record Replaced() implements Shape {}

    /** A pair of a Secret that is to be made; a map of settings is made in the same way. */
    record Literal() implements Shape {}

    /** What is typed for a program that asks for it: a text in quotes that ends with a line break. */
    record Typed() implements Shape {}
  }

  /**
   * A command.
   *
   * @param words what it begins with
   */
  private record Command(String words, Shape shape) {}

  private static final int LAST = -1;

  /** Commands by the character that they begin with: most words of a text begin none. */
  private static final Command[][] COMMANDS =
      byFirst(
          option("-p", "login", "sshpass", "register_new_matrix_user", "register-user"),
          option("-k", "register_new_matrix_user"),
          option("-a", "redis-cli"),
          option("-w", "ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldappasswd"),
          option("--value", "secret set", "put-parameter"),
          option("--body", "secret set"),
          option("-b", "secret set"),
          option("/p:", "xfreerdp"),
          apart("AUTH", "redis-cli"),
          apart("-s", "ldappasswd", "turnadmin"),
          apart("-k", "openssl"),
          apart("-K", "openssl", "swift"),
          apart("-p", "mongo", "mongosh", "mongodump", "mongorestore", "cqlsh", "rabbitmqadmin", "ncftpput", "ncftpget", "user password"),
          apart("-p", "turnadmin", "doveadm pw", "useradd", "usermod"),
          apart("-P", "sqlcmd", "bcp", "mosquitto_pub", "mosquitto_sub", "ipmitool", "zip", "unzip"),
          apart("-t", "influx", "synadm"),
          apart("-w", "turnutils_uclient"),
          apart("-storepass", "keytool"),
          apart("-keypass", "keytool"),
          apart("-A", "snmpget", "snmpwalk"),
          apart("-X", "snmpget", "snmpwalk"),
          apart("-ap", "swaks"),
          apart("-xp", "sendemail"),
          of(new Shape.Behind("-p", false, true), "mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump", "7z"),
          of(new Shape.Place(LAST), "htpasswd", "mosquitto_passwd", "mkpasswd", "openssl passwd"),
          of(new Shape.Place(1), "AUTH PLAIN", "AUTH LOGIN", "vault login", "operator unseal", "rclone obscure", "bw unlock", "ansible-vault encrypt_string"),
          of(new Shape.Place(2), "auth-pass", "set-password", "wpa_passphrase", "rabbitmqctl add_user", "rabbitmqctl change_password", "bw login", "doveadm auth test"),
          of(new Shape.Place(3), "mc admin user add"),
          of(new Shape.Place(4), "mc alias set", "mc config host add"),
          of(new Shape.Pair("-U", ':'), "curl"),
          of(new Shape.Pair("--proxy-user", ':'), "curl"),
          of(new Shape.Pair("-a", ':'), "http", "https", "xh"),
          of(new Shape.Pair("--auth", ':'), "http", "https", "xh"),
          of(new Shape.Pair("-u", ','), "lftp"),
          of(new Shape.Pair("-U", '%'), "smbclient", "rpcclient"),
          of(new Shape.Pair("-o", '%'), "mount", "mount.cifs"),
          of(new Shape.Share(), "smbclient"),
          of(new Shape.Literal(), "--from-literal", "--from-literal="),
          of(new Shape.Typed(), "send"),
          of(new Shape.Replaced(), "sed"),
          of(new Shape.Login(), "sqlplus", "sqlldr", "impdp", "expdp"),
          of(new Shape.Named(), "wg set", "configure set", "config set", "config create", "wifi connect"),
          of(new Shape.Assigned(), "kv put"));

  private static List<Command> option(String option, String... words) {
    return of(new Shape.Behind(option, true, true), words);
  }

  private static List<Command> apart(String option, String... words) {
    return of(new Shape.Behind(option, true, false), words);
  }

  private static List<Command> of(Shape shape, String... words) {
    List<Command> commands = new ArrayList<>();
    for (String each : words) {
      commands.add(new Command(each, shape));
    }
    return commands;
  }

  @SafeVarargs
  private static Command[][] byFirst(List<Command>... rows) {
    Command[][] byFirst = new Command[128][];
    Arrays.fill(byFirst, new Command[0]);
    for (List<Command> row : rows) {
      for (Command command : row) {
        char first = command.words().charAt(0);
        Command[] all = Arrays.copyOf(byFirst[first], byFirst[first].length + 1);
        all[all.length - 1] = command;
        byFirst[first] = all;
      }
    }
    return byFirst;
  }

  /** What a text in single quotes follows in SQL. */
  private static final String[] SQL = {"password '", "identified by '", "password ''", "identified by ''"};

  private static final String[] INSERT = {"insert into ", "INSERT INTO "};
  private static final String ROWS = "values";

  /** What a user of Redis and the mark of a password follow, in a list of what the user may do. */
  private static final String REDIS_USER = " on >";

  /** Commands and options that read a secret which is printed for them. */
  private static final List<String> READERS =
      List.of(
          "password-stdin", "passphrase-fd", "passwd --stdin", "with-token", "chpasswd", "kinit", "cryptsetup", "sudo -S", "| su ", "secrets create",
          "secrets versions add", "secret create", "| base64", "kubeseal", "htpasswd -i");

  /** So many words of a command may be its login. */
  private static final int MOST_OF_LOGIN = 3;

  private static final int LONGEST_LINE = 400;

  /** Where the words of a command end. */
  private static final String ENDS = "|;&<>\n\r";

  /** With which the line of a command goes on in the next one. */
  private static final String GOES_ON = "\\\n";

  private static final String NO_OPTIONS = "--";
  private static final String HERE = "<<<";

  /** With which what is printed becomes a file that is nowhere else. */
  private static final String SUBSTITUTED = "<(";

  private static final Set<String> OPTIONS = Set.of("-p", "-P", "-w", "-k", "-a", "-t", "-N");

  /** What prints its words for another command or a file. */
  private static final Set<String> PRINTS = Set.of("echo", "printf");

  CommandScan(String text, List<Span> found) {
    super(text, found);
  }

  @Override
  void run() {
    if (text.indexOf(' ') < 0) {
      return;
    }
    commands();
    for (int at = text.indexOf(HERE); at >= 0; at = text.indexOf(HERE, at + HERE.length())) {
      words(at + HERE.length()).stream().limit(1).filter(word -> !hasBlank(word)).forEach(this::hideWord);
    }
    sql();
    rows();
    redisUsers();
    for (String print : PRINTS) {
      for (int at = text.indexOf(print + " "); at >= 0; at = text.indexOf(print + " ", at + 1)) {
        List<Span> words = words(at + print.length());
        if (startsWord(at) && !words.isEmpty()) {
          if (text.startsWith(SUBSTITUTED, at - SUBSTITUTED.length())) {
            untilClosed(words).forEach(this::hideWord);
          } else if (goesIntoSecret(words.getLast().end()) || isInput(words)) {
            words.forEach(this::hideWord);
          }
        }
      }
    }
    tokens();
    for (HereDocument document : HereDocuments.in(text)) {
      if (document.secret()) {
        hide(document.body().start(), document.body().end());
      }
    }
  }

  /** The words up to the one with a bracket at its end. */
  private List<Span> untilClosed(List<Span> words) {
    for (int i = 0; i < words.size(); i++) {
      if (text.charAt(words.get(i).end() - 1) == ')') {
        return words.subList(0, i + 1);
      }
    }
    return words;
  }

  /** What stands in quotes in a line and has a blank in it: one argument of several words. */
  static List<Span> quoted(String line) {
    List<Span> quoted = new ArrayList<>();
    for (int at = 0; at < line.length(); at++) {
      boolean opens = "\"'".indexOf(line.charAt(at)) >= 0 && (at == 0 || " =".indexOf(line.charAt(at - 1)) >= 0);
      int close = opens ? line.indexOf(line.charAt(at) + " ", at + 1) : -1;
      if (close > 0) {
        if (line.indexOf(' ', at) < close) {
          quoted.add(new Span(at + 1, close));
        }
        at = close;
      }
    }
    return quoted;
  }

  private void commands() {
    for (int at = 0; at < text.length(); at++) {
      char first = text.charAt(at);
      Command[] commands = first < COMMANDS.length ? COMMANDS[first] : COMMANDS[0];
      if (commands.length == 0 || !startsWord(at)) {
        continue;
      }
      for (Command command : commands) {
        int end = endOf(command.words(), at);
        if (end >= 0 && end < text.length() && (text.charAt(end) == ' ' || text.charAt(end - 1) == '=')) {
          take(command.shape(), words(end));
        }
      }
    }
  }

  /** Whether what is printed is a word that nobody made up, for another command to read. */
  private boolean isInput(List<Span> words) {
    Span word = words.getFirst();
    int from = word.start() + ("\"'".indexOf(text.charAt(word.start())) >= 0 ? 1 : 0);
    return words.size() == 1 && text.startsWith("|", skip(word.end(), text.length())) && isToken(from, tokenEnd(from));
  }

  /**
   * Words that nobody made up behind an option of a letter that often takes a password, or behind what is called as a secret, and what
   * stands in quotes behind an option that is called so.
   */
  private void tokens() {
    for (int at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
      boolean quoted = at + 1 < text.length() && "\"'".indexOf(text.charAt(at + 1)) >= 0;
      if (quoted || isToken(at + 1, tokenEnd(at + 1))) {
        int start = at;
        while (start > 0 && at - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
          start--;
        }
        String name = text.substring(start, at);
        if (quoted) {
          if (name.startsWith(NO_OPTIONS) && CredentialNames.isSecret(name)) {
            words(at).stream().limit(1).forEach(this::hideWord);
          }
        } else if (OPTIONS.contains(name) || ((name.indexOf('_') > 0 || name.startsWith("-")) && CredentialNames.isSecret(name))) {
          hide(at + 1, tokenEnd(at + 1));
        }
      }
    }
  }

  /** The password of a user of Redis, before what the user may do. */
  private void redisUsers() {
    for (int at = text.indexOf(REDIS_USER); at >= 0; at = text.indexOf(REDIS_USER, at + 1)) {
      List<Span> words = words(at + REDIS_USER.length());
      if (words.size() > 1 && "~+".indexOf(text.charAt(words.get(1).start())) >= 0) {
        hideWord(words.getFirst());
      }
    }
  }

  private void sql() {
    for (int at = text.indexOf('\''); at >= 0; at = text.indexOf('\'', at + 1)) {
      int end = text.indexOf('\'', at + 1);
      for (String words : SQL) {
        if (end > at && text.regionMatches(true, at + 1 - words.length(), words, 0, words.length())) {
          hideWord(new Span(at, end));
        }
      }
    }
  }

  /** The values of rows of which one is called as a secret. */
  private void rows() {
    for (String insert : INSERT) {
      for (int at = text.indexOf(insert); at >= 0; ) {
        String head = text.substring(at, Math.min(text.length(), at + LONGEST_LINE)).toLowerCase(Locale.ROOT);
        int values = head.indexOf(ROWS);
        boolean secret = values >= 0 && anyWord(at, at + values, CredentialNames::isSecret);
        at = text.indexOf(insert, secret ? untilEnd(at + values) : at + 1);
      }
    }
  }

  /** Hides the texts in quotes up to the end of a statement, which is returned. */
  private int untilEnd(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != ';') {
      int close = text.charAt(at) == '\'' ? text.indexOf('\'', at + 1) : -1;
      if (close >= 0) {
        hideWord(new Span(at, close));
        at = close;
      }
      at++;
    }
    return at;
  }

  private boolean hasBlank(Span word) {
    return text.substring(word.start(), word.end()).indexOf(' ') >= 0;
  }

  /** Where some words end that begin at an offset; there may be more than a blank between two. -1 if others are there. */
  private int endOf(String words, int from) {
    int at = from;
    for (int i = 0; i < words.length(); i++) {
      if (at >= text.length() || text.charAt(at) != words.charAt(i)) {
        return -1;
      }
      at = words.charAt(i) == ' ' ? skip(at, text.length()) : at + 1;
    }
    return at;
  }

  private void take(Shape shape, List<Span> words) {
    switch (shape) {
      case Shape.Behind(String option, boolean apart, boolean joined) -> behind(option, apart, joined, words).forEach(this::hideWord);
      case Shape.Pair(String option, char mark) -> behind(option, true, true, words).forEach(word -> hideBehind(mark, word));
      case Shape.Place(int at) -> {
        List<Span> others = words.stream().filter(word -> text.charAt(word.start()) != '-').toList();
        int number = at == LAST ? others.size() : at;
        if (number > 0 && number <= others.size()) {
          hideWord(others.get(number - 1));
        }
      }
      case Shape.Login() -> words.stream().limit(MOST_OF_LOGIN).forEach(this::takeLogin);
      case Shape.Named() -> {
        for (int i = 1; i < words.size(); i++) {
          if (CredentialNames.isSecret(said(words.get(i - 1)))) {
            hideWord(words.get(i));
          }
        }
      }
      case Shape.Assigned() -> words.forEach(word -> hideBehind('=', word));
      case Shape.Share() -> {
        for (int i = 1; i < words.size(); i++) {
          if (said(words.get(i - 1)).replace("\"", "").replace("'", "").startsWith("//")) {
            hideWord(words.get(i));
          }
        }
      }
      case Shape.Replaced() -> words.forEach(this::takeReplaced);
      case Shape.Literal() -> {
        if (!words.isEmpty() && !isOfSettings(words.getFirst().start())) {
          hideBehind('=', words.getFirst());
        }
      }
      case Shape.Typed() -> words.stream().limit(1).forEach(word -> takeTyped(word.start()));
    }
  }

  private void takeReplaced(Span word) {
    int start = word.start();
    while (start < word.end() && "\\\"'".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    if (!text.startsWith("s", start) || start + 1 >= word.end() || Character.isLetterOrDigit(text.charAt(start + 1))) {
      return;
    }
    char mark = text.charAt(start + 1);
    int by = text.indexOf(mark, start + 2, word.end());
    int end = by < 0 ? -1 : text.indexOf(mark, by + 1, word.end());
    String replaced = by < 0 ? "" : text.substring(start + 2, by);
    if (end > by + 1 && (CredentialNames.isSample(replaced) || Stream.of(replaced.split("[^A-Za-z]+")).anyMatch(CredentialNames::isSecret))) {
      hideWord(new Span(by + 1, end));
    }
  }

  /** Whether the last that was spoken of before an offset is a map of settings. */
  private boolean isOfSettings(int at) {
    String before = text.substring(Math.max(0, at - LONGEST_LINE), at);
    return before.lastIndexOf("configmap") > before.lastIndexOf("secret");
  }

  /** Hides a text in quotes that ends with the key that ends a line; in a text with escapes, there are more backslashes. */
  private void takeTyped(int from) {
    int start = skip(from, text.length());
    start = text.startsWith(NO_OPTIONS, start) ? skip(start + NO_OPTIONS.length(), text.length()) : start;
    while (text.startsWith("\\", start)) {
      start++;
    }
    char mark = start < text.length() ? text.charAt(start) : 0;
    int end = mark == '"' || mark == '\'' ? text.indexOf(mark, start + 1) : -1;
    if (end < 0 || end - start > LONGEST_LINE) {
      return;
    }
    while (end > start && text.charAt(end - 1) == '\\') {
      end--;
    }
    if (text.startsWith("\\r", end - 2) || text.startsWith("\\n", end - 2) || text.charAt(end - 1) == '\r') {
      hideWord(new Span(start, end));
    }
  }

  private String said(Span word) {
    return text.substring(word.start(), word.end());
  }

  /** What stands behind an option. */
  private List<Span> behind(String option, boolean apart, boolean joined, List<Span> words) {
    List<Span> behind = new ArrayList<>();
    boolean next = false;
    for (Span word : words) {
      String said = said(word);
      if (next) {
        behind.add(word);
      } else if (joined && said.startsWith(option) && !said.equals(option)) {
        behind.add(new Span(word.start() + option.length(), word.end()));
      }
      next = apart && !next && said.equals(option);
    }
    return behind;
  }

  private void hideBehind(char mark, Span word) {
    int at = text.indexOf(mark, word.start(), word.end());
    if (at > word.start() && at < word.end() - 1) {
      hideWord(new Span(at + 1, word.end()));
    }
  }

  private void takeLogin(Span word) {
    int start = word.start() + ("\"'".indexOf(text.charAt(word.start())) >= 0 ? 1 : 0);
    int slash = text.indexOf('/', start, word.end());
    if (slash > start && text.charAt(start) != '-') {
      int at = said(word).lastIndexOf('@') + word.start();
      hideWord(new Span(slash + 1, at < slash ? word.end() : at));
    }
  }

  /** Whether what is printed goes to a command that reads a password, or into a file that is called as one. */
  private boolean goesIntoSecret(int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST_LINE && "\n\r".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String rest = text.substring(from, end).strip();
    int file = rest.lastIndexOf('>') + 1;
    String name = rest.substring(file).strip().replace("\"", "");
    return READERS.stream().anyMatch(rest::contains)
        || (file > 0 && (name.contains("/secrets/") || name.endsWith("netrc") || CredentialNames.isSecret(name.substring(name.lastIndexOf('/') + 1))));
  }

  /** The words from an offset on to the end of the command; what is in quotes is one. */
  private List<Span> words(int from) {
    List<Span> words = new ArrayList<>();
    int most = Math.min(text.length(), from + LONGEST_LINE);
    int at = nextWord(from, most);
    while (at < most && ENDS.indexOf(text.charAt(at)) < 0) {
      int start = at;
      char quote = 0;
      while (at < most && (quote != 0 || (BLANKS + ENDS).indexOf(text.charAt(at)) < 0)) {
        char c = text.charAt(at);
        boolean opens = quote == 0 && (c == '"' || c == '\'') && (at == start || closesInLine(c, at + 1, most));
        quote = opens ? c : c == quote ? 0 : quote;
        at++;
      }
      words.add(new Span(start, at));
      at = nextWord(at, most);
    }
    return words;
  }

  /** Whether a quote within a word is closed in its line, and does not end the text that the command stands in. */
  private boolean closesInLine(char quote, int from, int most) {
    int at = from;
    while (at < most && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at++;
    }
    return at < most && text.charAt(at) == quote;
  }

  /** What comes after blanks, and after the end of a line that goes on in the next one. */
  private int nextWord(int from, int most) {
    int at = skip(from, most);
    while (text.startsWith(GOES_ON, at)) {
      at = skip(at + GOES_ON.length(), most);
    }
    return at;
  }

  /** Hides a word without the quotes around it, unless it is a variable, a name of a file or an option. */
  private void hideWord(Span word) {
    int start = word.start();
    int end = word.end();
    while (start < end && "\"'=".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "\"')".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean random = start < end && text.charAt(start) == '/' && RandomScan.isRandom(text, start, end); // base64 and no path
    if (start < end && (random || "$-%{</@:".indexOf(text.charAt(start)) < 0)) {
      hide(start, end);
    }
  }
}
