package dev.esslint.workspace.command;

import dev.esslint.text.Span;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Offsets;
import dev.esslint.workspace.command.ShellScript.Around;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words of a script as a shell does: quotes, joined lines, and what is filled in. */
final class WordReader {
  private static final Pattern BLANKS = Pattern.compile("\\s++");

  /** How scripts find out the folder that they lie in, without quotes and blanks. */
  private static final Pattern OWN_FOLDER =
      Pattern.compile(
          "\\$\\((?:cd(?:-P)?(?:--)?\\$\\()?dirname(?:--)?(?:\\$\\((?:readlink-f|realpath)(?:--)?)?\\$\\{?(?:BASH_SOURCE(?:\\[0\\])?|0)(?::-\\$0)?\\}?"
              + "\\)*((?:/\\.\\.)*)(?:&?>/dev/null)?(?:2>&1)?(?:(?:&&|;)pwd(?:-P)?)?\\)*");

  private final Excerpt script;
  private final String text;
  private final Around around;
  private final boolean make;
  private final ShellVariables variables;
  private final Processes processes;
  private int at;

  private StringBuilder word = new StringBuilder();
  private int[] from = new int[64];
  private boolean known = true;
  private boolean many;

  /** Takes commands whose output stands for a file. */
  interface Processes {
    /**
     * Takes one.
     *
     * @param written the word that stands for the file
     * @param command what is in its brackets
     */
    void run(String written, Excerpt command);
  }

  WordReader(Excerpt script, Around around, ShellVariables variables, Processes processes) {
    this.script = script;
    this.text = script.text();
    this.around = around;
    this.make = around == Around.MAKE;
    this.variables = variables;
    this.processes = processes;
  }

