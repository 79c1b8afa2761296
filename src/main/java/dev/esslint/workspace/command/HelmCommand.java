package dev.esslint.workspace.command;

import dev.esslint.workspace.ChartUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of Helm that renders a chart.
 *
 * @param verb what Helm is to do
 * @param decrypts whether helm-secrets decrypts the files
 * @param helm the word {@code helm}
 * @param arguments the words that are no options
 * @param options the options with their values, in order
 * @param open whether the shell may fill in more options
 */
record HelmCommand(
    String verb, boolean decrypts, Word helm, List<Word> arguments, List<Option> options, boolean open) {
  private static final Set<String> VERBS = Set.of("upgrade", "install", "template", "lint");

  /** Options with a value, beside those for values. */
  private static final Set<String> VALUED =
      Set.of(
          "-n", "--namespace", "-f", "--values", "--set", "--set-string", "--set-json",
          "--set-file", "--set-literal", "--version", "--repo", "--kube-context", "--kubeconfig",
          "--timeout", "--name-template", "--description", "--post-renderer",
          "--post-renderer-args", "--history-max", "-o", "--output", "--ca-file", "--cert-file",
          "--key-file", "--keyring", "--username", "--password", "--registry-config",
          "--repository-cache", "--repository-config", "--api-versions", "-a", "--kube-version",
          "--show-only", "-s", "--output-dir", "--release-name", "--labels", "-l", "--context",
          "-C", "--suppress", "--kube-apiserver", "--kube-token", "--burst-limit", "--qps",
          "--wait-strategy");

  /** Options of which the value may only be joined by a sign. */
  private static final Set<String> SWITCHES = Set.of("--release-name");

  /**
   * An option.
   *
   * @param name with its dashes
   * @param at the word with its name
   * @param value the word with its value; the same as {@code at} if both are one
   * @param start where the value begins in its word
   */
  record Option(String name, Word at, Word value, int start) {

    String text() {
      return value.text().substring(Math.min(start, value.text().length()));
    }
  }

  /** The command line in a command, if it is one. */
  static Optional<HelmCommand> of(List<Word> words) {
    int at = 0;
    while (at < words.size() && !isHelm(words.get(at).text())) {
      at++;
    }
    if (at == words.size()) {
      return Optional.empty();
    }
    Word helm = words.get(at++);
    List<Word> arguments = new ArrayList<>();
    List<Option> options = new ArrayList<>();
    while (at < words.size()) {
      Word word = words.get(at++);
      String text = word.text();
      if (text.startsWith(">") || text.startsWith("2>") || (text.startsWith("<") && !text.startsWith("<("))) {
        at += text.matches("2?[<>]++") ? 1 : 0; // where the input comes from and the output goes
        continue;
      }
      if (!text.startsWith("-") || text.equals("-")) {
        arguments.add(word);
        continue;
      }
      int sign = text.indexOf('=');
      String name = text.startsWith("--") && sign > 0 ? text.substring(0, sign) : text;
      if (text.startsWith("--") && sign > 0) {
        options.add(new Option(name, word, word, sign + 1));
      } else if (VALUED.contains(name) && !SWITCHES.contains(name) && at < words.size()) {
        options.add(new Option(name, word, words.get(at++), 0));
      } else if (!text.startsWith("--") && text.length() > 2 && VALUED.contains(text.substring(0, 2))) {
        options.add(new Option(text.substring(0, 2), word, word, text.charAt(2) == '=' ? 3 : 2));
      } else {
        options.add(new Option(name, word, word, text.length()));
      }
    }
    return of(helm, arguments, options);
  }

  private static Optional<HelmCommand> of(Word helm, List<Word> arguments, List<Option> options) {
    List<Word> rest = arguments;
    boolean decrypts = false;
    boolean diff = false;
    while (!rest.isEmpty() && Set.of("secrets", "diff").contains(rest.getFirst().text())) {
      decrypts |= rest.getFirst().text().equals("secrets");
      diff |= rest.getFirst().text().equals("diff");
      rest = rest.subList(1, rest.size());
    }
    if (rest.isEmpty() || !VERBS.contains(rest.getFirst().text())) {
      return Optional.empty();
    }
    List<Word> names = names(rest.subList(1, rest.size()));
    return Optional.of(
        new HelmCommand(
            diff ? "diff" : rest.getFirst().text(),
            decrypts,
            helm,
            names,
            List.copyOf(options),
            names.size() < rest.size() - 1));
  }

  /** The names of release and chart; whatever else stands beside them is filled in by the shell. */
  private static List<Word> names(List<Word> given) {
    List<Word> names = new ArrayList<>(given);
    names.removeIf(Word::many);
    int chart = names.size() - 1;
    while (chart > 1 && !names.get(chart).text().contains(ChartUse.NAME)) {
      chart--;
    }
    return names.size() <= 2 ? List.copyOf(names) : List.copyOf(names.subList(chart - 1, chart + 1));
  }

  private static boolean isHelm(String written) {
    int start = 0;
    while (start < written.length() && "@+-".indexOf(written.charAt(start)) >= 0) {
      start++; // of a line of a Makefile
    }
    String word = written.substring(start);
    return word.equals("helm") || word.endsWith("/helm") || word.equals("helm3") || word.equals("${HELM}");
  }

  /** All words after the name of the program. */
  List<Word> words() {
    List<Word> words = new ArrayList<>(arguments);
    options.forEach(option -> words.add(option.value()));
    return words;
  }

  /** The values of options of some names, in order. */
  List<Option> all(String... names) {
    Set<String> wanted = Set.of(names);
    return options.stream().filter(option -> wanted.contains(option.name())).toList();
  }

  /** The last option of some names. */
  Optional<Option> last(String... names) {
    List<Option> found = all(names);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  /** The word that names the chart. */
  Optional<Word> chart() {
    if (verb.equals("lint") || arguments.size() == 1) {
      return arguments.stream().findFirst();
    }
    return arguments.size() < 2 ? Optional.empty() : Optional.of(arguments.get(1));
  }

  /** The name of the release; empty if it is generated. */
  String release() {
    boolean generated = !all("--generate-name", "-g").isEmpty() || verb.equals("lint");
    return generated || arguments.size() < 2 || !arguments.getFirst().known()
        ? last("--name-template").map(Option::text).filter(text -> !text.contains("{{")).orElse("")
        : arguments.getFirst().text();
  }

  /** Options by their names, for a comparison of command lines. */
  Map<String, String> summary() {
    Map<String, String> summary = new LinkedHashMap<>();
    for (Option option : all("-f", "--values", "--set", "--set-string", "--set-json", "--set-file", "--set-literal", "--version")) {
      summary.merge(option.name(), option.text(), (a, b) -> a + "\n" + b);
    }
    summary.put("chart", chart().map(Word::text).orElse(""));
    summary.put("release", release());
    return summary;
  }
}
