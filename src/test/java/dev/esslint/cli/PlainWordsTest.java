package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.RuleInfo;
import dev.esslint.probe.Cause;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What people read is plain: no word of a list of habits, no long sentence, no long message. The words to write instead are in
 * {@code docs/glossary.md}.
 */
final class PlainWordsTest {
  private static final int LONGEST_SENTENCE = 30;
  private static final int LONGEST_MESSAGE = 40;
  private static final int LONGEST_MEDIAN = 22;
  private static final double LEAST_READING_EASE = 50;

  /** Habits, and what to write instead. */
  private static final Map<String, String> HABITS = new LinkedHashMap<>();

  static {
    HABITS.put("mend(s|ed|ing)?", "fix, correct");
    HABITS.put("heed(s|ed)?", "read, use");
    HABITS.put("mostly", "usually, often");
    HABITS.put("stand(s|ing)?|stood", "is");
    HABITS.put("for ever", "say how long, or leave it out");
    HABITS.put("in vain", "without success");
    HABITS.put("without a word", "without a warning");
    HABITS.put("pass(es|ed)? over", "ignore");
    HABITS.put("all the same", "anyway");
    HABITS.put("switch(es|ed)? (it |them )?(on|off)", "enable, disable");
    HABITS.put("e-mails?", "email");
    HABITS.put("whoever|whosoever", "anyone who");
    HABITS.put("anybody|everybody", "anyone, everyone");
    HABITS.put("amounts? to", "say what it is");
    HABITS.put("(is|are) taken (as|for)", "is read as");
    HABITS.put("so that", "so");
    HABITS.put("need be|lest|hence|shall|anew|twain", "a plainer word");
    HABITS.put("(?<!here )(is|are|was|were) (no|none)(?! longer| more)", "is not a");
    HABITS.put("(is|are) to (be|have|do|go|make|listen|give|take)", "must, should");
  }

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");

  /** Code, addresses and quoted values count as one word of two syllables. */
  private static final Pattern NAME =
      Pattern.compile("`[^`]*`|https?://\\S*[\\w/]|\\$?\\{\\{?[^{}\\n]*\\}\\}?|\\S*\\w[._/=:]\\w\\S*[\\w/]");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n\\s*\\n|\\n(?=[-|] ?)");

  @TempDir private Path folder;

