package dev.esslint.workspace.command;

import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.command.Content.Copied;
import dev.esslint.workspace.command.Content.Unclear;
import dev.esslint.workspace.command.Content.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that a script writes, command by command, as far as that needs no shell. */
final class ScriptFiles {
  /** What stands before the name of a command. */
  static final Set<String> BEFORE =
      Set.of("sudo", "env", "then", "do", "else", "{", "!", "if", "elif", "while", "until", "time", "command", "exec", "builtin", "-E", "-n");

  static final Set<String> OPENING = Set.of("if", "case", "for", "while", "until", "select");
  static final Set<String> CLOSING = Set.of("fi", "esac", "done");

  /** Options of which the next word is the file that is written. */
  private static final Set<String> OUTPUTS = Set.of("-o", "-O", "--output", "--output-document");

  private final Map<String, Content> contents;
  /** In how many conditions and loops a command stands. */
  private int depth;

  ScriptFiles(Map<String, Content> before) {
    this.contents = new HashMap<>(before);
  }

  /** What was written so far. */
  Map<String, Content> contents() {
    return Map.copyOf(contents);
  }

  /** The name of a file as all of a script would write it. */
  static String name(String written) {
    String name = written;
    while (name.startsWith("./")) {
      name = name.substring(2);
    }
    return name;
  }

  /** Takes down what stands for a file in a command, such as a substitution of a process. */
  void put(String name, Content content) {
    contents.put(name(name), content);
  }

  /** What is in a file now. */
  Content in(String file) {
    Content written = contents.get(name(file));
    return written == null ? new Copied(file, false, false) : written;
  }

  /** The file that the input of a command comes from; null if none is named. */
  static @Nullable String source(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      String text = words.get(i).text();
      if (text.equals("<") && i + 1 < words.size()) {
        return words.get(i + 1).text();
      }
      if (text.startsWith("<") && text.length() > 1 && !text.startsWith("<(") && !text.startsWith("<<")) {
        return text.substring(1);
      }
    }
    return null;
  }

  /** A file that output goes to. */
  private record Target(String file, boolean append) {}

  /**
   * Takes down what a command writes.
   *
   * @param input what it reads; null if that is not told
   * @return what it puts out
   */
  Content run(List<Word> words, @Nullable Content input, Excerpt script) {
    List<Word> arguments = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    String name = "";
    for (int i = 0; i < words.size(); i++) {
      String text = words.get(i).text();
      if (isRedirection(text)) {
        String rest = text.replaceFirst("^[0-9]?[<>|]++", "");
        String file = rest.isEmpty() && i + 1 < words.size() ? words.get(++i).text() : rest;
        if (text.startsWith(">") || text.startsWith("1>")) {
          targets.add(new Target(file, text.contains(">>")));
        }
      } else if (name.isEmpty()) {
        depth += OPENING.contains(text) ? 1 : CLOSING.contains(text) ? -1 : 0;
        boolean assigns = text.matches("[A-Za-z_][A-Za-z0-9_]*+=.*+");
        name = BEFORE.contains(text) || assigns ? "" : text.substring(text.lastIndexOf('/') + 1);
      } else {
        arguments.add(words.get(i));
      }
    }
    Content output = output(name, arguments, input, script);
    for (Target target : targets) {
      write(target, output);
    }
    return output;
  }

  private static boolean isRedirection(String text) {
    String bare = text.startsWith("1") || text.startsWith("2") ? text.substring(1) : text;
    return bare.startsWith(">") || (bare.startsWith("<") && !bare.startsWith("<("));
  }

  private Content output(String name, List<Word> arguments, @Nullable Content input, Excerpt script) {
    List<String> files = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (Word one : arguments) {
      boolean option = one.text().startsWith("-") && one.text().length() > 1;
      (option ? options : files).add(one.text());
    }
    Content unclear = new Unclear(name);
    Content read = input == null ? unclear : input;
    return switch (name) {
      case "", ":", "true" -> name.isEmpty() && !arguments.isEmpty() ? unclear : new Written(List.of(), false);
      case "cat" -> {
        boolean passes = files.isEmpty() || files.getFirst().equals("-");
        yield !options.isEmpty() || files.size() > 1 ? unclear : passes ? read : in(files.getFirst());
      }
      case "echo" -> arguments.size() == 1 && options.isEmpty() ? echoed(arguments.getFirst(), script) : unclear;
      case "tee" -> {
        boolean append = options.contains("-a") || options.contains("--append");
        files.forEach(file -> write(new Target(file, append), read));
        yield read;
      }
      case "envsubst" -> filled(read, unclear);
      case "sops" -> decrypted(files, options, unclear);
      case "cp", "mv", "scp" -> {
        copy(files);
        yield unclear;
      }
      case "sed", "yq", "perl" -> {
        if (options.stream().anyMatch(option -> option.matches("-p?i.*+|--in-?place.*+"))) {
          files.forEach(file -> put(file, unclear));
        }
        yield unclear;
      }
      default -> {
        for (int i = 0; i + 1 < arguments.size(); i++) {
          if (OUTPUTS.contains(arguments.get(i).text())) {
            put(arguments.get(i + 1).text(), unclear);
          }
        }
        yield unclear;
      }
    };
  }

  private static Content echoed(Word word, Excerpt script) {
    return new Written(List.of(new ShellScript.Document(word.after(0, script), !word.known())), false);
  }

  private Content decrypted(List<String> files, List<String> options, Content unclear) {
    boolean decrypts = options.contains("-d") || options.contains("--decrypt") || files.contains("decrypt");
    Content from = files.isEmpty() ? unclear : in(files.getLast());
    Content plain =
        decrypts && from instanceof Copied(String file, boolean was, boolean filled) ? new Copied(file, true, filled) : unclear;
    if (!files.isEmpty() && (options.contains("-i") || options.contains("--in-place"))) {
      put(files.getLast(), plain);
    }
    return plain;
  }

  private void copy(List<String> files) {
    if (files.size() == 2) {
      String from = files.getFirst();
      String to = files.getLast().replaceFirst("^[^/:]++:", ""); // without the host that it goes to
      boolean into = to.endsWith("/") || to.equals(".");
      put(into ? to.replaceFirst("(?<=[^/])$", "/") + from.substring(from.lastIndexOf('/') + 1) : to, in(from));
    }
  }

  private static Content filled(Content content, Content unclear) {
    return switch (content) {
      case Copied(String file, boolean decrypted, boolean was) -> new Copied(file, decrypted, true);
      case Written(List<ShellScript.Document> texts, boolean appended) ->
          new Written(texts.stream().map(text -> new ShellScript.Document(text.text(), true)).toList(), appended);
      case Unclear other -> unclear;
    };
  }

  private void write(Target target, Content content) {
    String name = name(target.file());
    if (name.startsWith("/dev/") || name.startsWith("&")) {
      return;
    }
    Content before = contents.get(name);
    Content now = content;
    if (target.append()) {
      boolean once = depth <= 0;
      if (once && content instanceof Written more && (before == null || before instanceof Written)) {
        now = before instanceof Written written ? written.and(more) : new Written(more.texts(), true);
      } else {
        now = new Unclear("the script, in several ways");
      }
    } else if (depth > 0 && before instanceof Written && content instanceof Written) {
      now = new Unclear("the script, in several ways"); // one of them is written, as some condition says
    }
    contents.put(name, now);
  }
}
