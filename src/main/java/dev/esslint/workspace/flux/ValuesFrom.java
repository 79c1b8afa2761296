package dev.esslint.workspace.flux;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Base64Text;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Secrets;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.kustomize.Build;
import dev.esslint.workspace.kustomize.Generated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ConfigMaps and Secrets that a HelmRelease takes values from, and how they come together with its own values. */
final class ValuesFrom {
  private static final String DEFAULT_KEY = "values.yaml";

  private final Index index;
  private final boolean alone;
  private final Build build;
  private final Manifest release;
  private final Draft draft;
  private final Filling filling;
  private final Overlap overlap = new Overlap();

  /** What the API takes as a path. */
  private static final Pattern TARGET = Pattern.compile("(?:[A-Za-z0-9_./-]|\\\\|\\[[0-9]{1,5}\\]){1,250}+");

  /** Before this version of Flux, inline values win over every target. */
  private static final String OWN_TARGETS = "2.4";

  /** The release's own values in one of its parts. */
  record Layer(String name, Document document, MapNode root) {}

  /** What a key of an object holds. */
  private record Found(Excerpt text, String name, boolean encrypted, Substituted filled) {}

  /**
   * @param alone whether the objects beside the release are all that is known of what is applied
   * @param build what is applied
   */
  ValuesFrom(
      Index index,
      boolean alone,
      Build build,
      Manifest release,
      Filling filling,
      Draft draft) {
    this.index = index;
    this.alone = alone;
    this.build = build;
    this.release = release;
    this.draft = draft;
    this.filling = filling;
  }

  /** A value that goes to a path, and where among the layers it came to stand. */
  private record Target(String path, String name, SetExpression expression, Located at) {}

  /** Adds all layers in the order in which they count. */
  void add(List<Layer> inline) {
    for (Layer layer : inline) {
      overlap.inline(layer.root());
    }
    List<Target> targets = new ArrayList<>();
    for (Located ref : release.items("spec", "valuesFrom")) {
      kind(ref);
      if (ref.get("targetPath").text().isEmpty()) {
        int before = draft.layers().size();
        root(ref);
        overlap.root(draft.layers().subList(before, draft.layers().size()));
      } else {
        Target target = target(ref);
        if (target != null) {
          overlap.target(target.expression());
          targets.add(target);
        }
      }
    }
    if (release.isUnclear(List.of("spec", "valuesFrom"))) {
      draft.opaque("(valuesFrom)", "changed by kustomize", false, release.get("spec", "valuesFrom"));
    }
    boolean old = index.discovery().tools().isBefore("flux", OWN_TARGETS);
    List<Boolean> wins = old ? targets.stream().map(target -> false).toList() : overlap.wins();
    for (int i = 0; i < targets.size(); i++) {
      boolean shadowed = overlap.isShadowed(i);
      if (!shadowed || !wins.get(i)) {
        add(targets.get(i));
      }
      if (shadowed) {
        tellShadowed(targets.get(i), wins.get(i), inline);
      }
    }
    for (Layer layer : inline) {
      draft.mapping(layer.name(), layer.document(), layer.root());
    }
    for (int i = 0; i < targets.size(); i++) {
      if (overlap.isShadowed(i) && wins.get(i)) {
        add(targets.get(i));
      }
    }
  }

