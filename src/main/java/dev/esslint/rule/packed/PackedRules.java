package dev.esslint.rule.packed;

import dev.esslint.rule.Rule;
import dev.esslint.tree.PackedInput;
import dev.esslint.tree.PackedOutput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Rules in the form in which esslint ships them, in two parts: every start reads the conditions, so that is a matter of nothing but
 * making the objects; the pages, which are twelve times as long, are read when somebody asks for one.
 */
public final class PackedRules {
  private PackedRules() {}

  /** The conditions of rules, in their order, after the length of the page of each. */
  public static byte[] conditions(List<Rule> rules) {
    PackedOutput out = new PackedOutput();
    out.number(rules.size());
    rules.forEach(rule -> out.number(page(rule).length));
    RulePacker packer = new RulePacker(out);
    rules.forEach(packer::rule);
    return out.bytes();
  }

  /** The pages of the same rules, one after the other. */
  public static byte[] pages(List<Rule> rules) {
    ByteArrayOutputStream pages = new ByteArrayOutputStream();
    for (Rule rule : rules) {
      pages.writeBytes(page(rule));
    }
    return pages.toByteArray();
  }

  private static byte[] page(Rule rule) {
    return PackedPage.bytes(rule.info().page().get());
  }

  /**
   * The rules that were packed.
   *
   * @param pages the pages; asked for each time that somebody reads one
   * @throws RuntimeException if something else was packed
   */
  public static List<Rule> read(byte[] conditions, Supplier<ByteBuffer> pages) {
    PackedInput in = new PackedInput(conditions);
    PackedPage[] page = new PackedPage[in.size()];
    int start = 0;
    for (int i = 0; i < page.length; i++) {
      int end = start + in.number();
      page[i] = new PackedPage(pages, start, end);
      start = end;
    }
    RuleUnpacker unpacker = new RuleUnpacker(in);
    List<Rule> rules = new ArrayList<>(page.length);
    for (PackedPage each : page) {
      rules.add(unpacker.rule(each));
    }
    return rules;
  }
}
