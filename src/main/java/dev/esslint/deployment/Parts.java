package dev.esslint.deployment;

import java.util.List;

/** The parts of the deployment that values switch on; switched off, the chart does not look at their values. */
record Parts(Chosen chosen) {

  boolean synapse() {
    return chosen.on("synapse.enabled");
  }

  boolean mas() {
    return chosen.on("matrixAuthenticationService.enabled");
  }

  boolean rtc() {
    return chosen.on("matrixRTC.enabled");
  }

  boolean sfu() {
    return rtc() && chosen.on("matrixRTC.sfu.enabled");
  }

  boolean elementWeb() {
    return chosen.on("elementWeb.enabled");
  }

  boolean elementAdmin() {
    return chosen.on("elementAdmin.enabled");
  }

  boolean hookshot() {
    return chosen.on("hookshot.enabled");
  }

  boolean wellKnown() {
    return chosen.on("wellKnownDelegation.enabled");
  }

  boolean haproxy() {
    return synapse() || wellKnown();
  }

  /** The database server that the chart brings. */
  boolean postgres() {
    return chosen.on("postgres.enabled")
        && ((synapse() && !chosen.given("synapse.postgres"))
            || (mas() && !chosen.given("matrixAuthenticationService.postgres")));
  }

  /** The Redis that the chart brings. */
  boolean redis() {
    boolean workers =
        chosen.entries("synapse.workers").keySet().stream()
            .anyMatch(name -> chosen.on("synapse.workers." + name + ".enabled"));
    return (synapse() && workers && !chosen.given("synapse.redis"))
        || (hookshot() && !chosen.given("hookshot.redis"));
  }

  boolean syn2mas() {
    return mas() && synapse() && chosen.on("matrixAuthenticationService.syn2mas.enabled");
  }

  /** Those who have an Ingress, hookshot only if it has a host of its own. */
  boolean anyIngress() {
    return synapse() || mas() || rtc() || elementWeb() || elementAdmin() || wellKnown()
        || (hookshot() && chosen.given("hookshot.ingress.host"));
  }

  boolean any() {
    return List.of(synapse(), mas(), rtc(), elementWeb(), elementAdmin(), hookshot(), wellKnown())
        .contains(true);
  }
}
