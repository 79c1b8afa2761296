package dev.esslint.workspace.command;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.Span;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Versions;
import dev.esslint.workspace.command.HelmCommand.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one command line of Helm deploys. */
final class CommandDeployment {
  /** What Helm does without giving its output to another program. */
  private static final Set<String> INSTALLING = Set.of("install", "upgrade");

  private final CommandSite site;
  private final ShellScript.Command command;
  private final HelmCommand helm;
  private final Word chart;
  private final Draft.Findings findings;

  /**
   * @param chart the word of the command that names the chart
   */
  CommandDeployment(CommandSite site, ShellScript.Command command, HelmCommand helm, Word chart, Draft.Findings findings) {
    this.site = site;
    this.command = command;
    this.helm = helm;
    this.chart = chart;
    this.findings = findings;
  }

  /** What it deploys: nothing if its chart is another one, several if a chart that it deploys has the chart several times. */
  List<Deployment> deployments() {
    String name = chart.text();
    String id = site.file() + ":" + command.script().outer().position(at(helm.helm().span()).key().start()).line();
    for (Map.Entry<String, String> chosen : site.chosen().entrySet()) {
      id += " " + chosen.getKey() + "=" + chosen.getValue();
    }
    boolean registry = name.contains("://") || !isLocal(name);
    if (registry) {
      String bare = name.replaceAll("@sha256:.*$", "");
      Option repo = helm.last("--repo").orElse(null);
      boolean ours = ChartUse.isChart(bare) || Addresses.isOfMakers(bare);
      if (!ours || (!chart.known() && !bare.endsWith(ChartUse.NAME))) {
        return List.of();
      }
      Draft draft = new Draft(id, "helm " + helm.verb(), at(helm.helm().span()), findings);
      draft.chart(registry(bare, repo, draft));
      return List.of(done(draft, null));
    }
    List<Deployment> found = new ArrayList<>();
    String path = site.resolved(name);
    for (Umbrella umbrella : path == null ? List.<Umbrella>of() : site.umbrellas().of(path)) {
      Draft draft =
          new Draft(id + " -> " + umbrella.place(), "helm " + helm.verb(), at(helm.helm().span()), findings);
      site.umbrellas().under(umbrella, draft);
      found.add(done(draft, umbrella));
    }
    if (found.isEmpty() && FileNames.base(name).startsWith(ChartUse.NAME) && name.endsWith(".tgz")) {
      Draft draft = new Draft(id, "helm " + helm.verb(), at(helm.helm().span()), findings);
      Located place = at(chart.span());
      ChartUse use = Umbrellas.archive(site.index(), path == null ? name : path);
      boolean here = path != null && site.index().folder().has(path);
      draft.chart(
          new ChartUse(
              name,
              use.version(),
              place.source(),
              place.key(),
              here ? use.local() : Optional.empty()));
      found.add(done(draft, null));
    }
    return found;
  }

  private Located at(Span inner) {
    return CommandSite.at(command.script(), inner);
  }

  private boolean isLocal(String name) {
    if (name.startsWith(".") || name.startsWith("/") || name.endsWith(".tgz")) {
      return true;
    }
    String path = site.resolved(name);
    return path != null && site.umbrellas().isChart(path);
  }

