package dev.esslint.model.secrets;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Credential;
import dev.esslint.model.base.Credential.Absent;
import dev.esslint.model.base.Credential.Given;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.ingress.TlsSource;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The credentials and other Secrets that running components need (catalogue 18.9); what they are is
 * not looked at.
 */
public final class SecretSurvey {
  /** Whose pods have a container with the tools of the chart. */
  private static final List<String> WITH_TOOLS =
      List.of("synapse", "matrixAuthenticationService", "matrixRTC.sfu", "hookshot", "initSecrets", "deploymentMarkers");

  private static final String PASSWORDS = "postgres.essPasswords.";

  private static final List<String> FOR_SYNAPSE =
      List.of("matrixAuthenticationService.synapseSharedSecret", "matrixAuthenticationService.synapseOIDCClientSecret");

  private final Survey survey;
  private final Chosen chosen;
  private final List<SecretUse> uses = new ArrayList<>();

  private SecretSurvey(Survey survey) {
    this.survey = survey;
    this.chosen = survey.chosen();
  }

  public static List<SecretUse> secrets(Survey survey, List<Route> routes) {
    SecretSurvey making = new SecretSurvey(survey);
    List<Credential> needed = Credential.needed(making.chosen, survey.release());
    needed.forEach(making::credential);
    making.mountedAnyway(needed);
    making.serverExtra();
    making.livekitKeys();
    making.fragments();
    making.appservices();
    routes.forEach(making::certificate);
    making.turnCertificate();
    making.volumes();
    making.pullSecrets();
    return making.uses.stream().distinct().toList();
  }

  private void credential(Credential credential) {
    String path = credential.path();
    State needed =
        survey.state(
            values ->
                Credential.needed(values, survey.release()).stream()
                    .anyMatch(other -> other.path().equals(path)));
    Basis basis = survey.basis(path);
    if (Credential.given(chosen, path) != Given.NOTHING) {
      given(path, needed);
    } else if (credential.absent() == Absent.REFUSED) {
      add(ValueOf.MISSING, Stated.of("", basis), needed);
    } else if (credential.absent() == Absent.GENERATED) {
      State generating = survey.flag("initSecrets.enabled");
      if (generating == State.OFF) {
        add(ValueOf.MISSING, Stated.of("", basis), needed);
      } else if (!isUnused(path)) {
        add(
            generating == State.ON ? ValueOf.GENERATED : ValueOf.UNKNOWN,
            generating == State.ON
                ? Stated.of(survey.objects().generated(path), basis)
                : new Unknown("whether the chart generates it", basis),
            needed);
      }
    }
  }

  /**
   * Whether it is for the chart's database of a component whose database is elsewhere: the chart
   * refuses to do without it where it generates nothing, but never generates it (catalogue entry 84).
   */
  private boolean isUnused(String path) {
    return path.startsWith(PASSWORDS)
        && !survey.parts().internal(path.substring(PASSWORDS.length()), "postgres");
  }

  /** Secrets that a pod mounts although what they are for is off: the database those of all passwords, and MAS those for Synapse. */
  private void mountedAnyway(List<Credential> needed) {
    State database = survey.state(values -> new Parts(values).postgres());
    chosen.entries("postgres.essPasswords").keySet().forEach(component -> mounted(PASSWORDS + component, database, needed));
    State logins = survey.component("matrixAuthenticationService");
    FOR_SYNAPSE.forEach(path -> mounted(path, logins, needed));
  }

  private void mounted(String path, State pod, List<Credential> needed) {
    boolean used = needed.stream().anyMatch(credential -> credential.path().equals(path));
    if (pod != State.OFF && !used && chosen.given(path + ".secret")) {
      add(ValueOf.SECRET, reference(path + ".secret", path + ".secretKey", survey.basis(path)), pod);
    }
  }

  /** A credential that something is written about. */
  private void given(String path, State needed) {
    Basis basis = survey.basis(path);
    switch (Credential.given(chosen, path)) {
      case TWICE -> add(ValueOf.INCOMPLETE, Stated.of("both `value` and `secret`", basis), needed);
      case VALUE -> add(ValueOf.VALUES, Stated.of("", basis), needed);
      case REFERENCE ->
          add(ValueOf.SECRET, reference(path + ".secret", path + ".secretKey", basis), needed);
      case NO_KEY -> add(ValueOf.INCOMPLETE, Stated.of("no `secretKey`", basis), needed);
      case NO_SECRET -> add(ValueOf.INCOMPLETE, Stated.of("no `secret`", basis), needed);
      case HOLLOW, NOTHING -> add(ValueOf.INCOMPLETE, Stated.of("empty", basis), needed);
    }
  }

