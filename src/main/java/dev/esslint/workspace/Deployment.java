package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that deploys the chart: the chart, the layers of its values and what cannot be known.
 *
 * @param id what it is called in reports: its file and its place there
 * @param kind what it is, such as {@code Flux HelmRelease}
 * @param source the text that declares it
 * @param span its place there
 * @param release the name of the Helm release; empty if it cannot be told
 * @param namespace the namespace of the release; empty if it cannot be told
 * @param chart which chart
 * @param layers what its values come from, the last one strongest
 * @param unknowns values that cannot be told
 * @param key the key that the chart's values stand under; empty at the top
 * @param deploys whether anything would be deployed; false where the tool refuses the manifest
 * @param traits what else is known about it
 * @param assumes what was taken for granted, each a sentence without a period
 * @param files all files that take part
 */
public record Deployment(
    String id,
    String kind,
    SourceText source,
    Span span,
    String release,
    String namespace,
    ChartUse chart,
    List<DeploymentLayer> layers,
    List<Unknown> unknowns,
    String key,
    boolean deploys,
    Set<Trait> traits,
    List<String> assumes,
    Set<String> files) {

  /** The kind of deployments that are values files and nothing else. */
  public static final String VALUES_FILES = "values files";

  /** The kind of deployments that the configuration states. */
  public static final String CONFIGURED = "configured";

  /** What else is known about a deployment. */
  public enum Trait {
    /** Values of the release that is there are kept, so that every path that is not set may have a value. */
    REUSES_VALUES,
    /** The defaults of the chart are in the values. */
    COMPUTED,
    /** The schema of the chart is not checked. */
    UNCHECKED,
    /** What the chart makes is changed before it is applied. */
    POST_RENDERED,
    /** It is one case of a test. */
    TEST,
    /** The tool stops, or drops the values, before Helm sees any, so that nothing can be said of them. */
    LOST
  }

  /** The same with its files by the names that reports have for them. */
  public Deployment shownIn(Folder folder) {
    Set<String> shown = new TreeSet<>();
    files.forEach(file -> shown.add(folder.has(file) ? folder.shown(file) : file));
    return new Deployment(
        id, kind, source, span, release, namespace, chart, layers, unknowns, key, deploys, traits,
        assumes, shown);
  }

  /** The same by another name. */
  public Deployment named(String other) {
    return new Deployment(
        other, kind, source, span, release, namespace, chart, layers, unknowns, key, deploys, traits,
        assumes, files);
  }

  /** The same over a file that may come before its layers. */
  public Deployment over(String file, String reason) {
    List<DeploymentLayer> more = new ArrayList<>(layers);
    more.addFirst(new DeploymentLayer.Opaque(file, reason, true, source, span));
    return new Deployment(
        id, kind, source, span, release, namespace, chart, List.copyOf(more), unknowns, key, deploys, traits,
        assumes, files);
  }

  /** Whether these are values files of which it cannot be told which others belong to them. */
  public boolean isAmbiguous() {
    return kind.equals(VALUES_FILES) && isOpen();
  }

  /** Whether anything may be set by what cannot be seen from here. */
  public boolean isOpen() {
    return traits.contains(Trait.REUSES_VALUES)
        || layers.stream().anyMatch(layer -> layer instanceof DeploymentLayer.Opaque);
  }
}