  private ChartUse registry(String name, @Nullable Option repo, Draft draft) {
    int slash = name.lastIndexOf('/');
    int colon = name.indexOf(':', slash);
    String tag = colon < 0 ? "" : name.substring(colon + 1);
    String bare = colon < 0 ? name : name.substring(0, colon);
    Option option = helm.last("--version").orElse(null);
    Located place = option == null ? at(chart.span()) : at(option.value().span());
    boolean digest = chart.text().contains("@sha256:");
    Version version =
        option != null && !option.value().known()
            ? new Unclear("it is filled in by the shell")
            : Versions.tagOrRange(option == null ? tag : option.text(), place, draft);
    if (digest && option == null && tag.isEmpty()) {
      version = new Unclear("only its digest is given");
    } else if (helm.open() && option == null && tag.isEmpty()) {
      version = new Unclear("an option that the shell fills in may say it");
    }
    if (repo != null && repo.text().startsWith("oci://")) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_AS_REPO,
          at(repo.value().span()),
          "`--repo` cannot be an `oci://` address in Helm. Write the complete address of the chart instead.");
      draft.refused();
    }
    Located named = at(chart.span());
    Addresses.complete(named, name, isOfRegistry(bare), draft);
    if (repo != null) {
      Addresses.indexed(at(repo.value().span()), repo.text(), "the complete address of the chart instead: `" + ChartUse.OFFICIAL + "`", draft);
    }
    Word added = added(bare);
    if (added != null) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_AS_REPO,
          at(added.span()),
          "`helm repo add` does not accept an `oci://` address. Write the complete address of the chart in the command itself.");
    }
    if (!tag.isEmpty() && option != null && option.value().known() && !tag.equals(option.text()) && ChartUse.isFull(option.text())) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_TAG_IN_ADDRESS,
          named.source(),
          named.span(),
          "The address has the tag `" + tag + "`, but `--version` is `" + option.text() + "`, so Helm refuses the command. Keep one of them.");
    }
    String ref =
        bare.contains("://") ? bare : repo == null ? ChartUse.OFFICIAL : ChartUse.join(repo.text(), ChartUse.NAME);
    return new ChartUse(ref, version, place.source(), place.key());
  }

  /** Whether a name without a scheme is that of a place in a registry: a repository has a name without a dot. */
  private static boolean isOfRegistry(String name) {
    int slash = name.indexOf('/');
    return slash > 0 && name.substring(0, slash).contains(".") && name.indexOf('/', slash + 1) > 0;
  }

  /** The address of the repository that the script gave the name before the chart's; null if that is none of a registry. */
  private @Nullable Word added(String name) {
    int slash = name.indexOf('/');
    for (ShellScript.Command other : name.contains("://") || slash <= 0 ? List.<ShellScript.Command>of() : site.script().commands()) {
      List<Word> words = other.words();
      for (int i = 0; i + 4 < words.size(); i++) {
        if (words.get(i).text().equals("helm")
            && words.get(i + 1).text().equals("repo")
            && words.get(i + 2).text().equals("add")
            && words.get(i + 3).text().equals(name.substring(0, slash))
            && words.get(i + 4).text().startsWith("oci://")) {
          return words.get(i + 4);
        }
      }
    }
    return null;
  }

  private Deployment done(Draft draft, @Nullable Umbrella umbrella) {
    draft.release(helm.release());
    helm.last("-n", "--namespace")
        .filter(option -> option.value().known())
        .ifPresent(option -> draft.namespace(option.text()));
    new CommandValues(site, command, helm).addTo(draft);
    switches(draft);
    if (umbrella == null) {
      Checks.nested(draft);
    } else {
      umbrella.check(draft);
    }
    if (umbrella == null && INSTALLING.contains(helm.verb()) && !helm.decrypts()) {
      Checks.placeholders(draft, "Helm");
    }
    Versions.pinned(draft);
    return draft.done();
  }

  private void switches(Draft draft) {
    boolean reset = !helm.all("--reset-values").isEmpty();
    helm.last("--reuse-values")
        .filter(option -> !reset)
        .ifPresent(
            option -> {
              draft.trait(Trait.REUSES_VALUES);
              Located at = at(option.at().span());
              draft.tell(
                  BuiltInCheck.DEPLOYMENT_REUSE_VALUES,
                  at.source(),
                  at.key(),
                  "With `--reuse-values`, the defaults of a new chart are not used, so templates may fail because keys are missing."
                      + " `--reset-then-reuse-values` uses them.");
            });
    if (!reset && !helm.all("--reset-then-reuse-values").isEmpty()) {
      draft.trait(Trait.REUSES_VALUES);
    }
    helm.last("--skip-schema-validation")
        .ifPresent(
            option -> {
              draft.trait(Trait.UNCHECKED);
              Located at = at(option.at().span());
              draft.tell(
                  BuiltInCheck.DEPLOYMENT_SCHEMA_CHECK_OFF,
                  at.source(),
                  at.key(),
                  "Helm does not check the values with the chart's schema, so mistakes become visible only after the deployment"
                      + ".");
            });
    if (!helm.all("--post-renderer").isEmpty()) {
      draft.trait(Trait.POST_RENDERED);
    }
  }
}
