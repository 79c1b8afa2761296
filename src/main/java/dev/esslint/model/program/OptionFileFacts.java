package dev.esslint.model.program;

import dev.esslint.embedded.Option;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Options.Place;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Version;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that options name, which a program reads when it starts, and that nothing brings into its container. */
public final class OptionFileFacts {
  /** What {@link dev.esslint.embedded.Option#form} calls the path of such a file. */
  private static final String FILE = "file";

  /** The folders at the top in which the chart mounts something. */
  private static final Set<String> MOUNTED = Set.of("as", "conf", "config-templates", "media", "storage", "tmp", "turn-tls");

  /** Those that images have. No image has the credentials of a user in them. */
  private static final Set<String> OF_IMAGES =
      Set.of("app", "bin", "boot", "etc", "home", "lib", "lib64", "opt", "root", "sbin", "sys", "usr");

  /** Those in which the kernel, Kubernetes and what injects credentials put files that no volume of the values is for. */
  private static final Set<String> OF_THE_CLUSTER = Set.of("dev", "proc", "run", "var", "vault");

  /** The folder that images make for what they have to keep, empty as it is. */
  private static final String DATA = "/data";

  /** Where the chart mounts the Secrets that a component uses, each by its name. */
  private static final String SECRETS = "/secrets/";

  /** How the names of Secrets end that the chart makes. */
  private static final List<String> OF_THE_CHART =
      List.of(
          "generated", "synapse", "matrix-authentication-service", "matrix-rtc-authorisation-service", "matrix-rtc-sfu", "hookshot",
          "postgres");

  /** The keys of the values that name a Secret of which a component uses something. */
  private static final Set<String> NAMES_OF_SECRETS = Set.of("secret", "configSecret");

  /** The variable that goes before the file of Hookshot's key. */
  private static final String KEY_OF_GITHUB = "GITHUB_PRIVATE_KEY_FILE";

  private final ProgramConfig config;
  private final OptionItems items;
  private final Chosen chosen;
  private final Optional<Version> version;
  private final List<String> mounts = new ArrayList<>();

  private OptionFileFacts(ProgramConfig config, Chosen chosen, Facts facts) {
    this.config = config;
    this.chosen = chosen;
    this.version = OptionFacts.version(chosen, config.program());
    this.items = new OptionItems(config, version, facts);
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        options.files[]: a file that an option names, that no mount brings
          program: the program with its version
          option: the path in the configuration
          component: its component
          file: the file
          folder: the folder that it is in, or it itself at the top
          registration: whether it is that of an application service
        """);
  }

  /** States them; of an image of the user it is not known what is in it. */
  public static void state(List<ProgramConfig> configs, Chosen chosen, Facts facts) {
    for (ProgramConfig config : configs) {
      Program program = config.program();
      if (program != Program.ELEMENT_WEB && !chosen.isWritten(program.component() + ".image.repository")) {
        OptionFileFacts stating = new OptionFileFacts(config, chosen, facts);
        if (stating.areMountsKnown() && !isElsewhere(chosen, program)) {
          stating.mapping(Options.of(program).top(), ValuePath.ROOT, config.tree());
        }
      }
    }
  }

  private static boolean isElsewhere(Chosen chosen, Program program) {
    return program == Program.HOOKSHOT
        && chosen.items("hookshot.extraEnv").stream().anyMatch(variable -> variable.text("name").equals(KEY_OF_GITHUB));
  }

  /** Reads where volumes of the user are mounted. */
  private boolean areMountsKnown() {
    for (Value mount : chosen.items(config.program().component() + ".extraVolumeMounts")) {
      String path = mount.text("mountPath");
      if (!path.startsWith("/") || Placeholder.in(path).isPresent()) {
        return false;
      }
      mounts.add(path.endsWith("/") ? path : path + "/");
    }
    return true;
  }

  private void mapping(Place around, ValuePath path, MapValue map) {
    map.entries()
        .forEach(
            (key, value) ->
                around.child(key).ifPresent(place -> value(place, new Spot(path.key(key), value), isOfCredential(around, key))));
  }

  /** Whether what is in the file can also be written in its place, and is a credential. */
  private static boolean isOfCredential(Place around, String key) {
    int end = key.endsWith("_file") || key.endsWith("_path") ? key.lastIndexOf('_') : 0;
    return end > 0 && around.child(key.substring(0, end)).filter(place -> place.option().secret()).isPresent();
  }

  private void value(Place place, Spot spot, boolean credential) {
    switch (spot.value()) {
      case MapValue map -> mapping(place, spot.path(), map);
      case ListValue list -> {
        Optional<Place> item = place.items();
        for (int i = 0; item.isPresent() && i < list.items().size(); i++) {
          value(item.get(), new Spot(spot.path().index(i), list.items().get(i)), credential);
        }
      }
      case ScalarValue(Scalar.Str(String file), var origin) when isRead(place.option()) && isMissing(file, credential) ->
          state(spot, file);
      case ScalarValue scalar -> {}
    }
  }

  /** Whether it names a file, and the version that is deployed has it. */
  private boolean isRead(Option option) {
    return option.form().equals(FILE) && !option.isAfter(version);
  }

  private boolean isMissing(String file, boolean credential) {
    if (!file.startsWith("/")
        || DATA.equals(file)
        || Placeholder.in(file).isPresent()
        || mounts.stream().anyMatch(mount -> (file + "/").startsWith(mount))) {
      return false;
    }
    int end = file.indexOf('/', 1);
    String folder = file.substring(1, end < 0 ? file.length() : end);
    return file.startsWith(SECRETS)
        ? !maySecretBeMounted(file.substring(SECRETS.length()))
        : !folder.isEmpty() && !MOUNTED.contains(folder) && !OF_THE_CLUSTER.contains(folder) && (credential || !OF_IMAGES.contains(folder));
  }

  /** Whether the chart may mount the Secret that a path below {@link #SECRETS} begins with: its own ones, and those that the values name. */
  private boolean maySecretBeMounted(String path) {
    String secret = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
    return OF_THE_CHART.stream().anyMatch(secret::endsWith) || isNamed(secret, chosen.values().root());
  }

  private static boolean isNamed(String secret, Value value) {
    return switch (value) {
      case MapValue map ->
          map.entries().entrySet().stream()
              .anyMatch(
                  entry ->
                      (NAMES_OF_SECRETS.contains(entry.getKey()) && entry.getValue().text().filter(name -> mayBe(secret, name)).isPresent())
                          || isNamed(secret, entry.getValue()));
      case ListValue list -> list.items().stream().anyMatch(item -> isNamed(secret, item));
      case ScalarValue scalar -> false;
    };
  }

  private static boolean mayBe(String secret, String name) {
    return name.equals(secret) || Placeholder.in(name).isPresent();
  }

  private void state(Spot spot, String file) {
    Facts item = items.add("files", spot, true);
    item.put("component", config.program().component(), items.about(spot));
    item.put("file", file, items.about(spot));
    item.put("folder", file.lastIndexOf('/') > 0 ? file.substring(0, file.lastIndexOf('/')) : file, items.about(spot));
    item.put("registration", spot.path().toString().startsWith("app_service_config_files["), items.about(spot));
  }
}