  @Test
  void rules_have_no_bad_habits() {
    List<String> found = new ArrayList<>();
    for (RuleInfo rule : rules()) {
      texts(rule)
          .forEach((part, text) -> habits(prose(text)).forEach(h -> found.add(rule.id() + " " + part + ": " + h)));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void sentences_of_rules_are_short() {
    List<String> found = new ArrayList<>();
    for (RuleInfo rule : rules()) {
      texts(rule)
          .forEach(
              (part, text) ->
                  sentences(prose(text)).stream()
                      .filter(sentence -> words(sentence).size() > LONGEST_SENTENCE)
                      .forEach(sentence -> found.add(rule.id() + " " + part + ": " + sentence)));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void messages_are_short_and_easy_to_read() {
    List<Integer> lengths = new ArrayList<>();
    for (RuleInfo rule : rules()) {
      if (!rule.message().isEmpty()) {
        int length = words(prose(rule.message())).size();
        assertTrue(length <= LONGEST_MESSAGE, rule.id() + " has a message of " + length + " words");
        lengths.add(length);
      }
    }
    lengths.sort(Comparator.naturalOrder());
    int median = lengths.get(lengths.size() / 2);
    assertTrue(median < LONGEST_MEDIAN, "the median of all messages is " + median + " words");
    double ease = readingEase(rules().stream().flatMap(rule -> Stream.of(rule.message(), rule.why())).toList());
    assertTrue(ease > LEAST_READING_EASE, "reading ease is " + ease);
  }

  /** Their messages end in a list of all routes or ports, which is as long as the deployment has some. */
  private static final Set<String> OF_LISTS = Set.of("ING047", "ING059", "ING063");

  @Test
  void messages_with_values_in_them_are_short_too() throws Exception {
    List<String> found = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (RuleInfo rule : rules()) {
      Path page = Path.of("docs/rules", rule.id() + ".md"); // it has the message as it appears for the first bad example
      String message = Files.readString(page).lines().filter(line -> line.startsWith("> ")).map(line -> line.substring(2)).collect(Collectors.joining(" "));
      if (!message.isEmpty() && !OF_LISTS.contains(rule.id())) {
        int length = words(prose(message)).size();
        lengths.add(length);
        if (length > LONGEST_MESSAGE) {
          found.add(rule.id() + " has a message of " + length + " words");
        }
        sentences(prose(message)).stream().filter(sentence -> words(sentence).size() > LONGEST_SENTENCE).forEach(sentence -> found.add(rule.id() + ": " + sentence));
      }
    }
    assertEquals(List.of(), found);
    lengths.sort(Comparator.naturalOrder());
    int median = lengths.get(lengths.size() / 2);
    assertTrue(median < LONGEST_MEDIAN, "the median of all messages is " + median + " words");
  }

  @Test
  void causes_of_the_probe_have_no_bad_habits_and_short_sentences() {
    List<String> found = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      for (String text : List.of(cause.fact(), cause.fix())) {
        habits(prose(text)).forEach(h -> found.add(cause.id() + ": " + h));
        sentences(prose(text)).stream()
            .filter(sentence -> words(sentence).size() > LONGEST_SENTENCE)
            .forEach(sentence -> found.add(cause.id() + ": " + sentence));
      }
      List<String> known = rules().stream().map(RuleInfo::id).toList();
      cause.rules().stream().filter(rule -> !known.contains(rule)).forEach(rule -> found.add(cause.id() + ": there is no rule " + rule));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void help_has_no_bad_habits_and_short_sentences() {
    List<String> found = new ArrayList<>();
    for (String command : helps()) {
      String help = Run.in(folder, command.split(" ")).out();
      assertTrue(!help.isEmpty(), command);
      habits(prose(help)).forEach(h -> found.add(command + ": " + h));
      String rejoined = help.replaceAll("\\n {10,}|(?<=\\w)\\n(?=\\w)", " "); // a line that was wrapped
      sentences(prose(rejoined.replaceAll("\\n|(?<=\\S) {2,}", "\n\n"))).stream()
          .filter(sentence -> words(sentence).size() > LONGEST_SENTENCE)
          .forEach(sentence -> found.add(command + ": " + sentence));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void what_is_laid_out_in_help_fits_and_all_else_wraps_by_itself() {
    List<String> found = new ArrayList<>();
    Terminal terminal =
        new Terminal(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, Map.of(), false, folder);
    for (CommandSpec command : Main.specs(terminal)) {
      Stream.of(command.usageMessage().footer(), command.usageMessage().customSynopsis())
          .flatMap(Stream::of)
          .filter(line -> line.replace("%%", "%").length() > command.usageMessage().width())
          .forEach(found::add);
      command.args().stream().filter(arg -> arg.description().length > 1).forEach(arg -> found.add(arg.toString()));
    }
    assertEquals(List.of(), found);
  }

  private List<String> helps() {
    List<String> helps = new ArrayList<>(List.of("--help"));
    Matcher command = Pattern.compile("(?m)^ {2}([a-z]+)(?= {2,})").matcher(Run.in(folder, "--help").out());
    while (command.find()) {
      helps.add(command.group(1) + " --help");
    }
    assertTrue(helps.size() > 5, helps.toString());
    return helps;
  }

  private static List<RuleInfo> rules() {
    return BuiltInRules.all().stream().map(Rule::info).toList();
  }

  private static Map<String, String> texts(RuleInfo rule) {
    return Map.of(
        "summary", rule.summary(),
        "message", rule.message(),
        "why", rule.why(),
        "fix", rule.fix(),
        "words", rule.wordings().stream().map(RuleInfo.Wording::text).collect(Collectors.joining("\n\n")));
  }

  private static String prose(String markdown) {
    return NAME.matcher(BLOCK.matcher(markdown).replaceAll("")).replaceAll("Code");
  }

  private static List<String> habits(String prose) {
    List<String> found = new ArrayList<>();
    HABITS.forEach(
        (habit, instead) -> {
          Matcher matcher = Pattern.compile("(?i)\\b(?:" + habit + ")\\b").matcher(prose.replace('\n', ' '));
          if (matcher.find()) {
            found.add("\"" + matcher.group() + "\"; write: " + instead);
          }
        });
    return found;
  }

  private static List<String> sentences(String prose) {
    return Stream.of(SENTENCE_END.split(prose, -1)).filter(sentence -> !words(sentence).isEmpty()).toList();
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(r -> r.group()).toList();
  }

  /** The reading ease of Flesch. */
  private static double readingEase(List<String> texts) {
    int sentences = 0;
    int words = 0;
    int syllables = 0;
    for (String text : texts) {
      for (String sentence : sentences(prose(text))) {
        List<String> of = words(sentence);
        sentences++;
        words += of.size();
        syllables += of.stream().mapToInt(PlainWordsTest::syllables).sum();
      }
    }
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words;
  }

  /** As many as there are groups of vowels, but for those that are not spoken. */
  private static int syllables(String word) {
    if (word.equals("Code")) {
      return 2;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    int groups = (int) Pattern.compile("[aeiouy]+").matcher(lower).results().count();
    boolean silent = lower.matches(".*[^l]e|.*[^td]ed|.*[^cgsxzh]es");
    return Math.max(1, groups > 1 && silent ? groups - 1 : groups);
  }
}
