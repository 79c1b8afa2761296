package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.rule.Condition.All;
import dev.esslint.rule.Condition.Any;
import dev.esslint.rule.Condition.Each;
import dev.esslint.rule.Condition.Leaf;
import dev.esslint.rule.Condition.Not;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.Patience;
import dev.esslint.text.Regex;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every regular expression of the program and of the rules, against texts that are long. */
class RegexTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** Longer than what overflows the stack when an expression calls itself for each repetition. */
  private static final int LENGTH = 5_000;

  /** A 32nd of what a run has, so that texts can be as much longer. */
  private static final int STACK = 512 << 10;

  /** How often a linear expression looks at each character at most; a quadratic one does so 2,500 times. */
  private static final int MOST_LOOKS = 300;

  @Test
  void all_expressions_of_the_program_are_looked_at() throws Exception {
    assertTrue(ofTheProgram().size() > 40);
  }

  @Test
  void no_expression_takes_more_than_linear_time_or_calls_itself() throws InterruptedException {
    Set<String> bad = new TreeSet<>();
    Thread small = new Thread(null, () -> check(bad), "a small stack", STACK);
    small.start();
    small.join();
    assertEquals(Set.of(), bad);
  }

  private static void check(Set<String> bad) {
    for (Expression expression : expressions()) {
      Set<String> ofThis = new TreeSet<>();
      for (String part : parts(expression.pattern.pattern())) {
        for (String text : List.of(part.repeat(LENGTH / part.length()), ends(part))) {
          check(expression, text, part, ofThis);
        }
      }
      ofThis.stream().limit(1).forEach(bad::add);
    }
  }

  private static String ends(String part) {
    return part.repeat(LENGTH / part.length()) + "\u0001\n";
  }

  private static void check(Expression expression, String text, String part, Set<String> bad) {
    Pattern pattern = expression.pattern;
    long looks = (long) MOST_LOOKS * text.length();
    boolean searched = !expression.searched || new Patience(looks).replaced(pattern, text, "").isPresent();
    if (!searched || new Patience(looks).fits(pattern, text).isEmpty()) {
      bad.add(pattern + " takes more than linear time, or overflows the stack, on " + part);
    }
  }

  /** What an expression may go on and on about: its own literals and classes, alone and in pairs. */
  private static Set<String> parts(String regex) {
    Set<String> parts = new LinkedHashSet<>();
    Matcher literals = Pattern.compile("\\\\.|[A-Za-z_]{2,}|[^\\\\]").matcher(regex);
    List<String> atoms = new ArrayList<>();
    while (literals.find()) {
      atoms.add(
          switch (literals.group()) {
            case "\\s", "\\R" -> " ";
            case "\\S", "\\w", "\\b", "\\z", "\\h" -> "a";
            case "\\d" -> "1";
            case "\\n" -> "\n";
            case "\\r" -> "\r";
            case "\\t" -> "\t";
            case String s when s.startsWith("\\") -> s.substring(1);
            case String s -> s;
          });
    }
    parts.addAll(atoms);
    parts.addAll(List.of("a", "1", " ", "\n", "a ", "a.", "a\n", " \n", "{{", "}}", "a: ", "A-"));
    for (int i = 0; i + 1 < atoms.size(); i++) {
      parts.add(atoms.get(i) + atoms.get(i + 1));
    }
    StringBuilder whole = new StringBuilder();
    atoms.stream().filter(atom -> !"()|?*+[]^$".contains(atom)).forEach(whole::append);
    parts.add(whole.toString());
    parts.add(whole.substring(0, (whole.length() + 1) / 2));
    parts.remove("");
    return parts;
  }

  /** Expressions that are only asked whether they fit a whole text or its beginning. */
  private static final Set<String> NOT_SEARCHED =
      Set.of(
          "Sizes.SIZE",
          "EndpointFacts.SIZE",
          "ReleaseComment.OWN",
          "ReleaseComment.SCHEMA",
          "ImageTag.VERSION",
          "HelmRange.BOUND",
          "HelmRange.HYPHEN",
          "RuleReader.NAME",
          "Values.CHOICES");

  /**
   * @param searched whether it is looked for from every character of a text, rather than for the whole text
   */
  private record Expression(Pattern pattern, boolean searched) {}

  private static Collection<Expression> expressions() {
    List<Expression> all = new ArrayList<>(assertDoesNotThrow(RegexTest::ofTheProgram));
    List<Pattern> ofRules = new ArrayList<>();
    for (Rule rule : BuiltInRules.all()) {
      if (rule.trigger() instanceof Declared declared) {
        collect(declared.when(), ofRules);
      }
    }
    ofRules.forEach(pattern -> all.add(new Expression(pattern, true)));
    Map<String, Expression> distinct = new TreeMap<>();
    all.forEach(expression -> distinct.put(expression.toString(), expression));
    return distinct.values();
  }

  private static void collect(Condition condition, List<Pattern> found) {
    switch (condition) {
      case All(List<Condition> all) -> all.forEach(inner -> collect(inner, found));
      case Any(List<Condition> any) -> any.forEach(inner -> collect(inner, found));
      case Not(Condition inner) -> collect(inner, found);
      case Each each -> collect(each.where(), found);
      case Leaf(var path, var operator, Operand.Pattern(Regex regex)) -> collect(regex, found);
      case Leaf leaf -> {}
    }
  }

  private static List<Expression> ofTheProgram() throws IOException, ReflectiveOperationException {
    List<Expression> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        String source = Files.readString(file);
        String name = SOURCES.relativize(file).toString().replace('/', '.').replace(".java", "");
        if (!source.contains("java.util.regex") && !source.contains("Regex(")) {
          continue;
        }
        for (Field field : Class.forName(name).getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            List<Pattern> patterns = new ArrayList<>();
            collect(field.get(null), patterns);
            String own = field.getName();
            boolean whole =
                NOT_SEARCHED.contains(field.getDeclaringClass().getSimpleName() + "." + own)
                    || (source.contains(own + ".fits(")
                        && !source.contains(own + ".isIn(")
                        && !source.contains(own + ".matcher("));
            patterns.forEach(pattern -> found.add(new Expression(pattern, !whole)));
          }
        }
      }
    }
    return found;
  }

  private static void collect(@Nullable Object value, List<Pattern> found) {
    switch (value) {
      case Regex regex -> found.add(regex.matcher("").pattern());
      case Pattern pattern -> found.add(pattern);
      case Collection<?> many -> many.forEach(item -> collect(item, found));
      case null, default -> {}
    }
  }
}
