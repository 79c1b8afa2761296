package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what stands at the keys of secrets, line by line as YAML has it, and in command lines. */
final class KeyScan extends TextScan {
  /** What the contents of a Secret of Kubernetes stand under; the second of nothing else. */
  private static final Set<String> CONTENTS = Set.of("data", "stringData", "binary_data", "data_wo");

  private static final String ONLY_OF_SECRETS = "stringData";

  /** What references of Terraform begin with. */
  private static final Set<String> REFERENCES =
      Set.of("var", "local", "module", "data", "each", "random_password", "random_string");

  /** What a variable of Terraform is declared with, and its value if no other is given. */
  private static final String VARIABLE = "variable ";

  private static final String DEFAULT = "default";

  /** In a command, a word is no longer, and an option is no further away. */
  private static final int LONGEST_COMMAND = 400;

  /** No option has more letters behind one dash. */
  private static final int LONGEST_OPTION = 20;

  /** With which a shell gives a variable to the commands that follow. */
  private static final String EXPORT = "export ";

  /** Where the value of a variable stands by mistake. */
  private static final String VALUE_FROM = "valueFrom";
  private static final String QUOTES = "\"'";

  /** Of a document that is written as a text, with a backslash for what has to close first. */
  private static final String ESCAPED_QUOTE = "\\\"";

  /** What a shell puts in place of a command. */
  private static final String OUTPUT = "$(";

  private static final String READ = "$(cat /";

  /** With which a part of a change begins. */
  private static final String CHANGE = "@@ ";

  /** Before each line of what is cited. */
  private static final String CITED = "> ";

  /** The same of a table. */
  private static final String FRAMED = "| ";

  /** No text has lines of a longer number. */
  private static final int LONGEST_NUMBER = 5;

  /** As editors of letters have them. */
  static final String TYPOGRAPHIC = "\u201c\u201e\u2018\u201a\u00ab";

  /** As keyboards for Chinese and Japanese have it. */
  private static final char WIDE_COLON = '\uff1a';

  private static final char WIDE_SEMICOLON = '\uff1b';

  /** How a quote is written in a page. */
  private static final String[] ESCAPED = {"&quot;", "&#34;", "&#39;"};

  /** Marks that may have slipped into a key. */
  private static final String SLIPPED = "\"'[]{}#`&*%@|";

  /** The one name of a credential that does not sound like one. */
  private static final String ENCRYPTION = "encryption";

  private static final String[] SECRET_OBJECTS = {"kind: Secret", "kind:Secret", "kind\": \"Secret\"", "kind\":\"Secret\""};

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

  /** The column of the last key without a value that is the name of secrets: what should be below it may stand there; -1 if there is none. */
  private int mapping = -1;

  /** Whether a Secret of Kubernetes is described here. */
  private boolean object;

  /** The same in Terraform. */
  private boolean resource;

  /** Whether a variable of Terraform is declared here that is called as a secret. */
  private boolean variable;

  /** Whether the name of a variable before is one of a secret. */
  private boolean named;

  /** The column of the key of users who may stand there with their passwords, and that of the first of them; -1 if there is none. */
  private int logins = -1;

  private int login = -1;

  /** Where that name begins, and at which column. */
  private int namedAt;

  private int namedColumn;

  /** The column of the name of a variable that is none of a secret, on this line or the one before; -1 if there is none. */
  private int unnamed = -1;

  /** The column of the item of a list that the last line with a key begins; -1 if it begins none. */
  private int item = -1;

  /** Whether what was hidden last is assigned, so that it ends with its line. */
  private boolean assigned;

  /** The column of the key of a text of several lines that is no secret, on the line before or above this text; -1 if there is none. */
  private int block = -1;

  /** Whether the lines are those of a change, each with a mark before it. */
  private boolean change;

  /** Whether the line before ends with a colon, so that this one is a key below it. */
  private boolean opened;

  /** What Terraform sets here, by the name beside the value; null if that is not known. */
  private @Nullable String setting;

