package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.cli.HostileTexts;
import dev.esslint.fuzz.Seeds;
import dev.esslint.fuzz.Target;
import dev.esslint.tree.Document;
import dev.esslint.json.JsonReader;
import dev.esslint.tree.Node;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.yaml.YamlReader;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import java.util.ArrayList;
import java.util.List;

/** The options that set values, paths, and what is written of values. */
public final class ValueTargets {
  private static final List<String> ARGUMENTS =
      List.of("a=1", "a.b=x,c[0]=2", "a={1,2,3}", "a={\"b\":1}", "{\"a\":[1]}", "a.b[1][2].c=d\\,e", "a\\.b=null", "a=@1", "a[65536]=1", "a=");

  private static final List<String> WORDS =
      List.of("a", "b.c", ".", "=", ",", "[0]", "[", "]", "[65536]", "[-1]", "{", "}", "\\", "\\,", "\"", "null", "true", "1", "01", "-",
          "1e400", "{\"a\":", "{{ x }}", " ", "\n", "é", "\ufeff", "'");

  private static final String SECRET = "hunter2xyz";

  private ValueTargets() {}

  /** All of them. */
  public static List<Target> all() {
    List<Target> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      all.add(Target.ofText(kind.option().substring(2), ARGUMENTS, WORDS, input -> set(kind, input)));
    }
    all.add(Target.ofText("value-path", List.of("a.b[0].c", "a.\"b.c\"", ""), WORDS, ValueTargets::path));
    all.add(Target.ofText("values-written-again", Seeds.values(), HostileTexts.TOKENS, ValueTargets::again));
    all.add(Target.ofText("placeholder", List.of("<your domain>", "${A}", "CHANGEME", "{{ .x }}"), HostileTexts.TOKENS, ValueTargets::placeholder));
    return all;
  }

  private static String set(Kind kind, String input) {
    try {
      SetExpression expression = SetExpression.parse(kind, new SourceText("--set", input), name -> "content");
      expression.topKeys().forEach(key -> assertTrue(key.span().end() <= input.length()));
      return "" + expression.topKeys().size();
    } catch (SourceException e) {
      e.place().ifPresent(place -> assertTrue(place.span().end() <= input.length()));
      // a message must not hold what may be a secret
      String marked = input.replaceAll("[A-Za-z]{2,}", SECRET);
      try {
        SetExpression.parse(kind, new SourceText("--set", marked), name -> "content");
      } catch (SourceException other) {
        assertFalse(String.valueOf(other.getMessage()).contains(SECRET), other.getMessage());
      }
      return Target.kind(e.getMessage());
    }
  }

  private static String path(String input) {
    try {
      ValuePath path = ValuePath.parse(input);
      assertEquals(path, ValuePath.parse(path.toString()));
      return "read";
    } catch (IllegalArgumentException e) {
      return Target.kind(e.getMessage());
    }
  }

  /** What is written as YAML or JSON is read as the same. */
  private static String again(String input) throws SourceException {
    Document document;
    try {
      document = YamlReader.read(new SourceText("f", input));
    } catch (SourceException e) {
      return "";
    }
    Value value = Value.of(new Layer.File(document), document.root(), span -> span);
    String yaml = YamlText.of(value);
    assertTrue(read(yaml).sameValue(document.root()), () -> "written as " + yaml);
    String json = JsonText.of(value);
    Node again = JsonReader.read(new SourceText("f", json), 0);
    assertEquals(json.length(), again.span().end());
    return value.getClass().getSimpleName();
  }

  private static Node read(String yaml) throws SourceException {
    return YamlReader.read(new SourceText("written", yaml)).root();
  }

  private static String placeholder(String input) {
    return Placeholder.in(input).isPresent() + " " + Placeholder.comesToOneText(input) + Placeholder.isFilledInBeforeHelm(input);
  }
}
