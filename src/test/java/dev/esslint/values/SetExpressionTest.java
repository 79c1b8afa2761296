package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.secret.Mask;
import dev.esslint.secret.Masks;
import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.set.SetExpression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of the options that set values, what they come to, and where their values are said to stand. */
final class SetExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        "SET => a.b=1 => a",
        "SET => a.b=1 => a.b",
        "SET => a.b=1 => a.b.c",
        "SET => a[0]=1 => a",
        "SET => x=1,a=null => a.b",
        "JSON => {\"a\":{\"b\":1}} => a.b",
        "JSON => {\"a\":1} => a.b",
        "JSON => a={\"b\":1} => a.c",
      })
  void an_argument_touches_what_it_sets_and_what_is_around_or_below(
      Kind kind, String argument, String path) throws Exception {
    assertTrue(Trees.argument(kind, argument).touches(ValuePath.parse(path)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        "SET => a.b=1 => a.c",
        "SET => a.b=1 => ab",
        "SET => ab=1 => a",
        "JSON => {\"a\":{\"b\":1}} => a.c",
        "JSON => {} => a",
      })
  void an_argument_does_not_touch_what_is_beside(Kind kind, String argument, String path)
      throws Exception {
    assertFalse(Trees.argument(kind, argument).touches(ValuePath.parse(path)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        "SET => a=1 => {a: 1}",
        "SET => a=1,b=x => {a: 1, b: x}",
        "SET => a.b.c=true => {a: {b: {c: true}}}",
        "SET => a={x,1,null,false} => {a: [x, 1, null, false]}",
        "SET => a={} => {a: ['']}",
        "SET => a[1].b=x => {a: [null, {b: x}]}",
        "SET => a[0][1]=x => {a: [[null, x]]}",
        "SET => a= => {a: ''}",
        "SET => a=1, => {a: 1}",
        "SET => a\\.b=x\\,y => {a.b: 'x,y'}",
        "SET => a=007,b=1.5,c=+3,d=0,e=NULL,f=nulls => {a: '007', b: '1.5', c: 3, d: 0, e: null, f: nulls}",
        "SET => a=9223372036854775808 => {a: '9223372036854775808'}",
        "SET => a={1}b=2 => {a: [1], b: 2}",
        "SET => a[+1]=x,b[-0]=v,c[00]=z => {a: [null, x], b: [v], c: [z]}",
        "SET => a={,},b={{c},d={e\\}f} => {a: ['', ''], b: ['{c'], d: ['e}f']}",
        "SET => a=tRuE,b=+0,c=-0,d\\[0]= e => {a: true, b: 0, c: 0, 'd[0]': ' e'}",
        "JSON => a={\"b\":1,\"b\":2} => {a: {b: 2}}",
        "LITERAL => a[0].b\\.c=x=y => {a: [{'b\\': {c: 'x=y'}}]}",
        "SET => a[0].b=,c=1 => {a: [{b: ''}], c: 1}",
        "SET => a[0].b= => {a: []}",
        "SET => a[0][1]= => {a: [[null, '']]}",
        "LITERAL => a[0].b= => {a: [{b: ''}]}",
        "JSON => a[0].b= => {a: [{b: null}]}",
        "STRING => a=1,b=null,c={1,x} => {a: '1', b: 'null', c: ['1', x]}",
        "LITERAL => a.b=x,c={1}\\,[0]= => {a: {b: 'x,c={1}\\,[0]='}}",
        "LITERAL => a\\.b=1 => {'a\\': {b: '1'}}",
        "LITERAL => a,b[1]=x => {'a,b': [null, x]}",
        "FILE => a.b=some.txt,c={x,y} => {a: {b: SOME.TXT}, c: [X, 'Y']}",
        "FILE => a= => {a: ''}",
        "JSON => a={\"b\":[1,2.5,null,\"x\\u00e4\"]},c=true => {a: {b: [1, 2.5, null, xä]}, c: true}",
        "JSON => a=, b=1 => {a: null, ' b': 1}",
        "JSON => a[1]=\"x\" => {a: [null, x]}",
        "JSON => a=1b=2 => {a: 1, b: 2}",
        "JSON => a= 1 ,b=2 => {a: 1, b: 2}",
        "JSON => {\"a\":{\"b\":1}} => {a: {b: 1}}",
        "JSON => \u00a0{\"a\":{\"b\":1}}\u00a0 => {a: {b: 1}}",
      })
  void an_argument_comes_to_what_helm_makes_of_it(Kind kind, String text, String yaml)
      throws Exception {
    assertEquals(json(yaml), JsonText.of(over("{}", Trees.argument(kind, text)).written()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        "SET => a => 0..1 => `=` and a value are missing here",
        "SET => a=1,b => 4..5 => `=` and a value are missing here; write a comma inside a value as `\\,`",
        "SET => a,b=1 => 1..2 => `=` and a value are missing before this comma; write a comma inside a value as `\\,`",
        "SET => a.=1 => 2..3 => a key is missing here",
        "SET => =1 => 0..1 => a key is missing here",
        "SET => a.b => 2..3 => `=` and a value are missing here",
        "SET => a={x,y => 2..3 => this `{` is never closed by `}`",
        "SET => a[0 => 1..2 => this `[` is never closed",
        "SET => a[0] => 4..4 => `=` and a value are missing at the end",
        "SET => a[x]=1 => 1..4 => between `[` and `]` there must be a number from 0 to 65536",
        "SET => a[-1]=1 => 1..5 => an index starts at 0, so it cannot be negative",
        "SET => a[65537]=1 => 1..8 => Helm allows no index above 65536",
        "SET => a[99999999999999999999]=1 => 1..23 => Helm allows no index above 65536",
        "SET => a[0]x=1 => 4..5 => after `]` there must be `=`, `.` or `[`",
        "JSON => a={\"b\":} => 7..8 => this is not a JSON value; strings need double quotes",
        "JSON => a={\"b\":1 => 8..8 => the JSON value ends too early",
        "JSON => a=x => 2..3 => this is not a JSON value; strings need double quotes",
        "JSON => a=\"x => 2..3 => this string is never closed",
        "JSON => a=1.x => 3..4 => this number is incomplete",
        "JSON => {\"a\":1},b=1 => 7..11 => nothing may follow the JSON object",
      })
  void a_malformed_argument_is_refused_at_its_place(
      Kind kind, String text, String span, String message) {
    SourceException refused = assertThrows(SourceException.class, () -> Trees.argument(kind, text));
    assertEquals(message, refused.getMessage());
    Span place = refused.place().orElseThrow().span();
    assertEquals(span, place.start() + ".." + place.end());
  }

  @Test
  void thirty_dots_are_allowed_and_no_more() throws Exception {
    Trees.argument(Kind.SET, "a" + ".a".repeat(30) + "=1");
    assertThrows(
        SourceException.class, () -> Trees.argument(Kind.SET, "a" + ".a".repeat(31) + "=1"));
  }

  @Test
  void an_argument_changes_one_item_of_a_list_and_keeps_the_others() throws Exception {
    assertEquals(
        json("{l: [{n: x, v: 2}, b]}"),
        JsonText.of(over("{l: [{n: x, v: 1}, b]}", Trees.argument(Kind.SET, "l[0].v=2")).root()));
  }

  @Test
  void a_null_takes_a_default_away_at_every_level() throws Exception {
    ResolvedValues values =
        ResolvedValues.of(
            List.of(Trees.argument(Kind.SET, "a.b.c=null,d=null")),
            new Layer.Defaults("1", Trees.document("{a: {b: {c: 1, e: 2}}, d: {x: 1}}").root()));
    assertEquals(json("{a: {b: {e: 2}}}"), JsonText.of(values.root()));
  }

  @Test
  void helm_refuses_to_go_on_below_what_is_no_mapping_or_list() throws Exception {
    for (String[] refused :
        new String[][] {
          {"{a: x}", "a.b=1", "NOT_A_MAPPING at a: 0..1 over 1..2"},
          {"{a: null}", "a.b=1", "NOT_A_MAPPING at a: 0..1 over 1..2"},
          {"{a: {b: [1]}}", "a.b.c=1", "NOT_A_MAPPING at a.b: 2..3 over 5..6"},
          {"{a: {}}", "a[0]=1", "NOT_A_LIST at a: 0..1 over 1..2"},
          {"{a: [x]}", "a[0][0]=1", "NOT_A_LIST at a[0]: 1..4 over 5..6"},
        }) {
      ResolvedValues values = over(refused[0], Trees.argument(Kind.SET, refused[1]));
      assertEquals(
          List.of(refused[2]), values.conflicts().stream().map(SetExpressionTest::told).toList());
    }
  }

  @Test
  void a_value_has_its_place_in_the_argument_and_tells_what_it_overrides() throws Exception {
    Layer.Argument argument = Trees.argument(Kind.SET, "x=1,a.b\\.c={p,q}");
    ResolvedValues values = over("{a: {b.c: [z]}}", argument);
    Origin origin = values.at(ValuePath.of("a", "b.c")).orElseThrow().origin();
    assertEquals(argument, origin.layer());
    assertEquals("b\\.c", argument.expression().source().slice(origin.key()));
    assertEquals("{p,q}", argument.expression().source().slice(origin.value()));
    assertEquals(
        values.layers().getFirst(), Objects.requireNonNull(origin.overridden()).layer());
    Origin item = values.at(ValuePath.of("a", "b.c").index(1)).orElseThrow().origin();
    assertEquals("q", argument.expression().source().slice(item.value()));
  }

  @Test
  void secrets_of_arguments_are_known() throws Exception {
    List<String> hidden = new ArrayList<>();
    Layer.Argument[] arguments = {
      Trees.argument(Kind.JSON, "synapse={\"macaroon\":{\"value\":\"hush1\"}}"),
      Trees.argument(
          Kind.SET,
          "postgres.adminPassword.value=hush2,serverName=shown,synapse.extraEnv[0].name=A_TOKEN,synapse.extraEnv[0].value=hush3"),
      Trees.argument(Kind.LITERAL, "synapse.additional.a.config=smtp_pass: hush4")
    };
    Mask mask = Mask.of(List.of(), List.of(arguments), over("{}", arguments));
    for (Layer.Argument argument : arguments) {
      hidden.addAll(Masks.hidden(mask, argument.expression().source()));
    }
    assertEquals(List.of("\"hush1\"", "hush2", "hush3", "hush4"), hidden);
  }

  private static String told(Conflict conflict) {
    return conflict.kind()
        + " at "
        + conflict.path()
        + ": "
        + conflict.upper().key().start()
        + ".."
        + conflict.upper().key().end()
        + " over "
        + conflict.lower().key().start()
        + ".."
        + conflict.lower().key().end();
  }

  private static ResolvedValues over(String file, Layer... arguments) {
    List<Layer> layers = new ArrayList<>(List.of(new Layer.File(Trees.document(file))));
    layers.addAll(List.of(arguments));
    return ResolvedValues.of(layers, new Layer.Defaults("1", Trees.document("{}").root()));
  }

  private static String json(String yaml) {
    MapValue values = Trees.resolve("{}", List.of(yaml)).written();
    return JsonText.of(values);
  }
}
