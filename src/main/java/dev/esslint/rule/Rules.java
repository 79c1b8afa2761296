package dev.esslint.rule;

import dev.esslint.chart.Charts;
import dev.esslint.source.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** The rules that esslint comes with. */
public final class Rules {

  /** The resource that holds them, next to this class. */
  public static final String RESOURCE = "rules";

  private Rules() {}

  /** Read once, by whoever asks first. */
  private static final class BuiltIn {
    static final List<Rule> RULES = read();
    static final List<Rule> USUAL = withoutOptional(RULES);
  }

  /** All rules, ordered by id. */
  public static List<Rule> builtIn() {
    return BuiltIn.RULES;
  }

  /** The rules that take part without being asked for, ordered by id. */
  public static List<Rule> usual() {
    return BuiltIn.USUAL;
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

  private static List<Rule> read() {
    return PackedRules.read(resource());
  }

  private static byte[] resource() {
    try (InputStream in = Rules.class.getResourceAsStream(RESOURCE)) {
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
    return Charts.newest() + " " + PackedRules.FORM + " " + sum.getValue();
  }

  /** Packs rules into what {@link #unpack} reads. */
  public static byte[] pack(List<Rule> rules) {
    return PackedRules.write(rules);
  }

  /**
   * Reads packed rules.
   *
   * @throws RuntimeException if something else was packed
   */
  public static List<Rule> unpack(byte[] bytes) {
    return PackedRules.read(bytes);
  }

  /** Reads a rule from a rule file. */
  public static Draft read(Document document) {
    return RuleReader.read(document.source(), document.root());
  }

  /** The rule with an id, in any case, or with a name. */
  public static Optional<Rule> find(List<Rule> rules, String idOrName) {
    return rules.stream()
        .filter(r -> r.info().id().equalsIgnoreCase(idOrName) || r.info().name().equals(idOrName))
        .findFirst();
  }
}
