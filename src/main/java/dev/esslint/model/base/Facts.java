package dev.esslint.model.base;

import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** States facts: those at the top of a tree, or those of an item of a list in it. */
public final class Facts {
  private final FactTree tree;

  /** The path of the item with a dot behind it; empty at the top. */
  private final String item;

  /**
   * A tree without facts.
   *
   * @param origin the origin of the values as a whole
   */
  public Facts(Origin origin) {
    this(new FactTree(origin), "");
  }

  private Facts(FactTree tree, String item) {
    this.tree = tree;
    this.item = item;
  }

  /** All that has been stated. */
  public FactTree tree() {
    return tree;
  }

  /** The next item of a list. It is in the list once something is stated of it. */
  public Facts item(String list) {
    return new Facts(tree, next(list) + ".");
  }

  /**
   * Adds an item to a list.
   *
   * @param about the value that it is about
   * @param place where in that value it stands; a default has no place
   */
  public Facts item(String list, ValuePath about, Origin place) {
    String next = next(list);
    tree.put(next, tree.item(), about, place);
    return new Facts(tree, next + ".");
  }

  private String next(String list) {
    String path = item + list;
    int size = tree.at(path) instanceof ListValue items ? items.items().size() : 0;
    return path + "[" + size + "]";
  }

  /** States a fact. */
  public void put(String name, String text, ValuePath about) {
    put(name, new Scalar.Str(text), about);
  }

  public void put(String name, boolean value, ValuePath about) {
    put(name, Scalar.of(value), about);
  }

  public void put(String name, double number, ValuePath about) {
    put(name, new Scalar.Num(number), about);
  }

  public void put(String name, Scalar scalar, ValuePath about) {
    tree.put(item + name, scalar(scalar), about);
  }

  /** States a fact that has its place in a document inside of the values. */
  public void put(String name, String text, ValuePath about, Origin place) {
    tree.put(item + name, scalar(new Scalar.Str(text)), about, place);
  }

  /** States several texts. */
  public void put(String name, List<String> texts, ValuePath about) {
    tree.put(item + name, list(texts), about);
  }

  /** Adds a text to a list of texts that are each about a value of their own. */
  public void add(String list, String text, ValuePath about) {
    tree.put(next(list), scalar(new Scalar.Str(text)), about);
  }

  private ScalarValue scalar(Scalar scalar) {
    return new ScalarValue(scalar, tree.origin());
  }

  private ListValue list(Collection<String> texts) {
    List<Value> items = new ArrayList<>();
    for (String text : texts) {
      items.add(scalar(new Scalar.Str(text)));
    }
    return new ListValue(items, tree.origin());
  }

  /**
   * Tells each item of a list what all of them have that are like it, so that one finding can name them.
   *
   * @param like the field in which they are alike; empty if all are
   * @param field what they have
   * @param all the field that is to hold the texts of all, as code
   */
  public void gather(String list, String like, String field, String all) {
    String path = item + list;
    if (!(tree.at(path) instanceof ListValue(var items, var at))) {
      return;
    }
    Map<String, Set<String>> kinds = new HashMap<>();
    for (Value one : items) {
      kinds.computeIfAbsent(one.text(like), kind -> new LinkedHashSet<>()).add("`" + one.text(field) + "`");
    }
    Map<String, List<Value>> texts = new HashMap<>();
    kinds.forEach((kind, names) -> texts.put(kind, list(names).items()));
    for (int i = 0; i < items.size(); i++) {
      List<Value> same = Objects.requireNonNull(texts.get(items.get(i).text(like)));
      String one = path + "[" + i + "].";
      tree.put(one + all, new ListValue(same, tree.origin()), tree.about(ValuePath.parse(one + field)));
    }
  }
}
