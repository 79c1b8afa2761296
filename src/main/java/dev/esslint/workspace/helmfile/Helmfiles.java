package dev.esslint.workspace.helmfile;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Holes;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Secrets;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Versions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The releases of helmfiles. */
public final class Helmfiles implements Finder {
  private static final String TEMPLATE = ".gotmpl";

  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;

  public Helmfiles(Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    for (String file : index.folder().names()) {
      if (isHelmfile(file)) {
        files.add(file);
      }
    }
    ArrayDeque<String> open = new ArrayDeque<>(files);
    while (!open.isEmpty()) {
      String file = open.removeFirst();
      String glance = index.folder().glance(file);
      if (glance.contains("releases") || glance.contains("helmfiles")) {
        try {
          One one = new One(file, index.folder().read(file));
          one.add(found);
          if (!one.isWhole() && glance.contains(ChartUse.NAME)) {
            index.passOver(file, "its templates produce more than values, and only helmfile can run them");
            index.notFollowed(file);
          }
          for (String other : one.others()) {
            if (files.add(other)) {
              open.add(other);
            }
          }
        } catch (SourceException e) {
          // helmfile itself will tell
        }
      }
    }
    return found;
  }

  private static boolean isHelmfile(String file) {
    String base = FileNames.base(file);
    String name = base.endsWith(TEMPLATE) ? base.substring(0, base.length() - TEMPLATE.length()) : base;
    boolean yaml = FileNames.isYaml(name);
    return yaml && (name.startsWith("helmfile.") || FileNames.base(FileNames.folder(file)).equals("helmfile.d"));
  }

  /** One helmfile. */
  private final class One {
    private final String file;
    private final String folder;
    private final List<Located> parts = new ArrayList<>();
    private final HelmfileState state;
    private boolean whole = true;
    private final Map<String, Located> repositories = new HashMap<>();
    private final Map<String, Located> templates = new HashMap<>();

    One(String file, SourceText source) {
      this.file = file;
      this.folder = FileNames.folder(file);
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

    void add(List<Deployment> found) {
      int count = 0;
      for (Located part : parts) {
        for (Located release : part.get("releases").items()) {
          String id = file + " releases[" + count++ + "]";
          boolean removed = release.get("installed").scalar().equals("false");
          found.addAll(removed ? List.of() : release(id, part, release));
        }
      }
    }

    /** Tells values of the chart where helmfile has values for its own templates, if there are no such templates. */
    private void misplaced(Located part, Draft draft) {
      if (part.source().text().contains(".Values")) {
        return;
      }
      List<Located> items = new ArrayList<>(part.get("values").items());
      for (String environment : part.get("environments").keys()) {
        items.addAll(part.get("environments", environment, "values").items());
      }
      for (Located item : items) {
        List<String> ours = item.keys().stream().filter(Umbrellas.UNMISTAKABLE::contains).toList();
        if (!ours.isEmpty() && draft.defaults().keys().containsAll(item.keys())) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_VALUES_WRONG_PLACE,
              item.get(ours.getFirst()),
              "These are values for the templates of helmfile, and it does not pass them to the chart. They belong under `values` of the release.");
        }
      }
    }

    private List<Located> levels(Located release) {
      List<Located> levels = new ArrayList<>();
      for (Located inherit : release.get("inherit").items()) {
        Located template = templates.get(inherit.get("template").text());
        if (template != null) {
          levels.add(template);
        }
      }
      levels.add(release);
      return levels;
    }

    private static Located last(List<Located> levels, String key) {
      for (Located level : levels.reversed()) {
        if (level.get(key).isThere()) {
          return level.get(key);
        }
      }
      return levels.getLast().get(key);
    }

    private List<Deployment> release(String id, Located part, Located release) {
      List<Located> levels = levels(release);
      Located chart = last(levels, "chart");
      String name = chart.text();
      if (ChartUse.isChart(name) || Addresses.isOfMakers(name)) {
        Draft draft = new Draft(id, "helmfile release", release, findings);
        draft.chart(registry(chart, last(levels, "version"), draft));
        return List.of(done(draft, part, levels, null));
      }
      List<Deployment> found = new ArrayList<>();
      String path = name.isEmpty() || name.contains("://") ? null : FileNames.in(folder, name);
      for (Umbrella umbrella : path == null ? List.<Umbrella>of() : umbrellas.of(path)) {
        Draft draft = new Draft(id + " -> " + umbrella.place(), "helmfile release", release, findings);
        umbrellas.under(umbrella, draft);
        found.add(done(draft, part, levels, umbrella));
      }
      return found;
    }

