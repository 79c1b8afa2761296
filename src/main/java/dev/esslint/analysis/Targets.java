package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
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
import dev.esslint.input.VendoredCharts;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.LocalChart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which release of the chart each deployment is for. In this order: what the command line or the configuration says, a comment in the
 * values ({@link ReleaseComment}), a {@code Chart.yaml} beside them ({@link ChartBeside}), the newest known. Each deployment knows the releases of
 * the run and those that lie beside it ({@link VendoredCharts}). Each release is loaded once; all methods may be called from many threads.
 */
public final class Targets {
  /** Later Helm refuses their schema, since two parts of it have one {@code $id}. */
  private static final ReleaseRange REFUSED_BY_HELM = ReleaseRange.parse(">=25.6.0 <25.8.2");

  private static final String NEWEST = "newest known";

  /** The folder below a chart with values that it is tested with. */
  private static final String TESTS = "ci/";

  private final VendoredCharts vendored;
  private final Map<Charts, Subjects> subjects = new ConcurrentHashMap<>();
  private final Map<String, Optional<ChartBeside>> besides = new ConcurrentHashMap<>();
  private final Map<String, Own> local = new ConcurrentHashMap<>();
  private final @Nullable Subject own;
  private final String asked;
  private final String chosen;
  private final @Nullable Location named;

  /**
   * @param own the chart of all deployments; null for none
   * @param asked the release or range of all deployments; empty for none
   * @param chosen how chart or release was chosen, for the summary; empty if the release is asked for itself
   * @param named what names the release of all; null if that has no place
   */
  private Targets(
      VendoredCharts vendored,
      @Nullable Subject own,
      String asked,
      String chosen,
      @Nullable Location named) {
    this.vendored = vendored;
    this.own = own;
    this.asked = asked;
    this.chosen = chosen;
    this.named = named;
  }

  /**
   * Every deployment says itself which release it is for, or the newest known one is taken.
   *
   * @param charts what is known to all of them
   */
  public static Targets asDeploymentsSay(Charts charts) {
    return new Targets(new VendoredCharts(charts), null, "", "", null);
  }

  /**
   * All deployments are for one release.
   *
   * @param charts what is known to all of them
   * @param release one of these
   */
  public static Targets all(Charts charts, Release release) {
    return asked(charts, release.toString(), "");
  }

  /**
   * All deployments are for what a text names: a release, or the newest in a range that each of them knows. If that is newer than all
   * known ones, the newest of those has to do.
   *
   * @param charts what is known to all of them
   * @param chosen how it was chosen, for the summary; empty if the text itself is to be told
   */
  public static Targets asked(Charts charts, String text, String chosen) {
    return new Targets(new VendoredCharts(charts), null, text, chosen, null);
  }

  /**
   * All deployments are for one chart.
   *
   * @param charts what is known beside it
   * @param chosen how it was chosen, for the summary; empty to say nothing
   */
  public static Targets own(Charts charts, Chart chart, String chosen) {
    return new Targets(new VendoredCharts(charts), new Subject(chart, charts), "", chosen, null);
  }

  /** The same where a text names the release, so that what is to be said about it has a place there. */
  public Targets namedAt(SourceText source, Span span) {
    return new Targets(vendored, own, asked, chosen, location(source, span));
  }

  /** What is known to all deployments. */
  Charts charts() {
    return vendored.run();
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
    return said(vendored.of(files, sources), documents, beside);
  }

  /**
   * The target of a deployment that says itself which chart it is of.
   *
   * @param files its files
   * @param use how it names the chart; null if its values say which release they are for
   * @param documents its layers
   */
  Target of(List<String> files, @Nullable ChartUse use, List<Document> documents, Sources sources) {
    VendoredCharts.Known known = vendored.of(files, sources);
    String version = use == null ? "" : use.exact().orElse(use.constraint());
    LocalChart here = use == null ? null : use.local().orElse(null);
    if (use == null || own != null || !asked.isEmpty() || (version.isEmpty() && here == null)) {
      return said(known, documents, Optional.empty());
    }
    Location place = location(use.source(), use.span());
    String reason = "from " + use.source().name();
    if (here == null) {
      return target(known, version, reason, place, Optional.empty());
    }
    Own read = local.computeIfAbsent(here.shown(), name -> Own.of(here, vendored.run()));
    if (read.subject() != null) {
      return new Target(
          read.subject(), "from " + here.shown(), Optional.empty(), Optional.of(place), List.of());
    }
    Target other =
        version.isEmpty()
            ? said(known, documents, Optional.empty())
            : target(known, version, reason, place, Optional.empty());
    return other.noted(unreadable(here.shown(), read.reason(), other.subject().release(), place));
  }

