package dev.esslint.model.program;

import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Options.Place;
import dev.esslint.embedded.Program;
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

  /** The folders at the top that images have, and those in which the chart mounts something. */
  private static final Set<String> FOLDERS =
      Set.of(
          "app", "bin", "boot", "dev", "etc", "home", "lib", "lib64", "opt", "proc", "root", "run", "sbin", "sys", "usr", "var", "as",
          "conf", "config-templates", "media", "secrets", "storage", "tmp", "turn-tls");

  /** The variable that goes before the file of Hookshot's key. */
  private static final String KEY_OF_GITHUB = "GITHUB_PRIVATE_KEY_FILE";

  private final ProgramConfig config;
  private final OptionItems items;
  private final List<String> mounts = new ArrayList<>();

  private OptionFileFacts(ProgramConfig config, Chosen chosen, Facts facts) {
    this.config = config;
    this.items = new OptionItems(config, OptionFacts.version(chosen, config.program()), facts);
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
          folder: the folder that it is in
          registration: whether it is that of an application service
        """);
  }

  /** States them; of an image of the user it is not known what is in it. */
  public static void state(List<ProgramConfig> configs, Chosen chosen, Facts facts) {
    for (ProgramConfig config : configs) {
      Program program = config.program();
      if (program != Program.ELEMENT_WEB && !chosen.isWritten(program.component() + ".image.repository")) {
        OptionFileFacts stating = new OptionFileFacts(config, chosen, facts);
        if (stating.areMountsKnown(chosen) && !isElsewhere(chosen, program)) {
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
  private boolean areMountsKnown(Chosen chosen) {
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
    map.entries().forEach((key, value) -> around.child(key).ifPresent(place -> value(place, new Spot(path.key(key), value))));
  }

  private void value(Place place, Spot spot) {
    switch (spot.value()) {
      case MapValue map -> mapping(place, spot.path(), map);
      case ListValue list -> {
        Optional<Place> item = place.items();
        for (int i = 0; item.isPresent() && i < list.items().size(); i++) {
          value(item.get(), new Spot(spot.path().index(i), list.items().get(i)));
        }
      }
      case ScalarValue(Scalar.Str(String file), var origin) when isMissing(file) && place.option().form().equals(FILE) ->
          state(spot, file);
      case ScalarValue scalar -> {}
    }
  }

  private boolean isMissing(String file) {
    return file.startsWith("/")
        && file.indexOf('/', 1) > 0
        && Placeholder.in(file).isEmpty()
        && !FOLDERS.contains(file.substring(1, file.indexOf('/', 1)))
        && mounts.stream().noneMatch(mount -> (file + "/").startsWith(mount));
  }

  private void state(Spot spot, String file) {
    Facts item = items.add("files", spot, true);
    item.put("component", config.program().component(), items.about(spot));
    item.put("file", file, items.about(spot));
    item.put("folder", file.substring(0, file.lastIndexOf('/')), items.about(spot));
    item.put("registration", spot.path().toString().startsWith("app_service_config_files["), items.about(spot));
  }
}
