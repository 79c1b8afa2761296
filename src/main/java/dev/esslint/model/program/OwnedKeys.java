package dev.esslint.model.program;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.fragment.Config;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.fragment.Fragment;
import dev.esslint.model.program.OwnedKeyTable.Fate;
import dev.esslint.text.Regex;
import dev.esslint.tree.Node;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What fragments set although it is not theirs to set, by the table {@code schemas/owned-keys.yaml}. */
public final class OwnedKeys {
  /**
   * So many of the chart's keys are one mistake, although some of them say what the chart says: a section, or the configuration of a
   * server, is there as it was elsewhere.
   */
  private static final int MANY = 4;

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        ownedKeys[]: a key of a fragment that the chart overwrites
          component: whose fragment it is
          key: the key
          use: what to use in its place
          advice: what to do
          removable: whether nothing is lost without it
        refusedKeys[]: a key of a fragment beside which the program does not start
          component: whose fragment it is
          key: the key
          use: what to use in its place
          removable: whether nothing is lost without it
        delegatedKeys[]: a key with which Synapse does not start while MAS does the logins
          component: whose fragment it is
          key: the key
          advice: what to do
        idleKeys[]: a key of Synapse that has no effect while MAS does the logins
          component: whose fragment it is
          key: the key
          advice: what to do
        wholeConfigurations[]: many of the chart's keys in one component, instead of each
          program: the program
          keys: the keys
          advised: whether the chart has another place for some of the keys
          advice: the places
        whole[]: the label of a component with many of the chart's keys
        """);
  }

  /** A key that is not the user's to set, in one fragment. */
  private record Touched(Fate fate, Node row, ValuePath about, Value value) {
    Origin place() {
      return value.origin();
    }
  }

  private static final Regex PLAIN = new Regex("true|false|[0-9]+");
  private final OwnedRows rows;
  private final Facts facts;
  private final Config config;
  private final List<Touched> touched = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  private OwnedKeys(OwnedRows rows, Facts facts, Config config) {
    this.rows = rows;
    this.facts = facts;
    this.config = config;
  }

  /**
   * States them.
   *
   * @return the labels of components, each with a colon and a key that has been stated
   */
  public static Set<String> state(Configs configs, Chosen chosen, Release release, Facts facts) {
    Set<String> stated = new HashSet<>();
    for (Config config : configs.all()) {
      if (!config.tree().entries().isEmpty()) {
        OwnedKeys stating = new OwnedKeys(new OwnedRows(chosen, release), facts, config);
        for (Fate fate : Fate.values()) {
          for (Node row : OwnedKeyTable.rows(config.component(), fate.list)) {
            if (stating.isTouched(row) && stating.rows.isOf(row)) {
              stating.row(fate, row);
            }
          }
        }
        stating.state(stated);
      }
    }
    return stated;
  }

  /** Whether a fragment sets anything under the first key of a row. */
  private boolean isTouched(Node row) {
    String key = OwnedKeyTable.text(row, "key");
    int end = key.indexOf('.');
    return config.tree().entries().containsKey(end < 0 ? key : key.substring(0, end));
  }

  private void row(Fate fate, Node row) {
    ValuePath key = ValuePath.parse(OwnedKeyTable.text(row, "key"));
    Value value = ResolvedValues.below(config.tree(), key).orElse(null);
    if (value == null || !rows.applies(row)) {
      return;
    }
    if (OwnedKeyTable.child(row, "value") == null) {
      keys.add(OwnedKeyTable.text(row, "key"));
    }
    if (!rows.isMeant(row, value)) {
      return;
    }
    if (fate.isTheirs()) {
      keys.add(OwnedKeyTable.text(row, "key"));
    }
    boolean found = false;
    for (Fragment fragment : config.fragments()) {
      Value own = fragment.value().flatMap(tree -> ResolvedValues.below(tree, key)).orElse(null);
      if (own != null && rows.isMeant(row, own)) {
        touched.add(
            new Touched(fate, row, fragment.path().key("config").then(key), own));
        found = true;
      }
    }
    if (!found) {
      touched.add(new Touched(fate, row, config.component().additional(), value));
    }
  }

  private void state(Set<String> stated) {
    Set<String> theirs = new HashSet<>();
    for (Touched key : touched) {
      stated.add(config.component().label() + ":" + OwnedKeyTable.text(key.row, "key"));
      if (key.fate.isTheirs()) {
        theirs.add(OwnedKeyTable.text(key.row, "key"));
      }
    }
    if (theirs.size() > 1
        && keys.size() >= MANY) {
      whole();
    } else {
      touched.forEach(this::add);
    }
  }

  private void whole() {
    touched.removeIf(key -> !key.fate.isTheirs());
    Touched first = touched.getFirst();
    for (Touched key : touched) {
      first = isBefore(key.place(), first.place()) ? key : first;
    }
    ValuePath about = first.about;
    Facts item = facts.item("wholeConfigurations", about, first.place());
    List<String> keys =
        touched.stream().map(key -> "`" + OwnedKeyTable.text(key.row, "key") + "`").distinct().toList();
    item.put("program", config.component().program().title(), about);
    item.put("keys", keys, about);
    List<String> advice =
        touched.stream()
            .filter(key -> !OwnedKeyTable.isRemovable(key.row))
            .map(key -> "- `" + OwnedKeyTable.text(key.row, "key") + "`: " + advice(key))
            .distinct()
            .toList();
    item.put("advised", !advice.isEmpty(), about);
    item.put("advice", String.join("\n", advice), about);
    facts.add("whole", config.component().label(), about);
  }

  private static boolean isBefore(Origin one, Origin other) {
    return one.layer().equals(other.layer()) && one.key().start() < other.key().start();
  }

  private void add(Touched key) {
    Facts item = facts.item(key.fate.list, key.about, key.place());
    item.put("component", config.component().label(), key.about);
    item.put("key", OwnedKeyTable.text(key.row, "key"), key.about);
    if (key.fate == Fate.OVERWRITTEN || key.fate == Fate.REFUSED) {
      item.put("use", use(key), key.about);
    }
    if (key.fate != Fate.REFUSED) {
      item.put("advice", advice(key), key.about);
    }
    if (OwnedKeyTable.isRemovable(key.row)) {
      item.put("removable", true, key.about);
    }
  }

  private static String use(Touched key) {
    return OwnedKeyTable.isRemovable(key.row) ? OwnedKeyTable.use(key.row) : advice(key);
  }

  /** What to do instead; where the setting of the chart takes the same value, with it. */
  private static String advice(Touched key) {
    String advice = OwnedKeyTable.advice(key.row);
    String same = OwnedKeyTable.text(key.row, "same");
    String setting = same.startsWith("{") && same.endsWith("}") ? same.substring(1, same.length() - 1) : "";
    return !setting.isEmpty()
            && !setting.equals("serverName") // which is for ever
            && advice.equals("Set `" + setting + "`.")
            && key.value instanceof ScalarValue(Scalar scalar, var origin)
            && isShort(Scalar.text(scalar))
            && isTaken(key.row, Scalar.text(scalar))
        ? "Set `" + setting + ": " + written(key.row, scalar) + "`."
        : advice;
  }

  /** Whether the setting of the chart has such values. */
  private static boolean isTaken(Node row, String text) {
    return OwnedKeyTable.child(row, "form") == null || new Regex(OwnedKeyTable.text(row, "form")).isIn(text);
  }

  private static boolean isShort(String text) {
    return text.length() <= 60 && text.indexOf('`') < 0 && text.indexOf('\n') < 0;
  }

  /** A number or a boolean in quotes means the same to the program, and the chart wants it without. */
  private static String written(Node row, Scalar scalar) {
    return scalar instanceof Str(String text) && (OwnedKeyTable.child(row, "form") == null || !PLAIN.fits(text))
        ? YamlText.scalar(text)
        : Scalar.text(scalar);
  }
}
