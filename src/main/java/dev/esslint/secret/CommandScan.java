package dev.esslint.secret;

import dev.esslint.secret.HereDocuments.HereDocument;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the secrets that commands take where no name tells: as a word at a place, behind an option of a letter, on their standard input. */
final class CommandScan extends TextScan {
  /**
   * What a command takes.
   *
   * @param words what it begins with
   * @param options what stands right before a secret
   * @param apart whether there may be a blank between
   * @param at which of the words behind it that are no options is a secret, from 1
   */
  private record Command(String words, Set<String> options, boolean apart, int at) {
    static Command option(String words, String... options) {
      return new Command(words, Set.of(options), true, 0);
    }

    static Command attached(String words) {
      return new Command(words, Set.of("-p"), false, 0);
    }

    static Command word(String words, int at) {
      return new Command(words, Set.of(), false, at);
    }
  }

  private static final int LAST = -1;

  private static final List<Command> COMMANDS =
      List.of(
          Command.option("login", "-p"),
          Command.option("sshpass", "-p"),
          Command.option("register_new_matrix_user", "-p", "-k"),
          Command.option("redis-cli", "-a", "AUTH"),
          Command.option("ldapsearch", "-w"),
          Command.option("ldapadd", "-w"),
          Command.option("ldapmodify", "-w"),
          Command.option("openssl", "-k"),
          Command.option("create secret", "--from-literal"),
          Command.attached("mysql"),
          Command.attached("mysqldump"),
          Command.attached("mariadb"),
          Command.word("htpasswd", LAST),
          Command.word("vault login", 1),
          Command.word("set-password", 2),
          Command.word("mc alias set", 4));

  /** What a text in single quotes follows in SQL. */
  private static final String[] SQL = {"password '", "identified by '"};

  private static final int LONGEST_LINE = 400;

  /** Where the words of a command end. */
  private static final String ENDS = "|;&<>\n\r";

  private static final String HERE = "<<<";
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
    for (Command command : COMMANDS) {
      for (int at = text.indexOf(command.words()); at >= 0; at = text.indexOf(command.words(), at + 1)) {
        int end = at + command.words().length();
        if (startsWord(at) && end < text.length() && text.charAt(end) == ' ') {
          take(command, words(end));
        }
      }
    }
    for (int at = text.indexOf(HERE); at >= 0; at = text.indexOf(HERE, at + HERE.length())) {
      words(at + HERE.length()).stream().limit(1).filter(word -> !hasBlank(word)).forEach(this::hideWord);
    }
    sql();
    for (String print : PRINTS) {
      for (int at = text.indexOf(print + " "); at >= 0; at = text.indexOf(print + " ", at + 1)) {
        List<Span> words = words(at + print.length());
        if (startsWord(at) && !words.isEmpty() && (goesIntoSecret(words.getLast().end()) || isInput(words))) {
          words.forEach(this::hideWord);
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

  /** Whether what is printed is a word that nobody made up, for another command to read. */
  private boolean isInput(List<Span> words) {
    Span word = words.getFirst();
    int from = word.start() + ("\"'".indexOf(text.charAt(word.start())) >= 0 ? 1 : 0);
    return words.size() == 1 && text.startsWith("|", skip(word.end(), text.length())) && isToken(from, tokenEnd(from));
  }

  /** Words that nobody made up behind an option of a letter that often takes a password, or behind what is called as a secret. */
  private void tokens() {
    for (int at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
      if (isToken(at + 1, tokenEnd(at + 1))) {
        int start = at;
        while (start > 0 && at - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
          start--;
        }
        String name = text.substring(start, at);
        if (OPTIONS.contains(name) || ((name.indexOf('_') > 0 || name.startsWith("-")) && CredentialNames.isSecret(name))) {
          hide(at + 1, tokenEnd(at + 1));
        }
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

  private boolean hasBlank(Span word) {
    return text.substring(word.start(), word.end()).indexOf(' ') >= 0;
  }

  private void take(Command command, List<Span> words) {
    List<Span> others = new ArrayList<>();
    boolean next = false;
    for (Span word : words) {
      String said = text.substring(word.start(), word.end());
      String option = command.options().stream().filter(said::startsWith).findFirst().orElse("");
      if (next) {
        hideWord(word);
        next = false;
      } else if (!option.isEmpty()) {
        next = command.apart() && said.equals(option);
        hideWord(new Span(word.start() + option.length(), word.end()));
      } else if (!said.startsWith("-")) {
        others.add(word);
      }
    }
    int at = command.at() == LAST ? others.size() : command.at();
    if (at > 0 && at <= others.size()) {
      hideWord(others.get(at - 1));
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
    return rest.contains("password-stdin")
        || (file > 0 && (name.contains("/secrets/") || CredentialNames.isSecret(name.substring(name.lastIndexOf('/') + 1))));
  }

  /** The words from an offset on to the end of the command; what is in quotes is one. */
  private List<Span> words(int from) {
    List<Span> words = new ArrayList<>();
    int most = Math.min(text.length(), from + LONGEST_LINE);
    int at = skip(from, most);
    while (at < most && ENDS.indexOf(text.charAt(at)) < 0) {
      int start = at;
      char quote = 0;
      while (at < most && (quote != 0 || (BLANKS + ENDS).indexOf(text.charAt(at)) < 0)) {
        char c = text.charAt(at);
        quote = quote == 0 && (c == '"' || c == '\'') ? c : c == quote ? 0 : quote;
        at++;
      }
      words.add(new Span(start, at));
      at = skip(at, most);
    }
    return words;
  }

  /** Hides a word without the quotes around it, unless it is a variable, a name of a file or an option. */
  private void hideWord(Span word) {
    int start = word.start();
    int end = word.end();
    while (start < end && "\"'=".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "\"'".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (start < end && "$-%{</@:".indexOf(text.charAt(start)) < 0) {
      hide(start, end);
    }
  }
}
