package dev.esslint.cli;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.chart.Charts;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completion scripts for shells, made from the options of the commands.
 *
 * @param commands their specifications; that of {@code esslint} alone first
 * @param charts the releases to offer
 */
record Completion(List<CommandSpec> commands, Charts charts) {
  private static final String PROGRAM = "esslint";
  private static final String RULES = "_esslint_rules";
  private static final String RELEASES = "_esslint_releases";

  /** What can follow an option, or stand as an argument. */
  private sealed interface Answer {
    /** One of some words. */
    record Words(List<String> words) implements Answer {}

    /** One of many words, which a script has in one place only. */
    record Listed(String name, List<String> words) implements Answer {}

    /** A file or a folder. */
    record Files() implements Answer {}

    /** Something that nobody can know. */
    record Anything() implements Answer {}
  }

  /** The words after the name of the program; empty for the program alone. */
  private static String name(CommandSpec command) {
    return command.name().equals(PROGRAM) ? "" : command.name().substring(PROGRAM.length() + 1);
  }

  private Answer answer(OptionSpec option) {
    if (option.completionCandidates() != null) {
      List<String> words =
          StreamSupport.stream(option.completionCandidates().spliterator(), false).toList();
      if (!words.isEmpty()) {
        return new Answer.Words(words);
      }
    }
    return answer(option.paramLabel());
  }

  /** By the label of the value, which says what it is. */
  private Answer answer(String label) {
    return switch (label) {
      case "RULE" -> new Answer.Listed(RULES, rules());
      case "RELEASE" -> new Answer.Listed(RELEASES, releases());
      case "FILE", "PATH", "VALUES", "DIR", "FOLDER" -> new Answer.Files();
      default -> new Answer.Anything();
    };
  }

  private static List<String> rules() {
    Set<String> words = new TreeSet<>();
    for (Rule rule : BuiltInRules.all()) {
      RuleInfo info = rule.info();
      words.addAll(List.of(info.id(), info.name(), info.family()));
    }
    words.addAll(ChartComponent.paths(Trait.SWITCHED));
    return List.copyOf(words);
  }

