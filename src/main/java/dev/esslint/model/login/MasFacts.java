package dev.esslint.model.login;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.SpelledFlag;
import dev.esslint.model.fragment.Configs;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the chart makes of Matrix Authentication Service. */
public final class MasFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        registration.enabled: whether people may register
        registration.unverified: whether people may register without verification
        mas.delegated: whether Synapse leaves the logins to MAS, which it does not while a migration is tried out
        mas.issuer: the address that MAS is found at, as it calls itself
        mas.address: the address that MAS is found at, without the slash at the end
        mas.proofOption: the option of this version that asks for a token on registration with a password
        mas.limited: whether the chart gives limits of sessions
        mas.migrationVersionDiffers: whether the image of the migration is of another version
        mas.mail.missing: what its mail lacks, as a mapping
        mas.mail.extra: `file` if a file with the password is left over, or `nothing`
        mas.addressNames[]: a template of usernames that gives a whole email address, which users cannot change
          template: the template
        mas.escaped[]: a template for MAS that is escaped as if Helm evaluated it first
          template: the template
        mas.repeated[]: an item of a list whose id an earlier one has
          list: the list
          value: the id
        """);
  }

  private static final String MAS = "matrixAuthenticationService";

  /** From here on the chart limits the sessions of a user. */
  private static final Release LIMITED = new Release(26, 7, 0);

  private static final Release FIRST = new Release(0, 17, 0);

  /** From here on MAS reads the password for mail from a file. */
  private static final Release READS_FILE = new Release(1, 22, 0);

  private static final Release RENAMED = new Release(1, 19, 0);

  /** A template of an email address and nothing else, for MAS, perhaps in other letters. */
  private static final Regex ADDRESS = new Regex("\\s*\\{\\{-?\\s*(?:user|userinfo_claims|id_token_claims)\\.email\\s*(?:\\|\\s*(?:lower|upper|trim)\\s*){0,3}-?}}\\s*");

  /** With these, MAS takes the username from the provider as it is. */
  private static final Set<String> GIVEN = Set.of("force", "require");

  /** A brace in quotes, as where Helm evaluates the text before. */
  private static final Regex ESCAPED = new Regex("\\{\\{-?\\s{0,9}[\"'`]\\{\\{");

  private MasFacts() {}

  public static void state(Configs configs, Chosen chosen, Release release, Facts facts) {
    facts.put("mas.delegated", chosen.isDelegated(), ValuePath.of(MAS, "enabled"));
    registration(configs, facts);
    if (!chosen.on(MAS + ".enabled")) {
      return;
    }
    chosen
        .host(MAS + ".ingress.host")
        .ifPresent(
            host -> {
              ValuePath about = ValuePath.of(MAS, "ingress", "host");
              facts.put("mas.issuer", "https://" + host.name() + "/", about);
              facts.put("mas.address", "https://" + host.name(), about);
            });
    Optional<String> tag = chosen.text(MAS + ".image.tag");
    Optional<String> migration = chosen.text(MAS + ".syn2mas.image.tag");
    facts.put("mas.limited", release.compareTo(LIMITED) >= 0, ValuePath.of(MAS));
    proofOption(tag.flatMap(Release::ofTag))
        .ifPresent(
            option -> facts.put("mas.proofOption", option, ValuePath.of(MAS, "image", "tag")));
    if (tag.isPresent() && migration.isPresent()) {
      facts.put(
          "mas.migrationVersionDiffers",
          !version(tag.get()).equals(version(migration.get())),
          ValuePath.of(MAS, "syn2mas", "image", "tag"));
    }
    mail(configs, tag.flatMap(Release::ofTag).orElse(READS_FILE), facts);
    addressNames(configs, facts);
    escaped(configs, facts);
    repeated(configs, facts, ValuePath.of("upstream_oauth2", "providers"), "id");
    repeated(configs, facts, ValuePath.of("passwords", "schemes"), "version");
  }

  /** What the section for mail lacks for SMTP. */
  private static void mail(Configs configs, Release version, Facts facts) {
    ValuePath section = ValuePath.of(MAS, "email");
    Predicate<String> has = option -> configs.at(section.key(option)).isPresent();
    boolean readsFile = version.compareTo(READS_FILE) >= 0;
    boolean password = has.test("password") || (has.test("password_file") && readsFile);
    List<String> missing = new ArrayList<>();
    if (!has.test("mode")) {
      Optional<String> port = configs.at(section.key("port")).map(MasFacts::text);
      boolean early = port.filter(p -> p.equals("25") || p.equals("587")).isPresent();
      missing.add(early ? "mode: starttls" : port.isPresent() ? "mode: tls" : "mode: tls, port: 465");
    }
    if (!has.test("hostname")) {
      missing.add("hostname: <host of your mail server>");
    }
    if (has.test("username") && !password) {
      missing.add("password: <password>");
    } else if (!has.test("username") && password) {
      missing.add("username: <user>");
    }
    facts.put("mas.mail.missing", "{" + String.join(", ", missing) + "}", section);
    facts.put(
        "mas.mail.extra",
        has.test("password_file") && (!readsFile || has.test("password")) ? "file" : "nothing",
        section);
  }

  private static String text(Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin) ? Scalar.text(scalar) : "";
  }

  /** Of Synapse itself; its older option goes before the newer one. What is not known is not stated. */
  private static void registration(Configs configs, Facts facts) {
    ValuePath disabled = ValuePath.of("synapse", "disable_registration");
    ValuePath enabled = ValuePath.of("synapse", "enable_registration");
    Optional<Value> older = configs.at(disabled);
    older
        .or(() -> configs.at(enabled))
        .flatMap(SpelledFlag::of)
        .ifPresent(
            flag ->
                facts.put("registration.enabled", flag != older.isPresent(), older.isPresent() ? disabled : enabled));
    ValuePath unverified = ValuePath.of("synapse", "enable_registration_without_verification");
    configs
        .at(unverified)
        .flatMap(SpelledFlag::of)
        .ifPresent(flag -> facts.put("registration.unverified", flag, unverified));
  }

  /** The first option came with 0.17.0, its successor with 1.19.0; what is no version is one of today. */
  private static Optional<String> proofOption(Optional<Release> version) {
    Release now = version.orElse(RENAMED);
    return now.compareTo(FIRST) < 0
        ? Optional.empty()
        : Optional.of(
            now.compareTo(RENAMED) < 0
                ? "registration_token_required"
                : "password_registration_token_required");
  }

  private static String version(String tag) {
    return tag.endsWith("-debug") ? tag.substring(0, tag.length() - "-debug".length()) : tag;
  }

  private static void addressNames(Configs configs, Facts facts) {
    ValuePath providers = ValuePath.of(MAS, "upstream_oauth2", "providers");
    int count = configs.at(providers).orElse(null) instanceof ListValue list ? list.items().size() : 0;
    for (int i = 0; i < count; i++) {
      ValuePath localpart = providers.index(i).key("claims_imports").key("localpart");
      Optional<Value> template = configs.at(localpart.key("template")).filter(value -> ADDRESS.fits(text(value)));
      if (template.isPresent() && configs.at(localpart.key("action")).filter(action -> GIVEN.contains(text(action))).isPresent()) {
        ValuePath about = configs.place(localpart.key("template")).map(Configs.Place::path).orElse(ValuePath.of(MAS));
        facts.item("mas.addressNames", about, template.get().origin()).put("template", text(template.get()), about);
      }
    }
  }

  /** Of all that a provider tells of a user; the chart writes fragments for MAS as they are. */
  private static void escaped(Configs configs, Facts facts) {
    ValuePath providers = ValuePath.of(MAS, "upstream_oauth2", "providers");
    int count = configs.at(providers).orElse(null) instanceof ListValue list ? list.items().size() : 0;
    for (int i = 0; i < count; i++) {
      ValuePath imports = providers.index(i).key("claims_imports");
      if (configs.at(imports).orElse(null) instanceof MapValue claims) {
        for (String claim : claims.entries().keySet()) {
          ValuePath path = imports.key(claim).key("template");
          configs
              .at(path)
              .filter(value -> ESCAPED.isIn(text(value)))
              .ifPresent(
                  value -> {
                    ValuePath about = configs.place(path).map(Configs.Place::path).orElse(ValuePath.of(MAS));
                    facts.item("mas.escaped", about, value.origin()).put("template", text(value), about);
                  });
        }
      }
    }
  }

  private static void repeated(Configs configs, Facts facts, ValuePath list, String key) {
    ValuePath path = ValuePath.of(MAS).then(list);
    if (configs.at(path).orElse(null) instanceof ListValue items) {
      Set<Scalar> seen = new HashSet<>();
      for (int i = 0; i < items.items().size(); i++) {
        Value value = ResolvedValues.below(items.items().get(i), ValuePath.of(key)).orElse(null);
        if (value instanceof ScalarValue(Scalar scalar, var origin) && !seen.add(scalar)) {
          ValuePath about =
              configs
                  .place(path.index(i).key(key))
                  .map(Configs.Place::path)
                  .orElse(ValuePath.of(MAS));
          Facts item = facts.item("mas.repeated", about, origin);
          item.put("list", list.toString(), about);
          item.put("value", Scalar.text(scalar), about);
        }
      }
    }
  }
}
