package dev.esslint.workspace.terraform;

import dev.esslint.text.SourceException;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.terraform.HclBody.Attribute;
import dev.esslint.workspace.terraform.HclBody.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a folder, which Terraform reads as one. */
final class Module {
  private final String folder;
  private final List<HclBody> files = new ArrayList<>();
  private final Map<String, Where> locals = new HashMap<>();
  private final Map<String, Where> variables = new HashMap<>();

  private static final String PRESET = "terraform.tfvars";

  /** An expression and the file that it stands in. */
  record Where(HclBody file, Expression expression) {}

  /**
   * @param varFiles further files with variables, the last one strongest
   */
  Module(String folder, Folder all, List<String> varFiles) {
    this.folder = folder;
    String preset = FileNames.file(folder, PRESET);
    List<String> given = new ArrayList<>();
    for (String name : all.names()) {
      if (!FileNames.folder(name).equals(folder)) {
        continue;
      }
      if (name.endsWith(".auto.tfvars")) {
        given.add(name);
      } else if (name.endsWith(".tf") || name.endsWith(".tofu")) {
        read(all, name)
            .ifPresent(
                body -> {
                  files.add(body);
                  collect(body);
                });
      }
    }
    given.addFirst(preset);
    given.addAll(varFiles);
    for (String name : given) {
      if (all.has(name)) {
        read(all, name).ifPresent(this::give);
      }
    }
  }

  private static Optional<HclBody> read(Folder all, String name) {
    try {
      return Optional.of(HclReader.read(all.read(name)));
    } catch (SourceException e) {
      return Optional.empty(); // Terraform itself will tell
    }
  }

  private void give(HclBody body) {
    body.attributes().forEach((key, value) -> variables.put(key, new Where(body, value.value())));
  }

  private void collect(HclBody body) {
    for (Block block : body.blocks()) {
      if (block.type().equals("locals")) {
        block
            .body()
            .attributes()
            .forEach((key, value) -> locals.put(key, new Where(body, value.value())));
      } else if (block.type().equals("variable") && !block.labels().isEmpty()) {
        Attribute preset = block.body().get("default");
        if (preset != null) {
          variables.putIfAbsent(block.labels().getFirst(), new Where(body, preset.value()));
        }
      }
    }
  }

  String folder() {
    return folder;
  }

  List<HclBody> files() {
    return files;
  }

  /** What a name stands for, with the rest of the path into it; null if that is not to be seen. */
  @Nullable Where named(String path) {
    String[] steps = path.split("\\.", -1);
    Where found =
        steps.length < 2
            ? null
            : steps[0].equals("local")
                ? locals.get(steps[1])
                : steps[0].equals("var") ? variables.get(steps[1]) : null;
    for (int i = 2; found != null && i < steps.length; i++) {
      found = entry(found, steps[i]);
    }
    return found;
  }

  private static @Nullable Where entry(Where where, String key) {
    if (where.expression() instanceof Expression.Pairs pairs) {
      for (Expression.Pair pair : pairs.pairs()) {
        if (pair.key().equals(key)) {
          return new Where(where.file(), pair.value());
        }
      }
    }
    return null;
  }
}
