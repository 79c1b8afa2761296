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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A shell script, read word by word as far as that needs no shell: quotes, joined lines, variables that are set to a literal in
 * the same script, and files that it writes.
 *
 * @param commands the simple commands in order, also those of scripts that stand in it as a word or a here-document
 * @param files what it wrote in the end
 * @param listed the words of arrays
 * @param loops the values that its loops give to a variable, where these are literals and nothing else sets it
 */
record ShellScript(
    List<Command> commands, Map<String, Content> files, List<Word> listed, Map<String, List<String>> loops) {
  private static final int MOST_COMMANDS = 5000;
  private static final int DEEPEST = 4;
  private static final Pattern BLANKS = Pattern.compile("\\s++");

  /** How scripts find out the folder that they lie in, without quotes and blanks. */
  private static final Pattern OWN_FOLDER =
      Pattern.compile(
          "\\$\\((?:cd(?:-P)?(?:--)?\\$\\()?dirname(?:--)?(?:\\$\\((?:readlink-f|realpath)(?:--)?)?\\$\\{?(?:BASH_SOURCE(?:\\[0\\])?|0)(?::-\\$0)?\\}?"
              + "\\)*((?:/\\.\\.)*)(?:&?>/dev/null)?(?:2>&1)?(?:(?:&&|;)pwd(?:-P)?)?\\)*");

  /** All elements of an array, also where none may be set. */
  private static final Pattern ELEMENTS =
      Pattern.compile("\"?+\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*+)\\[[@*]\\](?::?[-+][\"${}A-Za-z0-9_\\[\\]@*]*+)?+\\}?+\"?+");

  private static final Pattern HERE = Pattern.compile("<<-?+[ \\t]*+[\"'\\\\]?+(?<end>[A-Za-z0-9_.-]++)[\"']?+");

  /** Names of shells. */
  private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ash", "ksh");

  /** Commands that hand a word or their input to a shell elsewhere. */
  private static final Set<String> REMOTE = Set.of("ssh", "su", "eval");

  /** Commands that take what a shell elsewhere gets as its input. */
  private static final Set<String> OTHER_READERS = Set.of("cat", "tee", "dd", "kubectl", "helm", "sops");

  /**
   * A simple command.
   *
   * @param script the script that it is in
   * @param files what the script wrote into files before
   * @param input what the command reads; null if that is not told
   */
  record Command(Excerpt script, List<Word> words, Map<String, Content> files, @Nullable Content input) {}

  /** In what kind of file a script is, as far as that fills in something before the shell reads it. */
  enum Around {
    /** Nothing is filled in. */
    NOTHING,
    /** {@code $(NAME)} and {@code $$} of make. */
    MAKE,
    /** {@code {{name}}} of just. */
    JUST,
    /** {@code {{.NAME}}} of Task. */
    TASK,
    /** Braces of templates in other files of YAML, such as those of Ansible, of which no value is known. */
    TEMPLATE
  }

  /**
   * A here-document.
   *
   * @param text what is written, with what is known filled in
   * @param expanded whether the shell fills anything in
   */
  record Document(Excerpt text, boolean expanded) {}

  /**
   * Reads a script.
   *
   * @param outside the variables that are set to a literal outside of it
   * @param chosen variables that have a value, whatever the script says
   * @param files what was written into files before it
   */
  static ShellScript of(
      Excerpt text, Around around, Map<String, String> outside, Map<String, String> chosen, Map<String, Content> files) {
    return of(text, around, outside, chosen, files, 0);
  }

  private static ShellScript of(
      Excerpt text,
      Around around,
      Map<String, String> outside,
      Map<String, String> chosen,
      Map<String, Content> files,
      int level) {
    Map<String, String> variables = new HashMap<>(outside);
    if (around == Around.MAKE) {
      variables.putAll(Makefiles.variables(text.text()));
    }
    // what is set below a command may be set above it in a loop, and what is set twice is not known
    Reader first = new Reader(text, around, variables, files, level);
    first.read();
    variables.putAll(first.assigned);
    first.ambiguous.forEach(variables::remove);
    variables.putAll(chosen);
    Reader reader = new Reader(text, around, variables, files, level);
    reader.ambiguous.addAll(first.ambiguous);
    reader.read();
    Map<String, List<String>> loops = new HashMap<>(first.loops);
    loops.keySet().removeAll(first.assigned.keySet());
    loops.values().removeIf(List::isEmpty);
    return new ShellScript(
        List.copyOf(reader.commands), reader.files.contents(), List.copyOf(reader.listed), Map.copyOf(loops));
  }

  /** Whether some word of it ends with a name of a file. */
  boolean names(String file) {
    return Stream.concat(listed.stream(), commands.stream().flatMap(command -> command.words().stream()))
        .anyMatch(word -> word.known() && (word.text().equals(file) || word.text().endsWith("/" + file)));
  }

  private static final class Reader {
    private final Excerpt script;
    private final String text;
    private final Around around;
    private final boolean make;
    private final Map<String, String> variables;
    final Map<String, String> assigned = new HashMap<>();
    final Set<String> ambiguous = new HashSet<>();
    final List<Command> commands = new ArrayList<>();
    /** The words of all arrays. */
    final List<Word> listed = new ArrayList<>();
    /** The values of the variables of loops; none where they are not known. */
    final Map<String, List<String>> loops = new HashMap<>();
    final ScriptFiles files;
    private final Map<String, List<Word>> arrays = new HashMap<>();
    /** In how many conditions and loops the command stands that is read. */
    private int depth;
    /** Whether the command that is read runs only if another one succeeds or fails. */
    private boolean chained;
    /** What the last command puts out. */
    @Nullable Content output;
    /** Commands whose arguments are names of variables that they set. */
    private static final Set<String> ASKING =
        Set.of("read", "for", "select", "getopts", "mapfile", "readarray", "unset");

    private final List<Word> words = new ArrayList<>();
    private final List<Part> line = new ArrayList<>();
    private final List<Here> pending = new ArrayList<>();
    /** What goes through a pipe to the next command. */
    private @Nullable Content piped;
    private int at;
    /** In how many substitutions and other scripts this is read. */
    private final int level;

    private StringBuilder word = new StringBuilder();
    private int[] from = new int[64];
    private boolean known = true;
    private boolean many;

    /** A here-document that begins after this line. */
    private record Here(String end, boolean literal, boolean tabs, int part) {}

    /** A command of a line, and whether its output goes to the next one. */
    private record Part(List<Word> words, boolean piped) {}

    Reader(Excerpt script, Around around, Map<String, String> variables, Map<String, Content> files, int level) {
      this.level = level;
      this.files = new ScriptFiles(files);
      this.script = script;
      this.text = script.text();
      this.around = around;
      this.make = around == Around.MAKE;
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
        } else if (text.startsWith("<(", at)) {
          word();
        } else if (c == '(' && isArray()) {
          array();
        } else if (";&|()".indexOf(c) >= 0) {
          boolean or = text.startsWith("||", at);
          boolean both = text.startsWith("&&", at);
          at += or || both ? 2 : 1;
          command(c == '|' && !or);
          chained = or || both;
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
      commands.add(new Command(script, part.words(), helm ? files.contents() : Map.of(), input));
      output = files.run(part.words(), input, script);
      piped = part.piped() ? output : null;
      inner(part.words(), here);
    }

    /** Reads the scripts that a command hands to a shell: a word, mostly after {@code -c}, or a here-document. */
    private void inner(List<Word> words, @Nullable Content here) {
      List<String> names = words.stream().map(Reader::name).toList();
      boolean remote = names.stream().anyMatch(REMOTE::contains);
      boolean shell = false;
      for (int i = 0; i < words.size(); i++) {
        String before = i == 0 ? "" : words.get(i - 1).text();
        if (shell && before.matches("-[a-z]*+(?<=c)")) {
          read(words.get(i).after(0, script));
          return;
        }
        if (shell && remote && BLANKS.matcher(words.get(i).text()).find()) {
          read(words.get(i).after(0, script));
        }
        boolean own = names.get(i).startsWith("-") || before.equals("-o") || before.endsWith("uo") || names.contains("-s");
        if (shell && !remote && !own) {
          return; // the name of a script
        }
        shell |= SHELLS.contains(names.get(i)) || REMOTE.contains(names.get(i));
      }
      boolean reads = shell && names.stream().noneMatch(OTHER_READERS::contains);
      if (reads && here instanceof Content.Written(List<Document> texts, boolean appended)) {
        texts.forEach(text -> read(text.text()));
      }
    }

    /** The name of a command without its folder, also where a word holds the whole of it. */
    private static String name(Word word) {
      String first = BLANKS.split(word.text().strip(), 2)[0];
      return first.substring(first.lastIndexOf('/') + 1);
    }

    private void read(Excerpt inner) {
      if (level < DEEPEST) {
        ShellScript read = of(inner, Around.NOTHING, Map.of(), Map.of(), files.contents(), level + 1);
        commands.addAll(read.commands());
        listed.addAll(read.listed());
      }
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
        if (isJoint(at)) {
          at = text.indexOf('\n', at) + 1;
        } else if (c == '#') {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        } else if (" \t\r\n;&|(".indexOf(c) >= 0) {
          at++;
        } else {
          word();
        }
      }
      at = Math.min(at + 1, text.length());
      boolean more = written.endsWith("+=");
      String name = written.substring(0, written.length() - (more ? 2 : 1));
      List<Word> elements = new ArrayList<>(more ? arrays.getOrDefault(name, List.of()) : List.of());
      if (depth > 0 || chained) {
        // perhaps, perhaps not, perhaps several times
        elements.add(new Word("${" + name + "}", Offsets.of(new int[0], 0, at), new Span(at, at), false, true));
      } else {
        elements.addAll(words);
      }
      listed.addAll(words);
      arrays.put(name, List.copyOf(elements));
      words.clear();
      words.addAll(command);
    }

    private Document body(Here here) {
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
        if (isBraces(at)) {
          braces(end);
        } else if (here.literal()) {
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
      return new Document(whole.after(0, script), !whole.known());
    }

    /** Ends a command. */
    private void command(boolean pipe) {
      if (!words.isEmpty()) {
        assign();
        ask();
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
          arrays.remove(name);
        }
        asks |= ASKING.contains(name);
      }
      if (words.size() > 3 && words.getFirst().text().equals("for") && words.get(2).text().equals("in")) {
        List<Word> values = words.subList(3, words.size());
        boolean told = values.stream().allMatch(one -> one.known() && !one.many() && "*?[{".chars().noneMatch(c -> one.text().indexOf(c) >= 0));
        List<String> literals = told ? values.stream().map(Word::text).distinct().toList() : List.of();
        loops.merge(words.get(1).text(), literals, (a, b) -> a.equals(b) ? a : List.of());
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

    private void word() {
      int start = at;
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
        } else if (quote != '\'' && isJoint(at)) {
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
      List<Word> elements = elements(text.substring(start, at));
      boolean braces = isBraces(start);
      boolean expanded = braces || text.charAt(start) == '$' || text.charAt(start) == '`';
      if (elements != null) {
        words.addAll(elements);
      } else if (expanded && !text.substring(start, at).contains("\"")) {
        split(start);
      } else {
        words.add(end(start, at));
      }
    }

    /** The words of an array that a word stands for; null if it is none. */
    private @Nullable List<Word> elements(String written) {
      Matcher all = ELEMENTS.matcher(written);
      return all.matches() ? arrays.get(all.group("name")) : null;
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
            case JUST -> variables.get(inner);
            case TASK -> inner.startsWith(".") ? variables.get(inner.substring(1)) : null;
            case NOTHING, MAKE, TEMPLATE -> null;
          };
      if (value == null) {
        hole(inner.replaceFirst("^\\.", ""), start);
      } else {
        put(value, start);
      }
    }

    /** What a variable without quotes becomes: as many words as are in it, perhaps none. */
    private void split(int start) {
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
      at = closing(at + 1, '(', ')', text.length());
      String written = text.substring(start, at);
      int inner = start + 2;
      Excerpt command =
          script.with(
              text.substring(inner, Math.max(inner, at - 1)),
              span -> new Span(inner + span.start(), inner + span.end()));
      Reader reader = new Reader(command, around, variables, files.contents(), level + 1);
      if (level < DEEPEST) {
        reader.read();
      }
      boolean one = reader.commands.size() == 1 && reader.output != null;
      files.put(written, one ? Objects.requireNonNull(reader.output) : new Content.Unclear("a command"));
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
        String value = variables.get(inner.startsWith("env.") ? inner.substring(4) : inner);
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

    /** Past the sign that closes what is open: quotes and here-documents are skipped where a command stands between them. */
    private int closing(int open, char opens, char closes, int limit) {
      boolean command = opens == '(' && !make;
      List<String> ends = new ArrayList<>();
      int depth = 0;
      int i = open;
      while (i < limit) {
        char c = text.charAt(i);
        if (command && c == '\\') {
          i++;
        } else if (command && (c == '\'' || c == '"')) {
          i = quoted(i, c, limit);
        } else if (command && text.startsWith("<<", i) && !text.startsWith("<<<", i)) {
          Matcher end = HERE.matcher(text).region(i, limit);
          if (end.lookingAt()) {
            ends.add(end.group("end"));
            i = end.end() - 1;
          }
        } else if (c == '\n' && !ends.isEmpty()) {
          for (String end : ends) {
            i = pastDocument(i, end, limit);
          }
          ends.clear();
          i--;
        } else if (c == opens) {
          depth++;
        } else if (c == closes && --depth == 0) {
          return i + 1;
        }
        i++;
      }
      return limit;
    }

    /** The quote that ends one. */
    private int quoted(int from, char quote, int limit) {
      int i = from + 1;
      while (i < limit && text.charAt(i) != quote) {
        i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
      }
      return Math.min(i, limit);
    }

    /** The end of the last line of a here-document that begins after a line. */
    private int pastDocument(int newline, String end, int limit) {
      int line = newline;
      while (line >= 0 && line < limit) {
        int next = text.indexOf('\n', line + 1);
        int stop = next < 0 || next > limit ? limit : next;
        if (text.substring(Math.min(line + 1, stop), stop).strip().equals(end)) {
          return stop;
        }
        line = next;
      }
      return limit;
    }

    private void variable(String name, int start) {
      many |= name.contains("[@]") || name.contains("[*]");
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
