package dev.esslint.workspace.helmfile;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One helmfile, as far as it can be read without running it. */
final class Helmfile {
  /** The end of the name of a file that is a template. */
  static final String TEMPLATE = ".gotmpl";

  private final String folder;
  private final Index index;
  private final List<Located> parts = new ArrayList<>();
  private final HelmfileState state;
  private final Map<String, Located> repositories = new HashMap<>();
  private final Map<String, Located> templates = new HashMap<>();
  private boolean whole = true;

  /** Whether a file is a helmfile, by its name. */
  static boolean isHelmfile(String file) {
    String base = FileNames.base(file);
    String name = base.endsWith(TEMPLATE) ? base.substring(0, base.length() - TEMPLATE.length()) : base;
    boolean yaml = FileNames.isYaml(name);
    return yaml && (name.startsWith("helmfile.") || FileNames.base(FileNames.folder(file)).equals("helmfile.d"));
  }

  /**
   * Reads it.
   *
   * @param file its name
   */
  Helmfile(String file, SourceText source, Index index) {
    this.folder = FileNames.folder(file);
    this.index = index;
    String environment = index.discovery().tools().helmfileEnvironment();
    for (Span span : YamlStream.documents(source.text())) {
      HelmfileState before = HelmfileState.of(environment, parts, folder, index);
      Optional<Document> read = Templated.read(Excerpt.of(source, span), before, null);
      read.ifPresent(this::part);
      whole &= read.isPresent();
    }
    this.state = HelmfileState.of(environment, parts, folder, index);
    for (Located part : parts) {
      for (Located one : part.get("repositories").items()) {
        repositories.put(one.get("name").text(), one);
      }
      for (String name : part.get("templates").keys()) {
        templates.put(name, part.get("templates", name));
      }
    }
  }

  /** Whether all parts could be read. */
  boolean isWhole() {
    return whole;
  }

  /** A part of the helmfile; the files that it is based on come before it. */
  private void part(Document document) {
    Located part = Located.top(document);
    for (Located base : part.get("bases").items()) {
      String name = FileNames.in(folder, base.text());
      if (name != null && index.folder().has(name)) {
        try {
          Templated.read(Excerpt.of(index.folder().read(name)), HelmfileState.UNKNOWN, null)
              .ifPresent(read -> parts.add(Located.top(read)));
        } catch (SourceException e) {
          // helmfile itself will tell
        }
      }
    }
    parts.add(part);
  }

  /** Its parts, in order. */
  List<Located> parts() {
    return parts;
  }

  /** The folder that names of files start from. */
  String folder() {
    return folder;
  }

  /** What templates of this helmfile can name. */
  HelmfileState state() {
    return state;
  }

  /** The chart repository of a name; null for one that this helmfile does not have. */
  @Nullable Located repository(String name) {
    return repositories.get(name);
  }

  /** The helmfiles that this one includes. */
  List<String> others() {
    List<String> others = new ArrayList<>();
    for (Located part : parts) {
      for (Located item : part.get("helmfiles").items()) {
        Located path = item.isMap() ? item.get("path") : item;
        String name = path.text().contains("${") ? null : FileNames.in(folder, path.text());
        if (name != null) {
          others.addAll(
              Globs.isGlob(name)
                  ? Globs.matching(name, index.folder().names())
                  : index.folder().has(name) ? List.of(name) : List.of());
        }
      }
    }
    return others;
  }

  /** A release of this helmfile with what it inherits. */
  Levels levels(Located release) {
    List<Located> levels = new ArrayList<>();
    for (Located inherit : release.get("inherit").items()) {
      Located template = templates.get(inherit.get("template").text());
      if (template != null) {
        levels.add(template);
      }
    }
    levels.add(release);
    return new Levels(levels);
  }
}