  private final RawReferences references;
  private final RawEntries entries;

  KeyScan(String text, List<Span> found) {
    super(text, found);
    references = new RawReferences(text);
    entries = new RawEntries(text);
  }

  @Override
  void run() {
    int start = 0;
    while (start < text.length()) {
      change |= text.startsWith(CHANGE, start);
      if (start == 0 || text.startsWith("---", start)) {
        object = isSecretObject(start);
      }
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      line(start, end);
      start = end + 1;
    }
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

  private void line(int from, int end) {
    int margin = prefixEnd(from, end);
    change |= text.startsWith(CHANGE, margin);
    int start = margin > from ? prefixEnd(margin, end) : margin; // such as the change in a log
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
    if (open > 0 && column <= below && isPlainKey(first, end)) {
      open = 0; // the bracket is one of the secret, or of a text that ended before
    }
    if (open > 0) {
      hide(first, end);
      open = Math.max(0, open + opened(first, end));
      next &= open > 0 || "}])".indexOf(text.charAt(first)) < 0; // a line that closes all is the last one
      return;
    }
    boolean item = text.charAt(first) == '-';
    if (logins >= 0 && (column > logins || (column == logins && item))) {
      login(column, first, end);
    } else {
      logins = -1;
    }
    boolean option = isOption(first, end);
    if (below >= 0 && !option && (column > below || (column == below && item))) {
      if (!references.isLine(first, end)) {
        hide(behindKey(first, end), end);
      }
      return;
    }
    block = column > block ? block : -1;
    boolean next = this.next && !(item && column == this.item); // and no other item of the list with the secret
    boolean goesOn = block < 0 && !(assigned && isSetting(first, end)) && (text.charAt(first) == ':' || text.indexOf(':', first, end) < 0) && !isAssignment(first, end) && !isVariable(first, end) && !isCommand(first, end) && !option;
    if (goesOn && (next || between)) {
      hide(first, end);
      explicitKey(start, first, end);
      declaration(first, end);
      return;
    }
    if (column == mapping) {
      oddValue(first, end);
    }
    if (isOddWord(first, end)) {
      hide(first, end); // what it was the value of is on a line that is broken
    }
    named &= !item && (column >= namedColumn || text.lastIndexOf('\n', start - 2) < namedAt); // of another variable, or of none
    unnamed = item ? -1 : unnamed;
    int before = unnamed;
    between = this.next; // what broke the text may stand between the key and the rest of the secret
    below = -1;
    this.item = item ? column : -1;
    this.next = false;
    keys(start, first, end);
    unnamed = unnamed == before ? -1 : unnamed; // two lines above
    block = !this.next && isHeader(end) ? column : -1;
    between &= !this.next;
    opened = text.charAt(end - 1) == ':';
  }

  /** Where the value begins in a line below the key of a secret, if that is one of the keys that the chart has there: these tell nothing. */
  private int behindKey(int first, int end) {
    String key = word(first);
    int colon = first + key.length();
    return SecretPlace.isPartOfCredential(key) && text.startsWith(":", colon) ? skip(colon + 1, end) : first;
  }

  /** Where what a program or a person wrote before a line ends: a mark of what is cited, the number of the line, or the time. */
  private int prefixEnd(int start, int end) {
    int first = skip(start, end);
    if (text.startsWith(CITED, first) || text.startsWith(FRAMED, first)) {
      return first + CITED.length();
    }
    if (text.startsWith("+", start) || (change && start < end && " -".indexOf(text.charAt(start)) >= 0)) {
      return start + 1;
    }
    int digits = first;
    while (digits < end && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == first || digits == end) {
      return start;
    }
    if (text.charAt(digits) == '\t' || (text.charAt(digits) == ' ' && digits - first <= LONGEST_NUMBER)) {
      return digits + 1;
    }
    if (text.charAt(digits) == ':' && digits - first <= LONGEST_NUMBER) {
      return text.startsWith(" ", digits + 1) ? digits + 2 : digits + 1;
    }
    int stop = wordEnd(first, end);
    return text.charAt(digits) == '-' && stop < end && text.indexOf(':', digits, stop) > 0 ? stop + 1 : start;
  }

  /** Whether something is assigned in a line, as Terraform and the like have it. */
  private boolean isAssignment(int first, int end) {
    int start = first;
    while (start < end && "{[ ".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int name = start + word(start).length();
    int sign = skip(name, end);
    boolean own = start == first || !CredentialNames.isValue(text.substring(start, name)); // and not that of the key before
    return own && name > start && sign > name && text.startsWith("= ", sign);
  }

  /** Whether a variable is set in a line, as a shell has it. */
  private boolean isVariable(int first, int end) {
    int name = text.startsWith(EXPORT, first) ? first + EXPORT.length() : first;
    int sign = name;
    while (sign < end && (Character.isUpperCase(text.charAt(sign)) || text.charAt(sign) == '_' || (sign > name && Character.isDigit(text.charAt(sign))))) {
      sign++;
    }
    return sign > name && sign + 1 < end && text.charAt(sign) == '=' && text.charAt(sign + 1) != '='; // with which base64 ends
  }

  /** Whether a line begins with an option, as that of a command does which goes on over several. */
  private boolean isOption(int first, int end) {
    return text.startsWith("--", first) && first + 2 < end && Character.isLowerCase(text.charAt(first + 2));
  }

  /** Whether what begins at an offset is a command with an option, as no secret goes on. */
  private boolean isCommand(int first, int end) {
    int stop = first;
    while (stop < end && (Character.isLowerCase(text.charAt(stop)) || (stop > first && "-_./0123456789".indexOf(text.charAt(stop)) >= 0))) {
      stop++;
    }
    boolean word = stop > first && stop < end && text.charAt(stop) == ' ';
    int option = word ? text.indexOf(" -", stop, Math.min(end, stop + LONGEST_COMMAND)) : -1;
    return option >= 0 && option + 2 < end && (Character.isLetter(text.charAt(option + 2)) || text.charAt(option + 2) == '-');
  }

  /** Looks for the first key of a secret in a line; what comes after it is hidden. */
  private void keys(int start, int first, int end) {
    int from = first;
    while (from < end && "-? \t{[,".indexOf(text.charAt(from)) >= 0) {
      from++; // the dashes and marks before a key
    }
    declaration(from, end);
    if ("}".indexOf(text.charAt(first)) >= 0 || text.charAt(end - 1) == '{') {
      setting = null;
    }
    int begin = from;
    int looked = first; // for options
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      if (c != ':' && c != '=' && c != WIDE_COLON && c != WIDE_SEMICOLON) {
        continue;
      }
      int key = nameStart(begin, at);
      String name = text.substring(key, at);
      String bare = name.replace("\"", "").replace("'", "").replace("\\", "").strip();
      boolean told = c == ':' && LINKS.contains(name) && anyWord(begin, key, CredentialNames::isSecret);
      boolean content = told || ((object || resource) && CONTENTS.contains(bare)) || bare.equals(ONLY_OF_SECRETS) || (CredentialNames.isOfLogins(bare) && isListOfLogins(at + 1, end)) || (variable && bare.equals(DEFAULT));
      if (c == '=' && bare.equals("name")) {
        int value = skip(at + 1, end);
        int close = text.startsWith("\"", value) ? text.indexOf('"', value + 1, end) : -1;
        setting = close < 0 ? null : text.substring(value + 1, close);
      }
      if (bare.equalsIgnoreCase("name")) {
        int of = at + 1;
        while (of < end && " \t:\"'".indexOf(text.charAt(of)) >= 0) {
          of++;
        }
        String variable = word(of);
        named = CredentialNames.isSecret(variable);
        namedAt = key;
        namedColumn = key - start;
        unnamed = variable.isEmpty() || SecretPlace.isNameOfSecret(variable) ? -1 : key - start;
      }
      boolean other = bare.equals("value") && unnamed >= 0 && (key - start == unnamed || references.hasKey(entryStart(first, key), key, "name"));
      if (c == ':' && CredentialNames.isOfLogins(bare) && skip(at + 1, end) == end) {
        logins = key - start;
        login = -1;
      }
      boolean valued = named && (CredentialNames.saysValue(bare) || bare.equals(DEFAULT) || (bare.equals(VALUE_FROM) && skip(at + 1, end) < end));
      boolean called = valued || (!other && isSecret(name));
      boolean encryption = bare.equals(ENCRYPTION) && SecretPlace.isEncryption(text.substring(at + 1, Math.min(end, at + MAX_NAME)).strip());
      boolean secret = called ? !isValueOfNoSecret(c, bare) : encryption || isSecretWithMark(begin, key, at);
      if (content || (secret && !isOfMap(key, at) && !isBlockOfValues(name, at, end))) {
        int value = skip(at + 1, end);
        int reference = c == '=' ? endOfReference(value, end) : -1;
        if (reference >= 0) {
          at = reference - 1;
          begin = reference;
          continue;
        }
        if (references.isAt(bare, first, key, value, end)) {
          begin = at + 1;
          continue;
        }
        int whole = c == '=' ? endOfWhole(value, end) : endOfQuoted(key - 1, value, end);
        whole = whole < 0 && c != '=' ? entries.endOfValue(first, key, value, end) : whole;
        whole = whole < 0 && value == at + 1 ? endOfArgument(value, end, key > first) : whole;
        if (isCompared(begin, at) && (whole < 0 || text.charAt(value) == '$' || !isVariable(key))) {
          begin = at + 1; // with what is no text, or what is no variable of a server or a shell
          continue;
        }
        if (isRead(value, whole)) {
          begin = at + 1;
          continue;
        }
        if (isFile(value, whole < 0 ? end : whole) && wordEnd(value, end) == (whole < 0 ? end : whole)) {
          begin = at + 1;
          continue;
        }
        option(looked, key);
        looked = key;
        if (whole < 0) {
          int line = text.charAt(first) == '-' ? first + 1 : first; // the next item of a list is another one
          int column = begin != from ? line : "!&".indexOf(text.charAt(from)) >= 0 ? from : key;
          rest(column - start, value, end);
          return;
        }
        hide(value, whole);
        at = whole - 1;
      }
      begin = at + 1;
    }
    explicitKey(start, first, end);
    option(first, end);
    withoutColon(start, first, end);
  }

  /** Sees to the lines below a key behind a question mark. */
  private void explicitKey(int start, int first, int end) {
    if (text.charAt(first) == '?' && isSecret(text.substring(first + 1, Math.min(end, first + MAX_NAME)))) {
      below = first - start;
      next = true;
    }
  }

  /**
   * Takes a line for a key without its colon if it is the name of a secret and one more word, which is in quotes or looks as if nobody had made
   * it up, or what a text of several lines begins with.
   */
  private void withoutColon(int start, int first, int end) {
    int key = text.startsWith("- ", first) ? skip(first + 1, end) : first;
    int close = text.startsWith("\"", key) ? text.indexOf('"', key + 1, end) : -1;
    if (close > 0 && close + 1 < end && text.charAt(close + 1) != ':' && CredentialNames.isSecret(text.substring(key + 1, close))) {
      hide(close + 1, end);
      return;
    }
    String name = word(first);
    int sign = first + name.length();
    int value = skip(text.startsWith(";", sign) ? sign + 1 : sign, end);
    while (value < end && "!&".indexOf(text.charAt(value)) >= 0) {
      value = skip(wordEnd(value, end), end);
    }
    boolean follows = value > first + name.length() && value < end;
    if (!follows || !(CredentialNames.isSecret(name) || name.equals("value"))) {
      return;
    }
    if (isUrl(value)) {
      return; // of which only the password is a secret
    }
    char mark = text.charAt(value);
    if (TYPOGRAPHIC.indexOf(mark) >= 0) {
      hide(value, end);
      return;
    }
    if (opened && !name.equals("value") && text.indexOf(':', first, end) < 0) {
      rest(first - start, value, end);
      return;
    }
    boolean quoted = mark == '"' || mark == '\'';
    int word = quoted ? text.indexOf(mark, value + 1) + 1 : wordEnd(value, end);
    if (word <= value || word > end || skip(word, end) < end) {
      return;
    }
    if ("|>".indexOf(mark) >= 0 && text.substring(value + 1, word).chars().allMatch(c -> "+-123456789".indexOf(c) >= 0)) {
      rest(first - start, value, end);
    } else if (quoted || (named && name.equals("value")) || (isCompound(name) && word - value >= LEAST_BESIDE && "/$".indexOf(mark) < 0) || isToken(value, word) || RandomScan.isRandom(text, value, word) || (!name.equals("value") && isNumber(value, word, LEAST_BESIDE))) {
      hide(value, end);
    }
  }

  /** Whether a name is of several words in one, as no sentence begins. */
  private static boolean isCompound(String name) {
    for (int at = 1; at < name.length(); at++) {
      if (name.charAt(at) == '_' || (Character.isUpperCase(name.charAt(at)) && Character.isLowerCase(name.charAt(at - 1)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line is one word that looks as if nobody had made it up, and no item of a list. */
  private boolean isOddWord(int first, int end) {
    int last = wordEnd(first, end);
    int sign = text.indexOf('=', first, last);
    return (first > 0 || end < text.length() - 1) // and not all that there is
        && skip(last, end) == end
        && text.charAt(first) != '-'
        && text.indexOf(':', first, last) < 0
        && (sign < 0 || text.substring(sign, last).replace("=", "").isEmpty()) // or it is assigned
        && RandomScan.isOdd(text, first, last);
  }

  /** Hides the last word of a line with a key if it looks as if nobody had made it up. */
  private void oddValue(int first, int end) {
    int comment = text.indexOf(" #", first, end);
    int last = comment < 0 ? end : comment;
    while (last > first && (BLANKS + QUOTES).indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    int start = last;
    while (start > first && (BLANKS + QUOTES).indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    if (text.indexOf(':', first, start) >= 0 && RandomScan.isOdd(text, start, last)) {
      hide(start, last);
    }
  }

  private int wordEnd(int from, int end) {
    int at = from;
    while (at < end && BLANKS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /** Sees to whether the {@code default} below is the value of a secret, or the {@code data} those of many. */
  private void declaration(int from, int end) {
    if (text.startsWith(HereDocuments.SECRET_RESOURCE, from)) {
      resource = true;
    } else if (text.startsWith(VARIABLE, from)) {
      int name = from + VARIABLE.length() + 1; // behind its quote
      variable = name < end && (QUOTES + TYPOGRAPHIC).indexOf(text.charAt(name - 1)) >= 0 && CredentialNames.isSecret(word(name));
    } else if (text.startsWith("}", from)) {
      variable = false;
      resource &= from > 0 && text.charAt(from - 1) != '\n'; // at the first column, it closes what is described
    }
  }

  /** Hides what follows a key to the end of the line, and sees to the lines below it. */
  private void rest(int column, int from, int end) {
    below = column;
    next = true;
    assigned = text.charAt(from - 1) == '=' || (from > 1 && text.charAt(from - 2) == '=');
    mapping = from == end ? column : -1;
    hide(from, end);
    open = Math.max(0, opened(from, end));
    if (from < end) {
      char c = text.charAt(from);
      quote = (c == '"' || c == '\'') && !closes(from + 1, end, c) ? c : text.startsWith(ESCAPED_QUOTE, from) && !closes(from + 2, end, '\\') ? '\\' : 0;
    }
  }

  /** Where what Terraform puts in place of a secret ends, such as {@code var.password}; -1 if something else is assigned. */
  private int endOfReference(int from, int end) {
    int dot = text.indexOf('.', from, Math.min(end, from + MAX_NAME));
    if (dot < 0 || !REFERENCES.contains(text.substring(from, dot))) {
      return -1;
    }
    int last = dot;
    while (last < end && (isNamePart(text.charAt(last)) || "[]\"*".indexOf(text.charAt(last)) >= 0)) {
      last++;
    }
    return last;
  }

  /** Where a value that is assigned surely ends, being a variable or in quotes; -1 if it may go on. */
  private int endOfWhole(int from, int end) {
    char c = from < end ? text.charAt(from) : 0;
    if (text.startsWith(OUTPUT, from)) {
      int close = text.indexOf(')', from);
      return close < 0 || close >= end ? -1 : close + 1;
    }
    int word = wordEnd(from, Math.min(end, from + LONGEST_COMMAND));
    if (from < end && text.charAt(from - 1) == '=' && isOneWord(from, word, end)) {
      return word; // the variable of a command, or one of its arguments
    }
    int last = c == '$' ? from : c == '"' || c == '\'' ? text.indexOf(c, from + 1, end) : -1;
    while (last >= 0 && last < end && BLANKS.indexOf(text.charAt(last)) < 0) {
      last++;
    }
    return last >= 0 && text.indexOf('\\', from, last) >= 0 ? -1 : last;
  }

  /** Whether what is assigned in a command is one word: behind it comes the command itself, another of its options, or its next line. */
  private boolean isOneWord(int from, int to, int end) {
    int behind = skip(to, end);
    if (QUOTES.indexOf(text.charAt(from)) >= 0) {
      return text.indexOf(text.charAt(from), from + 1, to) == to - 1 && isOption(behind, end);
    }
    return isCommand(behind, end) || isOption(behind, end) || isArgument(behind, end, false) || (behind > to && text.startsWith("\\", behind));
  }

  /**
   * Where a word ends that is an argument of a command or a part of one, if another one follows; -1 if that is not certain.
   *
   * @param command whether something is before it, such as the command
   */
  private int endOfArgument(int from, int end, boolean command) {
    int word = from < end && QUOTES.indexOf(text.charAt(from)) < 0 ? wordEnd(from, Math.min(end, from + LONGEST_COMMAND)) : from;
    int behind = skip(word, end);
    return word > from && (isOption(behind, end) || isArgument(behind, end, command)) ? word : -1;
  }

  /** Whether a short option, a URL or another command begins at an offset. */
  private boolean isArgument(int from, int end, boolean command) {
    int word = wordEnd(from, Math.min(end, from + LONGEST_OPTION));
    boolean letters = word > from + 1 && text.charAt(from) == '-' && text.substring(from + 1, word).chars().allMatch(Character::isLetter);
    return (letters && (command || word == from + 2)) || isUrl(from) || text.startsWith("| ", from) || text.startsWith("&& ", from);
  }

  private boolean isUrl(int from) {
    return text.startsWith("http://", from) || text.startsWith("https://", from);
  }

  /** Whether a shell puts there what is in a file. */
  private boolean isRead(int from, int to) {
    return text.startsWith(READ, from) && to > 0 && text.charAt(to - 1) == ')' && text.indexOf(' ', from + READ.length(), to) < 0;
  }

  /** Whether a line has a name and what it is set to, as files have it of which each line is that. */
  private boolean isSetting(int first, int end) {
    int sign = first + word(first).length();
    return sign > first && Character.isLetter(text.charAt(first)) && text.startsWith("=", sign) && sign + 1 < end && text.charAt(sign + 1) != '=';
  }

  /** Where the entry of a list begins, as far as it is between braces, in which a key is. */
  private int entryStart(int first, int key) {
    int at = key;
    while (at > first && key - at < LONGEST_COMMAND && "{}".indexOf(text.charAt(at - 1)) < 0) {
      at--;
    }
    return Math.max(first, at - 1);
  }

  /** Hides the password of a user in a line: behind the name in an item of a list, or as the value at the name. */
  private void login(int column, int first, int end) {
    boolean item = text.charAt(first) == '-';
    login = login < 0 ? column : login;
    Span line = without(QUOTES + BLANKS + "-", first, Math.min(end, first + LONGEST_COMMAND));
    String said = text.substring(line.start(), line.end());
    int colon = said.indexOf(':');
    if (item && Logins.passwordIn(said) > 0) {
      hide(line.start() + colon + 1, end);
    } else if (!item && column == login && colon > 0) {
      Span value = without(QUOTES + BLANKS, line.start() + colon + 1, line.end());
      String name = said.substring(0, colon).replace("\"", "").replace("'", "");
      if (Logins.isPassword(name, text.substring(value.start(), value.end()))) {
        hide(value.start(), end);
      }
    }
  }

  /** Whether a line begins with a key without quotes, or a name to which something is assigned. */
  private boolean isPlainKey(int first, int end) {
    int sign = first + word(first).length();
    boolean key = sign > first && Character.isLetter(text.charAt(first)) && (text.startsWith(": ", sign) || (sign + 1 == end && text.charAt(sign) == ':'));
    return key || isSetting(first, end) || isAssignment(first, end);
  }

  /** Whether a line ends with the mark of a text of several lines. */
  private boolean isHeader(int end) {
    int at = end;
    while (at > 0 && "+-123456789".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at > 2 && "|>".indexOf(text.charAt(at - 1)) >= 0 && text.startsWith(": ", at - 3);
  }

  /** Where a value ends that is in quotes together with its key, as the header of a request is; -1 if it is not. */
  private int endOfQuoted(int quote, int from, int end) {
    int close = quote >= 0 && QUOTES.indexOf(text.charAt(quote)) >= 0 ? text.indexOf(text.charAt(quote), from, end) : -1;
    return close > from && (close + 1 == end || text.charAt(close + 1) == ' ') ? close : -1;
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
        int argument = stop < end && text.charAt(stop) == ' ' ? endOfArgument(skip(stop, end), end, at > first) : -1;
        boolean assigned = stop < end && text.charAt(stop) == '='; // which is seen to as all that is
        if (argument > 0 || assigned) {
          hide(skip(stop, end), argument);
          at = text.indexOf("--", Math.max(stop, argument), end);
          continue;
        }
        hide(skip(stop, end), end);
        item = -1; // the next one may be its value
        quote = isOpen(first, end) ? '"' : quote;
        next = text.substring(stop, end).chars().allMatch(c -> "\"', \\".indexOf(c) >= 0); // the next item of a list
        return;
      }
      at = text.indexOf("--", stop, end);
    }
  }

  /** Whether a quote is opened in a part of a line that is not closed there. */
  private boolean isOpen(int from, int to) {
    boolean open = false;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      at += c == '\\' ? 1 : 0;
      open ^= c == '"';
    }
    return open;
  }

  private boolean isVariable(int name) {
    return text.charAt(name) == '$' || (name > 0 && text.charAt(name - 1) == '$');
  }

  /** Whether a sign says that something is not the same. */
  private boolean isCompared(int from, int sign) {
    return sign > from && text.charAt(sign) == '=' && text.charAt(sign - 1) == '!';
  }

  /** Whether a sign assigns what is not set yet, or more, as in a Makefile. */
  private boolean isAdded(int from, int sign) {
    return sign > from && text.charAt(sign) == '=' && "?+".indexOf(text.charAt(sign - 1)) >= 0;
  }

  private int nameStart(int from, int separator) {
    int at = separator;
    at -= isCompared(from, at) || isAdded(from, at) ? 1 : 0;
    while (at > from && BLANKS.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    at -= at - 1 > from && text.charAt(at - 1) == ']' && "\"'".indexOf(text.charAt(at - 2)) >= 0 ? 1 : 0; // of a program's table
    for (String mark : ESCAPED) {
      at -= text.startsWith(mark, at - mark.length()) ? mark.length() : 0;
    }
    boolean quoted = at > from && (text.charAt(at - 1) == '"' || text.charAt(at - 1) == '\'');
    if (quoted) {
      char mark = text.charAt(--at);
      at -= at > from && text.charAt(at - 1) == mark ? 1 : 0; // in a text in quotes, they are doubled
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

  private static boolean isSecret(String name) {
    String end = name.length() > MAX_NAME ? name.substring(name.length() - MAX_NAME) : name;
    for (String mark : ESCAPED) {
      end = end.endsWith(mark) ? end.substring(0, end.length() - mark.length()) : end;
    }
    end = end.endsWith("\\\"") ? end.substring(0, end.length() - 2) : end.endsWith("\\") ? end.substring(0, end.length() - 1) : end;
    return SecretPlace.isNearCredential(end)
        || (end.indexOf('.') > 0 && SecretPlace.isNameOfSecret(end))
        || end.replace("\\.", "").indexOf('\\') >= 0 // nobody writes a key with escapes who does not want to hide it, but of a dot for Helm
        || CredentialNames.isSecret(end)
        || CredentialNames.hasValue(end)
        || CredentialNames.isValue(end.substring(end.lastIndexOf('.') + 1));
  }

  private boolean isListOfLogins(int from, int end) {
    String list = text.substring(from, Math.min(end, from + MAX_NAME)).strip();
    return list.startsWith("[") && list.indexOf(':') > 0 && list.indexOf('{') < 0;
  }

  /** Whether Terraform sets what is no secret there. */
  private boolean isValueOfNoSecret(char separator, String name) {
    return separator == '=' && name.equals("value") && setting != null && !SecretPlace.isNameOfSecret(setting);
  }

  /** Whether a name is one of a secret without the mark in it. */
  private boolean isSecretWithMark(int begin, int key, int end) {
    if (key - 1 <= begin || key == end || SLIPPED.indexOf(text.charAt(key - 1)) < 0 || !Character.isLetter(text.charAt(key - 2)) || !Character.isLetter(text.charAt(key))) {
      return false;
    }
    int start = key - 1;
    while (start > begin && isNamePart(text.charAt(start - 1))) {
      start--;
    }
    return isSecret(text.substring(start, key - 1) + text.substring(key, end));
  }

  /** The key of a map tiler in a URL: it is in what every browser gets. */
  private boolean isOfMap(int start, int end) {
    return end - start == 3
        && text.startsWith("key=", start)
        && start > 0
        && "?&".indexOf(text.charAt(start - 1)) >= 0;
  }

  /** Whether the values of the chart stand below a key of a manifest, or in a list of Terraform, each with its own key. */
  private boolean isBlockOfValues(String name, int separator, int end) {
    if (!name.strip().equals("values")) {
      return false;
    }
    String rest = text.substring(separator + 1, end).strip();
    return text.charAt(separator) == '=' ? isListOfCalls(rest) : rest.isEmpty() || rest.equals("|") || rest.equals("|-");
  }

  /** Whether a list of Terraform begins, of which the first item is a call, a text with keys of its own, or stands on a line of its own. */
  private static boolean isListOfCalls(String text) {
    if (!text.startsWith("[")) {
      return false;
    }
    String item = text.substring(1).strip();
    int end = 0;
    while (end < item.length() && (Character.isLetterOrDigit(item.charAt(end)) || item.charAt(end) == '_')) {
      end++;
    }
    return item.isEmpty() || (end > 0 && item.startsWith("(", end)) || (item.startsWith("\"") && item.contains(": "));
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
    if (mark == '\\') {
      return text.indexOf(ESCAPED_QUOTE, from, end) >= 0;
    }
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
}
