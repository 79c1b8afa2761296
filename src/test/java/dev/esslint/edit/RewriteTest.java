package dev.esslint.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Fix;
import dev.esslint.finding.Fix.Move;
import dev.esslint.finding.Fix.Put;
import dev.esslint.finding.Fix.Remove;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a change does to the text, to the letter. */
final class RewriteTest {

  private static Fix remove(String path) {
    return new Remove(ValuePath.parse(path));
  }

  private static Fix move(String path, String to) {
    return new Move(ValuePath.parse(path), ValuePath.parse(to));
  }

  private static Document read(String text) throws SourceException {
    return YamlReader.read(new SourceText("values.yaml", text));
  }

  private static void expect(String before, String after, Fix... fixes) throws Exception {
    Rewrite rewrite = new Rewrite(List.of(read(before)));
    assertTrue(rewrite.make(List.of(fixes)), before);
    assertEquals(after, rewrite.documents().getFirst().source().text());
  }

  private static void refused(String before, Fix... fixes) throws Exception {
    Rewrite rewrite = new Rewrite(List.of(read(before)));
    assertFalse(rewrite.make(List.of(fixes)), before);
    assertEquals(before, rewrite.documents().getFirst().source().text());
  }

  @Test
  void an_entry_goes_and_leaves_its_comments() throws Exception {
    expect(
        """
        # about the file
        a:
          # about b
          b: 1 # and this
            # and this, too
          # about c
          c: 2
        """,
        """
        # about the file
        a:
          # about b
          # and this
            # and this, too
          # about c
          c: 2
        """,
        remove("a.b"));
  }

  @Test
  void the_comment_at_the_top_of_the_file_stays() throws Exception {
    expect("# ours\na: 1\nb: 2\n", "# ours\nb: 2\n", remove("a"));
  }

  @Test
  void mappings_that_would_be_left_empty_go_as_well() throws Exception {
    expect("a:\n  b:\n    c: 1\nd: 2\n", "d: 2\n", remove("a.b.c"));
    expect("a: {b: {c: 1}}\nd: 2\n", "d: 2\n", remove("a.b.c"));
  }

  @Test
  void an_entry_in_flow_style_goes_with_its_comma() throws Exception {
    expect("a: {b: 1, c: 2, d: 3}\n", "a: {c: 2, d: 3}\n", remove("a.b"));
    expect("a: {b: 1, c: 2, d: 3}\n", "a: {b: 1, d: 3}\n", remove("a.c"));
    expect("a: {b: 1, c: [x, y]}\n", "a: {b: 1}\n", remove("a.c"));
  }

  @Test
  void a_key_that_stays_in_its_mapping_is_renamed_where_it_is() throws Exception {
    expect(
        "a:\n  'b': # why\n  - 1\n  c: 2\n", "a:\n  d: # why\n  - 1\n  c: 2\n", move("a.b", "a.d"));
    expect("a: {b: 1}\n", "a: {\"x y\": 1}\n", move("a.b", "a[\"x y\"]"));
  }

  @Test
  void a_block_moves_up_behind_the_one_that_it_was_in() throws Exception {
    expect(
        """
        synapse:
          # our server
          enabled: true
          # the cache
          redis:
            # enough
            resources:
              limits: {memory: 60Mi} # really

        # the rest
        postgres:
          enabled: true
        """,
        """
        synapse:
          # our server
          enabled: true

        # the cache
        redis:
          # enough
          resources:
            limits: {memory: 60Mi} # really

        # the rest
        postgres:
          enabled: true
        """,
        move("synapse.redis", "redis"));
  }

  @Test
  void a_block_that_was_alone_takes_the_place_of_what_was_around_it() throws Exception {
    expect(
        "a: 1\nsynapse:\n    redis:\n        x: 1\nb: 2\n",
        "a: 1\nredis:\n    x: 1\nb: 2\n",
        move("synapse.redis", "redis"));
  }

  @Test
  void the_comments_of_what_goes_with_a_moved_block_go_with_it() throws Exception {
    expect(
        "# first\na: 1\n# the server\nsynapse: # ours\n  redis: # cache\n    x: 1\n",
        "# first\na: 1\n# the server\n# ours\nredis: # cache\n  x: 1\n",
        move("synapse.redis", "redis"));
  }