  /**
   * Reads a word.
   *
   * @param start where it begins
   * @param words where what it becomes is added: one word, or several, or none
   * @return where it ends
   */
  int word(int start, List<Word> words) {
    at = start;
    begin();
    char quote = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quote == 0 && text.startsWith("<(", at)) {
        substitution();
        continue;
      }
      if (quote == 0 && (" \t\r\n;&|()".indexOf(c) >= 0)) {
        break;
      }
      if (isBraces(at)) {
        braces(text.length());
      } else if (quote != '\'' && isJoint(text, at)) {
        at = text.indexOf('\n', at) + 1;
      } else if (c == quote) {
        quote = 0;
        at++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        at++;
      } else if (quote == '\'' && !(make && c == '$')) {
        put(c, at++);
      } else if (c == '\\' && at + 1 < text.length()) {
        boolean plain = quote == 0 || "$`\"\\".indexOf(text.charAt(at + 1)) >= 0;
        if (!plain) {
          put('\\', at);
        }
        put(text.charAt(at + 1), at);
        at += 2;
      } else if (c == '$' || c == '`') {
        expandIn(quote);
      } else {
        put(c, at++);
      }
    }
    List<Word> elements = variables.elements(text.substring(start, at));
    boolean braces = isBraces(start);
    boolean expanded = braces || text.charAt(start) == '$' || text.charAt(start) == '`';
    if (elements != null) {
      words.addAll(elements);
    } else if (expanded && !text.substring(start, at).contains("\"")) {
      split(start, words);
    } else {
      words.add(end(start, at));
    }
    return at;
  }

  /**
   * Reads the lines of a here-document.
   *
   * @param start where its first line begins
   * @param end where its last one ends
   * @param tabs whether tabs at the beginning of a line are none of it
   * @param literal whether the shell fills in nothing
   */
  ShellScript.Document document(int start, int end, boolean tabs, boolean literal) {
    begin();
    at = start;
    boolean newLine = true;
    while (at < end) {
      char c = text.charAt(at);
      if (newLine && tabs && c == '\t') {
        at++;
        continue;
      }
      newLine = c == '\n';
      if (isBraces(at)) {
        braces(end);
      } else if (literal) {
        put(c, at++);
      } else if (c == '\\' && at + 1 < end && "$`\\\n".indexOf(text.charAt(at + 1)) >= 0) {
        if (text.charAt(at + 1) != '\n') {
          put(text.charAt(at + 1), at);
        }
        at += 2;
      } else if (c == '$' || c == '`') {
        expand(end);
      } else {
        put(c, at++);
      }
    }
    Word whole = end(start, end);
    return new ShellScript.Document(whole.after(0, script), !whole.known());
  }

  /** Whether a line is joined to the next one. */
  static boolean isJoint(String text, int offset) {
    return text.startsWith("\\\n", offset) || text.startsWith("\\\r\n", offset);
  }

  private void begin() {
    word = new StringBuilder();
    from = new int[64];
    known = true;
    many = false;
  }

  private Word end(int start, int end) {
    Offsets places = Offsets.of(from, word.length(), end);
    return new Word(word.toString(), places, new Span(start, end), known, many);
  }

  private void put(char c, int offset) {
    if (word.length() + 1 >= from.length) {
      from = Arrays.copyOf(from, 2 * from.length);
    }
    from[word.length()] = offset;
    word.append(c);
  }

  private void put(String piece, int offset) {
    for (int i = 0; i < piece.length(); i++) {
      put(piece.charAt(i), offset);
    }
  }

  private boolean isBraces(int offset) {
    return around != Around.NOTHING && around != Around.MAKE && text.startsWith("{{", offset);
  }

  /** What is filled in before a shell reads the text. */
  private void braces(int limit) {
    int start = at;
    int close = text.indexOf("}}", at);
    at = close < 0 || close + 2 > limit ? limit : close + 2;
    String inner = text.substring(start + 2, Math.max(start + 2, at - 2)).strip();
    String value =
        switch (around) {
          case JUST -> variables.value(inner);
          case TASK -> inner.startsWith(".") ? variables.value(inner.substring(1)) : null;
          case NOTHING, MAKE, TEMPLATE -> null;
        };
    if (value == null) {
      hole(inner.replaceFirst("^\\.", ""), start);
    } else {
      put(value, start);
    }
  }

  /** What a variable without quotes becomes: as many words as are in it, perhaps none. */
  private void split(int start, List<Word> words) {
    Word whole = end(start, at);
    String value = whole.text();
    if (!whole.known() || (!value.isEmpty() && !BLANKS.matcher(value).find())) {
      words.add(whole);
      return;
    }
    for (String part : BLANKS.split(value, -1)) {
      if (!part.isEmpty()) {
        begin();
        put(part, start);
        words.add(end(start, at));
      }
    }
  }

  /** The output of a command that stands for a file. */
  private void substitution() {
    int start = at;
    at = Brackets.end(text, at + 1, ')', !make, text.length());
    String written = text.substring(start, at);
    int inner = start + 2;
    Excerpt command =
        script.with(
            text.substring(inner, Math.max(inner, at - 1)),
            span -> new Span(inner + span.start(), inner + span.end()));
    processes.run(written, command);
    put(written, start);
  }

  private void expandIn(char quote) {
    if (make && text.startsWith("$$", at)) {
      if (quote == '\'') {
        put('$', at);
        at += 2;
        return;
      }
      at++; // the shell sees one
      int before = at;
      expand(text.length());
      if (at == before) {
        put('$', at++);
      }
      return;
    }
    expand(text.length());
  }

  /** A variable, or the output of a command. */
  private void expand(int limit) {
    int start = at;
    if (text.startsWith("${{", at)) {
      int close = text.indexOf("}}", at);
      at = close < 0 ? limit : close + 2;
      String inner = text.substring(start + 3, Math.max(start + 3, at - 2)).strip();
      String value = variables.value(inner.startsWith("env.") ? inner.substring(4) : inner);
      if (value == null) {
        hole(inner, start);
      } else {
        put(value, start);
      }
      return;
    }
    if (text.charAt(at) == '`') {
      int close = text.indexOf('`', at + 1);
      at = close < 0 ? limit : close + 1;
      if (!text.startsWith("`#", start)) { // a comment between joined lines is written like that
        hole("command", start);
      }
      return;
    }
    char next = at + 1 < limit ? text.charAt(at + 1) : ' ';
    if (next == '(' && !make) {
      at = Brackets.end(text, at + 1, ')', true, limit);
      String folder = ownFolder(text.substring(start, at));
      if (folder != null) {
        put(folder, start);
        return;
      }
      hole("command", start);
    } else if (next == '{' || next == '(') {
      at = Brackets.end(text, at + 1, next == '{' ? '}' : ')', false, limit);
      variable(text.substring(start + 2, Math.max(start + 2, at - 1)), start);
    } else if (next == '_' || Character.isLetter(next)) {
      int end = at + 1;
      while (end < limit
          && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
        end++;
      }
      at = end;
      variable(text.substring(start + 1, end), start);
    } else if ("0123456789@*#?!".indexOf(next) >= 0) {
      at += 2;
      many |= next == '@' || next == '*';
      hole(String.valueOf(next), start);
    } else {
      put('$', at++);
    }
  }

  /** The folder of the script, or one around it, where a command tells that as scripts do; null for any other command. */
  private static @Nullable String ownFolder(String command) {
    Matcher own = OWN_FOLDER.matcher(command.replaceAll("[\\s\"']", ""));
    return own.matches() ? "." + own.group(1) : null;
  }

  private void variable(String name, int start) {
    many |= name.contains("[@]") || name.contains("[*]");
    String value = ShellVariables.isName(name) ? variables.value(name) : null;
    if (value == null) {
      hole(name, start);
    } else {
      put(value, start);
    }
  }

  private void hole(String name, int start) {
    known = false;
    put("${" + name.replaceAll("[^A-Za-z0-9_.-]+", " ").strip() + "}", start);
  }
}