  /** Tells a reference to an object that holds no values, and to a ConfigMap in another namespace. */
  private void kind(Located ref) {
    String kind = ref.get("kind").text();
    String name = ref.get("name").text();
    if (kind.contains("${") || name.isEmpty() || name.contains("${")) {
      return;
    }
    if (!kind.equals("ConfigMap") && !kind.equals("Secret")) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SOURCE_OF_WRONG_KIND,
          ref.get(kind.isEmpty() ? "name" : "kind"),
          "`valuesFrom` takes values only from a ConfigMap or a Secret, so the API server refuses this. Write one of them as `kind`.");
      return;
    }
    Located misplaced = ref.get("values");
    if (misplaced.isThere()) {
      draft.misplaced(
          misplaced,
          "An item of `valuesFrom` has no `values`, so these values are refused or ignored. They belong under `spec.values`.");
    }
    boolean optional = ref.get("optional").isTrue();
    String namespace = release.objectNamespace();
    if (optional || !index.meantBy(release, kind, name, namespace).isEmpty() || isBuilt(kind, name)) {
      return;
    }
    Set<String> elsewhere = new TreeSet<>();
    for (Manifest other : index.objects(kind, name)) {
      if (!other.objectNamespace().isEmpty()) {
        elsewhere.add(other.objectNamespace());
      }
    }
    if (!elsewhere.isEmpty() && !namespace.isEmpty()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SOURCE_NOT_FOUND,
          ref.get("name"),
          "Flux looks for the "
              + kind
              + " `"
              + name
              + "` in the namespace of the HelmRelease, `"
              + namespace
              + "`. In these files it is only in `"
              + String.join("`, `", elsewhere)
              + "`.");
    } else if (kind.equals("ConfigMap") && index.objects(kind, name).isEmpty()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SOURCE_NOT_FOUND,
          ref.get("name"),
          "There is no ConfigMap `" + name + "` in these files, so what it sets is unknown.");
    }
  }

  private boolean isBuilt(String kind, String name) {
    return build.generated().stream().anyMatch(one -> one.kind().equals(kind) && one.name().equals(name))
        || build.objects().stream().anyMatch(one -> isMeant(one, kind, name));
  }

  private boolean isMeant(Manifest one, String kind, String name) {
    boolean near = one.objectNamespace().isEmpty() || one.objectNamespace().equals(release.objectNamespace());
    return near && one.kind().equals(kind) && one.objectName().equals(name);
  }

  private void add(Target target) {
    draft.setting(target.name() + " -> " + target.path(), target.expression(), target.at().span());
  }

  private void tellShadowed(Target target, boolean wins, List<Layer> inline) {
    Place at = place(target, inline);
    draft.tell(
        BuiltInCheck.DEPLOYMENT_TARGET_PATH_SHADOWED,
        at.source(),
        at.span(),
        "`values` and a `targetPath` both set `"
            + target.path()
            + (wins
                ? "`. With helm-controller 1.1 and later (Flux " + OWN_TARGETS + "), the `targetPath` is used, before that `values`."
                : "`, and `values` is used."));
  }

  private record Place(SourceText source, Span span) {}

  /** Where the inline values set the path of a target. */
  private static Place place(Target target, List<Layer> inline) {
    List<String> keys = new ArrayList<>();
    for (SetExpression.Step step : target.expression().assignments().getFirst().steps()) {
      if (!(step instanceof SetExpression.Name name)) {
        break;
      }
      keys.add(name.key());
    }
    for (Layer layer : inline.reversed()) {
      Node.Entry entry = Trees.entry(layer.root(), keys);
      if (entry != null) {
        return new Place(layer.document().source(), entry.key());
      }
    }
    return new Place(target.at().source(), target.at().span());
  }

  private void root(Located ref) {
    String kind = ref.get("kind").text();
    String object = ref.get("name").text();
    String key = ref.get("valuesKey").text().isEmpty() ? DEFAULT_KEY : ref.get("valuesKey").text();
    boolean optional = ref.get("optional").isTrue();
    Found found = found(ref, kind, object, key, optional);
    if (found == null) {
      boolean several = index.meantBy(release, kind, object, release.objectNamespace()).size() > 1;
      draft.opaque(
          "("
              + (optional ? "optional " : "")
              + kind
              + " "
              + object
              + (several ? ": several in the repository)" : ": not in the repository)"),
          kind + " " + namespaced(object) + " key " + key + (optional ? " (optional)" : ""),
          optional,
          ref);
    } else if (found.encrypted()) {
      if (kind.equals("ConfigMap")) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_SOPS_NOT_DECRYPTED,
            ref.get("name"),
            "These values are encrypted, but Flux decrypts the content of Secrets only, and not that of a ConfigMap. Make a Secret of them.");
      }
      draft.opaque(found.name(), "encrypted", false, ref);
    } else {
      found.filled().layer(found.text(), found.name(), ref);
    }
  }

  private String namespaced(String object) {
    String namespace = release.objectNamespace();
    return namespace.isEmpty() ? object : namespace + "/" + object;
  }

  private @Nullable Target target(Located ref) {
    String kind = ref.get("kind").text();
    String object = ref.get("name").text();
    String key = ref.get("valuesKey").text().isEmpty() ? DEFAULT_KEY : ref.get("valuesKey").text();
    Located path = ref.get("targetPath");
    Found found = found(ref, kind, object, key, ref.get("optional").isTrue());
    if (!TARGET.matcher(path.text()).matches() && !path.text().contains("${")) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_TARGET_PATH_SYNTAX,
          path.source(),
          path.span(),
          "The API server refuses this `targetPath`: it may have letters, digits, `_`, `-`, `.`, `\\`, `/` and indices such as `[0]`, and at"
              + " most 250 characters.");
      return null;
    }
    try {
      if (found == null || found.encrypted()) {
        String reason = kind + " " + namespaced(object) + " key " + key;
        draft.hole(ref.source(), ref.span(), reason);
        return new Target(
            path.text(),
            "(" + reason + ")",
            LayerReader.verbatim(
                ref.source(), path.text(), path.span(), "${" + reason + "}", ref.span()),
            path);
      }
      SetExpression expression = expression(ref, path, found);
      if (kind.equals("ConfigMap")) {
        SourceText text = found.text().outer();
        Span at = found.text().place().apply(new Span(0, found.text().text().length()));
        Document holder = new Document(text, Trees.EMPTY, List.of(), List.of(), Optional.empty());
        Secrets.tell(expression, found.text().text(), new Located(holder, null, at), draft);
      }
      return new Target(path.text(), found.name(), expression, path);
    } catch (SourceException e) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_TARGET_PATH_SYNTAX,
          path,
          "Flux sets a `targetPath` like `--set`, which cannot parse this value: a comma, bracket or brace at its start has"
              + " a special meaning. With `literal: true` the value is used as it is.");
      draft.opaque(object, "cannot be set", false, ref);
      return null;
    }
  }

  /** Tells a block of YAML that a target makes one text of, where the chart takes none. */
  private void block(Located path, SetExpression expression, String value) {
    boolean block = value.strip().contains("\n") || value.strip().endsWith(":") || value.contains(": ");
    if (block && draft.defaults().refusesText(Secrets.path(expression.assignments().getFirst()))) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_TARGET_PATH_SYNTAX,
          path.source(),
          path.span(),
          "A `targetPath` sets one text, also of several lines, but the chart allows no text for `"
              + path.text()
              + "`. Without `targetPath`, the value is read as YAML.");
    }
  }

  private SetExpression expression(Located ref, Located path, Found found) throws SourceException {
    Excerpt text = found.text();
    Span place = text.place().apply(new Span(0, text.text().length()));
    SourceText source = text.outer();
    String value = found.filled().text(text, place);
    Span at = source == path.source() ? path.span() : place;
    if (ref.get("literal").isTrue()) {
      return LayerReader.verbatim(source, path.text(), at, value, place);
    }
    boolean quoted =
        value.length() > 1
            && ((value.startsWith("\"") && value.endsWith("\""))
                || (value.startsWith("'") && value.endsWith("'")));
    SetExpression read =
        LayerReader.assignment(
            quoted ? Kind.STRING : Kind.SET,
            source,
            path.text(),
            at,
            quoted ? value.substring(1, value.length() - 1) : value,
            place);
    block(path, read, value);
    return read;
  }

  /** What a key of an object holds; null if the object is not to be seen, or has no such key. */
  private @Nullable Found found(
      Located ref, String kind, String object, String key, boolean optional) {
    for (Generated one : build.generated()) {
      if (one.kind().equals(kind) && one.name().equals(object)) {
        if (one.hashed() && !one.rewritten()) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_GENERATOR_NAME_NOT_REWRITTEN,
              ref.get("name"),
              "Kustomize appends a hash to the name `"
                  + object
                  + "` and does not update the reference in a HelmRelease, so this name does not exist. Add a"
                  + " `nameReference`, or set `disableNameSuffixHash`.");
        }
        return generated(one, ref, key, optional);
      }
    }
    List<Manifest> objects =
        build.objects().stream()
            .filter(o -> o.kind().equals(kind) && o.objectName().equals(object))
            .toList();
    if (objects.isEmpty() || alone) {
      objects = index.meantBy(release, kind, object, release.objectNamespace());
    }
    return objects.size() == 1 ? held(objects.getFirst(), ref, key, optional) : null;
  }

  private @Nullable Found generated(Generated one, Located ref, String key, boolean optional) {
    String name = " (" + one.kind() + " " + one.name() + ", generated)";
    Generated.Entry entry = one.entries().get(key);
    try {
      if (entry instanceof Generated.File(String file) && index.folder().has(file)) {
        draft.file(file);
        Excerpt text = Excerpt.of(index.folder().read(file));
        return new Found(text, file + name, isEncrypted(text), filling.of(one));
      }
      if (entry instanceof Generated.Literal(String text, Located at)) {
        return new Found(
            Excerpt.hidden(text, at.source(), at.span()), at.source().name() + name, false, filling.of(one));
      }
    } catch (SourceException e) {
      return null;
    }
    missing(ref, one.kind(), one.name(), key, optional);
    return null;
  }

  private static boolean isEncrypted(Excerpt text) {
    try {
      return text.text().contains("sops") && Sops.isEncrypted(text.yaml().root());
    } catch (SourceException e) {
      return false;
    }
  }

  private @Nullable Found held(Manifest object, Located ref, String key, boolean optional) {
    draft.file(object.file());
    boolean secret = object.kind().equals("Secret");
    for (String field : secret ? List.of("stringData", "data") : List.of("data", "binaryData")) {
      Located value = object.get(field, key);
      if (!value.isThere()) {
        continue;
      }
      if (object.isUnclear(List.of(field, key))) {
        return null;
      }
      String name = object.id() + ":/" + field + "/" + key;
      Substituted filled = filling.of(object);
      if (value.text().startsWith("ENC[")) {
        return new Found(Excerpt.of(value), name, true, filled);
      }
      if ((secret && field.equals("data")) || field.equals("binaryData")) {
        String text = Base64Text.decode(value.text());
        return text == null
            ? null
            : new Found(Excerpt.hidden(text, value.source(), value.span()), name, false, filling.hidden());
      }
      return new Found(Excerpt.of(value), name, false, filled);
    }
    boolean complete = object.get("data").isThere() || object.get("stringData").isThere();
    if (complete && !object.get("sops").isThere()) {
      missing(ref, object.kind(), object.objectName(), key, optional);
    }
    return null;
  }

  private void missing(Located ref, String kind, String object, String key, boolean optional) {
    if (!optional) {
      Located at = ref.get("valuesKey").isThere() ? ref.get("valuesKey") : ref.get("name");
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_REF_MISSING_KEY,
          at,
          "The " + kind + " `" + object + "` has no key `" + key + "`, so Flux cannot build the values.");
    }
  }
}
