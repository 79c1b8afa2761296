package dev.esslint.model.change;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.fragment.Configs;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to logins. */
final class LoginChanges {
  private static final Release MARKERS = Release.parse("25.6.0").orElseThrow();
  private static final String MAS = "matrixAuthenticationService";
  private static final String ISSUER = "issuer";
  private static final String MIGRATION = MAS + ".syn2mas";

  /** Who authenticates the users of Synapse. */
  private enum Login {
    SYNAPSE,
    /** The same, and the migration was tried out. */
    REHEARSED,
    MIGRATING,
    MAS
  }

  private LoginChanges() {}

  /** The facts that there can be. */
  static FactNames names() {
    return FactNames.of(
        """
        logins.step: which change of who authenticates users the chart does not take: `unmigrated`, MAS without the migration; \
            `unprepared`, the migration without the run before that tries it out; `undone`, back from MAS; `again`, the migration where \
                MAS has them already; `left`, the migration still on after it ran
        providers[]: an upstream provider whose id is gone
          id: the id
          now: the id of the one that took its place
          name: what people call it
        identities[]: a provider whose users are known by something else
          id: the id
          setting: the setting that changes
        schemes[]: a scheme of passwords of MAS that is not what it was
          version: its version
          becomes: `removed` or `changed`
        """);
  }

  static void state(Change change, Facts facts) {
    if (change.stays("synapse")
        && change.before().release().compareTo(MARKERS) >= 0
        && List.of(MAS + ".enabled", MIGRATION + ".enabled", MIGRATION + ".dryRun").stream()
            .allMatch(change::isKnown)) {
      step(login(change.old()), login(change.chosen()))
          .filter(step -> change.isAny())
          .ifPresent(step -> facts.put("logins.step", step, about(change)));
    }
    providers(change, facts, MAS, "upstream_oauth2.providers", "id", List.of("claims_imports.subject.template"));
    if (!change.chosen().isDelegated()) {
      String mapping = "user_mapping_provider.config.";
      providers(change, facts, "synapse", "oidc_providers", "idp_id", List.of(mapping + "subject_claim", mapping + "subject_template"));
    }
    schemes(change, facts);
  }

  /** Where the migration is switched, or MAS. */
  private static ValuePath about(Change change) {
    for (String path : List.of(MIGRATION + ".dryRun", MIGRATION + ".enabled", MAS + ".enabled")) {
      if (change.chosen().isWritten(path) && change.differs(path)) {
        return ValuePath.parse(path);
      }
    }
    return ValuePath.parse(
        change.chosen().isWritten(MIGRATION + ".enabled") ? MIGRATION + ".enabled" : MAS + ".enabled");
  }

  private static Login login(Chosen chosen) {
    if (!chosen.on(MAS + ".enabled")) {
      return Login.SYNAPSE;
    }
    if (!chosen.on(MIGRATION + ".enabled")) {
      return Login.MAS;
    }
    return chosen.on(MIGRATION + ".dryRun") ? Login.REHEARSED : Login.MIGRATING;
  }

  private static Optional<String> step(Login before, Login now) {
    return Optional.ofNullable(
        switch (now) {
          case SYNAPSE, REHEARSED ->
              before == Login.MAS || before == Login.MIGRATING ? "undone" : null;
          case MIGRATING ->
              switch (before) {
                case SYNAPSE -> "unprepared";
                case REHEARSED -> null;
                case MIGRATING -> "left";
                case MAS -> "again";
              };
          case MAS -> before == Login.SYNAPSE || before == Login.REHEARSED ? "unmigrated" : null;
        });
  }

  private static void providers(
      Change change, Facts facts, String program, String list, String id, List<String> subject) {
    if (!change.stays(program)) {
      return;
    }
    ValuePath path = ValuePath.of(program).then(ValuePath.parse(list));
    Optional<List<Value>> old = known(change.before().configs().at(path), id);
    Optional<List<Value>> now = known(change.now().configs().at(path), id);
    if (old.isEmpty() || now.isEmpty()) {
      return;
    }
    Map<String, Value> kept = byId(now.get(), id);
    Map<String, Value> gone = new LinkedHashMap<>(byId(old.get(), id));
    gone.keySet().removeAll(kept.keySet());
    Map<String, Value> fresh = new LinkedHashMap<>(kept);
    fresh.keySet().removeAll(byId(old.get(), id).keySet());
    byId(old.get(), id)
        .forEach(
            (name, provider) -> {
              Value same = kept.get(name);
              if (same != null) {
                identities(change, facts, path, name, provider, same, subject);
              }
            });
    for (Map.Entry<String, Value> provider : gone.entrySet()) {
      String issuer = provider.getValue().text(ISSUER);
      String same = address(issuer);
      String successor =
          fresh.entrySet().stream()
              .filter(other -> !same.isEmpty() && address(other.getValue().text(ISSUER)).equals(same))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("");
      Value taking = fresh.get(successor);
      ValuePath about = place(change, path);
      Facts item =
          facts.item(
              "providers", about, taking != null ? taking.origin() : origin(change, path));
      item.put("id", provider.getKey(), about);
      item.put("name", issuer.isEmpty() ? provider.getKey() : issuer, about);
      if (!successor.isEmpty()) {
        item.put("now", successor, about);
      }
    }
  }