  /** The name of a Secret and the key in it. */
  private Stated reference(String secretPath, String keyPath, Basis basis) {
    Stated secret = survey.template(secretPath);
    Stated key = survey.template(keyPath);
    if (secret instanceof Unknown(String reason, _)) {
      return new Unknown(reason, basis);
    }
    if (key instanceof Unknown(String reason, _)) {
      return new Unknown(reason, basis);
    }
    return Stated.of(secret.text() + (key.isMissing() ? "" : ", key " + key.text()), basis);
  }

  private void add(ValueOf given, Stated detail, State state) {
    uses.add(new SecretUse(state, given, detail));
  }

  /** Settings of Synapse that are made at random, which the values have no key for. */
  private void serverExtra() {
    State state =
        survey.state(values -> Credential.generatesExtra(values, survey.release()));
    if (state != State.OFF) {
      add(
          ValueOf.GENERATED,
          Stated.of(
              survey.objects().named("generated") + ", key SYNAPSE_EXTRA",
              survey.basis("initSecrets")),
          state);
    }
  }

  /** What took the place of the LiveKit secret until 26.8.0. */
  private void livekitKeys() {
    String path = "matrixRTC.livekitAuth.keysYaml";
    if (chosen.on("matrixRTC.enabled") && chosen.given(path)) {
      given(path, survey.component("matrixRTC"));
    }
  }

  /** The Secrets that the user mounts. */
  private void volumes() {
    for (String workload : survey.running()) {
      List<Value> items = chosen.items(workload + ".extraVolumes");
      for (int i = 0; i < items.size(); i++) {
        String path = workload + ".extraVolumes[" + i + "].secret.secretName";
        if (chosen.given(path)) {
          add(ValueOf.SECRET, survey.template(path), survey.workload(workload));
        }
      }
    }
  }

  private void pullSecrets() {
    pullSecrets("imagePullSecrets", State.ON);
    pullSecrets("image.pullSecrets", State.ON);
    List<String> running = survey.running();
    for (String workload : running) {
      pullSecrets(workload + ".image.pullSecrets", survey.workload(workload));
    }
    WITH_TOOLS.stream()
        .filter(running::contains)
        .findFirst()
        .ifPresent(workload -> pullSecrets("matrixTools.image.pullSecrets", survey.workload(workload)));
  }

  private void pullSecrets(String list, State state) {
    for (int i = 0; i < chosen.items(list).size(); i++) {
      String path = list + "[" + i + "].name";
      if (chosen.given(path)) {
        add(ValueOf.SECRET, survey.template(path), state);
      }
    }
  }

  private void fragments() {
    for (Component component : Component.values()) {
      if (!component.on(chosen)) {
        continue;
      }
      for (String name : chosen.entries(component.additional().toString()).keySet()) {
        String fragment = component.additional().key(name).toString();
        if (chosen.given(fragment + ".configSecret")) {
          add(
              ValueOf.SECRET,
              reference(
                  fragment + ".configSecret",
                  fragment + ".configSecretKey",
                  survey.basis(fragment + ".configSecret")),
              survey.state(component::on));
        }
      }
    }
  }

  private void appservices() {
    String list = "synapse.appservices";
    for (int i = 0; chosen.on("synapse.enabled") && i < chosen.items(list).size(); i++) {
      String path = ValuePath.parse(list).index(i).toString();
      if (chosen.given(path + ".secret")) {
        add(
            ValueOf.SECRET,
            reference(path + ".secret", path + ".secretKey", survey.basis(path + ".secret")),
            survey.component("synapse"));
      }
    }
  }

  private void certificate(Route route) {
    if (Set.of(TlsSource.SECRET, TlsSource.GLOBAL_SECRET).contains(route.tls().source())) {
      Stated name = route.tls().name();
      boolean already = uses.stream().anyMatch(use -> use.detail().basis().equals(name.basis()));
      if (!already) {
        add(ValueOf.SECRET, name, route.state());
      }
    }
  }

  private void turnCertificate() {
    String turn = "matrixRTC.sfu.exposedServices.turnTLS.";
    Predicate<Chosen> used =
        values ->
            values.on("matrixRTC.enabled")
                && values.on("matrixRTC.sfu.enabled")
                && values.on(turn + "enabled");
    boolean inside = survey.endsTurn() != State.OFF;
    if (survey.state(used) != State.OFF && inside && chosen.given(turn + "tlsSecret")) {
      add(ValueOf.SECRET, survey.template(turn + "tlsSecret"), survey.state(used));
    }
  }
}
