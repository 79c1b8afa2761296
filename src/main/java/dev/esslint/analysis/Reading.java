package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.check.FileChecks;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.input.Inputs.Request;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a deployment as they were read, each once.
 *
 * @param request what was to be read
 * @param names what the layers are called in reports, the last one strongest
 * @param documents those that could be read
 * @param sources the texts of all, also of those that could not
 * @param broken why the others could not
 * @param target what the deployment is for
 * @param nesting how its values lie in the documents
 * @param installation what Helm calls the deployment
 * @param order the layers where arguments stand between documents; empty where they all come last
 */
public record Reading(
    Request request,
    List<String> names,
    List<Document> documents,
    List<SourceText> sources,
    List<SourceException> broken,
    Target target,
    Nesting nesting,
    Installation installation,
    List<Layer> order)
    implements Analyzer.Read {

  /** So many characters leave much behind that has grown old. */
  private static final int LARGE = 1 << 17;

  @Override
  public Reading reading() {
    return this;
  }

  /**
   * Makes room between steps: the JVM would rather take more memory than look among what is old. Not for each of the many deployments
   * in one file, which all together leave no more behind.
   */
  void clearUp() {
    boolean large =
        broken.isEmpty()
            ? documents.stream().anyMatch(Reading::isMostOfLargeFile)
            : sources.stream().anyMatch(source -> source.text().length() > LARGE);
    if (large) {
      System.gc();
    }
  }

  static boolean isMostOfLargeFile(Document document) {
    Span values = document.root().span();
    int length = values.end() - values.start();
    return length > LARGE && length > document.source().text().length() / 2;
  }

  /** Whether every layer has values, so that they can be merged. */
  public boolean isComplete() {
    return broken.isEmpty()
        && documents.stream().allMatch(document -> FileChecks.isMappingOrEmpty(document.root()));
  }

  /**
   * The same for who can do nothing without values.
   *
   * @throws SourceException if a layer has none, with the place
   */
  public Reading complete() throws SourceException {
    if (!broken.isEmpty()) {
      throw broken.getFirst();
    }
    for (Document document : documents) {
      document.values();
    }
    return this;
  }

  /** Whether the layers may be parts of files, such as mappings in manifests. */
  public boolean areParts() {
    return request.found() != null || !nesting.key().isEmpty();
  }

  /** Whether layers that nobody sees from here may set anything. */
  boolean isOpen() {
    return request.found() != null && request.found().isOpen();
  }

  /** Whether this is one case of a test, which nobody runs for longer. */
  boolean isTest() {
    return request.found() != null && request.found().traits().contains(Deployment.Trait.TEST);
  }

  /**
   * What keeps the secrets of the layers from being printed.
   *
   * @param texts those that are printed or quoted
   * @param values what the layers come to
   */
  public Mask mask(List<SourceText> texts, @Nullable ResolvedValues values) {
    Deployment found = request.found();
    return found != null && !found.kind().equals(Deployment.VALUES_FILES)
        ? Wrapped.mask(texts, found)
        : Mask.of(texts, request.arguments(), values);
  }

  /** Takes away what is true only if nothing else sets anything, where something else may. */
  void keepCertain(List<Finding> findings, ResolvedValues values) {
    if (request.found() != null) {
      Wrapped.keepCertain(findings, values, request.found());
    }
  }

  /** The same for another chart. */
  Reading with(Subject other) {
    return new Reading(
        request,
        names,
        documents,
        sources,
        broken,
        new Target(other, target.chosen(), target.beside(), target.named(), target.notices()),
        nesting,
        installation,
        order);
  }

  /** Where the first of the documents begins, for what is about all of them. */
  Location start() {
    return Location.in(documents.getFirst().source(), new Span(0, 0));
  }

  /** Where the deployment is declared, or else where the first of the documents begins. */
  Location declared() {
    return request.found() == null
        ? start()
        : Location.in(request.found().source(), request.found().span());
  }

  /** The release and the chart that the values are for. */
  public Subject subject() {
    return target.subject();
  }

  /** The values over the defaults of the chart that they are for; of those layers only that have any. */
  public ResolvedValues values() {
    return values(subject());
  }

  /** The values over the defaults of some chart. */
  ResolvedValues values(Subject chart) {
    return values(nesting.documents(), chart);
  }

  /**
   * The values if the documents were others.
   *
   * @param documents as the chart sees them
   */
  ResolvedValues values(List<Document> documents, Subject chart) {
    if (!order.isEmpty()) {
      return ResolvedValues.of(ordered(documents), chart.defaults(), installation);
    }
    List<Layer> layers =
        Stream.<Layer>concat(
                documents.stream().map(Layer.File::new), nesting.arguments().stream())
            .toList();
    return ResolvedValues.of(layers, chart.defaults(), installation);
  }

  /** The layers in their order, with some documents in the place of those that were read. */
  private List<Layer> ordered(List<Document> documents) {
    List<Layer> layers = new ArrayList<>();
    int next = 0;
    for (Layer layer : order) {
      layers.add(layer instanceof Layer.File ? new Layer.File(documents.get(next++)) : layer);
    }
    return layers;
  }
}
