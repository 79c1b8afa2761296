package dev.esslint.deployment;

import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An Ingress that the chart makes (catalogue 18.3 and 18.6).
 *
 * @param component the component whose {@code ingress} block it follows
 * @param hostPath where its host is set
 */
record Endpoint(Chosen chosen, String component, String hostPath) {

  /** The endpoints of a deployment, first the one of the server name. */
  static List<Endpoint> of(Chosen chosen) {
    List<Endpoint> endpoints = new ArrayList<>();
    if (chosen.on("wellKnownDelegation.enabled") && chosen.text("serverName").isPresent()) {
      endpoints.add(new Endpoint(chosen, "wellKnownDelegation", "serverName"));
    }
    for (String component :
        List.of(
            "synapse",
            "matrixAuthenticationService",
            "matrixRTC",
            "elementWeb",
            "elementAdmin",
            "hookshot")) {
      String host = component + ".ingress.host";
      if (chosen.on(component + ".enabled") && chosen.text(host).isPresent()) {
        endpoints.add(new Endpoint(chosen, component, host));
      }
    }
    return endpoints;
  }

  Optional<HostName> host() {
    return chosen.host(hostPath);
  }

  /** The path of a setting of this Ingress. */
  String at(String setting) {
    return component + ".ingress." + setting;
  }

  /** Whether everything at its host that no other endpoint takes goes to it. */
  boolean takesAll() {
    return switch (component) {
      case "synapse" -> false;
      case "matrixRTC" -> chosen.on("matrixRTC.sfu.enabled");
      case "wellKnownDelegation" -> redirects(chosen);
      default -> true;
    };
  }

  /** Whether the base domain redirects to another site (catalogue 18.2). */
  static boolean redirects(Chosen chosen) {
    return chosen.on("wellKnownDelegation.enabled")
        && chosen.on("wellKnownDelegation.baseDomainRedirect.enabled")
        && (chosen.text("wellKnownDelegation.baseDomainRedirect.url").isPresent()
            || chosen.on("elementWeb.enabled"));
  }

  boolean tls() {
    return chosen.on("ingress.tlsEnabled") && chosen.on(at("tlsEnabled"));
  }

  /** Where the effective value of a text setting is: at the component's or the global block. */
  Optional<String> setting(String name) {
    for (String path : List.of(at(name), "ingress." + name)) {
      if (chosen.text(path).isPresent()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  Optional<String> tlsSecret() {
    return setting("tlsSecret").flatMap(chosen::text);
  }

  /** The paths of its effective annotations by key; the component's win over the global ones. */
  Map<String, ValuePath> annotations() {
    Map<String, ValuePath> annotations = new LinkedHashMap<>();
    for (String block : List.of("ingress.annotations", at("annotations"))) {
      chosen
          .entries(block)
          .forEach(
              (key, value) -> {
                if (value instanceof ScalarValue && Chosen.text(value).isPresent()) {
                  annotations.put(key, ValuePath.parse(block).key(key));
                } else {
                  annotations.remove(key);
                }
              });
    }
    return annotations;
  }

  /** The annotations that ask cert-manager for a certificate. */
  Set<ValuePath> issuerAnnotations() {
    Set<ValuePath> issuers = new LinkedHashSet<>();
    annotations()
        .forEach(
            (key, path) -> {
              if (key.equals("cert-manager.io/issuer")
                  || key.equals("cert-manager.io/cluster-issuer")) {
                issuers.add(path);
              }
            });
    return issuers;
  }

  /** Where its certificate comes from. */
  String tlsSource() {
    if (!tls()) {
      return "disabled";
    }
    if (chosen.text(at("tlsSecret")).isPresent()) {
      return "secret";
    }
    if (chosen.text("ingress.tlsSecret").isPresent()) {
      return "global-secret";
    }
    if (!chosen.entries("certManager").isEmpty()) {
      return "cert-manager";
    }
    return issuerAnnotations().isEmpty() ? "none" : "annotation";
  }
}
