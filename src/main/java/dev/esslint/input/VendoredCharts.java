package dev.esslint.input;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.text.SourceException;
import dev.esslint.workspace.LocalChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The charts that each deployment of a run knows: those of the run, and those in a folder {@code charts} beside its files, where
 * {@code helm dependency update} puts them. What lies beside one deployment is not known to another. Each such folder is read
 * once; all methods may be called from many threads.
 */
public final class VendoredCharts {
  /** Where a chart has its dependencies. */
  public static final String FOLDER = "charts";

  private final Charts run;
  private final Map<String, Map<Release, LocalChart>> folders = new ConcurrentHashMap<>();
  private final Map<List<String>, Known> beside = new ConcurrentHashMap<>();

  /**
   * @param run what is known to the whole run; what lies beside the working directory is among it
   */
  public VendoredCharts(Charts run) {
    this.run = run;
  }

  /**
   * What is known of charts.
   *
   * @param unusable what lies there and could not be read
   */
  public record Known(Charts charts, List<Unusable> unusable) {}

  /**
   * A chart that could not be read.
   *
   * @param chart what it is called in reports
   * @param reason without a period
   */
  public record Unusable(String chart, String reason) {}

  /** What is known to the whole run. */
  public Charts run() {
    return run;
  }

  /**
   * What a deployment knows.
   *
   * @param files its files
   * @param sources what else lies in their folders
   */
  public Known of(List<String> files, Sources sources) {
    NavigableMap<Release, LocalChart> found = new TreeMap<>();
    for (String file : files) {
      String folder = file.substring(0, file.lastIndexOf('/') + 1);
      if (!folder.isEmpty()) {
        folders.computeIfAbsent(folder, sources::charts).forEach(found::putIfAbsent);
      }
    }
    if (found.isEmpty()) {
      return new Known(run, List.of());
    }
    List<String> names = new ArrayList<>();
    found.values().forEach(chart -> names.add(chart.shown()));
    return beside.computeIfAbsent(names, key -> with(run, found));
  }

  /**
   * Charts, and those that were found beside them. Of a release that is known already none is read.
   *
   * @param found by the releases that they seem to be
   */
  public static Known with(Charts charts, Map<Release, LocalChart> found) {
    Map<Release, Supplier<Chart>> read = new TreeMap<>();
    List<Unusable> unusable = new ArrayList<>();
    found.forEach(
        (release, local) -> {
          if (!charts.has(release)) {
            try {
              Chart chart = local.read();
              Release.parse(chart.release()).ifPresent(own -> read.put(own, () -> chart));
            } catch (ChartException | SourceException e) {
              unusable.add(new Unusable(local.shown(), String.valueOf(e.getMessage())));
            }
          }
        });
    return new Known(charts.with(read), List.copyOf(unusable));
  }
}
