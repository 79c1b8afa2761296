package dev.esslint.cli;

import dev.esslint.finding.Detection;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.LeftOut;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.input.VendoredCharts;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Spelling;
import dev.esslint.values.Layer;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.plain.ForeignFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a run is to look at: the files that are named, or the deployments that they are part of.
 *
 * @param inputs the deployments
 * @param detections what is wrong with the manifests that declare them
 * @param tops the folders that were looked into, as reports begin the names of files in them
 */
record Lookup(Inputs inputs, List<Detection> detections, List<String> tops) {
  static final String DEPLOYMENT = "--deployment";

  static OptionSpec deploymentOption() {
    return Command.options(
            "NAME",
            "Only this deployment: its name in .esslint.yaml, its ID from `esslint deployments`, or the name"
                + " of the release. Can be used several times.",
            DEPLOYMENT)
        .build();
  }

  /**
   * The deployments for who needs the files themselves: one that is nothing but values files is a list of files, whoever
   * found them.
   */
  Inputs exact() {
    List<Request> requests = new ArrayList<>();
    for (Request request : inputs.deployments()) {
      Deployment found = request.found();
      if (found != null
          && found.kind().equals(Deployment.VALUES_FILES)
          && found.unknowns().isEmpty()
          && !found.isOpen()) {
        requests.add(
            new Request(
                found.layers().stream().map(layer -> layer.source().name()).toList(), false));
      } else {
        requests.add(request);
      }
    }
    return new Inputs(List.copyOf(requests), inputs.skipped(), inputs.failures());
  }

  /** Works out what to look at. */
  static Lookup of(
      Arguments parsed,
      Settings settings,
      List<Layer.Argument> arguments,
      SourceReader reader,
      Path folder)
      throws UsageException, SourceException, IOException {
    String configuration = settings.statesDeployments();
    boolean project = configuration != null || Files.exists(folder.resolve(".git"));
    List<String> files = relative(parsed.positionals(0), folder, project);
    List<String> layers = parsed.values("--values");
    if (files.contains("") || layers.contains("")) {
      throw new UsageException("the name of a file is empty; is a variable not set?");
    }
    if (!files.isEmpty() && !layers.isEmpty()) {
      throw new UsageException(
          "-f is for the values files of one deployment, but `"
              + files.getFirst()
              + "` would be another deployment; use either -f or files");
    }
    refuseManifests(layers, arguments.isEmpty() ? List.of() : files, reader);
    if (files.isEmpty() && (!layers.isEmpty() || !arguments.isEmpty())) {
      return plain(Inputs.ofLayers(layers).with(arguments));
    }
    List<String> wanted = parsed.values(DEPLOYMENT);
    if (wanted.contains("")) {
      throw new UsageException(DEPLOYMENT + " is empty; is a variable not set?");
    }
    StatedDeployments stated =
        configuration == null ? StatedDeployments.NONE : StatedDeployments.in(configuration, reader, folder, settings.charts());
    if (files.isEmpty() && !stated.deployments().isEmpty()) {
      return chosen(wanted, new Lookup(requests(stated.deployments()), stated.detections(), List.of()));
    }
    boolean looks = files.isEmpty() || !stated.deployments().isEmpty() || !wanted.isEmpty();
    for (int i = 0; !looks && i < files.size(); i++) {
      looks = looksAround(files.get(i), files.size(), reader, folder);
    }
    if (!looks || !arguments.isEmpty()) {
      Inputs ours = ours(Inputs.ofFiles(files, folder), settings, reader);
      if (ours.skipped().isEmpty() || !arguments.isEmpty()) {
        return plain(ours.with(arguments));
      }
    }
    // a folder, or something that is no values file, such as a helmfile, and may hold deployments
    return chosen(
        wanted, Gathering.of(files.isEmpty() ? List.of(".") : files, stated, settings, reader));
  }

  /**
   * The deployments in the files that are named, or those that are picked; empty if the files are values files.
   *
   * @throws UsageException also if a manifest is given as a values file
   */
  static Optional<Inputs> unlessValues(
      Arguments parsed, Settings settings, List<Layer.Argument> arguments, SourceReader reader)
      throws UsageException, SourceException, IOException {
    List<String> files = parsed.positionals(0);
    refuseManifests(parsed.values("--values"), arguments.isEmpty() ? List.of() : files, reader);
    boolean sure = !parsed.values(DEPLOYMENT).isEmpty() || files.stream().anyMatch(file -> NamedFiles.isNoValuesFile(file, reader));
    if (!sure && files.stream().noneMatch(file -> NamedFiles.mayHoldDeployments(file, reader, settings))) {
      return Optional.empty();
    }
    Inputs inputs = of(parsed, settings, arguments, reader, reader.folder()).exact();
    return sure || !inputs.deployments().isEmpty() ? Optional.of(inputs) : Optional.empty();
  }

  /**
   * An object of Kubernetes is no layer, and has its values in it.
   *
   * @param layers what is given as values files
   * @param set what values are set over
   */
  private static void refuseManifests(List<String> layers, List<String> set, SourceReader reader) throws UsageException {
    for (String layer : layers) {
      if (NamedFiles.isManifest(layer, reader)) {
        throw new UsageException("-f is for values files, but `" + layer + "` is a manifest; name it without -f");
      }
    }
    for (String file : set) {
      if (NamedFiles.isManifest(file, reader)) {
        throw new UsageException("--set is for values files, but `" + file + "` is a manifest, which sets its values itself");
      }
    }
  }