  private List<String> releases() {
    return charts.releases().stream().map(Object::toString).toList();
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static List<String> names(CommandSpec command) {
    List<String> names = new ArrayList<>();
    command.options().forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }

  /** The words that can come first, or after the first of a command of two words. */
  private List<String> first(String before) {
    return commands.stream()
        .map(Completion::name)
        .filter(name -> !name.isEmpty() && name.startsWith(before))
        .map(name -> name.substring(before.length()).split(" ", -1)[0])
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  private Answer argument(CommandSpec command) {
    List<PositionalParamSpec> arguments = command.positionalParameters();
    if (arguments.isEmpty()) {
      return new Answer.Anything();
    }
    PositionalParamSpec argument = arguments.getFirst();
    if (argument.completionCandidates() != null && argument.completionCandidates().iterator().hasNext()) {
      return new Answer.Words(
          StreamSupport.stream(argument.completionCandidates().spliterator(), false).toList());
    }
    return answer(argument.paramLabel());
  }

  /** For bash, and for zsh as it runs such scripts. */
  String bash() {
    StringBuilder text = new StringBuilder();
    text.append("# Completion of esslint for bash; zsh runs it with bashcompinit.\n");
    text.append(RULES).append("='").append(String.join(" ", rules())).append("'\n");
    text.append(RELEASES).append("='").append(String.join(" ", releases())).append("'\n");
    text.append("_esslint() {\n");
    text.append("  local IFS=$' \\t\\n'\n");
    text.append("  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\"\n");
    text.append("  local command=\"\" options=\"\"\n");
    text.append("  # bash takes --option=value for three words\n");
    text.append("  if [ \"$cur\" = = ]; then cur=\"\"; ");
    text.append("elif [ \"$prev\" = = ]; then prev=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n");
    text.append("  if [ \"$COMP_CWORD\" -gt 1 ]; then\n    case \"${COMP_WORDS[1]}\" in\n");
    for (String word : first("")) {
      List<String> second = first(word + " ");
      text.append("      ").append(word).append(") command=").append(word);
      if (!second.isEmpty()) {
        text.append("\n        if [ \"$COMP_CWORD\" -gt 2 ]; then case \"${COMP_WORDS[2]}\" in ");
        second.forEach(
            next -> text.append(next).append(") command='").append(word).append(' ').append(next).append("';; "));
        text.append("esac; fi");
      }
      text.append(" ;;\n");
    }
    text.append("    esac\n  fi\n  case \"$command $prev\" in\n");
    for (CommandSpec command : commands) {
      for (OptionSpec option : command.options()) {
        if (takesValue(option)) {
          text.append("    ")
              .append(
                  List.of(option.names()).stream()
                      .map(name -> "'" + name(command) + " " + name + "'")
                      .collect(Collectors.joining("|")))
              .append(") ");
          reply(answer(option), text);
          text.append("; return ;;\n");
        }
      }
    }
    text.append("  esac\n  case \"$command\" in\n");
    for (CommandSpec command : commands) {
      text.append("    '").append(name(command)).append("') options='");
      text.append(String.join(" ", names(command))).append("' ;;\n");
    }
    text.append("  esac\n  case \"$cur\" in\n");
    text.append("    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")); return ;;\n  esac\n");
    text.append("  case \"$command\" in\n");
    for (CommandSpec command : commands) {
      text.append("    '").append(name(command)).append("') ");
      reply(argument(command), text);
      List<String> next = first(name(command).isEmpty() ? "" : name(command) + " ");
      if (!next.isEmpty()) {
        String at = name(command).isEmpty() ? "1" : "2";
        text.append("\n      if [ \"$COMP_CWORD\" -eq ").append(at);
        text.append(" ]; then COMPREPLY+=($(compgen -W '");
        text.append(String.join(" ", next)).append("' -- \"$cur\")); fi");
      }
      text.append(" ;;\n");
    }
    text.append("  esac\n}\ncomplete -o filenames -F _esslint esslint\n");
    return text.toString();
  }

  private static void reply(Answer answer, StringBuilder text) {
    switch (answer) {
      case Answer.Words(List<String> words) ->
          text.append("COMPREPLY=($(compgen -W '")
              .append(String.join(" ", words))
              .append("' -- \"$cur\"))");
      case Answer.Listed(String name, var words) ->
          text.append("COMPREPLY=($(compgen -W \"$").append(name).append("\" -- \"$cur\"))");
      case Answer.Files files ->
          text.append("IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$cur\")); IFS=$' \\t\\n'");
      case Answer.Anything anything -> text.append("COMPREPLY=()");
    }
  }

  String zsh() {
    return "#compdef esslint\nautoload -U +X bashcompinit && bashcompinit\n" + bash();
  }

  String fish() {
    StringBuilder text = new StringBuilder("# Completion of esslint for fish.\n");
    text.append("set -g ").append(RULES).append(" '").append(String.join(" ", rules())).append("'\n");
    text.append("set -g ").append(RELEASES).append(" '").append(String.join(" ", releases())).append("'\n");
    List<String> all = first("");
    for (CommandSpec command : commands) {
      String name = name(command);
      String[] parts = name.split(" ", -1);
      String condition =
          name.isEmpty()
              ? "not __fish_seen_subcommand_from " + String.join(" ", all)
              : parts.length == 1
                  ? "__fish_seen_subcommand_from " + name
                  : "__fish_seen_subcommand_from " + parts[0] + "; and __fish_seen_subcommand_from " + parts[1];
      if (!name.isEmpty()) {
        String open =
            parts.length == 1
                ? "not __fish_seen_subcommand_from " + String.join(" ", all)
                : "__fish_seen_subcommand_from " + parts[0];
        text.append("complete -c esslint -n ").append(quoted(open)).append(" -a ").append(parts[parts.length - 1]);
        text.append(" -d ").append(quoted(summary(command))).append('\n');
      }
      for (OptionSpec option : command.options()) {
        text.append("complete -c esslint -n ").append(quoted(condition));
        for (String one : option.names()) {
          text.append(one.startsWith("--") ? " -l " : " -s ").append(one.replaceFirst("^--?", ""));
        }
        if (takesValue(option)) {
          text.append(
              switch (answer(option)) {
                case Answer.Words(List<String> some) -> " -x -a " + quoted(String.join(" ", some));
                case Answer.Listed(String list, var some) -> " -x -a \"$" + list + "\"";
                case Answer.Files files -> " -r -F";
                case Answer.Anything anything -> " -x";
              });
        }
        text.append(" -d ").append(quoted(first(option.description()))).append('\n');
      }
      String words =
          switch (argument(command)) {
            case Answer.Words(List<String> some) -> quoted(String.join(" ", some));
            case Answer.Listed(String list, var some) -> "\"$" + list + "\"";
            case Answer.Files files -> "";
            case Answer.Anything anything -> "";
          };
      if (!words.isEmpty()) {
        text.append("complete -c esslint -f -n ").append(quoted(condition));
        text.append(" -a ").append(words).append('\n');
      }
    }
    return text.toString();
  }

  /** What a command does, in one sentence. */
  static String summary(CommandSpec command) {
    return first(new String[] {String.join(" ", command.usageMessage().description())});
  }

  /** The first sentence. */
  private static String first(String[] description) {
    String text = String.join(" ", description);
    int end = text.indexOf(". ");
    return end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