  /**
   * A chart that is here itself.
   *
   * @param subject null if it cannot be read
   * @param reason why not
   */
  private record Own(@Nullable Subject subject, String reason) {
    static Own of(LocalChart local, Charts known) {
      try {
        Chart chart = local.read();
        Map<Release, Supplier<Chart>> itself = new HashMap<>();
        Release.parse(chart.release()).ifPresent(release -> itself.put(release, () -> chart));
        return new Own(new Subject(chart, known.with(itself)), "");
      } catch (ChartException | SourceException e) {
        return new Own(null, String.valueOf(e.getMessage()));
      }
    }
  }

  /** What is said of all deployments, or what the files of this one say, or else the newest. */
  private Target said(
      VendoredCharts.Known known, List<Document> documents, Optional<ChartBeside> beside) {
    if (own != null) {
      return all(own, chosen, documents, beside);
    }
    if (!asked.isEmpty()) {
      return asked(known, documents, beside);
    }
    for (Document document : documents.reversed()) {
      Optional<ReleaseComment> comment = ReleaseComment.in(document);
      if (comment.isPresent() && counts(comment.get(), known.charts())) {
        ReleaseComment said = comment.get();
        return target(
            known, said.release(), "named in the file", location(said.source(), said.span()), beside);
      }
    }
    if (beside.isPresent() && !beside.get().release().isEmpty()) {
      ChartBeside chart = beside.get();
      return target(
          known, chart.release(), "from Chart.yaml", location(chart.source(), chart.span()), beside);
    }
    Subject newest = subjects(known.charts()).newest();
    Target target = new Target(newest, NEWEST, beside, Optional.empty(), List.of());
    return documents.isEmpty() ? target : unused(known, start(documents), target);
  }

  /** What was asked for, as a deployment knows it. */
  private Target asked(
      VendoredCharts.Known known, List<Document> documents, Optional<ChartBeside> beside) {
    Subjects some = subjects(known.charts());
    Location start = documents.isEmpty() ? null : start(documents);
    return switch (known.charts().choose(asked)) {
      case Known(Release release) -> {
        boolean exact = asked.equals(release.toString());
        Target target =
            all(some.of(release), chosen.isEmpty() && !exact ? asked : chosen, documents, beside);
        yield start == null || exact ? target : unused(known, start, target);
      }
      case Newer(String wanted) -> {
        Target target = all(some.standIn(wanted), NEWEST, documents, beside);
        yield start == null
            ? target
            : unused(known, start, target)
                .noted(newerRelease(wanted, target.subject().release(), start));
      }
      case Unknown(String why, Release nearest) -> {
        Target target = all(some.of(nearest), "nearest known", documents, beside);
        yield start == null
            ? target
            : unused(known, start, target).noted(unknownRelease(why, nearest, start));
      }
    };
  }

  /** The target of a deployment that has no say in it. */
  private Target all(
      Subject subject, String chosen, List<Document> documents, Optional<ChartBeside> beside) {
    List<Detection> notices =
        documents.isEmpty()
            ? List.of()
            : refusedByHelm(subject.release(), start(documents)).map(List::of).orElse(List.of());
    return new Target(subject, chosen, beside, Optional.empty(), notices);
  }

  /** Where to tell what is told of the release of values. */
  private Location start(List<Document> documents) {
    return named != null ? named : location(documents.getFirst().source(), new Span(0, 0));
  }

  /** A target with what lies beside the values and could not be taken for it. */
  private static Target unused(VendoredCharts.Known known, Location place, Target target) {
    Target noted = target;
    for (VendoredCharts.Unusable one : known.unusable()) {
      noted = noted.noted(unreadable(one.chart(), one.reason(), target.subject().release(), place));
    }
    return noted;
  }

