package dev.esslint.workspace.terraform;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Newest;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Secrets;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Versions;
import dev.esslint.workspace.terraform.HclBody.Attribute;
import dev.esslint.workspace.terraform.HclBody.Block;
import dev.esslint.workspace.terraform.Module.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The resources {@code helm_release} of Terraform. */
public final class HelmReleases implements Finder {
  private static final Set<String> TYPES = Set.of("helm_release", "helm_template");

  /** What sets single values, in the order of the provider. */
  private static final List<String> SETS = List.of("set", "set_list", "set_sensitive", "set_wo");

  /** Those of which neither logs nor plans show the values. */
  private static final Set<String> SENSITIVE = Set.of("set_sensitive", "set_wo");

  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;

  public HelmReleases(Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    Folder folder = index.folder();
    Set<String> folders = new TreeSet<>();
    for (String name : folder.names()) {
      if ((name.endsWith(".tf") || name.endsWith(".tofu")) && mayHold(folder.glance(name))) {
        folders.add(FileNames.folder(name));
      }
    }
    List<Deployment> found = new ArrayList<>();
    for (String one : folders) {
      Module module = new Module(one, folder, index.discovery().tools().varFiles());
      for (HclBody file : module.files()) {
        for (Block block : file.blocks()) {
          if (block.labels().size() == 2 && TYPES.contains(block.labels().getFirst())) {
            found.addAll(new One(module, file, block).deployments());
          }
        }
      }
    }
    return found;
  }

  private static boolean mayHold(String text) {
    return text.contains("helm_release") || text.contains("helm_template");
  }

  /** One resource. */
  private final class One {
    private final Module module;
    private final HclBody file;
    private final HclBody body;
    private final Span at;
    private final String id;

    One(Module module, HclBody file, Block block) {
      this.module = module;
      this.file = file;
      this.body = block.body();
      this.at = block.at();
      this.id = file.source().name() + " " + String.join(".", block.labels());
    }

    List<Deployment> deployments() {
      Draft draft = draft(id);
      String chart = text("chart", draft);
      String repository = text("repository", draft);
      if (ChartUse.isChart(chart) || Addresses.isOfMakers(chart)) {
        draft.chart(registry(chart, repository, draft));
        return List.of(done(draft, null));
      }
      List<Deployment> found = new ArrayList<>();
      String path = chart.isEmpty() || !repository.isEmpty() ? null : FileNames.in(module.folder(), chart);
      for (Umbrella umbrella : path == null ? List.<Umbrella>of() : umbrellas.of(path)) {
        Draft other = draft(id + " -> " + umbrella.place());
        umbrellas.under(umbrella, other);
        found.add(done(other, umbrella));
      }
      return found;
    }

    private Draft draft(String name) {
      return new Draft(name, "Terraform helm_release", located(at), findings);
    }

    private Located located(Span span) {
      return located(file.source(), span);
    }

    private Located located(SourceText source, Span span) {
      return new Located(
          new Document(source, Trees.EMPTY, List.of(), List.of(), Optional.empty()), null, span);
    }

    private @Nullable Where where(HclBody from, String name) {
      Attribute attribute = from.get(name);
      return attribute == null ? null : new Where(file, attribute.value());
    }

    private String text(String name, Draft draft) {
      Where where = where(body, name);
      return where == null ? "" : evaluation(draft).text(where).orElse("");
    }

    private HclEvaluation evaluation(Draft draft) {
      return new HclEvaluation(module, index.folder(), draft);
    }

    private ChartUse registry(String chart, String repository, Draft draft) {
      Attribute asked = body.get("version");
      Attribute name = body.get("chart");
      Attribute named = asked != null ? asked : name;
      Span span = named == null ? at : named.value().span();
      Attribute repo = body.get("repository");
      Located address = located(repo == null ? at : repo.value().span());
      Addresses.doubled(address, repository, chart, draft);
      Addresses.indexed(address, repository, "`oci://" + Addresses.plain(repository) + "`", draft);
      if (chart.contains("/")) {
        Addresses.complete(located(name == null ? at : name.value().span()), chart, true, draft);
      }
      Version version =
          asked == null
              ? new Newest()
              : text("version", draft).isEmpty()
                  ? new Unclear("it is an expression")
                  : Versions.tagOrRange(text("version", draft), located(span), draft);
      String ref =
          chart.contains("://") ? chart : repository.isEmpty() ? ChartUse.OFFICIAL : ChartUse.join(repository, chart);
      return new ChartUse(ref, version, file.source(), span);
    }

