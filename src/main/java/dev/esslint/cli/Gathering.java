package dev.esslint.cli;

import dev.esslint.finding.Detection;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.LeftOut;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.input.StdinFolder;
import dev.esslint.input.VendoredCharts;
import dev.esslint.text.Many;
import dev.esslint.text.SourceException;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Discovery;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the deployments in files and folders that are named: what the configuration states first, then what is found, then single files. */
final class Gathering {
  private final Settings settings;
  private final SourceReader reader;
  private final List<Request> requests = new ArrayList<>();
  private final List<LeftOut> skipped = new ArrayList<>();
  private final List<Detection> detections = new ArrayList<>();

  /** The named files that belong to no deployment so far. */
  private final Set<String> rest = new LinkedHashSet<>();

  private Gathering(Settings settings, SourceReader reader) {
    this.settings = settings;
    this.reader = reader;
  }

  /**
   * What is there.
   *
   * @param paths files and folders as they are named
   * @param stated what the configuration says of deployments
   */
  static Lookup of(
      List<String> paths, StatedDeployments stated, Settings settings, SourceReader reader)
      throws UsageException, SourceException, IOException {
    return new Gathering(settings, reader).gathered(paths, stated);
  }

  private Lookup gathered(List<String> paths, StatedDeployments stated)
      throws UsageException, SourceException, IOException {
    List<String> there = there(paths);
    readAhead();
    Found found = Found.in(there, reader, settings.discovery(), settings.charts());
    settings.checkDiscovery(found.all());
    skipped.addAll(found.skipped());
    detections.addAll(found.detections());
    List<String> named = paths.stream().map(Gathering::top).toList();
    Set<String> known = addStated(stated, named);
    addFound(found, stated, named, known);
    boolean piped = rest.contains(Inputs.STDIN) && NamedFiles.isNoValuesFile(Inputs.STDIN, reader);
    if (piped) {
      addPiped();
    }
    addRest(found, there, piped);
    for (Detection one : stated.detections()) {
      if (known.contains(one.primary().source().name()) && !detections.contains(one)) {
        detections.add(one);
      }
    }
    return new Lookup(
        new Inputs(List.copyOf(requests), List.copyOf(skipped), List.of()),
        List.copyOf(detections),
        List.copyOf(found.folders().keySet()));
  }

  /** The paths at which there is something; what is no folder may be a file of values by itself. */
  private List<String> there(List<String> paths) {
    List<String> there = new ArrayList<>();
    for (String path : paths) {
      Path at = reader.folder().resolve(path);
      boolean exists = !path.equals(Inputs.STDIN) && Files.exists(at);
      if (exists) {
        there.add(path);
      }
      if (!exists || !Files.isDirectory(at)) {
        rest.add(path);
      }
    }
    return there;
  }

  /** Parses many files on all cores: to find out what they belong to is done by one thread, which then has them at hand. */
  private void readAhead() {
    if (Many.are(rest)) {
      Many.stream(List.copyOf(rest))
          .filter(file -> !file.equals(Inputs.STDIN))
          .forEach(file -> NamedFiles.root(file, reader));
    }
  }

  /** Adds the stated deployments that a named path concerns, and gives their files. */
  private Set<String> addStated(StatedDeployments stated, List<String> named) {
    Set<String> files = new LinkedHashSet<>();
    for (Deployment one : stated.deployments()) {
      if (one.files().stream().anyMatch(file -> concerns(file, named))) {
        add(one);
        files.addAll(one.files());
      }
    }
    return files;
  }

  /** Adds what was found, but for that of which the configuration says more. */
  private void addFound(
      Found found, StatedDeployments stated, List<String> named, Set<String> known) {
    Set<String> ordered = new LinkedHashSet<>(); // files that the configuration says the order of
    stated.deployments().forEach(one -> ordered.addAll(one.files()));
    for (Deployment one : found.deployments()) {
      boolean guessed =
          !ordered.isEmpty()
              && one.kind().equals(Deployment.VALUES_FILES)
              && one.files().stream().filter(file -> concerns(file, named)).allMatch(ordered::contains);
      // who names the file of one that may be part of others means it
      boolean meant = one.isAmbiguous() && rest.containsAll(one.files());
      if (!guessed && !meant && !known.containsAll(one.files())) {
        add(one);
      }
    }
    for (String file : found.alone()) {
      requests.add(new Request(List.of(file), true));
      rest.remove(file);
    }
  }

  private void add(Deployment one) {
    requests.add(Lookup.request(one));
    rest.removeAll(one.files());
  }

  /** Adds the deployments in standard input. */
  private void addPiped() throws SourceException, IOException {
    Workspace workspace =
        Workspace.of(new StdinFolder(reader), Discovery.EVERYTHING, settings.charts());
    workspace.deployments().forEach(one -> requests.add(Lookup.request(one)));
    detections.addAll(workspace.detections());
    if (!workspace.deployments().isEmpty()) {
      rest.remove(Inputs.STDIN);
    }
  }

  /** Adds the named files that belong to no deployment, or says why one of them is none of values. */
  private void addRest(Found found, List<String> there, boolean piped) {
    VendoredCharts charts = new VendoredCharts(settings.charts());
    // in a repository all YAML that changes may be named, also what has nothing to do with the chart
    boolean repository = Files.exists(reader.folder().resolve(".git"));
    for (String file : rest) {
      if (found.isOfChart(file)) {
        continue;
      }
      skipped.removeIf(left -> plain(left.name()).equals(plain(file)));
      boolean asked = piped || !file.equals(Inputs.STDIN);
      String what = asked && !NamedFiles.isOurs(file, reader) ? Foreign.reason(file, reader, charts) : "";
      if (what.isEmpty()) {
        requests.add(new Request(List.of(file), repository && there.contains(file)));
      } else {
        skipped.add(new LeftOut(reader.nameOf(file), what));
      }
    }
  }

  private static boolean concerns(String file, List<String> named) {
    for (String top : named) {
      if (FileNames.below(top, file)) {
        return true;
      }
    }
    return false;
  }

  /** A name without the folder that it starts from. */
  private static String plain(String file) {
    return file.startsWith("./") ? plain(file.substring(2)) : file;
  }

  /** A path as names of files begin with it. */
  private static String top(String path) {
    int start = path.startsWith("./") ? 2 : 0;
    int end = path.length();
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.equals(".") ? "" : path.substring(start, end);
  }
}
