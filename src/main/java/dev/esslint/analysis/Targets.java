package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseChoice;
import dev.esslint.chart.ReleaseChoice.Known;
import dev.esslint.chart.ReleaseChoice.Newer;
import dev.esslint.chart.ReleaseChoice.Unknown;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.input.ChartBeside;
import dev.esslint.input.Inputs;
import dev.esslint.input.ReleaseComment;
import dev.esslint.input.Sources;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.LocalChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which release of the chart each deployment is for. In this order: what the command line or the configuration says, a comment in the
 * values ({@link ReleaseComment}), a {@code Chart.yaml} beside them ({@link ChartBeside}), the newest known. Each
 * release is loaded once in a run; all methods may be called from many threads.
 */
public final class Targets {
  /** Later Helm refuses their schema, since two parts of it have one {@code $id}. */
  private static final ReleaseRange REFUSED_BY_HELM = ReleaseRange.parse(">=25.6.0 <25.8.2");

  private static final String NEWEST = "newest known";

  private final Map<Release, Subject> subjects = new ConcurrentHashMap<>();
  private final Map<String, Subject> standIns = new ConcurrentHashMap<>();
  private final Map<String, Optional<ChartBeside>> charts = new ConcurrentHashMap<>();
  private final Map<String, Own> local = new ConcurrentHashMap<>();
  private final @Nullable Subject fixed;
  private final String chosen;
  private final String newer;
  private final @Nullable Location named;

  private Targets(@Nullable Subject fixed, String chosen, String newer, @Nullable Location named) {
    this.fixed = fixed;
    this.chosen = chosen;
    this.newer = newer;
    this.named = named;
  }

  /** Every deployment says itself which release it is for, or the newest known one is taken. */
  public static Targets asDeploymentsSay() {
    return new Targets(null, "", "", null);
  }

  /**
   * All deployments are for one release.
   *
   * @param chosen how it was chosen, for the summary; empty to say nothing
   */
  public static Targets all(Chart chart, String chosen) {
    return new Targets(new Subject(chart), chosen, "", null);
  }

  /**
   * All deployments are for a release that is newer than all known ones, so that the newest of those has to do.
   *
   * @param newer what was asked for
   */
  public static Targets allNewer(String newer) {
    return new Targets(new Subject(Charts.load(Charts.newest()), newer), NEWEST, newer, null);
  }

  /** The same where a text names the release, so that what is to be said about it has a place there. */
  public Targets namedAt(SourceText source, Span span) {
    return new Targets(fixed, chosen, newer, location(source, span));
  }

  /**
   * The target of a deployment.
   *
   * @param files the names of its layers, the last one strongest
   * @param documents those of them that could be read
   */
  Target of(List<String> files, List<Document> documents, Sources sources) {
    Optional<ChartBeside> beside =
        files.reversed().stream().flatMap(file -> beside(file, sources).stream()).findFirst();
    return fixed != null ? fixed(documents, beside) : said(documents, beside);
  }

  /**
   * The target of a deployment that says itself which chart it is of.
   *
   * @param version the version or range that it names; empty if it names none
   * @param reason where that stands, for the summary
   */
  Target of(
      String version, String reason, SourceText source, Span span, List<Document> documents) {
    if (fixed != null) {
      return fixed(documents, Optional.empty());
    }
    return version.isEmpty()
        ? said(documents, Optional.empty())
        : target(version, reason, location(source, span), Optional.empty());
  }

  /**
   * The target of a deployment of a chart that is here itself. Where that cannot be read, its version has to do.
   *
   * @param version the version or range that the deployment names; empty if it names none
   * @param reason where that stands, for the summary
   */
  Target of(
      LocalChart chart,
      String version,
      String reason,
      SourceText source,
      Span span,
      List<Document> documents) {
    if (fixed != null) {
      return fixed(documents, Optional.empty());
    }
    Own own = local.computeIfAbsent(chart.shown(), name -> Own.of(chart));
    Location place = location(source, span);
    if (own.subject() != null) {
      return new Target(
          own.subject(), "from " + chart.shown(), Optional.empty(), Optional.of(place), List.of());
    }
    Target other = of(version, reason, source, span, documents);
    List<Detection> notices = new ArrayList<>(other.notices());
    notices.add(unreadable(chart.shown(), own.reason(), other.subject().release(), place));
    return new Target(
        other.subject(), other.chosen(), other.beside(), other.named(), List.copyOf(notices));
  }

  /**
   * A chart that is here itself.
   *
   * @param subject null if it cannot be read
   * @param reason why not
   */
  private record Own(@Nullable Subject subject, String reason) {
    static Own of(LocalChart chart) {
      try {
        return new Own(new Subject(chart.read()), "");
      } catch (ChartException | SourceException e) {
        return new Own(null, String.valueOf(e.getMessage()));
      }
    }
  }