  /**
   * The newest release that a deployment knows, for what may be none.
   *
   * @param files its files
   */
  Subject newest(List<String> files, Sources sources) {
    return said(vendored.of(files, sources), List.of(), Optional.empty()).subject();
  }

  private Optional<ChartBeside> beside(String file, Sources sources) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    if (file.equals(Inputs.STDIN)) {
      return Optional.empty();
    }
    Optional<ChartBeside> beside = besides.computeIfAbsent(folder, name -> ChartBeside.in(name, sources));
    boolean tests = folder.equals(TESTS) || folder.endsWith("/" + TESTS);
    if (beside.isPresent() || !tests) {
      return beside;
    }
    // those of the chart itself are examples for any release
    return besides
        .computeIfAbsent(folder.substring(0, folder.length() - TESTS.length()), name -> ChartBeside.in(name, sources))
        .filter(chart -> !chart.alias().isEmpty());
  }

  /** Whether a comment speaks of the chart for certain, or names a release that the chart has. */
  private static boolean counts(ReleaseComment comment, Charts known) {
    return comment.certain() || known.choose(comment.release()) instanceof Known;
  }

  private Target target(
      VendoredCharts.Known known,
      String text,
      String reason,
      Location place,
      Optional<ChartBeside> beside) {
    Subjects some = subjects(known.charts());
    return switch (known.charts().choose(text)) {
      case Known(Release release) -> {
        Target target =
            new Target(
                some.of(release),
                reason,
                beside,
                Optional.of(place),
                refusedByHelm(release, place).map(List::of).orElse(List.of()));
        yield text.equals(release.toString()) ? target : unused(known, place, target);
      }
      case Newer(String wanted) -> {
        Subject standIn = some.standIn(wanted);
        yield unused(
            known,
            place,
            new Target(
                standIn,
                NEWEST,
                beside,
                Optional.of(place),
                List.of(newerRelease(wanted, standIn.release(), place))));
      }
      case Unknown(String why, Release nearest) ->
          unused(
              known,
              place,
              new Target(
                  some.of(nearest),
                  "nearest known",
                  beside,
                  Optional.of(place),
                  List.of(unknownRelease(why, nearest, place))));
    };
  }

  private Subjects subjects(Charts known) {
    return subjects.computeIfAbsent(known, Subjects::new);
  }

  /** Releases that are ready to be checked against, of those that a deployment knows. */
  private static final class Subjects {
    private final Charts charts;
    private final Map<Release, Subject> releases = new ConcurrentHashMap<>();
    private final Map<String, Subject> standIns = new ConcurrentHashMap<>();

    Subjects(Charts charts) {
      this.charts = charts;
    }

    Subject of(Release release) {
      return charts == Charts.builtIn() && release.equals(Newest.SUBJECT.release())
          ? Newest.SUBJECT
          : releases.computeIfAbsent(release, one -> new Subject(charts.load(one), charts));
    }

    Subject newest() {
      return of(charts.newest());
    }

    /** The newest release in the place of one that is newer than all of them. */
    Subject standIn(String wanted) {
      return standIns.computeIfAbsent(
          wanted, newer -> new Subject(charts.loadNewest(), charts, newer));
    }
  }

  /** The newest release that esslint comes with, which most runs are about; it can be loaded ahead. */
  private static final class Newest {
    static final Subject SUBJECT = new Subject(Charts.builtIn().loadNewest(), Charts.builtIn());
  }

  /** Loads the newest release that esslint comes with, in a thread that has nothing else to do. */
  public static void loadAhead() {
    Objects.requireNonNull(Newest.SUBJECT);
  }

  private static Location location(SourceText source, Span span) {
    return Location.in(source, span);
  }

  private static Detection newerRelease(
      String wanted, Release used, Location place) {
    return new Detection(
        BuiltInCheck.CHART_NEWER_RELEASE,
        "`"
            + wanted
            + "` is newer than all releases of the chart that esslint knows. The values are checked against "
            + used
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
