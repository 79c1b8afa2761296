package dev.esslint.cluster;

import dev.esslint.chart.Release;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the nodes of a cluster tell. */
record Nodes(List<Located> all) {
  private static final List<String> ADDRESSES = List.of("InternalIP", "ExternalIP");

  /** What an option of k3s is called, and what it is where it is not given. */
  private static final String K3S_SERVICES = "--service-cidr";

  private static final String K3S_PODS = "--cluster-cidr";

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

  /** The networks of pods, one a node and family. */
  Set<String> pods() {
    Set<String> networks = new LinkedHashSet<>(k3s(K3S_PODS, "10.42.0.0/16"));
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

  /** The networks of services, as far as k3s notes them. */
  Set<String> services() {
    return k3s(K3S_SERVICES, "10.43.0.0/16");
  }

  /** An option of a server of k3s, which it keeps on its node; none where this is no k3s. */
  private Set<String> k3s(String option, String otherwise) {
    for (Located node : all) {
      String args = Listed.annotation(node, "k3s.io/node-args");
      List<String> words = new ArrayList<>(List.of(args.replaceAll("[\\[\\]\"]", "").split(",", -1)));
      if (words.getFirst().equals("server")) {
        return networks(words, option, otherwise);
      }
    }
    return Set.of();
  }

  private static Set<String> networks(List<String> words, String option, String otherwise) {
    Set<String> networks = new LinkedHashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(option)) {
        // several networks are one text with commas, so that they go on until the next option
        for (int j = i + 1; j < words.size() && !words.get(j).startsWith("-"); j++) {
          networks.add(words.get(j));
        }
      } else if (word.startsWith(option + "=")) {
        networks.add(word.substring(option.length() + 1));
      }
    }
    return networks.isEmpty() ? Set.of(otherwise) : networks;
  }
}
