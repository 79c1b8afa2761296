package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.authoring.Remedy;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.embedded.Option;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Type;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every known mistake is made, in the releases at both ends and on both sides of what changed, and the remedy that is told is
 * followed to the letter: the key is not told any more, and nothing of level warning or above comes.
 */
final class KnownMistakesRemediesTest {
  private static final Rule UNKNOWN_KEY =
      BuiltInRules.all().stream()
          .filter(rule -> rule.info().id().equals("SCH001"))
          .findFirst()
          .orElseThrow();

  /** What the wildcards of patterns are tried with. */
  private static final List<String> COMPONENTS =
      List.of(
          "synapse",
          "matrixAuthenticationService",
          "matrixRTC",
          "elementWeb",
          "hookshot",
          "haproxy",
          "postgres");

  private static final List<String> DEEPER =
      List.of(
          "synapse.media.storage",
          "matrixRTC.sfu",
          "synapse.ingress",
          "");

  private static final List<String> CREDENTIALS =
      List.of("synapse.macaroon", "matrixAuthenticationService.encryptionSecret");

  /** So many places of one mistake in one release are enough. */
  private static final int MOST_PLACES = 2;

  @TestFactory
  Stream<DynamicTest> the_remedy_of_every_known_mistake_cures_it() throws Exception {
    return Stream.concat(table("keys").stream(), table("earlier").stream())
        .map(MapNode.class::cast)
        .flatMap(row -> paths(row).map(at -> DynamicTest.dynamicTest(at, () -> tryOut(row, at))));
  }

  @TestFactory
  Stream<DynamicTest> every_option_of_a_program_is_offered_as_a_piece_of_its_configuration()
      throws Exception {
    MapNode unoffered = (MapNode) section(root(), "unoffered");
    Set<String> known =
        table("keys").stream()
            .flatMap(row -> paths((MapNode) row))
            .map(Spelling::fold)
            .collect(Collectors.toSet());
    return Stream.of(Program.values())
        .map(
            program ->
                DynamicTest.dynamicTest(
                    program.component(),
                    () -> {
                      Options options = Options.of(program);
                      for (String name : options.top().names()) {
                        Option option = options.at(name).orElseThrow().option();
                        if (option.deprecated().isEmpty()
                            && option.since().isEmpty()
                            && option.until().isEmpty()
                            && !isUnoffered(unoffered, program, name)
                            && !known.contains(Spelling.fold(program.component() + "." + name))) {
                          ValuePath path = ValuePath.parse(program.component()).key(name);
                          tryOut(path, value(option.types()), Charts.builtIn().newest(), true);
                        }
                      }
                    }));
  }

  private static boolean isUnoffered(MapNode unoffered, Program program, String name) {
    return unoffered.get(program.component()) instanceof ListNode list
        && list.items().stream().anyMatch(item -> text(item).equals(name));
  }

  private static String value(List<Type> types) {
    return types.contains(Type.OBJECT) ? "{a: b}" : types.contains(Type.ARRAY) ? "[a]" : "true";
  }

  private void tryOut(MapNode entry, String at) throws Exception {
    Node example = entry.get("try");
    String value = example == null ? "some-text" : yaml(example);
    boolean moves = entry.get("use") != null || entry.get("moves") != null;
    boolean patched = false;
    int told = 0;
    for (Release release : releases(text(entry, "since"))) {
      int places = 0;
      if (Release.parse(text(entry, "since")).filter(since -> release.compareTo(since) < 0).isPresent()) {
        continue; // what this release takes
      }
      for (ValuePath path : places(at)) {
        if (places < MOST_PLACES) {
          String remedy = tryOut(path, value, release, false);
          // what is in a list is not pasted, but renamed
          patched |= remedy.contains("```yaml") || (remedy.startsWith("Rename") && path.toString().contains("["));
          places += remedy.isEmpty() ? 0 : 1;
        }
      }
      told += places;
    }
    assertTrue(told > 0, "no release refuses it anywhere");
    assertTrue(!moves || patched, "nothing is offered to be pasted");
  }

