package dev.esslint.map;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What manifests say, as lines that {@link MapFacts} makes of a map, too. */
final class ManifestFacts {
  private static final String ISSUER = "cert-manager.io/";

  private final SortedSet<String> facts = new TreeSet<>();
  private final Set<String> secrets = new TreeSet<>();
  private final Set<String> own = new LinkedHashSet<>(List.of(RenderedChart.NAME + "-generated"));

  private ManifestFacts() {}

  static SortedSet<String> of(List<Map<?, ?>> manifests) {
    ManifestFacts making = new ManifestFacts();
    manifests.forEach(making::add);
    making.secrets.stream()
        .filter(name -> !making.own.contains(name))
        .forEach(name -> making.facts.add("secret " + name));
    return making.facts;
  }

  private void add(Map<?, ?> manifest) {
    String name = text(manifest, "metadata", "name");
    Object spec = manifest.get("spec");
    switch (text(manifest, "kind")) {
      case "Deployment", "StatefulSet" -> {
        Object replicas = at(spec, "replicas");
        workload(manifest.get("kind") + " " + name + " " + (replicas == null ? 1 : replicas));
        pod(name, at(spec, "template", "spec"));
      }
      case "Job" -> {
        workload("Job " + name);
        pod(name, at(spec, "template", "spec"));
      }
      case "Service" -> service(name, spec);
      case "Ingress" -> ingress(manifest, name, spec);
      case "PersistentVolumeClaim" ->
          facts.add(
              "claim "
                  + name
                  + " "
                  + at(spec, "resources", "requests", "storage")
                  + " "
                  + or(at(spec, "storageClassName"), "-"));
      case "Secret" -> own.add(name);
      case "ConfigMap" -> {
        if (name.equals(RenderedChart.NAME + "-well-known-haproxy")) {
          for (String document : List.of("client", "server", "support")) {
            facts.add("well-known " + document + " " + at(manifest, "data", document));
          }
        }
      }
      default -> {}
    }
  }

  private void workload(String line) {
    facts.add("workload " + line);
  }

  private void pod(String name, Object pod) {
    Set<Integer> tcp = new TreeSet<>();
    // the migration to the authentication service is done before, or while, something waits for it
    String first = name.endsWith("-syn2mas") ? "initContainers" : "containers";
    for (Object container : list(at(pod, first))) {
      String image = text(container, "image");
      if (first.equals("containers") || image.contains("authentication")) {
        facts.add("image " + name + " " + image);
      }
    }
    for (Object container : list(at(pod, "containers"))) {
      for (Object port : list(at(container, "ports"))) {
        boolean udp = "UDP".equals(at(port, "protocol"));
        int number = number(at(port, "containerPort"));
        if (!udp && !isMedia(number)) {
          tcp.add(number);
        }
        // on the network of its node all of its ports are there
        if (at(port, "hostPort") != null && !Boolean.TRUE.equals(at(pod, "hostNetwork"))) {
          facts.add("host-port " + (udp ? "UDP " : "TCP ") + at(port, "hostPort"));
        }
      }
      generated(container);
    }
    facts.add("pod-ports " + name + " " + tcp);
    for (Object container :
        Stream.concat(
                list(at(pod, "containers")).stream(), list(at(pod, "initContainers")).stream())
            .toList()) {
      for (Object variable : list(at(container, "env"))) {
        secret(at(variable, "valueFrom", "secretKeyRef", "name"));
      }
    }
    for (Object volume : list(at(pod, "volumes"))) {
      secret(at(volume, "secret", "secretName"));
      for (Object source : list(at(volume, "projected", "sources"))) {
        secret(at(source, "secret", "name"));
      }
    }
    for (Object pull : list(at(pod, "imagePullSecrets"))) {
      secret(at(pull, "name"));
    }
  }

  /** Ports for media are told by the Services and host ports; these are above those of components. */
  static boolean isMedia(int port) {
    return port >= 30_000 || port == 5349 || port == 3478;
  }

