package dev.esslint.analysis;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.Topic;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.ReleaseComment;
import dev.esslint.input.Sources;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Unknown;
import dev.esslint.workspace.UserValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deployments that were found with all their layers, wherever these lie. */
final class Wrapped {
  private Wrapped() {}

  /** The layers of a deployment. */
  static Reading read(
      Request request, Deployment found, Targets targets, Sources from, Installation stated) {
    List<Layer> order = new ArrayList<>(UserValues.layers(found));
    if (order.stream().noneMatch(layer -> layer instanceof Layer.File)) {
      order.addFirst(
          new Layer.File(
              new Document(found.source(), Trees.EMPTY, List.of(), List.of(), Optional.empty())));
    }
    List<Document> documents = new ArrayList<>();
    List<Layer.Argument> arguments = new ArrayList<>();
    Set<SourceText> sources = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Layer layer : order) {
      switch (layer) {
        case Layer.File(Document document) -> documents.add(document);
        case Layer.Argument argument -> arguments.add(argument);
        case Layer.Defaults defaults -> {}
      }
      layer
          .source()
          .ifPresent(
              source -> {
                sources.add(source);
                names.add(source.name());
              });
    }
    sources.add(found.source());
    boolean said =
        found.kind().equals(Deployment.VALUES_FILES)
            && documents.stream().anyMatch(document -> ReleaseComment.in(document).isPresent());
    Target target =
        targets.of(List.copyOf(found.files()), said ? null : found.chart(), documents, from);
    Nesting nesting = new Nesting(found.key(), documents, documents, arguments, List.of());
    return new Reading(
        request,
        List.copyOf(names),
        documents,
        List.copyOf(sources),
        List.of(),
        target,
        nesting,
        installation(stated, found),
        order);
  }

  /** What is stated counts; what is not is told by the deployment, if that is a name and no placeholder. */
  private static Installation installation(Installation stated, Deployment found) {
    String name = Installation.isName(found.release()) ? found.release() : "";
    String namespace = Installation.isNamespace(found.namespace()) ? found.namespace() : "";
    return new Installation(
        stated.name().isEmpty() ? name : stated.name(),
        stated.namespace().isEmpty() ? namespace : stated.namespace());
  }

  /** What keeps the secrets of the layers from being printed. */
  static Mask mask(List<SourceText> texts, Deployment found) {
    boolean configured = found.kind().equals(Deployment.CONFIGURED);
    List<SourceText> manifests =
        configured ? texts.stream().filter(text -> !text.equals(found.source())).toList() : texts;
    Mask mask = UserValues.of(found).mask(found, manifests);
    return configured ? mask.knowing(found.source()) : mask;
  }

  /**
   * Takes away what is true only if nothing else sets anything, where something else may. What is above the last layer that cannot be
   * seen is certain, and a key that the chart does not know is wrong wherever it stands.
   */
  static void keepCertain(List<Finding> findings, ResolvedValues values, Deployment found) {
    if (found.traits().contains(Trait.COMPUTED)) {
      findings.removeIf(finding -> finding.rule().topic() == Topic.DEFAULT);
    }
    if (found.traits().contains(Trait.LOST)) {
      findings.clear();
    }
    if (found.traits().contains(Trait.TEST)) {
      // a test has hosts and keys that are made up, and only has to be accepted
      findings.removeIf(finding -> isOfOperation(finding.rule().kind()));
    }
    if (found.traits().contains(Trait.UNCHECKED)) {
      findings.replaceAll(Wrapped::unchecked);
    }
    findings.removeIf(
        finding ->
            finding.rule().topic() == Topic.PLACEHOLDER && isFilledIn(finding.primary(), found));
    findings.replaceAll(finding -> atValues(finding, found));
    if (!found.isOpen()) {
      return;
    }
    Set<Document> certain = certain(found);
    findings
        .removeIf(
            finding ->
                finding.rule().topic() != Topic.KEY
                    && !(finding.notes().isEmpty()
                        && isCertain(finding.primary(), values, certain)
                        && finding.related().stream()
                            .allMatch(place -> isCertain(place, values, certain))));
  }

  /** What only the schema refuses is not refused where nobody checks it: a key has no effect, a value makes something else of the chart. */
  private static Finding unchecked(Finding finding) {
    Topic topic = finding.rule().topic();
    return topic.isOfSchema() ? finding.with(topic == Topic.KEY ? RuleClass.IGNORED : RuleClass.BROKEN) : finding;
  }

  private static boolean isOfOperation(RuleClass kind) {
    return switch (kind) {
      case BROKEN, RISKY, DEPRECATED -> true;
      case REJECTED, IGNORED -> false;
    };
  }

  /** Whether a place lies in a value that something fills in before Helm reads it. */
  private static boolean isFilledIn(Location place, Deployment found) {
    for (Unknown unknown : found.unknowns()) {
      if (unknown.phase() == Unknown.Phase.BEFORE_HELM
          && unknown.source().name().equals(place.source().name())
          && unknown.span().start() <= place.span().start()
          && place.span().start() <= unknown.span().end()) {
        return true;
      }
    }
    return !found.unknowns().isEmpty()
        && UserValues.of(found).unknowns().containsKey(place.path());
  }

  /** The documents above the last layer that may set anything. */
  private static Set<Document> certain(Deployment found) {
    Set<Document> certain = Collections.newSetFromMap(new IdentityHashMap<>());
    for (DeploymentLayer layer : found.layers()) {
      switch (layer) {
        case DeploymentLayer.Opaque opaque -> certain.clear();
        case DeploymentLayer.Mapping mapping -> certain.add(mapping.document());
        case DeploymentLayer.Setting setting -> {}
      }
    }
    return certain;
  }

  private static boolean isCertain(
      Location place, ResolvedValues values, Set<Document> certain) {
    Optional<Value> written = values.writtenAt(place.path());
    return written.isPresent()
        && written.get().origin().layer() instanceof Layer.File(Document document)
        && certain.contains(document);
  }

  /** A finding about the values as a whole is at their start, and not at that of the manifest. */
  private static Finding atValues(Finding finding, Deployment found) {
    Location place = finding.primary();
    if (place.span().end() > 0) {
      return finding;
    }
    SourceText source = place.source();
    Span start = source == found.source() ? found.span() : null;
    for (DeploymentLayer layer : found.layers()) {
      if (layer instanceof DeploymentLayer.Mapping(String name, Document document)
          && document.source() == source) {
        int at = document.root().span().start();
        start = new Span(at, at);
      }
    }
    return start == null
        ? finding
        : finding.at(new Location.InText(place.path(), source, start, place.note()), finding.related());
  }
}