  @Test
  void an_entry_in_flow_style_or_JSON_moves_below_new_keys_or_into_a_mapping_that_is_there() throws Exception {
    expect(
        "{\n  \"a\": [\n    {\"x\": 1}\n  ],\n  \"b\": 2\n}\n",
        "{\n  \"c\": {\"d\": [\n    {\"x\": 1}\n  ]},\n  \"b\": 2\n}\n",
        move("a", "c.d"));
    expect("s: {a: [{x: 1}], b: 2}\n", "s: {c: {d: [{x: 1}]}, b: 2}\n", move("s.a", "s.c.d"));
    expect(
        "{\n  \"a\": [1],\n  \"c\": {\n    \"e\": 3\n  }\n}\n",
        "{\n  \"c\": {\n    \"e\": 3,\n    \"d\": [1]\n  }\n}\n",
        move("a", "c.d"));
    expect("a: 1\nimage: {pullPolicy: Always}\n", "image: {pullPolicy: Always, pullSecrets: 1}\n", move("a", "image.pullSecrets"));
    expect("# why\na:\n  - x # one\nc: {e: 3}\n", "# why\n# one\nc: {e: 3, d: [x]}\n", move("a", "c.d"));
  }

  @Test
  void a_block_moves_down_in_its_place() throws Exception {
    expect(
        "a: 1\n# ours\nimagePullSecrets:\n- name: x\n- name: y\nb: 2\n",
        "a: 1\nimage:\n  # ours\n  pullSecrets:\n  - name: x\n  - name: y\nb: 2\n",
        move("imagePullSecrets", "image.pullSecrets"));
  }

  @Test
  void a_block_moves_to_the_end_of_a_mapping_that_is_there() throws Exception {
    expect(
        "image:\n    pullPolicy: Always # always\nimagePullSecrets: [{name: x}]\n",
        "image:\n    pullPolicy: Always # always\n    pullSecrets: [{name: x}]\n",
        move("imagePullSecrets", "image.pullSecrets"));
    expect(
        "imagePullSecrets: [{name: x}]\nimage:\n  pullPolicy: Always",
        "image:\n  pullPolicy: Always\n  pullSecrets: [{name: x}]",
        move("imagePullSecrets", "image.pullSecrets"));
  }

  @Test
  void an_entry_in_flow_style_moves_into_block_style() throws Exception {
    expect(
        "synapse: {redis: {x: 1}, y: 2}\n",
        "synapse: {y: 2}\nredis: {x: 1}\n",
        move("synapse.redis", "redis"));
  }

  @Test
  void a_text_is_wrapped_in_new_keys() throws Exception {
    expect(
        "sfu:\n  additional: |\n    room:\n      max: 5\n\n    x: 1\n  y: 2\n",
        "sfu:\n  additional:\n    user.yaml:\n      config: |\n        room:\n          max: 5\n\n        x: 1\n  y: 2\n",
        move("sfu.additional", "sfu.additional[\"user.yaml\"].config"));
  }

  @Test
  void a_scalar_is_written_in_place() throws Exception {
    expect(
        "a:\n  b: yes # on\n",
        "a:\n  b: false # on\n",
        new Put(ValuePath.parse("a.b"), new Scalar.Bool(false)));
    expect(
        "a: {b: 'x'}\n", "a: {b: \"1\"}\n", new Put(ValuePath.parse("a.b"), new Scalar.Str("1")));
  }

  @Test
  void line_breaks_of_windows_are_kept_and_used() throws Exception {
    expect(
        "a: 1\r\nimagePullSecrets:\r\n- name: x\r\n",
        "a: 1\r\nimage:\r\n  pullSecrets:\r\n  - name: x\r\n",
        move("imagePullSecrets", "image.pullSecrets"));
  }

  @Test
  void several_changes_follow_each_other() throws Exception {
    expect(
        "a:\n  b: 1\n  c: 2\nd: 3\n",
        "x:\n  c: 2\nd: 3\n",
        remove("a.b"),
        move("a.c", "e"),
        move("e", "x.c"));
  }

