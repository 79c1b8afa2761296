package dev.esslint.model.cluster;

import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a cluster is said to have. A kind that nothing is said of is not known, and each list is whole.
 *
 * @param cluster what is stated about the cluster
 */
record ClusterObjects(Value cluster) {

  /** A kind of objects, by the list that names them. */
  enum Kind {
    INGRESS_CLASS("IngressClass", "ingressClasses"),
    STORAGE_CLASS("StorageClass", "storageClasses"),
    PRIORITY_CLASS("PriorityClass", "priorityClasses"),
    RUNTIME_CLASS("RuntimeClass", "runtimeClasses"),
    ISSUER("Issuer", "issuers"),
    CLUSTER_ISSUER("ClusterIssuer", "clusterIssuers"),
    SECRET("Secret", "secrets"),
    CONFIG_MAP("ConfigMap", "configMaps"),
    SERVICE_ACCOUNT("ServiceAccount", "serviceAccounts"),
    CLAIM("PersistentVolumeClaim", "claims");

    private final String label;
    private final String list;

    Kind(String label, String list) {
      this.label = label;
      this.list = list;
    }

    /** What Kubernetes calls it. */
    String label() {
      return label;
    }

    /** Whether an object lies in a namespace. */
    boolean isNamespaced() {
      return switch (this) {
        case ISSUER, SECRET, CONFIG_MAP, SERVICE_ACCOUNT, CLAIM -> true;
        case INGRESS_CLASS, STORAGE_CLASS, PRIORITY_CLASS, RUNTIME_CLASS, CLUSTER_ISSUER -> false;
      };
    }
  }

  /**
   * The objects of a kind that a deployment could mean; empty if it is not known which there are.
   *
   * @param namespace where it is deployed; empty if that is not known, and all count
   */
  Optional<List<Value>> of(Kind kind, String namespace) {
    if (!(at(cluster, kind.list) instanceof ListValue(List<Value> all, var origin))) {
      return Optional.empty();
    }
    if (!kind.isNamespaced() || namespace.isEmpty()) {
      return Optional.of(all);
    }
    List<Value> there = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Value one : all) {
      String other = one.text("namespace");
      if (other.isEmpty() || other.equals(namespace)) {
        there.add(one);
      } else if (!others.contains(other)) {
        others.add(other);
      }
    }
    // who lists but one namespace has not looked into this one
    return there.isEmpty() && others.size() == 1 ? Optional.empty() : Optional.of(there);
  }

  /** The namespace of another object of a kind and name; empty if there is none. */
  Optional<String> elsewhere(Kind kind, String name) {
    return kind.isNamespaced()
        ? of(kind, "").orElse(List.of()).stream()
            .filter(one -> name(one).equals(name))
            .map(one -> one.text("namespace"))
            .filter(namespace -> !namespace.isEmpty())
            .findFirst()
        : Optional.empty();
  }

  /** Whether one of some objects is the default. */
  static boolean hasDefault(List<Value> objects) {
    return objects.stream()
        .anyMatch(one -> at(one, "default") instanceof ScalarValue flag && flag.scalar().equals(Scalar.TRUE));
  }

  /** The object of a name. */
  static Optional<Value> named(List<Value> objects, String name) {
    return objects.stream().filter(one -> name(one).equals(name)).findFirst();
  }

  /** The name that was likely meant. */
  static Optional<String> nearest(List<Value> objects, String name) {
    return Spelling.nearest(name, objects.stream().map(ClusterObjects::name).toList());
  }

  private static String name(Value object) {
    return object.text().orElseGet(() -> object.text("name"));
  }

  /** The keys of a Secret or ConfigMap; empty if they are not known. */
  static Optional<List<String>> keys(Value object) {
    return at(object, "keys") instanceof ListValue(List<Value> keys, var origin)
        ? Optional.of(keys.stream().map(key -> key.text().orElse("")).toList())
        : Optional.empty();
  }

  /** The labels of a node; empty if they are not known. */
  static Optional<Map<String, String>> labels(Value node) {
    if (!(at(node, "labels") instanceof MapValue map)) {
      return Optional.empty();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    map.entries().forEach((key, value) -> labels.put(key, value.text().orElse("")));
    return Optional.of(labels);
  }

  /** What is said at a key; empty if nothing is. */
  String said(String key) {
    return cluster.text(key);
  }

  /** The items of a list; none if nothing is said. */
  List<Value> items(String list) {
    return at(cluster, list) instanceof ListValue(List<Value> items, var origin)
        ? items
        : List.of();
  }

  private static @Nullable Value at(Value value, String key) {
    return ResolvedValues.below(value, ValuePath.of(key)).orElse(null);
  }
}
