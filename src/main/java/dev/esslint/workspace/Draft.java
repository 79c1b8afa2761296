package dev.esslint.workspace;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import dev.esslint.values.set.SetExpression;
import dev.esslint.workspace.Deployment.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A deployment while its parts are gathered. */
public final class Draft {
  private final String id;
  private final String kind;
  private final SourceText source;
  private final Span span;
  private final Findings findings;
  private String release = "";
  private String namespace = "";
  private ChartUse chart;
  private String key = "";
  private boolean deploys = true;
  private boolean stopped;
  private final List<DeploymentLayer> layers = new ArrayList<>();
  private @Nullable Located misplaced;
  private final List<Unknown> unknowns = new ArrayList<>();
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private final List<String> assumes = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();

  public Draft(String id, String kind, Located at, Findings findings) {
    this.id = id;
    this.kind = kind;
    this.source = at.source();
    this.span = at.span();
    this.findings = findings;
    this.chart =
        new ChartUse(ChartUse.OFFICIAL, new ChartUse.Newest(), at.source(), at.span());
    files.add(at.source().name());
  }

  /** What the chart has by default. */
  public ChartDefaults defaults() {
    return findings.defaults();
  }

  public Draft release(String name) {
    release = name;
    return this;
  }

  public String release() {
    return release;
  }

  public Draft namespace(String name) {
    namespace = name;
    return this;
  }

  public Draft chart(ChartUse use) {
    chart = use;
    files.add(use.source().name());
    return this;
  }

  public ChartUse chart() {
    return chart;
  }

  public Draft key(String name) {
    key = name;
    return this;
  }

  public Draft refused() {
    deploys = false;
    return this;
  }

  /** The tool stops before it has put any values together. */
  public Draft withoutValues() {
    stopped = true;
    traits.add(Trait.LOST);
    return refused();
  }

  public Draft trait(Trait trait) {
    traits.add(trait);
    return this;
  }

  public Draft assume(String sentence) {
    if (!assumes.contains(sentence)) {
      assumes.add(sentence);
    }
    return this;
  }

  public Draft file(String name) {
    files.add(name);
    return this;
  }

  public Findings findings() {
    return findings;
  }

  public List<DeploymentLayer> layers() {
    return layers;
  }

  /** Adds a layer above all others. */
  public Draft layer(DeploymentLayer layer) {
    layers.add(layer);
    files.add(layer.source().name());
    return this;
  }

  /** Adds a mapping above all others; a null is an empty one. Anything else is what Helm refuses. */
  public Draft mapping(String name, Document document, Node root) {
    if (root instanceof MapNode || root.isNull()) {
      return layer(new DeploymentLayer.Mapping(name, document.withRoot(root instanceof MapNode ? root : Trees.EMPTY)));
    }
    SourceText source = document.source();
    Span at = source.firstLine(root.span());
    boolean filled = root instanceof ScalarNode scalar && isFilled(Scalar.text(scalar.value()));
    if (!filled) {
      tell(
          BuiltInCheck.YAML_NOT_A_MAPPING,
          source,
          at,
          "The values are "
              + (root instanceof ListNode ? "a list" : "a single scalar")
              + ", but Helm needs a mapping of keys to values at the top level of a values file.");
      refused();
    }
    return layer(new DeploymentLayer.Opaque(name, filled ? "filled in as a whole" : "not a mapping", false, source, at));
  }

  /** Whether something stands in for a text that is filled in later. */
  private static boolean isFilled(String text) {
    return Placeholder.in(text).isPresent() || text.startsWith("<");
  }

  /** Adds assignments above all others. */
  public Draft setting(String name, SetExpression expression, Span at) {
    return setting(name, expression, at, false);
  }

  /**
   * Adds assignments above all others.
   *
   * @param sensitive whether they are said to be secrets, whatever they set
   */
  public Draft setting(String name, SetExpression expression, Span at, boolean sensitive) {
    return layer(
        new DeploymentLayer.Setting(name, new Layer.Argument(expression), at, sensitive));
  }

  /** Adds something that may set anything. */
  public Draft opaque(String name, String reason, boolean optional, Located at) {
    return layer(new DeploymentLayer.Opaque(name, reason, optional, at.source(), at.span()));
  }

  /**
   * Adds something that may set anything.
   *
   * @param among the files of which it may be one
   */
  public Draft opaque(String name, String reason, Set<String> among, Located at) {
    return layer(new DeploymentLayer.Opaque(name, reason, false, Set.copyOf(among), at.source(), at.span()));
  }

