package dev.esslint.rule.packed;

import dev.esslint.chart.Charts;
import dev.esslint.rule.Rule;
import dev.esslint.tree.Resource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/** The rules that esslint comes with. */
public final class BuiltInRules {

  /** The resource that holds their conditions, next to this class. */
  public static final String CONDITIONS = "conditions";

  /** The resource that holds their pages, next to this class. */
  public static final String PAGES = "pages";

  private BuiltInRules() {}

  /** Read once, by whoever asks first. */
  private static final class Loaded {
    static final List<Rule> RULES = PackedRules.read(Resource.bytes(resource(CONDITIONS)), () -> Pages.FILE);
    static final List<Rule> USUAL = withoutOptional(RULES);
  }

  /** Opened once, for the first rule that is told or explained. */
  private static final class Pages {
    static final ByteBuffer FILE = resource(PAGES);
  }

  /** All of them, ordered by id. */
  public static List<Rule> all() {
    return Loaded.RULES;
  }

  /** Those that take part without being asked for, ordered by id. */
  public static List<Rule> usual() {
    return Loaded.USUAL;
  }

  private static List<Rule> withoutOptional(List<Rule> rules) {
    List<Rule> usual = new ArrayList<>(rules.size());
    for (Rule rule : rules) {
      if (!rule.info().optional()) {
        usual.add(rule);
      }
    }
    return Collections.unmodifiableList(usual);
  }

  private static ByteBuffer resource(String name) {
    return Resource.of(BuiltInRules.class, name);
  }

  /** What is another text for every build that reads, checks or packs rules in another way. */
  public static String identity() {
    CRC32 sum = new CRC32();
    sum.update(resource(CONDITIONS));
    sum.update(Pages.FILE.duplicate());
    return Charts.builtIn().newest() + " " + PackedForm.TEXT + " " + sum.getValue();
  }
}
