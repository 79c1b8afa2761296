package dev.esslint.model.workload;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.fragment.Configs;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.HashSet;
import java.util.Set;

/** What the job that checks Synapse's configuration before an upgrade lacks. */
public final class HookFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        hook.missingFiles[]: a file that the configuration names and the job before an upgrade does not have, because only the running \
            pods mount its volume
          file: the file
        """);
  }

  /** The keys of files that Synapse reads along with its configuration. */
  private static final Regex FILE_KEY = new Regex(".*_(?:path|file|files|dir)|federation_custom_ca_list");

  private final Configs configs;
  private final Facts facts;
  private final Set<String> mounts = new HashSet<>();

  private HookFacts(Configs configs, Facts facts) {
    this.configs = configs;
    this.facts = facts;
  }

  public static void state(Configs configs, Chosen chosen, Facts facts) {
    if (!chosen.on("synapse.checkConfigHook.enabled")) {
      return;
    }
    HookFacts stating = new HookFacts(configs, facts);
    stating.mounts(chosen);
    ValuePath synapse = ValuePath.of(Component.SYNAPSE.label());
    if (!stating.mounts.isEmpty()) {
      configs.at(synapse).ifPresent(config -> stating.files(synapse, "", config));
    }
  }

  private void mounts(Chosen chosen) {
    for (Value mount : chosen.items("synapse.extraVolumeMounts")) {
      String path = mount.text("mountPath");
      if (mount.text("mountContext").equals("runtime")
          && path.startsWith("/")
          && path.length() > 1) {
        mounts.add(path.endsWith("/") ? path : path + "/");
      }
    }
  }

  private void files(ValuePath path, String key, Value value) {
    switch (value) {
      case MapValue map ->
          map.entries().forEach((name, entry) -> files(path.key(name), name, entry));
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          files(path.index(i), key, list.items().get(i));
        }
      }
      case ScalarValue(Scalar.Str(String file), Origin origin) when FILE_KEY.fits(key) -> {
        if (mounts.stream().anyMatch(mount -> (file + "/").startsWith(mount))) {
          ValuePath about = configs.place(path).map(Configs.Place::path).orElse(path);
          Origin place = new Origin(origin.layer(), origin.value(), origin.value(), null);
          Facts item = facts.item("hook.missingFiles", about, place);
          item.put("file", file, about);
        }
      }
      case ScalarValue scalar -> {}
    }
  }
}
