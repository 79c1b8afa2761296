package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.yaml.Written;
import dev.esslint.yaml.Written.Item;
import dev.esslint.yaml.Written.Items;
import dev.esslint.yaml.Written.Pair;
import dev.esslint.yaml.Written.Pairs;
import dev.esslint.yaml.Written.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/** The contents of Secrets of Kubernetes, which are secret whatever their keys are called. */
final class SecretObjects {
  private SecretObjects() {}

  /** The texts that must not be shown, by their places. */
  static Map<Span, String> in(SourceText source) {
    Map<Span, String> found = new LinkedHashMap<>();
    if (source.text().contains("Secret")) {
      for (Item document : Written.read(source).documents()) {
        look(document, found);
      }
    }
    return found;
  }

  private static void look(Item object, Map<Span, String> found) {
    if (!(object instanceof Pairs pairs)) {
      return;
    }
    boolean secret = false;
    for (Pair pair : pairs.pairs()) {
      secret |= text(pair.key()).equals("kind") && text(pair.value()).equals("Secret");
    }
    for (Pair pair : pairs.pairs()) {
      String key = text(pair.key());
      if (secret && (key.equals("data") || key.equals("stringData")) && pair.value() instanceof Pairs content) {
        for (Pair entry : content.pairs()) {
          if (entry.value() instanceof Text value && !text(value).isEmpty()) {
            found.put(value.span(), text(value));
          }
        }
      } else if (key.equals("items") && pair.value() instanceof Items items) {
        items.items().forEach(item -> look(item, found));
      }
    }
  }

  private static String text(Item item) {
    String text = item instanceof Text(var node) ? node.string() : null;
    return text == null ? "" : text;
  }
}