  /**
   * What changes of a provider that says who its users are.
   *
   * @param subject the settings beside the issuer that say what they are called
   */
  private static void identities(
      Change change, Facts facts, ValuePath list, String id, Value old, Value now, List<String> subject) {
    List<String> settings = new ArrayList<>(subject);
    settings.addFirst(ISSUER);
    for (String setting : settings) {
      String was = text(old, setting);
      String is = text(now, setting);
      boolean same =
          setting.equals(ISSUER)
              ? was.isEmpty() || is.isEmpty() || address(was).equals(address(is)) || Placeholder.in(was + is).isPresent()
              : was.equals(is); // a template of the program, which looks as if something were to be filled in
      if (!same) {
        ValuePath about = place(change, list);
        Value place = ResolvedValues.below(now, ValuePath.parse(setting)).orElse(now);
        Facts item = facts.item("identities", about, place.origin());
        item.put("id", id, about);
        item.put("setting", setting, about);
      }
    }
  }

  private static String text(Value provider, String setting) {
    return ResolvedValues.below(provider, ValuePath.parse(setting)).flatMap(Value::text).orElse("");
  }

  /** An issuer without what makes it no other one: capitals and a slash at its end. */
  private static String address(String issuer) {
    String end = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return end.toLowerCase(Locale.ROOT);
  }

  /** The value that a setting of a fragment stands in, or else where fragments are. */
  static ValuePath place(Change change, ValuePath path) {
    return change.now().configs().place(path).map(Configs.Place::path).orElse(Configs.additional(path));
  }

  private static Origin origin(Change change, ValuePath path) {
    return change
        .now()
        .configs()
        .place(path)
        .map(Configs.Place::origin)
        .orElseGet(() -> around(change.now().values(), Configs.additional(path)));
  }

  /** Where a value is, or what is around it if it is not there. */
  private static Origin around(ResolvedValues values, ValuePath path) {
    return values
        .at(path)
        .map(Value::origin)
        .filter(Origin::isWritten)
        .orElseGet(() -> path.isRoot() ? values.root().origin() : around(values, path.parent()));
  }

  /** The items of a list of which it is known which there are; an empty one if there is none. */
  static Optional<List<Value>> known(Optional<Value> value, String id) {
    if (value.isEmpty()) {
      return Optional.of(List.of());
    }
    return value.get() instanceof ListValue(var items, var origin)
            && items.stream().noneMatch(item -> Documents.isUnknown(item) || isOpen(item, id))
        ? Optional.of(items)
        : Optional.empty();
  }

  private static boolean isOpen(Value item, String id) {
    return Placeholder.in(item.text(id)).isPresent();
  }

  private static Map<String, Value> byId(List<Value> items, String id) {
    Map<String, Value> byId = new LinkedHashMap<>();
    for (Value item : items) {
      String text = item.text(id);
      if (!text.isEmpty()) {
        byId.put(text, item);
      }
    }
    return byId;
  }

  private static void schemes(Change change, Facts facts) {
    ValuePath path = ValuePath.parse(MAS + ".passwords.schemes");
    if (!change.stays(MAS)) {
      return;
    }
    Optional<List<Value>> old = known(change.before().configs().at(path), "secret");
    Optional<List<Value>> now = known(change.now().configs().at(path), "secret");
    if (old.isEmpty() || now.isEmpty()) {
      return;
    }
    Map<String, List<String>> kept = schemes(now.get());
    Map<String, List<String>> was = schemes(old.get());
    was.forEach(
        (version, scheme) -> {
          @Nullable List<String> is = kept.get(version);
          if (!scheme.equals(is)) {
            ValuePath about = place(change, path);
            Facts item = facts.item("schemes", about, origin(change, path));
            item.put("version", version, about);
            item.put("becomes", is == null ? "removed" : "changed", about);
          }
        });
  }

  /** By version, the algorithm and the secret; without any, MAS has one scheme. */
  private static Map<String, List<String>> schemes(List<Value> items) {
    Map<String, List<String>> schemes = new LinkedHashMap<>();
    for (Value item : items) {
      Value version = ResolvedValues.below(item, ValuePath.of("version")).orElse(null);
      if (version instanceof ScalarValue(Scalar scalar, var origin)) {
        List<String> scheme = new ArrayList<>();
        scheme.add(item.text("algorithm"));
        scheme.add(item.text("secret"));
        scheme.add(item.text("secret_file"));
        schemes.put(Scalar.text(scalar), scheme);
      }
    }
    if (schemes.isEmpty()) {
      schemes.put("1", List.of("argon2id", "", ""));
    }
    return schemes;
  }
}