  /**
   * Paths below the working directory by the names that they have there, however they were given.
   *
   * @param project whether absolute ones have such names, too: in a repository that is looked at from its top, and where
   *     deployments are stated by these names
   */
  private static List<String> relative(List<String> paths, Path folder, boolean project) {
    boolean other = false;
    for (String path : paths) {
      other |= path.startsWith("/") || isDetour(path);
    }
    if (!other) {
      return paths;
    }
    Path top = folder.toAbsolutePath().normalize();
    List<String> names = new ArrayList<>();
    for (String path : paths) {
      Path at = folder.resolve(path).toAbsolutePath().normalize();
      // what is not there may be no path at all, but a secret, and is masked only as it was given
      boolean named = path.startsWith("/") ? project : isDetour(path) && Files.exists(at);
      boolean below = named && at.startsWith(top) && !at.equals(top);
      names.add(below ? top.relativize(at).toString() : path);
    }
    return names;
  }

  private static boolean isDetour(String path) {
    return path.startsWith("./") || path.contains("/./") || path.contains("//") || path.contains("../");
  }

  /** Without files that hold nothing of the chart; a chart that is named may have keys of its own. */
  private static Inputs ours(Inputs named, Settings settings, SourceReader reader) {
    if (!ChartChoice.path(settings).isEmpty()) {
      return named;
    }
    VendoredCharts charts = new VendoredCharts(settings.charts());
    List<Request> requests = new ArrayList<>();
    List<LeftOut> skipped = new ArrayList<>(named.skipped());
    for (Request request : named.deployments()) {
      String file = request.files().getFirst();
      boolean asked = !file.equals(Inputs.STDIN) && !request.discovered();
      String what = asked && !NamedFiles.isOurs(file, reader) ? Foreign.reason(file, reader, charts) : "";
      if (what.isEmpty()) {
        requests.add(request);
      } else {
        skipped.add(new LeftOut(file, what));
      }
    }
    return new Inputs(List.copyOf(requests), List.copyOf(skipped), named.failures());
  }

  private static Inputs requests(List<Deployment> deployments) {
    List<Request> requests = new ArrayList<>();
    deployments.forEach(one -> requests.add(request(one)));
    return new Inputs(List.copyOf(requests), List.of(), List.of());
  }

  static Request request(Deployment one) {
    return new Request(List.copyOf(one.files()), List.of(), false, one);
  }

  /** Only the deployments of some names; all if there are no names. */
  private static Lookup chosen(List<String> names, Lookup all) throws UsageException {
    if (names.isEmpty()) {
      return all;
    }
    Set<Request> requests = new LinkedHashSet<>();
    Set<String> known = new LinkedHashSet<>();
    for (String name : names) {
      boolean any = false;
      for (Request request : all.inputs.deployments()) {
        Deployment one = request.found();
        if (one != null) {
          known.add(one.id());
          known.add(one.release());
          if (one.id().equals(name) || one.release().equals(name)) {
            requests.add(request);
            any = true;
          }
        }
      }
      if (!any) {
        throw new UsageException(
            "there is no deployment `%s`%s; `esslint deployments` lists those that are found"
                .formatted(name, Spelling.nearest(name, known).map(near -> ", but `" + near + "`").orElse("")));
      }
    }
    return new Lookup(
        new Inputs(List.copyOf(requests), all.inputs.skipped(), all.inputs.failures()),
        all.detections,
        all.tops);
  }

  /** What the command line names, and nothing else. */
  static Lookup plain(List<Request> requests) {
    return plain(new Inputs(requests, List.of(), List.of()));
  }

  private static Lookup plain(Inputs inputs) {
    return new Lookup(inputs, List.of(), List.of());
  }

  /**
   * Whether a path may stand for more than one file of values: a folder, a file in a repository that is looked at from its top,
   * something else than values, or a file with others beside it that it does without.
   */
  private static boolean looksAround(String name, int named, SourceReader reader, Path folder) {
    if (name.equals(Inputs.STDIN)) {
      return NamedFiles.holdsDeployments(name, reader);
    }
    Path path = folder.resolve(name);
    File file = path.toFile();
    if (file.isDirectory()) {
      return true;
    }
    if (!file.isFile()) {
      return false;
    }
    boolean below = !name.startsWith("/") && !name.startsWith("..");
    if (below && Files.exists(folder.resolve(".git"))) {
      return true;
    }
    boolean alone = named == 1 && !hasCompany(path);
    boolean ofChart = name.endsWith("values.yaml") && isBesideChart(path);
    return ForeignFile.isCode(name)
        || (!alone && !ofChart && NamedFiles.isPart(name, reader))
        || NamedFiles.holdsDeployments(name, reader);
  }

  /** Whether a file is that of a chart's own values. */
  private static boolean isBesideChart(Path path) {
    return path.resolveSibling("Chart.yaml").toFile().isFile()
        && String.valueOf(path.getFileName()).equals("values.yaml");
  }

  /** Whether other YAML files lie in the folder of a file. */
  private static boolean hasCompany(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    String[] names = parent == null ? null : parent.toFile().list();
    int count = 0;
    for (String name : names == null ? new String[0] : names) {
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        count++;
      }
    }
    return count > 1;
  }

  /** What keeps the secrets of the manifests from being printed. */
  Mask mask() {
    Set<SourceText> sources = new LinkedHashSet<>();
    detections.forEach(detection -> sources.add(detection.primary().source()));
    return Mask.ofManifests(List.copyOf(sources), List.of())
        .sparing(sources.stream().map(SourceText::name).toList());
  }
}