  /** Says that what stands at a place is filled in by something else. */
  public void hole(SourceText text, Span at, Unknown.Phase phase, String reason, String type) {
    unknowns.add(new Unknown(ValuePath.ROOT, phase, reason, type, text, at));
  }

  /** Says that a scalar is filled in before Helm reads it. */
  public void hole(SourceText text, Span at, String reason) {
    hole(text, at, Unknown.Phase.BEFORE_HELM, reason, "");
  }

  /** Tells a mistake. */
  public void tell(BuiltInCheck check, Located at, String message) {
    findings.tell(check, at.source(), at.isThere() ? at.key() : at.span(), message);
  }

  /** Tells values that stand where nothing reads them: that others are missing only follows from it. */
  public void misplaced(Located at, String message) {
    tell(BuiltInCheck.DEPLOYMENT_VALUES_WRONG_PLACE, at, message);
    misplaced = misplaced == null ? at : misplaced;
  }

  /** Tells one mistake that several keys have. */
  public void tell(BuiltInCheck check, List<Located> at, String message) {
    findings.tell(check, at, message);
  }

  /** Tells a mistake about a value. */
  public void tell(BuiltInCheck check, SourceText text, Span at, String message) {
    findings.tell(check, text, at, message);
  }

  public Deployment done() {
    if (misplaced != null && layers.isEmpty()) {
      opaque("(at the wrong place)", "nothing reads it", true, misplaced);
    }
    return new Deployment(
        id,
        kind,
        source,
        span,
        release,
        namespace,
        chart,
        stopped ? List.of() : key.isEmpty() ? List.copyOf(layers) : seenBelow(),
        List.copyOf(unknowns),
        key,
        deploys,
        Set.copyOf(traits),
        List.copyOf(assumes),
        Set.copyOf(files));
  }

  /** The layers as the chart sees them that is a dependency of the one they are for. */
  private List<DeploymentLayer> seenBelow() {
    List<DeploymentLayer> seen = new ArrayList<>();
    if (layers.stream().noneMatch(layer -> layer instanceof DeploymentLayer.Mapping)) {
      seen.add(new DeploymentLayer.Mapping("(/global)", Passed.global(chart.source())));
    }
    boolean first = true;
    for (DeploymentLayer layer : layers) {
      switch (layer) {
        case DeploymentLayer.Mapping(String name, Document document) -> {
          Document below = Passed.below(document, key);
          seen.add(new DeploymentLayer.Mapping(name, first ? Passed.withGlobal(below) : below));
          first = false;
        }
        case DeploymentLayer.Setting(String name, var argument, Span at, boolean sensitive) ->
            seen.add(
                new DeploymentLayer.Setting(
                    name,
                    new Layer.Argument(
                        argument.expression().seenBelow(key, Passed.GLOBAL)),
                    at,
                    sensitive));
        case DeploymentLayer.Opaque opaque -> seen.add(opaque);
      }
    }
    return List.copyOf(seen);
  }

  /** Collects what is wrong with the manifests of a run; the same at the same place is told once. */
  public static final class Findings {
    private final ChartDefaults defaults;
    private final List<Detection> detections = new ArrayList<>();
    private final Set<Object> told = new LinkedHashSet<>();

    private record Key(BuiltInCheck check, String file, Span span) {}

    /**
     * @param defaults what the chart has by default, since mistakes count only where it has something
     */
    public Findings(ChartDefaults defaults) {
      this.defaults = defaults;
    }

    /** What the chart has by default. */
    public ChartDefaults defaults() {
      return defaults;
    }

    /** Tells a mistake. */
    public void tell(BuiltInCheck check, SourceText source, Span span, String message) {
      add(
          new Detection(
              check,
              message,
              Location.in(source, source.firstLine(span)),
              List.of(),
              List.of(),
              ""));
    }

    /** Tells one mistake that several keys have, at the first of them. */
    public void tell(BuiltInCheck check, List<Located> at, String message) {
      List<Location> places =
          at.stream()
              .map(key -> Location.in(key.source(), key.source().firstLine(key.key())))
              .toList();
      add(new Detection(check, message, places.getFirst(), places.subList(1, places.size()), List.of(), ""));
    }

    /** Tells what another collection holds. */
    public void add(Detection detection) {
      Location at = detection.primary();
      if (told.add(
          new Key(detection.check(), at.source().name(), at.span()))) {
        detections.add(detection);
      }
    }

    public List<Detection> detections() {
      return List.copyOf(detections);
    }
  }
}
