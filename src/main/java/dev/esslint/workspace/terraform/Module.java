package dev.esslint.workspace.terraform;

import dev.esslint.source.SourceException;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.Names;
import dev.esslint.workspace.terraform.Body.Attribute;
import dev.esslint.workspace.terraform.Body.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a folder, which Terraform reads as one. */
final class Module {
  private final String folder;
  private final List<Body> files = new ArrayList<>();
  private final Map<String, Where> locals = new HashMap<>();
  private final Map<String, Where> variables = new HashMap<>();

  /** An expression and the file that it stands in. */
  record Where(Body file, Expression expression) {}

  Module(String folder, Folder all) {
    this.folder = folder;
    for (String name : all.names()) {
      boolean code = name.endsWith(".tf") || name.endsWith(".tofu");
      boolean given = name.endsWith(".auto.tfvars") || Names.base(name).equals("terraform.tfvars");
      if (!Names.folder(name).equals(folder) || (!code && !given)) {
        continue;
      }
      try {
        Body body = HclReader.read(all.read(name));
        if (code) {
          files.add(body);
          collect(body);
        } else {
          body.attributes().forEach((key, value) -> variables.put(key, new Where(body, value.value())));
        }
      } catch (SourceException e) {
        // Terraform itself will tell
      }
    }
  }

  private void collect(Body body) {
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

  List<Body> files() {
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
