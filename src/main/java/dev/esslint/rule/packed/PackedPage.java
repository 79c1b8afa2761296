package dev.esslint.rule.packed;

import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Page;
import dev.esslint.finding.RuleInfo.Wording;
import dev.esslint.tree.PackedInput;
import dev.esslint.tree.PackedOutput;
import dev.esslint.tree.Resource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A page among those of all rules, which is read when somebody first asks for it. */
final class PackedPage implements Supplier<Page> {
  private final Supplier<ByteBuffer> pages;
  private final int start;
  private final int end;
  private volatile @Nullable Page page;

  PackedPage(Supplier<ByteBuffer> pages, int start, int end) {
    this.pages = pages;
    this.start = start;
    this.end = end;
  }

  static byte[] bytes(Page page) {
    PackedOutput out = new PackedOutput();
    for (String text :
        List.of(page.summary(), page.message(), page.why(), page.fix(), page.docs())) {
      out.string(text);
    }
    out.number(page.wordings().size());
    for (Wording wording : page.wordings()) {
      out.string(wording.path());
      out.string(wording.value());
      out.string(wording.text());
    }
    out.number(page.examples().size());
    for (Example example : page.examples()) {
      out.number(example.bad() ? 1 : 0);
      out.string(example.values());
      out.string(example.layer());
      out.string(example.cluster());
      out.string(example.release());
      out.string(example.from());
      out.string(example.before());
      out.number(example.alone() ? 1 : 0);
      out.string(example.name());
    }
    return out.bytes();
  }

  @Override
  public Page get() {
    Page read = page;
    if (read == null) {
      read = read();
      page = read;
    }
    return read;
  }

  private Page read() {
    PackedInput in = new PackedInput(Resource.part(pages.get(), start, end));
    return new Page(
        in.string(),
        in.string(),
        in.string(),
        in.string(),
        in.string(),
        wordings(in),
        examples(in));
  }

  private static List<Wording> wordings(PackedInput in) {
    int size = in.size();
    List<Wording> wordings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      wordings.add(new Wording(in.string(), in.string(), in.string()));
    }
    return wordings;
  }

  private static List<Example> examples(PackedInput in) {
    int size = in.size();
    List<Example> examples = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      examples.add(
          new Example(
              in.number() == 1,
              in.string(),
              in.string(),
              in.string(),
              in.string(),
              in.string(),
              in.string(),
              in.number() == 1,
              in.string()));
    }
    return examples;
  }
}