    private Deployment done(Draft draft, @Nullable Umbrella umbrella) {
      draft.release(text("name", draft));
      draft.namespace(body.get("namespace") == null ? "default" : text("namespace", draft));
      values(draft);
      sets(draft);
      switches(draft);
      if (umbrella == null) {
        Checks.nested(draft);
        Checks.placeholders(draft, "Terraform");
      } else {
        umbrella.check(draft);
      }
      Versions.pinned(draft);
      return draft.done();
    }

    private void values(Draft draft) {
      Attribute values = body.get("values");
      if (values == null) {
        return;
      }
      values(new Where(file, values.value()), values, draft);
    }

    private void values(Where list, Attribute values, Draft draft) {
      Where where = evaluation(draft).resolved(list);
      if (where.expression() instanceof Expression.Items items) {
        for (Expression item : items.items()) {
          value(new Where(where.file(), item), draft);
        }
      } else if (where.expression() instanceof Expression.Call call && call.name().equals("concat")) {
        for (Expression part : call.arguments()) {
          values(new Where(where.file(), part), values, draft);
        }
      } else if (where.expression() instanceof Expression.Pairs) {
        draft.withoutValues();
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
            file.source(),
            values.at(),
            "`values` must be a list of YAML texts, but this is an object. Write `values = [yamlencode({ ... })]`.");
      } else {
        draft.opaque("values", "an expression", evaluation(draft).named(where), located(values.at()));
      }
    }

    private void value(Where item, Draft draft) {
      HclEvaluation evaluation = evaluation(draft);
      Located place = located(item.file().source(), item.expression().span());
      String name = evaluation.name(item);
      try {
        Optional<Document> document = evaluation.document(item);
        if (document.isPresent()) {
          Checks.dotted(Located.top(document.get()), draft);
          Sops.undecrypted(document.get().root(), "`" + name + "`", place, "Terraform", draft);
          draft.mapping(name, document.get(), document.get().root());
        } else {
          evaluation.absent(item).ifPresent(file -> draft.tell(
              BuiltInCheck.DEPLOYMENT_VALUE_FILE_MISSING,
              place,
              "There is no file `" + file + "`, so Terraform stops."));
          draft.opaque(name, "an expression", evaluation.named(item), place);
        }
      } catch (SourceException e) {
        draft.opaque(name, "not YAML: " + e.getMessage(), evaluation.named(item), place);
      }
    }


    private void sets(Draft draft) {
      for (String field : SETS) {
        List<HclBody> given = given(field, draft);
        boolean blocks = body.blocks().stream().anyMatch(block -> block.type().equals(field));
        Map<String, String> seen = new HashMap<>();
        Set<String> undefined = new HashSet<>();
        for (HclBody one : given) {
          String name = name(one, draft);
          String value = evaluation(draft).text(orNothing(one, "value")).orElse("?");
          String before = seen.put(name, value);
          if (blocks && before != null && !before.equals(value)) {
            undefined.add(name);
            Attribute at = one.get("value");
            draft.tell(
                BuiltInCheck.DEPLOYMENT_PARAMETER_ORDER_UNDEFINED,
                file.source(),
                at == null ? this.at : at.value().span(),
                "`"
                    + name
                    + "` is set twice, but version 2 of the provider reads these blocks in no defined order, so either of the"
                    + " values may be used.");
          }
        }
        for (HclBody one : given) {
          set(field, one, undefined, draft);
        }
      }
    }

    private Where orNothing(HclBody one, String name) {
      Where where = where(one, name);
      return where == null ? new Where(file, new Expression.Other("", at)) : where;
    }

    private String name(HclBody one, Draft draft) {
      return evaluation(draft).text(orNothing(one, "name")).orElse("");
    }

