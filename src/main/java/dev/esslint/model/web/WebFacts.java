package dev.esslint.model.web;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.net.HostName;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the additional configuration of Element Web comes to. */
public final class WebFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        web.legacyUrl: a key that clashes with the server configuration that the chart writes
        web.repeatedUrl: whether the key that clashes says the same as the chart
        web.elsewhere[]: what leads to another homeserver than that of the deployment
          setting: its key
        web.homeless: whether no homeserver is given at all
        web.feature: a setting that MAS makes useless
        web.groupCalls: whether the old flag for calls is set
        web.callsOff: the setting that turns Element Call off
        """);
  }

  private static final ValuePath ADDITIONAL = ValuePath.of("elementWeb", "additional");

  /** A setting and where it stands. */
  private record Setting(Scalar value, ValuePath path) {}

  private final Chosen chosen;
  private final Documents documents;
  private final Facts facts;

  private WebFacts(Chosen chosen, Documents documents, Facts facts) {
    this.chosen = chosen;
    this.documents = documents;
    this.facts = facts;
  }

  public static void state(Chosen chosen, Documents documents, Facts facts) {
    if (chosen.on("elementWeb.enabled")) {
      new WebFacts(chosen, documents, facts).state();
    }
  }

  private void state() {
    setting("default_hs_url")
        .ifPresent(
            s -> {
              facts.put("web.legacyUrl", "default_hs_url", s.path);
              if (isOfChart(s)) {
                facts.put("web.repeatedUrl", true, s.path);
              }
            });
    homeserver();
    if (chosen.isDelegated()) {
      for (String feature : List.of("registration", "passwordReset", "deactivate")) {
        setting("setting_defaults", "UIFeature." + feature)
            .filter(s -> s.value.equals(Scalar.TRUE))
            .ifPresent(s -> facts.put("web.feature", "UIFeature." + feature, s.path));
      }
    }
    setting("features", "feature_group_calls")
        .ifPresent(s -> facts.put("web.groupCalls", true, s.path));
    if (chosen.on("matrixRTC.enabled")) {
      setting("element_call", "use_exclusively")
          .filter(s -> s.value.equals(Scalar.FALSE))
          .ifPresent(s -> facts.put("web.callsOff", "use_exclusively", s.path));
      setting("element_call", "disable")
          .filter(s -> s.value.equals(Scalar.TRUE))
          .ifPresent(s -> facts.put("web.callsOff", "disable", s.path));
    }
  }

  private void homeserver() {
    Optional<Setting> url = setting("default_server_config", "m.homeserver", "base_url");
    Optional<Setting> name = setting("default_server_config", "m.homeserver", "server_name");
    if (chosen.on("synapse.enabled")) {
      if (url.isPresent()
          && chosen.host("synapse.ingress.host").isPresent()
          && url.get().value instanceof Scalar.Str
          && !isOfChart(url.get())) {
        elsewhere("base_url", url.get());
      }
      Optional<HostName> own = chosen.host("serverName");
      if (name.isPresent()
          && own.isPresent()
          && name.get().value instanceof Scalar.Str(String text)) {
        if (!text.equalsIgnoreCase(own.get().name())) {
          elsewhere("server_name", name.get());
        }
      }
    } else if (readable() && url.isEmpty() && setting("default_server_name").isEmpty()) {
      facts.put("web.homeless", true, ValuePath.of("elementWeb"));
    }
  }

  /** Whether it is the address of the chart's own Synapse. */
  private boolean isOfChart(Setting url) {
    return chosen.on("synapse.enabled")
        && url.value instanceof Scalar.Str(String text)
        && chosen
            .host("synapse.ingress.host")
            .filter(
                host ->
                    text.replaceFirst("(?<!/)/++$", "").equalsIgnoreCase("https://" + host.name()))
            .isPresent();
  }

  private void elsewhere(String key, Setting setting) {
    facts.item("web.elsewhere").put("setting", key, setting.path);
  }

  /** Whether every fragment could be read. */
  private boolean readable() {
    return chosen.entries(ADDITIONAL.toString()).keySet().stream()
        .allMatch(name -> documents.document(ADDITIONAL.key(name)).isPresent());
  }

  /** A setting of the fragment that wins, which is the last one by name. */
  private Optional<Setting> setting(String... keys) {
    ValuePath below = ValuePath.of(keys);
    for (String name :
        new TreeSet<>(chosen.entries(ADDITIONAL.toString()).keySet()).descendingSet()) {
      ValuePath fragment = ADDITIONAL.key(name);
      Optional<Value> value =
          documents.document(fragment).flatMap(d -> ResolvedValues.below(d, below));
      if (value.isPresent() && value.get() instanceof ScalarValue(Scalar scalar, var origin)) {
        return Optional.of(new Setting(scalar, fragment.then(below)));
      }
    }
    return Optional.empty();
  }
}
