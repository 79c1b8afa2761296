package dev.esslint.workspace.command;

import dev.esslint.text.Span;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Offsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shell script, read word by word as far as that needs no shell: quotes, joined lines, variables that are set to a literal in
 * the same script, and here-documents that become files.
 *
 * @param commands the simple commands in order
 * @param documents the here-documents by the file that they are written to
 */
record ShellScript(List<Command> commands, Map<String, Document> documents) {
  private static final int MOST_COMMANDS = 5000;

  /** How scripts find out the folder that they lie in, without quotes and blanks. */
  private static final Pattern OWN_FOLDER =
      Pattern.compile(
          "\\$\\((?:cd(?:-P)?(?:--)?\\$\\()?dirname(?:--)?(?:\\$\\((?:readlink-f|realpath)(?:--)?)?\\$\\{?(?:BASH_SOURCE(?:\\[0\\])?|0)(?::-\\$0)?\\}?"
              + "\\)*((?:/\\.\\.)*)(?:&?>/dev/null)?(?:2>&1)?(?:(?:&&|;)pwd(?:-P)?)?\\)*");

  /** A simple command. */
  record Command(List<Word> words) {}

  /**
   * A here-document.
   *
   * @param text what is written, with what is known filled in
   * @param expanded whether the shell fills anything in
   */
  record Document(Excerpt text, boolean expanded) {}

  /** Reads a script. */
  static ShellScript of(Excerpt text, boolean make) {
    return of(text, make, Map.of());
  }

  /**
   * The same with variables that are set outside.
   *
   * @param outside those that are set to a literal
   */
  static ShellScript of(Excerpt text, boolean make, Map<String, String> outside) {
    Map<String, String> variables = new HashMap<>(outside);
    if (make) {
      variables.putAll(Makefiles.variables(text.text()));
    }
    // what is set below a command may be set above it in a loop, and what is set twice is not known
    Reader first = new Reader(text, make, variables);
    first.read();
    variables.putAll(first.assigned);
    first.ambiguous.forEach(variables::remove);
    Reader reader = new Reader(text, make, variables);
    reader.ambiguous.addAll(first.ambiguous);
    reader.read();
    return new ShellScript(List.copyOf(reader.commands), reader.documents);
  }

  private static final class Reader {
    private final Excerpt script;
    private final String text;
    private final boolean make;
    private final Map<String, String> variables;
    final Map<String, String> assigned = new HashMap<>();
    final Set<String> ambiguous = new HashSet<>();
    final List<Command> commands = new ArrayList<>();
    final Map<String, Document> documents = new HashMap<>();
    /** Commands whose arguments are names of variables that they set. */
    private static final Set<String> ASKING =
        Set.of("read", "for", "select", "getopts", "mapfile", "readarray", "unset");

    private final List<Word> words = new ArrayList<>();
    private final List<Here> pending = new ArrayList<>();
    private int at;

    private StringBuilder word = new StringBuilder();
    private int[] from = new int[64];
    private boolean known = true;

    /** A here-document that begins after this line. */
    private record Here(String end, boolean literal, boolean tabs, int word) {}

    Reader(Excerpt script, boolean make, Map<String, String> variables) {
      this.script = script;
      this.text = script.text();
      this.make = make;
      this.variables = variables;
    }

    void read() {
      while (at < text.length() && commands.size() < MOST_COMMANDS) {
        char c = text.charAt(at);
        if (c == '\n') {
          at++;
          endOfLine();
        } else if (isJoint(at)) {
          at = text.indexOf('\n', at) + 1;
        } else if (c == ' ' || c == '\t' || c == '\r') {
          at++;
        } else if (c == '#') {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        } else if (text.startsWith("<<", at) && !text.startsWith("<<<", at)) {
          here();
        } else if (";&|()".indexOf(c) >= 0) {
          at++;
          command();
        } else {
          word();
        }
      }
      endOfLine();
    }

    private boolean isJoint(int offset) {
      return text.startsWith("\\\n", offset) || text.startsWith("\\\r\n", offset);
    }

