package dev.esslint.cluster;

import dev.esslint.chart.Release;
import dev.esslint.json.JsonReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.workspace.Located;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the nodes of a cluster tell. */
record Nodes(List<Located> all) {
  private static final List<String> ADDRESSES = List.of("InternalIP", "ExternalIP");

  /** Where K3s and RKE2 keep the options of a server. */
  private static final List<String> OPTIONS = List.of("k3s.io/node-args", "rke2.io/node-args");

  /** Network plugins that give pods addresses from networks of their own. */
  private static final List<String> OWN_NETWORKS = List.of("CalicoIsUp", "CiliumIsUp");

  /** Where the identity of a node comes from that no cloud looks after. */
  private static final Set<String> NO_CLOUD =
      Set.of("k3s", "rke2", "kind", "docker", "vsphere", "metal3", "proxmox", "talos", "baremetal", "libvirt", "byoh", "nutanix", "tinkerbell", "maas");

  /** The distribution, if something tells it that no other one has. */
  Optional<String> distribution() {
    for (Located node : all) {
      Optional<String> one = distribution(node);
      if (one.isPresent()) {
        return one;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> distribution(Located node) {
    String kubelet = node.get("status", "nodeInfo", "kubeletVersion").text();
    String image = node.get("status", "nodeInfo", "osImage").text();
    String provider = node.get("spec", "providerID").text();
    Set<String> marks = new LinkedHashSet<>(node.get("metadata", "labels").keys());
    marks.addAll(node.get("metadata", "annotations").keys());
    if (kubelet.contains("+k3s")) {
      return Optional.of(Listed.name(node).startsWith("k3d-") ? "k3d" : "k3s");
    } else if (kubelet.contains("+rke2")) {
      return Optional.of("rke2");
    } else if (kubelet.contains("-gke.") || hasMark(marks, "cloud.google.com/gke-")) {
      return Optional.of("gke");
    } else if (kubelet.contains("-eks-") || hasMark(marks, "eks.amazonaws.com/")) {
      return Optional.of("eks");
    } else if (hasMark(marks, "kubernetes.azure.com/")) {
      return Optional.of("aks");
    } else if (hasMark(marks, "microk8s.io/") || hasMark(marks, "node.kubernetes.io/microk8s")) {
      return Optional.of("microk8s");
    } else if (hasMark(marks, "minikube.k8s.io/")) {
      return Optional.of("minikube");
    } else if (provider.startsWith("kind://")) {
      return Optional.of("kind");
    } else if (image.startsWith("Talos")) {
      return Optional.of("talos");
    } else if (hasMark(marks, "node.openshift.io/")) {
      return Optional.of("openshift");
    } else if (image.startsWith("Docker Desktop")) {
      return Optional.of("other");
    } else if (hasMark(marks, "kubeadm.alpha.kubernetes.io/")) {
      return Optional.of("kubeadm");
    }
    return Optional.empty();
  }

  private static boolean hasMark(Collection<String> marks, String start) {
    return marks.stream().anyMatch(mark -> mark.startsWith(start));
  }

  /** The newest version of a kubelet, which the server is not older than. */
  Optional<String> kubernetes() {
    String newest = "";
    for (Located node : all) {
      String version = node.get("status", "nodeInfo", "kubeletVersion").text();
      if (newest.isEmpty() || isNewer(version, newest)) {
        newest = version;
      }
    }
    return Optional.of(newest).filter(version -> !version.isEmpty());
  }

  private static boolean isNewer(String one, String other) {
    Optional<Release> first = release(one);
    Optional<Release> second = release(other);
    return first.isPresent() && (second.isEmpty() || first.get().compareTo(second.get()) > 0);
  }

  private static Optional<Release> release(String version) {
    return Release.parse(version.replaceFirst("^v", "").replaceFirst("[-+].*$", ""));
  }

  /** The addresses of all nodes. */
  Set<String> addresses() {
    Set<String> addresses = new LinkedHashSet<>();
    for (Located node : all) {
      for (Located address : node.get("status", "addresses").items()) {
        if (ADDRESSES.contains(address.get("type").text())) {
          addresses.add(address.get("address").text());
        }
      }
    }
    return addresses;
  }

  /** The cloud that looks after the nodes, and gives load balancers addresses, as the identity of a node begins. */
  Optional<String> provider() {
    for (Located node : all) {
      String id = node.get("spec", "providerID").text();
      int end = id.indexOf("://");
      if (end > 0 && !NO_CLOUD.contains(id.substring(0, end))) {
        return Optional.of(id.substring(0, end));
      }
    }
    return Optional.empty();
  }

  /** The networks that Kubernetes has for pods, one a node and family. */
  Set<String> pods() {
    Set<String> networks = new LinkedHashSet<>(option("--cluster-cidr", "10.42.0.0/16", "fd00:42::/56"));
    if (networks.isEmpty()) {
      for (Located node : all) {
        List<Located> several = node.get("spec", "podCIDRs").items();
        several.forEach(one -> networks.add(one.text()));
        if (several.isEmpty()) {
          networks.add(node.get("spec", "podCIDR").text());
        }
      }
      networks.remove("");
    }
    return networks;
  }

  /** Whether the network plugin may give pods other addresses than those that Kubernetes has for them. */
  boolean podsAreElsewhere() {
    return all.stream()
        .flatMap(node -> node.get("status", "conditions").items().stream())
        .anyMatch(condition -> OWN_NETWORKS.contains(condition.get("reason").text()));
  }

  /** The networks of services, as far as K3s and RKE2 note them. */
  Set<String> services() {
    return option("--service-cidr", "10.43.0.0/16", "fd00:43::/112");
  }

  /** An option of a server of K3s or RKE2; none where this is neither. */
  private Set<String> option(String option, String ipv4, String ipv6) {
    for (Located node : all) {
      for (String annotation : OPTIONS) {
        List<String> words = words(Listed.annotation(node, annotation));
        if (!words.isEmpty() && words.getFirst().equals("server")) {
          Set<String> networks = networks(words, option);
          return networks.isEmpty() ? Set.of(hasIpv4(node) ? ipv4 : ipv6) : networks;
        }
      }
    }
    return Set.of();
  }

  /** The words of a command line, which stand in a JSON array. */
  private static List<String> words(String json) {
    try {
      return JsonReader.read(new SourceText("", json), 0) instanceof ListNode list
          ? list.items().stream().map(Nodes::word).toList()
          : List.of();
    } catch (SourceException e) {
      return List.of(); // somebody else wrote it
    }
  }

  private static String word(Node node) {
    String word = node instanceof ScalarNode scalar ? scalar.string() : null;
    return word == null ? "" : word;
  }

  private static Set<String> networks(List<String> words, String option) {
    Set<String> networks = new LinkedHashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String value =
          word.startsWith(option + "=")
              ? word.substring(option.length() + 1)
              : word.equals(option) && i + 1 < words.size() ? words.get(i + 1) : "";
      for (String network : value.split(",", -1)) {
        networks.add(network.strip());
      }
    }
    networks.remove("");
    return networks;
  }

  private static boolean hasIpv4(Located node) {
    return node.get("status", "addresses").items().stream()
        .filter(address -> ADDRESSES.contains(address.get("type").text()))
        .anyMatch(address -> address.get("address").text().indexOf(':') < 0);
  }
}