  /** Makes a mistake and follows the remedy; gives it, or nothing where this is no mistake. */
  private String tryOut(ValuePath path, String value, Release release, boolean anyValue)
      throws Exception {
    String around = Files.readString(Path.of("testdata/base.yaml"));
    if (path.toString().matches(".*\\.postgres\\.[^.]+")) {
      MapValue database = at(path.parent(), "{host: db, user: u, database: d, password: {secret: s, secretKey: k}}");
      around = YamlText.of(Remedy.merged(List.of(around, YamlText.of(database))));
    }
    if (path.toString().matches("(?i).*(?:tls|issuer|ingress.secretName).*")) {
      // what is given by the user himself takes the place of it
      around = YamlText.of(new Remedy(List.of("certManager"), List.of(), List.of()).appliedTo(Remedy.merged(List.of(around))));
    }
    return tryOut(path, value, release, anyValue, around);
  }

  private String tryOut(
      ValuePath path, String value, Release release, boolean anyValue, String around)
      throws Exception {
    String written = YamlText.of(at(path, value));
    Example example = new Example(true, written, around, "", release.toString(), "", "", true, "");
    ExampleRuns runs = ExampleRuns.builtIn();
    List<SourceText> layers = runs.layers(example);
    List<Finding> before = runs.findings(UNKNOWN_KEY, example, layers);
    List<Finding> mistakes = before.stream().filter(finding -> isAt(finding, path)).toList();
    if (mistakes.isEmpty()) {
      return "";
    }
    assertEquals(1, mistakes.size(), written);
    String markdown = mistakes.getFirst().remedy();
    assertFalse(markdown.isBlank(), written);
    List<String> texts = List.of(around, written);
    Matcher there = Pattern.compile("`([^`]+)`,? (?:which )?already exists").matcher(markdown);
    if (there.find()) {
      MapValue without = new Remedy(List.of(there.group(1)), List.of(), List.of()).appliedTo(Remedy.merged(List.of(around)));
      return tryOut(path, value, release, anyValue, YamlText.of(without));
    }
    Set<String> known = before.stream().map(f -> f.rule().id()).collect(Collectors.toSet());
    String seen = markdown.replace("(secret)", "filled-in");
    for (Remedy remedy : Remedy.alternatives(seen)) {
      MapValue cured = withoutEmpty(remedy.appliedTo(Remedy.merged(texts)), path.parent());
      Example after =
          new Example(true, YamlText.of(cured), "", "", release.toString(), "", "", true, "");
      Set<String> wrong = new TreeSet<>();
      for (Finding finding : runs.findings(UNKNOWN_KEY, after, runs.layers(after))) {
        boolean worse =
            anyValue
                ? finding.rule().kind() == RuleClass.REJECTED
                : finding.rule().level().atLeast(Level.WARNING);
        if (isAt(finding, path) || (worse && !known.contains(finding.rule().id()))) {
          wrong.add(finding.rule().id() + ": " + finding.message());
        }
      }
      assertEquals(Set.of(), wrong, release + ": " + path + "\n" + markdown);
    }
    return markdown;
  }

  /** The values without the mappings around a path that nothing is left in. */
  private static MapValue withoutEmpty(MapValue values, ValuePath around) throws Exception {
    MapValue kept = values;
    for (ValuePath path = around; !path.isRoot(); path = path.parent()) {
      if (ResolvedValues.below(kept, path).orElse(null) instanceof MapValue map
          && map.entries().isEmpty()) {
        kept = new Remedy(List.of(path.toString()), List.of(), List.of()).appliedTo(kept);
      }
    }
    return kept;
  }

  private static boolean isAt(Finding finding, ValuePath path) {
    return finding.rule().id().equals("SCH001") && finding.primary().path().equals(path);
  }

