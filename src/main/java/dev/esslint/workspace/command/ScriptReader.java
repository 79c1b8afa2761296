package dev.esslint.workspace.command;

import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.command.ShellScript.Around;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a script line by line: its commands, pipes, here-documents, arrays, conditions and loops. */
final class ScriptReader {
  private static final int MOST_COMMANDS = 5000;
  private static final int DEEPEST = 4;

  private final Excerpt script;
  private final String text;
  private final Around around;
  private final ShellVariables variables;
  private final ScriptFiles files;
  private final WordReader reader;
  /** In how many substitutions and other scripts this is read. */
  private final int level;

  private final List<ShellScript.Command> commands = new ArrayList<>();
  /** The words of the arrays of scripts within this one. */
  private final List<Word> listed = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private final List<Part> line = new ArrayList<>();
  private final List<Here> pending = new ArrayList<>();
  private int at;
  /** In how many conditions and loops the command stands that is read. */
  private int depth;
  /** Whether the command that is read runs only if another one succeeds or fails. */
  private boolean chained;
  /** What the last command puts out. */
  private @Nullable Content output;
  /** What goes through a pipe to the next command. */
  private @Nullable Content piped;

  /** A here-document that begins after this line. */
  private record Here(String end, boolean literal, boolean tabs, int part) {}

  /** A command of a line, and whether its output goes to the next one. */
  private record Part(List<Word> words, boolean piped) {}

  /**
   * @param files what was written into files before
   */
  ScriptReader(Excerpt script, Around around, ShellVariables variables, Map<String, Content> files, int level) {
    this.script = script;
    this.text = script.text();
    this.around = around;
    this.variables = variables;
    this.files = new ScriptFiles(files);
    this.reader = new WordReader(script, around, variables, this::process);
    this.level = level;
  }

  /** The script, where all of it is read. */
  ShellScript script() {
    List<Word> all = new ArrayList<>(variables.listed());
    all.addAll(listed);
    return new ShellScript(List.copyOf(commands), files.contents(), List.copyOf(all), variables.loops());
  }

  /** Reads it. */
  void read() {
    while (at < text.length() && commands.size() < MOST_COMMANDS) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        endOfLine();
      } else if (WordReader.isJoint(text, at)) {
        at = text.indexOf('\n', at) + 1;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("<<", at) && !text.startsWith("<<<", at)) {
        here();
      } else if (text.startsWith("<(", at)) {
        at = reader.word(at, words);
      } else if (c == '(' && isArray()) {
        array();
      } else if (";&|()".indexOf(c) >= 0) {
        boolean or = text.startsWith("||", at);
        boolean both = text.startsWith("&&", at);
        at += or || both ? 2 : 1;
        command(c == '|' && !or);
        chained = or || both;
      } else {
        at = reader.word(at, words);
      }
    }
    endOfLine();
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
    pending.add(new Here(end, !end.equals(written), tabs, line.size()));
  }

  private void endOfLine() {
    List<Here> begun = List.copyOf(pending);
    pending.clear();
    command(false);
    chained = false;
    Map<Integer, Content> given = new HashMap<>();
    for (Here here : begun) {
      given.put(here.part(), new Content.Written(List.of(body(here)), false));
    }
    for (int i = 0; i < line.size(); i++) {
      run(line.get(i), given.get(i));
    }
    line.clear();
  }

  /**
   * Takes down what a command does.
   *
   * @param here its here-document; null for none
   */
  private void run(Part part, @Nullable Content here) {
    if (part.words().isEmpty()) {
      piped = part.piped() ? piped : null;
      return;
    }
    String source = ScriptFiles.source(part.words());
    Content input = here != null ? here : source != null ? files.in(source) : piped;
    boolean helm = part.words().stream().anyMatch(one -> one.text().contains("elm") || one.text().contains("HELM"));
    commands.add(new ShellScript.Command(script, part.words(), helm ? files.contents() : Map.of(), input));
    output = files.run(part.words(), input, script);
    piped = part.piped() ? output : null;
    HandedScripts.in(part.words(), here, script).forEach(this::read);
  }

  private void read(Excerpt handed) {
    if (level < DEEPEST) {
      ShellScript read = ShellScript.of(handed, Around.NOTHING, Map.of(), Map.of(), files.contents(), level + 1);
      commands.addAll(read.commands());
      listed.addAll(read.listed());
    }
  }

  private void process(String written, Excerpt command) {
    ScriptReader process = new ScriptReader(command, around, variables.inner(), files.contents(), level + 1);
    if (level < DEEPEST) {
      process.read();
    }
    boolean one = process.commands.size() == 1 && process.output != null;
    files.put(written, one ? Objects.requireNonNull(process.output) : new Content.Unclear("a command"));
  }

  private boolean isArray() {
    return at > 0
        && text.charAt(at - 1) == '='
        && !words.isEmpty()
        && words.getLast().span().end() == at
        && words.getLast().text().matches("[A-Za-z_][A-Za-z0-9_]*+\\+?+=");
  }

  /** Reads the words of an array, which is a variable with several values. */
  private void array() {
    String written = words.removeLast().text();
    List<Word> command = List.copyOf(words);
    words.clear();
    at++;
    while (at < text.length() && text.charAt(at) != ')') {
      char c = text.charAt(at);
      if (WordReader.isJoint(text, at)) {
        at = text.indexOf('\n', at) + 1;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (" \t\r\n;&|(".indexOf(c) >= 0) {
        at++;
      } else {
        at = reader.word(at, words);
      }
    }
    at = Math.min(at + 1, text.length());
    boolean more = written.endsWith("+=");
    String name = written.substring(0, written.length() - (more ? 2 : 1));
    // in a condition or a loop it is perhaps done, perhaps not, perhaps several times
    variables.array(name, words, more, depth == 0 && !chained, at);
    words.clear();
    words.addAll(command);
  }

  private ShellScript.Document body(Here here) {
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
    return reader.document(start, end, here.tabs(), here.literal());
  }

  /** Ends a command. */
  private void command(boolean pipe) {
    if (!words.isEmpty()) {
      variables.take(words);
      nest();
    }
    if (!words.isEmpty() || !pending.isEmpty() || pipe) {
      line.add(new Part(List.copyOf(words), pipe));
      words.clear();
    }
  }

  /** Counts the conditions and loops that begin and end. */
  private void nest() {
    for (Word one : words) {
      if (ScriptFiles.OPENING.contains(one.text())) {
        depth++;
      } else if (ScriptFiles.CLOSING.contains(one.text())) {
        depth--;
      } else if (!ScriptFiles.BEFORE.contains(one.text())) {
        return;
      }
    }
  }
}