    /** The blocks of a type, or the objects in a list of this name. */
    private List<HclBody> given(String field, Draft draft) {
      List<HclBody> given = new ArrayList<>();
      for (Block block : body.blocks()) {
        if (block.type().equals(field)) {
          given.add(block.body());
        } else if (block.type().equals("dynamic") && block.labels().contains(field)) {
          draft.opaque(field, "a dynamic block", false, located(block.at()));
        }
      }
      Attribute list = body.get(field);
      if (list != null) {
        Where where = evaluation(draft).resolved(new Where(file, list.value()));
        if (where.expression() instanceof Expression.Items items) {
          for (Expression item : items.items()) {
            if (item instanceof Expression.Pairs pairs) {
              HclBody one = HclBody.empty(file.source());
              for (Expression.Pair pair : pairs.pairs()) {
                one.attributes().put(pair.key(), new Attribute(pair.key(), pair.at(), pair.value()));
              }
              given.add(one);
            }
          }
        } else {
          draft.opaque(field, "an expression", false, located(list.at()));
        }
      }
      return given;
    }

    private void set(String field, HclBody one, Set<String> undefined, Draft draft) {
      String name = name(one, draft);
      Attribute path = one.get("name");
      Attribute value = one.get("value") != null ? one.get("value") : one.get("value_wo");
      if (path == null || name.isEmpty() || value == null) {
        return;
      }
      Span nameAt = path.value().span();
      Span valueAt = value.value().span();
      try {
        SetExpression expression;
        HclEvaluation evaluation = evaluation(draft);
        String text = field.equals("set_list") ? list(new Where(file, value.value()), draft) : evaluation.text(new Where(file, value.value())).orElse(null);
        if (text == null || undefined.contains(name)) {
          String reason = undefined.contains(name) ? "the order of `set` blocks" : file.source().slice(valueAt).strip();
          draft.hole(file.source(), valueAt, reason);
          expression = LayerReader.verbatim(file.source(), name, nameAt, "${" + reason.replaceAll("[${}\\n]+", " ") + "}", valueAt);
        } else {
          String type = evaluation.text(orNothing(one, "type")).orElse("auto");
          expression =
              LayerReader.assignment(
                  type.equals("string") ? Kind.STRING : type.equals("literal") ? Kind.LITERAL : Kind.SET,
                  file.source(), name, nameAt, text, valueAt);
          if (value.value() instanceof Expression.Text) {
            Secrets.tell(expression, text, located(valueAt), draft);
          }
        }
        draft.setting(field, expression, nameAt, SENSITIVE.contains(field));
      } catch (SourceException e) {
        draft.opaque(name, "cannot be set: " + e.getMessage(), false, located(nameAt));
        draft.tell(
            BuiltInCheck.DEPLOYMENT_TARGET_PATH_SYNTAX,
            file.source(),
            valueAt,
            "Helm cannot parse this as `--set`: " + e.getMessage() + ".");
      }
    }

    private @Nullable String list(Where value, Draft draft) {
      HclEvaluation.Tree tree = evaluation(draft).tree(value, 0);
      if (tree == null || !(tree.node() instanceof ListNode list)) {
        return null;
      }
      List<String> items = new ArrayList<>();
      for (Node item : list.items()) {
        items.add(
            item instanceof Node.ScalarNode scalar
                ? Scalar.text(scalar.value())
                : "");
      }
      return "{" + String.join(",", items) + "}";
    }

    private void switches(Draft draft) {
      Attribute reuse = body.get("reuse_values");
      if (reuse != null && text("reuse_values", draft).equals("true")) {
        draft.trait(Trait.REUSES_VALUES);
        draft.tell(
            BuiltInCheck.DEPLOYMENT_REUSE_VALUES,
            file.source(),
            reuse.at(),
            "The values of the installed release are kept, so the defaults of a new chart are not used.");
      }
      boolean post = body.blocks().stream().anyMatch(block -> block.type().equals("postrender"));
      if (post || body.get("postrender") != null) {
        draft.trait(Trait.POST_RENDERED);
      }
    }
  }
}