    private ChartUse registry(Located chart, Located asked, Draft draft) {
      String name = chart.text();
      if (name.contains("://")) {
        Addresses.complete(chart, name, true, draft);
      }
      int slash = name.indexOf('/');
      Located repository = name.contains("://") ? null : repositories.get(name.substring(0, Math.max(slash, 0)));
      String ref = name.contains("://") ? name : ChartUse.OFFICIAL;
      if (repository != null) {
        Located url = repository.get("url");
        ref = ChartUse.join(url.text(), ChartUse.NAME);
        Addresses.indexed(url, url.text(), "`" + Addresses.plain(url.text()) + "`, with `oci: true`", draft);
        if (ChartUse.isChart(url.text())) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_CHART_NAME_DOUBLED,
              url.source(),
              url.span(),
              "The address of the repository ends with the name of the chart, and `chart` adds it again, so it is not found.");
        }
      }
      Located at = asked.isThere() ? asked : chart;
      Version version =
          asked.text().contains("${")
              ? new Unclear("a template of helmfile")
              : Versions.tagOrRange(asked, draft);
      return new ChartUse(ref, version, at.source(), at.span());
    }

    private Deployment done(
        Draft draft, Located part, List<Located> levels, @Nullable Umbrella umbrella) {
      Located name = last(levels, "name");
      Located namespace = last(levels, "namespace");
      draft.release(name.text().contains("${") ? "" : name.text());
      draft.namespace(namespace.text().contains("${") ? "" : namespace.text());
      Located handler =
          last(levels, "missingFileHandler").isThere()
              ? last(levels, "missingFileHandler")
              : part.get("missingFileHandler");
      boolean lenient = handler.isThere() && !handler.text().equals("Error");
      for (String field : List.of("valuesTemplate", "values", "secrets", "set", "setString")) {
        for (Located level : levels) {
          if (level.get(field).isMap()) {
            draft.withoutValues();
            draft.tell(
                BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
                level.get(field),
                "`" + field + "` must be a list, but this is a mapping, so helmfile stops. Write `-` before its first key.");
          }
        }
      }
      for (String field : List.of("valuesTemplate", "values")) {
        for (Located level : levels) {
          for (Located item : level.get(field).items()) {
            value(item, draft, lenient, false, level.get(field).items().indexOf(item));
          }
        }
      }
      for (Located level : levels) {
        for (Located item : level.get("secrets").items()) {
          value(item, draft, lenient, true, 0);
        }
      }
      for (Located level : levels) {
        level.get("set").items().forEach(item -> set(item, Kind.SET, draft));
        level.get("setTemplate").items().forEach(item -> set(item, Kind.SET, draft));
      }
      for (Located level : levels) {
        level.get("setString").items().forEach(item -> set(item, Kind.STRING, draft));
      }
      switches(levels, draft);
      misplaced(part, draft);
      if (umbrella == null) {
        Checks.nested(draft);
      } else {
        umbrella.check(draft);
      }
      Versions.pinned(draft);
      return draft.done();
    }

    private void value(Located item, Draft draft, boolean lenient, boolean secret, int number) {
      Node node = item.node();
      if (item.isMap() && node != null) {
        Checks.dotted(item, draft);
        Holes.in(item.document().withRoot(node), draft, "gotmpl");
        draft.mapping("inline values[" + number + "]", item.document(), node);
        return;
      }
      String name = item.text().replace(Templated.RELEASE_NAME, draft.release().isEmpty() ? "${t}" : draft.release());
      String path = name.contains("${") ? null : FileNames.in(folder, name);
      if (path == null) {
        draft.opaque(name, "not among these files", false, item);
      } else if (index.folder().has(path)) {
        file(path, item, draft, secret);
      } else {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUE_FILE_MISSING,
            item,
            lenient
                ? "There is no file `" + name + "`, and helmfile continues without it."
                : "There is no file `" + name + "`, so helmfile stops.");
        if (!lenient) {
          draft.opaque(name, "not among these files", false, item);
        }
      }
    }

    private void file(String path, Located item, Draft draft, boolean secret) {
      try {
        Excerpt text = Excerpt.of(index.folder().read(path));
        draft.file(path);
        Document document =
            path.endsWith(TEMPLATE)
                ? Templated.read(text, state.in(draft.release()), draft).orElse(null)
                : text.yaml();
        if (document == null) {
          draft.opaque(path, "its templates produce more than values", false, item);
          return;
        }
        boolean encrypted = Sops.isEncrypted(document.root());
        if (encrypted && !secret) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_SOPS_NOT_DECRYPTED,
              item,
              "`" + path + "` is encrypted, but only files under `secrets` are decrypted. Helm will refuse the `sops` key.");
        }
        Checks.dotted(Located.top(document), draft);
        draft.mapping(
            path + (secret ? " (decrypted)" : ""),
            document,
            encrypted && secret ? Sops.decrypted(document, draft) : document.root());
      } catch (SourceException e) {
        draft.file(path);
        draft.opaque(path, "cannot be read: " + e.getMessage(), false, item);
      }
    }

    private void set(Located item, Kind kind, Draft draft) {
      Located name = item.get("name");
      Located value = item.get("value");
      Located values = item.get("values");
      Located from = item.get("file");
      try {
        if (from.isThere()) {
          setFile(name, from, draft);
          return;
        }
        if (values.isThere()) {
          List<String> items = values.items().stream().map(v -> escaped(v.scalar())).toList();
          draft.setting(
              "set",
              LayerReader.assignment(
                  kind, name.source(), name.text(), name.span(), "{" + String.join(",", items) + "}", values.span()),
              name.span());
          return;
        }
        if (value.isThere() && value.scalar().isEmpty()) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_EMPTY_SET_IGNORED,
              item.source(),
              item.span(),
              "An empty `value` has no effect, because helmfile does not pass it to Helm. `" + name.text() + "` keeps its value.");
          return;
        }
        SetExpression expression =
            LayerReader.assignment(
                kind, name.source(), name.text(), name.span(), escaped(value.scalar()), value.span());
        draft.setting(kind == Kind.STRING ? "setString" : "set", expression, name.span());
        if (value.text().contains("${")) {
          draft.hole(value.source(), value.span(), "gotmpl");
        }
        Secrets.tell(expression, value.scalar(), value, draft);
      } catch (SourceException e) {
        draft.opaque(name.text(), "cannot be set: " + e.getMessage(), false, item);
        if (!name.text().contains("${")) {
          Checks.unparsable(kind, e, name, draft);
        }
      }
    }

    private void setFile(Located name, Located from, Draft draft) throws SourceException {
      String path = FileNames.in(folder, from.text());
      boolean there = path != null && index.folder().has(path);
      if (!there) {
        draft.hole(from.source(), from.span(), "the file " + from.text());
      }
      String text = there && path != null ? index.folder().read(path).text() : "${" + from.text() + "}";
      draft.setting(
          "set",
          LayerReader.verbatim(name.source(), name.text(), name.span(), text, from.span()),
          name.span());
    }

    private static String escaped(String value) {
      return value.replaceAll("[{},]", "\\\\$0");
    }

    private static void switches(List<Located> levels, Draft draft) {
      Located reuse = last(levels, "reuseValues");
      if (reuse.isTrue()) {
        draft.trait(Trait.REUSES_VALUES);
        draft.tell(
            BuiltInCheck.DEPLOYMENT_REUSE_VALUES,
            reuse,
            "The values of the installed release are kept, so the defaults of a new chart are not used.");
      }
      if (last(levels, "skipSchemaValidation").isTrue()) {
        draft.trait(Trait.UNCHECKED);
      }
      for (String field : List.of("postRenderer", "jsonPatches", "strategicMergePatches", "transformers")) {
        if (last(levels, field).isThere()) {
          draft.trait(Trait.POST_RENDERED);
        }
      }
    }
  }
}
