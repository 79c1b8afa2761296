package dev.esslint.workspace.command;

import dev.esslint.workspace.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scripts that a command hands to a shell: a word, mostly after {@code -c}, or a here-document; and those that it writes. */
final class HandedScripts {
  private static final Pattern BLANKS = Pattern.compile("\\s++");

  /** Names of shells. */
  private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ash", "ksh");

  /** Commands that hand a word or their input to a shell elsewhere. */
  private static final Set<String> REMOTE = Set.of("ssh", "su", "eval");

  /** Commands that take what a shell elsewhere gets as its input. */
  private static final Set<String> OTHER_READERS = Set.of("cat", "tee", "dd", "kubectl", "helm", "sops");

  private HandedScripts() {}

  /**
   * The scripts in a command.
   *
   * @param here its here-document; null for none
   * @param script the one that the command is in
   */
  static List<Excerpt> in(List<Word> words, @Nullable Content here, Excerpt script) {
    List<String> names = words.stream().map(HandedScripts::name).toList();
    List<Excerpt> handed = new ArrayList<>();
    boolean remote = names.stream().anyMatch(REMOTE::contains);
    boolean fromInput = names.contains("-s");
    boolean shell = false;
    for (int i = 0; i < words.size(); i++) {
      String before = i == 0 ? "" : words.get(i - 1).text();
      if (shell && before.matches("-[a-z]*+(?<=c)")) {
        handed.add(words.get(i).after(0, script));
        return handed;
      }
      if (shell && remote && BLANKS.matcher(words.get(i).text()).find()) {
        handed.add(words.get(i).after(0, script));
      }
      boolean own = names.get(i).startsWith("-") || before.equals("-o") || before.endsWith("uo") || fromInput;
      if (shell && !remote && !own) {
        return handed; // the name of a script
      }
      shell |= SHELLS.contains(names.get(i)) || REMOTE.contains(names.get(i));
    }
    boolean reads = shell && names.stream().noneMatch(OTHER_READERS::contains);
    if (reads && here instanceof Content.Written(List<ShellScript.Document> texts, boolean appended)) {
      texts.forEach(text -> handed.add(text.text()));
    }
    if (here instanceof Content.Written(List<ShellScript.Document> texts, boolean appended) && handed.isEmpty()) {
      texts.stream().map(ShellScript.Document::text).filter(text -> isScript(text.text())).forEach(handed::add);
    }
    return handed;
  }

  /** Whether a text that is written begins as a script for a shell does, which is run later. */
  private static boolean isScript(String text) {
    int end = text.indexOf('\n');
    String first = text.substring(0, Math.max(end, 0)).strip();
    String program = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf(' ')) + 1);
    return first.startsWith("#!") && SHELLS.contains(program);
  }

  /** The name of a command without its folder, also where a word holds the whole of it. */
  private static String name(Word word) {
    String first = BLANKS.split(word.text().strip(), 2)[0];
    return first.substring(first.lastIndexOf('/') + 1);
  }
}