  /** The release that all deployments are for. */
  private Target fixed(List<Document> documents, Optional<ChartBeside> beside) {
    Subject fixed = Objects.requireNonNull(this.fixed);
    List<Detection> notices = new ArrayList<>();
    if (!documents.isEmpty()) {
      Location start =
          named != null ? named : location(documents.getFirst().source(), new Span(0, 0));
      if (!newer.isEmpty()) {
        notices.add(newerRelease(newer, start));
      }
      refusedByHelm(fixed.release(), start).ifPresent(notices::add);
    }
    return new Target(fixed, chosen, beside, Optional.empty(), notices);
  }

  /** What the files say, or else the newest. */
  private Target said(List<Document> documents, Optional<ChartBeside> beside) {
    for (Document document : documents.reversed()) {
      Optional<ReleaseComment> comment = ReleaseComment.in(document);
      if (comment.isPresent() && counts(comment.get())) {
        ReleaseComment said = comment.get();
        return target(
            said.release(), "named in the file", location(said.source(), said.span()), beside);
      }
    }
    if (beside.isPresent() && !beside.get().release().isEmpty()) {
      ChartBeside chart = beside.get();
      return target(
          chart.release(), "from Chart.yaml", location(chart.source(), chart.span()), beside);
    }
    return new Target(subject(Charts.newest()), NEWEST, beside, Optional.empty(), List.of());
  }

  /** The newest known release, for what belongs to no deployment yet. */
  Subject newest() {
    return fixed != null ? fixed : subject(Charts.newest());
  }

  private Optional<ChartBeside> beside(String file, Sources sources) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    return file.equals(Inputs.STDIN)
        ? Optional.empty()
        : charts.computeIfAbsent(folder, name -> ChartBeside.in(name, sources));
  }

  /** Whether a comment speaks of the chart for certain, or names a release that the chart has. */
  private static boolean counts(ReleaseComment comment) {
    return comment.certain() || ReleaseChoice.of(comment.release()) instanceof Known;
  }

  private Target target(String text, String reason, Location place, Optional<ChartBeside> beside) {
    return switch (ReleaseChoice.of(text)) {
      case Known(Release release) ->
          new Target(
              subject(release),
              reason,
              beside,
              Optional.of(place),
              refusedByHelm(release, place).map(List::of).orElse(List.of()));
      case Newer(String wanted) ->
          new Target(
              standIns.computeIfAbsent(
                  wanted, release -> new Subject(Charts.load(Charts.newest()), release)),
              NEWEST,
              beside,
              Optional.of(place),
              List.of(newerRelease(wanted, place)));
      case Unknown(String why, Release nearest) ->
          new Target(
              subject(nearest),
              "nearest known",
              beside,
              Optional.of(place),
              List.of(unknownRelease(why, nearest, place)));
    };
  }

  private Subject subject(Release release) {
    return release.equals(Newest.SUBJECT.release())
        ? Newest.SUBJECT
        : subjects.computeIfAbsent(release, r -> new Subject(Charts.load(r)));
  }

  /** The newest known release, which most runs are about; it can be loaded ahead. */
  private static final class Newest {
    static final Subject SUBJECT = new Subject(Charts.load(Charts.newest()));
  }

  /** Loads the newest known release, in a thread that has nothing else to do. */
  public static void loadAhead() {
    Objects.requireNonNull(Newest.SUBJECT);
  }

  private static Location location(SourceText source, Span span) {
    return new Location(ValuePath.ROOT, source, span, "");
  }

  private static Detection newerRelease(String wanted, Location place) {
    return new Detection(
        BuiltInCheck.CHART_NEWER_RELEASE,
        "`"
            + wanted
            + "` is newer than all releases of the chart that esslint knows. The values are checked against "
            + Charts.newest()
            + ".",
        place,
        List.of(),
        List.of(),
        "");
  }

  private static Detection unknownRelease(String why, Release nearest, Location place) {
    return new Detection(
        BuiltInCheck.CHART_UNKNOWN_RELEASE,
        Character.toUpperCase(why.charAt(0))
            + why.substring(1)
            + ". The values are checked against "
            + nearest
            + ".",
        place,
        List.of(),
        List.of(),
        "");
  }

  private static Detection unreadable(
      String chart, String reason, Release release, Location place) {
    return new Detection(
        BuiltInCheck.CHART_UNKNOWN_RELEASE,
        "The chart in `"
            + chart
            + "` cannot be used: "
            + reason
            + ". The values are checked against "
            + release
            + ".",
        place,
        List.of(),
        List.of(),
        "");
  }

  private static Optional<Detection> refusedByHelm(Release release, Location place) {
    return REFUSED_BY_HELM.contains(release)
        ? Optional.of(
            new Detection(
                BuiltInCheck.CHART_REFUSED_BY_HELM,
                "Helm 3.18.5 and later cannot install release "
                    + release
                    + " of the chart with any values, because they refuse its schema.",
                place,
                List.of(),
                List.of(),
                ""))
        : Optional.empty();
  }
}