  private static List<Release> releases(String since) {
    List<Release> all = Charts.builtIn().releases();
    Set<Release> chosen = new LinkedHashSet<>();
    chosen.add(all.getFirst());
    chosen.add(all.get(all.size() / 2));
    Release.parse(since)
        .ifPresent(
            release -> {
              chosen.add(release);
              chosen.add(all.get(Math.max(0, all.indexOf(release) - 1)));
            });
    chosen.add(all.getLast());
    return List.copyOf(chosen);
  }

  private static List<ValuePath> places(String at) {
    String pattern = at.startsWith("*.**.") ? at.substring(2) : at;
    Stream<String> paths =
        pattern.startsWith("**.")
            ? Stream.of(
                    pattern.matches(
                            "(?i)(?!.*(?:tls|extraEnv|ingress)).*(?:secret|key|valueFrom|\\.name$).*")
                        ? CREDENTIALS
                        : List.<String>of(),
                    COMPONENTS,
                    DEEPER)
                .flatMap(List::stream)
                .flatMap(
                    around ->
                        Stream.of(around, around + ".ingress", around + ".image")
                            .map(p -> (p.isEmpty() ? "" : p + ".") + pattern.substring(3)))
            : pattern.startsWith("*.")
                ? COMPONENTS.stream().map(around -> around + pattern.substring(1))
                : Stream.of(pattern.replace("appservices.*", "appservices[0]").replace("privateKeys.*", "privateKeys.rsa").replace("*", "something"));
    return paths
        .filter(path -> !path.startsWith("."))
        .map(path -> path.replace("extraEnv.*", "extraEnv[0]").replace("hostAliases.*", "hostAliases[0]").replace("pullSecrets.*", "pullSecrets[0]").replace("extraVolumeMounts.*", "extraVolumeMounts[0]").replace("Execution.*", "Execution[0]").replace("tolerations.*", "tolerations[0]"))
        .map(ValuePath::parse)
        .toList();
  }

  private static MapValue at(ValuePath path, String yaml) throws Exception {
    String text = "";
    StringBuilder closing = new StringBuilder();
    for (ValuePath.Step step : path.steps()) {
      switch (step) {
        case ValuePath.Key(String name) -> {
          text += "{\"" + name + "\": ";
          closing.insert(0, '}');
        }
        case ValuePath.Index(int index) -> {
          text += "[";
          closing.insert(0, ']');
        }
      }
    }
    return (MapValue) value(YamlReader.read(new SourceText("try", text + yaml + closing)).root());
  }

  private static String yaml(Node node) {
    MapValue around =
        new MapValue(
            new LinkedHashMap<>(Map.of("x", value(node))),
            new LinkedHashMap<>(),
            value(node).origin());
    String text = JsonText.of(around);
    return text.substring(text.indexOf(':') + 1, text.lastIndexOf('}'));
  }

  private static Value value(Node node) {
    return Value.of(
        new Layer.File(
            new Document(
                new SourceText("", ""), node, List.of(), List.of(), Optional.empty())),
        node,
        UnaryOperator.identity());
  }

  private static MapNode root() throws Exception {
    Path file = Path.of("schemas/known-mistakes.yaml");
    return (MapNode)
        YamlReader.read(new SourceText(file.toString(), Files.readString(file))).root();
  }

  private static List<Node> table(String section) throws Exception {
    return ((ListNode) section(root(), section)).items();
  }

  private static Node section(MapNode map, String key) {
    return Objects.requireNonNull(map.get(key));
  }

  /** The paths that a row is about. */
  private static Stream<String> paths(MapNode row) {
    return row.get("at") instanceof ListNode list
        ? list.items().stream().map(KnownMistakesRemediesTest::text)
        : Stream.of(text(row, "at"));
  }

  private static String text(MapNode entry, String key) {
    Node node = entry.get(key);
    return node == null ? "" : text(node);
  }

  private static String text(Node node) {
    return Scalar.text(((ScalarNode) node).value());
  }
}