    private void here() {
      boolean tabs = text.startsWith("<<-", at);
      at += tabs ? 3 : 2;
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      int start = at;
      while (at < text.length() && " \t\r\n;&|)>".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String written = text.substring(start, at);
      String end = written.replaceAll("[\"'\\\\]", "");
      pending.add(new Here(end, !end.equals(written), tabs, words.size()));
    }

    private void endOfLine() {
      List<Here> begun = List.copyOf(pending);
      List<Word> line = List.copyOf(words);
      pending.clear();
      command();
      for (Here here : begun) {
        body(here, target(line));
      }
    }

    /** The file that the output of a command goes to. */
    private static String target(List<Word> line) {
      for (int i = 0; i < line.size(); i++) {
        String word = line.get(i).text();
        if ((word.equals(">") || word.equals(">>")) && i + 1 < line.size()) {
          return line.get(i + 1).text();
        }
        if (word.startsWith(">") && word.length() > 1 && !word.startsWith(">&")) {
          return word.replaceAll("^>+", "");
        }
      }
      int tee = -1;
      for (int i = 0; i < line.size(); i++) {
        if (line.get(i).text().equals("tee")) {
          tee = i;
        } else if (tee >= 0 && !line.get(i).text().startsWith("-")) {
          return line.get(i).text();
        }
      }
      return "";
    }

    private void body(Here here, String target) {
      int start = at;
      int end = -1;
      int line = at;
      while (line < text.length()) {
        int next = text.indexOf('\n', line);
        int stop = next < 0 ? text.length() : next;
        String content = text.substring(line, stop);
        String bare = here.tabs() ? content.replaceFirst("^\t+", "") : content;
        if (bare.stripTrailing().equals(here.end())) {
          end = line;
          at = next < 0 ? text.length() : next + 1;
          break;
        }
        line = next < 0 ? text.length() : next + 1;
      }
      if (end < 0) {
        end = text.length();
        at = end;
      }
      if (target.isEmpty()) {
        return;
      }
      int resume = at;
      begin();
      at = start;
      boolean newLine = true;
      while (at < end) {
        char c = text.charAt(at);
        if (newLine && here.tabs() && c == '\t') {
          at++;
          continue;
        }
        newLine = c == '\n';
        if (here.literal()) {
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
      at = resume;
      documents.put(target, new Document(whole.after(0, script), !whole.known()));
    }

    private void command() {
      if (!words.isEmpty()) {
        assign();
        ask();
        commands.add(new Command(List.copyOf(words)));
        words.clear();
      }
    }

    private void assign() {
      for (Word one : words) {
        String name = one.text();
        if (Set.of("export", "readonly", "local", "declare").contains(name)) {
          continue;
        }
        int sign = name.indexOf('=');
        if (sign <= 0 || !isName(name.substring(0, sign))) {
          return;
        }
        String variable = name.substring(0, sign);
        String before = assigned.get(variable);
        boolean empty = sign + 1 == name.length(); // to be set later, from somewhere
        if (!one.known() || empty || (before != null && !before.equals(name.substring(sign + 1)))) {
          ambiguous.add(variable);
        } else {
          assigned.put(variable, name.substring(sign + 1));
          if (!ambiguous.contains(variable)) {
            variables.putIfAbsent(variable, name.substring(sign + 1));
          }
        }
      }
    }

    /** Takes down the variables that a command sets to what a script cannot tell. */
    private void ask() {
      boolean asks = false;
      for (Word one : words) {
        String name = one.text();
        if (asks && !name.isEmpty() && isName(name)) {
          ambiguous.add(name);
        }
        asks |= ASKING.contains(name);
      }
    }

    private static boolean isName(String name) {
      return name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)))
          && !Character.isDigit(name.charAt(0));
    }

    private void begin() {
      word = new StringBuilder();
      from = new int[64];
      known = true;
    }

    private Word end(int start, int end) {
      Offsets places = Offsets.of(from, word.length(), end);
      return new Word(word.toString(), places, new Span(start, end), known);
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

    private void word() {
      int start = at;
      begin();
      char quote = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (quote == 0 && (" \t\r\n;&|()".indexOf(c) >= 0)) {
          break;
        }
        if (quote != '\'' && isJoint(at)) {
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
      words.add(end(start, at));
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
        String value = inner.startsWith("env.") ? variables.get(inner.substring(4)) : null;
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
        hole("command", start);
        return;
      }
      char next = at + 1 < limit ? text.charAt(at + 1) : ' ';
      if (next == '(' && !make) {
        at = closing(at + 1, '(', ')', limit);
        String folder = ownFolder(text.substring(start, at));
        if (folder != null) {
          put(folder, start);
          return;
        }
        hole("command", start);
      } else if (next == '{' || next == '(') {
        at = closing(at + 1, next, next == '{' ? '}' : ')', limit);
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

    private int closing(int open, char opens, char closes, int limit) {
      int depth = 0;
      for (int i = open; i < limit; i++) {
        char c = text.charAt(i);
        if (c == opens) {
          depth++;
        } else if (c == closes && --depth == 0) {
          return i + 1;
        }
      }
      return limit;
    }

    private void variable(String name, int start) {
      String value = isVariable(name) ? variables.get(name) : null;
      if (value == null) {
        hole(name, start);
      } else {
        put(value, start);
      }
    }

    private static boolean isVariable(String name) {
      return !name.isEmpty() && isName(name);
    }

    private void hole(String name, int start) {
      known = false;
      put("${" + name.replaceAll("[^A-Za-z0-9_.-]+", " ").strip() + "}", start);
    }
  }
}
