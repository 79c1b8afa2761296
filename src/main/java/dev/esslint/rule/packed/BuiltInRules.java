package dev.esslint.rule.packed;

import dev.esslint.chart.Charts;
import dev.esslint.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/** The rules that esslint comes with. */
public final class BuiltInRules {

  /** The resource that holds them, next to this class. */
  public static final String RESOURCE = "rules";

  private BuiltInRules() {}

  /** Read once, by whoever asks first. */
  private static final class Loaded {
    static final List<Rule> RULES = PackedRules.read(resource());
    static final List<Rule> USUAL = withoutOptional(RULES);
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

  private static byte[] resource() {
    try (InputStream in = BuiltInRules.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the rules are not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is another text for every build that reads, checks or packs rules in another way. */
  public static String identity() {
    CRC32 sum = new CRC32();
    sum.update(resource());
    return Charts.builtIn().newest() + " " + PackedRules.FORM + " " + sum.getValue();
  }
}