  private void generated(Object container) {
    List<Object> words = new ArrayList<>(list(at(container, "command")));
    words.addAll(list(at(container, "args")));
    for (int i = 0; i + 1 < words.size(); i++) {
      if ("-secrets".equals(words.get(i))) {
        for (String secret : words.get(i + 1).toString().split(",")) {
          String[] parts = secret.split(":");
          facts.add("generated " + parts[0] + " " + parts[1]);
        }
      }
    }
  }

  private void secret(Object name) {
    if (name != null) {
      secrets.add(name.toString());
    }
  }

  private void service(String name, Object spec) {
    List<Integer> ports = new ArrayList<>();
    List<Integer> nodePorts = new ArrayList<>();
    String protocol = "TCP";
    for (Object port : list(at(spec, "ports"))) {
      ports.add(number(at(port, "port")));
      protocol = or(at(port, "protocol"), "TCP");
      if (at(port, "nodePort") != null) {
        nodePorts.add(number(at(port, "nodePort")));
      }
    }
    facts.add(
        "service " + name + " " + or(at(spec, "type"), "ClusterIP") + " " + protocol + " " + ranges(ports));
    if (!nodePorts.isEmpty() && "NodePort".equals(at(spec, "type"))) {
      facts.add("node-port " + name + " " + protocol + " " + ranges(nodePorts));
    }
    for (Object address : list(at(spec, "externalIPs"))) {
      facts.add("external " + address);
    }
  }

  /** Ports in order, those that follow each other as a range. */
  static String ranges(List<Integer> ports) {
    StringBuilder text = new StringBuilder();
    List<Integer> sorted = ports.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); ) {
      int j = i;
      while (j + 1 < sorted.size() && sorted.get(j + 1) == sorted.get(j) + 1) {
        j++;
      }
      text.append(text.isEmpty() ? "" : ", ").append(sorted.get(i));
      if (j > i) {
        text.append('-').append(sorted.get(j));
      }
      i = j + 1;
    }
    return text.toString();
  }

  private void ingress(Map<?, ?> manifest, String name, Object spec) {
    List<Object> tls = list(at(spec, "tls"));
    String certificate = tls.isEmpty() ? "off" : "default";
    Object annotations = at(manifest, "metadata", "annotations");
    if (!tls.isEmpty() && at(tls.getFirst(), "secretName") != null) {
      String secret = at(tls.getFirst(), "secretName").toString();
      if (secret.equals(name + "-certmanager-tls")) {
        certificate = "issuer " + or(at(annotations, ISSUER + "cluster-issuer"), or(at(annotations, ISSUER + "issuer"), "?"));
      } else {
        certificate = "secret " + secret;
        secrets.add(secret);
      }
    }
    Object annotated = at(annotations, "kubernetes.io/ingress.class");
    for (Object rule : list(at(spec, "rules"))) {
      facts.add(
          "ingress "
              + name
              + " "
              + at(rule, "host")
              + " class "
              + or(annotated, or(at(spec, "ingressClassName"), "-"))
              + " tls "
              + certificate);
      for (Object path : list(at(rule, "http", "paths"))) {
        facts.add(
            "path "
                + at(rule, "host")
                + " "
                + at(path, "path")
                + " "
                + at(path, "backend", "service", "name")
                + ("haproxy-403".equals(at(path, "backend", "service", "port", "name")) ? " blocked" : ""));
      }
    }
  }

  private static int number(Object number) {
    return Integer.parseInt(number.toString());
  }

  private static String or(Object value, String otherwise) {
    return value == null ? otherwise : value.toString();
  }

  private static String text(Object value, String... keys) {
    return String.valueOf(at(value, keys));
  }

  private static List<Object> list(Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : List.of();
  }

  private static Object at(Object value, String... keys) {
    Object at = value;
    for (String key : keys) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }
}
