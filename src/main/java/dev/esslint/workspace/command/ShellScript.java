package dev.esslint.workspace.command;

import dev.esslint.workspace.Excerpt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** The same for a script that stands in as many others as {@code level} says. */
  static ShellScript of(
      Excerpt text,
      Around around,
      Map<String, String> outside,
      Map<String, String> chosen,
      Map<String, Content> files,
      int level) {
    Map<String, String> set = new HashMap<>(outside);
    if (around == Around.MAKE) {
      set.putAll(Makefiles.variables(text.text()));
    }
    ShellVariables first = new ShellVariables(set);
    new ScriptReader(text, around, first, files, level).read();
    ScriptReader reader = new ScriptReader(text, around, first.again(chosen), files, level);
    reader.read();
    return reader.script();
  }

  /** Whether some word of it ends with a name of a file. */
  boolean names(String file) {
    return Stream.concat(listed.stream(), commands.stream().flatMap(command -> command.words().stream()))
        .anyMatch(word -> word.known() && (word.text().equals(file) || word.text().endsWith("/" + file)));
  }
}
