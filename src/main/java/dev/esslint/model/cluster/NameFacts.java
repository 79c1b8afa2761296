package dev.esslint.model.cluster;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.Sample;
import dev.esslint.model.cluster.ClusterObjects.Kind;
import dev.esslint.model.cluster.References.Reference;
import dev.esslint.model.ingress.Endpoint;
import dev.esslint.text.Regex;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that no object in a cluster can have, although the values name an object with it. */
public final class NameFacts {
  private static final Regex KEY = new Regex("(?!\\.\\.|\\.$)[-._a-zA-Z0-9]{1,253}");

  private NameFacts() {}

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        misnamed[]: a name that no object of Kubernetes can have
          kind: the kind of the object
          name: the name
        misnamedKeys[]: a key that no Secret or ConfigMap can have
          kind: the kind of the object
          name: its name
          key: the key
        """);
  }

  public static void state(Chosen chosen, Release release, List<Endpoint> endpoints, Facts facts) {
    Set<ValuePath> told = new HashSet<>();
    Set<ValuePath> keys = new HashSet<>();
    for (Reference reference : References.written(chosen, release, endpoints)) {
      String name = reference.name();
      // a class has a fact of its own, and so has what is left of an example
      boolean named = reference.kind() == Kind.INGRESS_CLASS || name.contains("<") || Sample.in(name).isPresent() || ObjectNames.isName(name);
      if (!named && told.add(reference.path())) {
        Facts item = facts.item("misnamed");
        item.put("kind", reference.kind().label(), reference.path());
        item.put("name", name, reference.path());
      }
      String key = reference.key();
      if (!key.isEmpty() && !KEY.fits(key) && !key.contains("<") && Placeholder.in(key).isEmpty() && keys.add(reference.keyPath())) {
        Facts item = facts.item("misnamedKeys");
        item.put("kind", reference.kind().label(), reference.keyPath());
        item.put("name", name, reference.keyPath());
        item.put("key", key, reference.keyPath());
      }
    }
  }
}