  @Test
  void a_change_is_made_in_every_layer_that_has_the_path() throws Exception {
    Rewrite rewrite = new Rewrite(List.of(read("a: 1\nb: 2\n"), read("c: 3\n"), read("a: 4\n")));
    assertTrue(rewrite.make(List.of(move("a", "x.z"))));
    List<String> texts = new ArrayList<>();
    rewrite.documents().forEach(document -> texts.add(document.source().text()));
    assertEquals(List.of("x:\n  z: 1\nb: 2\n", "c: 3\n", "x:\n  z: 4\n"), texts);
  }

  @Test
  void nothing_is_written_over_what_is_there() throws Exception {
    refused("a: 1\nb: 2\n", move("a", "b"));
    Rewrite layers = new Rewrite(List.of(read("a: 1\n"), read("b: 2\n")));
    assertFalse(layers.make(List.of(move("a", "b"))));
  }

  @Test
  void what_cannot_be_changed_alone_is_left_as_it_is() throws Exception {
    refused("a: &x {b: 1}\nc: *x\n", remove("a"));
    refused("a: &x {b: 1, e: 2}\nc: *x\n", remove("c.b"));
    refused("a: &x {b: 1}\nc: {<<: *x, d: 1}\n", remove("c.b"));
    refused("a: 1\nimage:\nb: 2\n", move("a", "image.pullSecrets"));
    refused("b: 1\n", remove("a"));
  }

  @Test
  void changes_that_belong_together_are_made_all_or_none() throws Exception {
    refused("a: 1\nb: 2\nc: 3\n", remove("a"), move("b", "c"));
  }

  @Test
  void a_whole_file_may_go() throws Exception {
    expect("a:\n  b: 1\n", "", remove("a.b"));
  }

  @Test
  void an_earlier_key_that_nobody_reads_goes_too() throws Exception {
    expect(
        """
        a:
          x:
          - 1
          - 2
          c: 3
          x: 4
        """,
        """
        a:
          c: 3
        """,
        remove("a.x"));
    expect(
        """
        a: # first
          # in it
          x: 1
        b: 2
        a:
          x: 3
        """,
        """
        b: 2
        c:
          x: 3
        """,
        move("a.x", "c.x"));
  }

  @Test
  void an_earlier_key_in_one_line_with_others_is_left_alone() throws Exception {
    refused("a: {x: 1, c: 2, x: 3}\n", remove("a.x"));
  }

  @Test
  void a_text_that_ends_without_a_line_break_still_does() throws Exception {
    expect("b: 1\na:\n- x", "b: 1\nc:\n  a:\n  - x", move("a", "c.a"));
    expect("a: 1\nb: 2", "b: 2", remove("a"));
    expect("a: 1\nb: 2", "a: 1", remove("b"));
    expect("a: 1\nb: |\n  x\n", "a: 1\nc:\n  b: |\n    x\n", move("b", "c.b"));
  }

  @Test
  void what_is_in_an_item_of_a_list_is_left_alone() throws Exception {
    refused("a:\n  - b: 1\n    c: 2\n", remove("a[0].c"));
    refused("a:\n  - {b: 1, c: {}}\n", remove("a[0].c"));
    refused("a:\n  - b: {c: 1}\n", remove("a[0].b.c"));
  }

  @Test
  void a_change_of_an_item_itself_or_of_its_only_entry_is_made_or_refused() throws Exception {
    for (String path : List.of("a[0]", "a[0].b", "a[1][0]", "a[2]", "a[2].b.c")) {
      for (Fix fix : List.of(remove(path), move(path, "z"), move(path, "a[0].z"))) {
        for (String before : List.of("a:\n  - b: 1\n  - [x]\n  - b: {c: 1}\n", "a: [{b: 1}, [x], {b: {c: 1}}]\n")) {
          Rewrite rewrite = new Rewrite(List.of(read(before)));
          String after = rewrite.make(List.of(fix)) ? "changed" : before;
          assertEquals(after.equals(before), rewrite.documents().getFirst().source().text().equals(before), path);
        }
      }
    }
  }
}
