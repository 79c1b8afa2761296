package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Reading;
import dev.esslint.chart.Release;
import dev.esslint.finding.Detection;
import dev.esslint.input.GitException;
import dev.esslint.input.GitFolder;
import dev.esslint.input.GitTree;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.input.Sources;
import dev.esslint.input.VendoredCharts;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.LocalChart;
import dev.esslint.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** The values that are deployed and that others are to take the place of: what {@code --before} names. */
sealed interface Deployed extends AutoCloseable {
  String BEFORE = "--before";
  String GIT = "git:";

  /** Reads the layers of a deployment. */
  @FunctionalInterface
  interface Reader {
    Analyzer.Read read(Request request, Sources sources);
  }

  /**
   * What is deployed in the place of a deployment; null if there is nothing, since it is new.
   *
   * @throws SourceException if it cannot be read
   */
  @Nullable Reading of(Request now, Reader reader) throws SourceException;

  /** What is wrong with the manifests that declare what is deployed, as far as it is known. */
  List<Detection> detections();

  @Override
  void close();

  static OptionSpec option() {
    return Command.options(
            "VALUES",
            "The deployed values, to check the change as well. Values files as with -f, the output of `helm get values`"
                + " (- is standard input), or git:REVISION for the same files in the repository. Can be used several times.",
            BEFORE)
        .build();
  }

  /**
   * What the command line says; null if it says nothing.
   *
   * @param lookup what is to take its place
   * @throws UsageException if what it says cannot be
   */
  static @Nullable Deployed of(
      Arguments parsed, Settings settings, Lookup lookup, SourceReader reader)
      throws UsageException {
    List<String> given = parsed.values(BEFORE);
    if (given.isEmpty()) {
      return null;
    }
    if (given.contains("")) {
      throw new UsageException(BEFORE + " is empty; is a variable not set?");
    }
    List<Request> deployments = lookup.inputs().deployments();
    if (given.getFirst().startsWith(GIT)) {
      if (given.size() > 1) {
        throw new UsageException(BEFORE + " must be one revision, or files");
      }
      return OfRevision.open(given.getFirst().substring(GIT.length()), settings, lookup, reader);
    }
    for (String file : given) {
      if (file.startsWith(GIT)) {
        throw new UsageException(BEFORE + " must be one revision, or files");
      }
    }
    if (deployments.size() > 1) {
      throw new UsageException(
          BEFORE
              + " is for the values of one deployment, but there are "
              + deployments.size()
              + "; choose one with --deployment, or use a revision as in "
              + BEFORE
              + " git:main");
    }
    if (given.contains(Inputs.STDIN)
        && (given.indexOf(Inputs.STDIN) != given.lastIndexOf(Inputs.STDIN)
            || deployments.stream().anyMatch(one -> one.files().contains(Inputs.STDIN)))) {
      throw new UsageException("standard input can be read only once");
    }
    return new OfFiles(given, reader);
  }

  /**
   * Files.
   *
   * @param names the last one strongest
   */
  record OfFiles(List<String> names, SourceReader reader) implements Deployed {

    @Override
    public Reading of(Request now, Reader read) throws SourceException {
      return read.read(new Request(names, List.of(), false), new Printed(reader)).reading().complete();
    }

    @Override
    public List<Detection> detections() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  /** Files of which one may be what {@code helm get values} prints, with a line above the values. */
  record Printed(SourceReader reader) implements Sources {
    private static final List<String> HEADS = List.of("USER-SUPPLIED VALUES:", "COMPUTED VALUES:");
    private static final Regex API_VERSION = new Regex("(?m)^apiVersion:\\s");
    private static final Regex KIND = new Regex("(?m)^kind:\\s");

    @Override
    public SourceText read(String name) throws SourceException {
      SourceText source = reader.read(name);
      if (isManifest(source)) {
        throw new SourceException(
            "this is a manifest, but values are needed here; for deployments that manifests declare use "
                + BEFORE + " " + GIT + "REVISION", name);
      }
      for (String head : HEADS) {
        if (source.text().startsWith(head)) {
          String rest = source.text().substring(head.length());
          // where nothing is set the values are null; a line keeps its length, and a place its column
          String values = rest.strip().equals("null") ? "" : rest;
          return new SourceText(source.name(), "#" + " ".repeat(head.length() - 1) + values);
        }
      }
      return source;
    }

    /** Whether there are the two keys that each object of Kubernetes begins with, and no values have. */
    private static boolean isManifest(SourceText source) {
      return API_VERSION.isIn(source.text()) && KIND.isIn(source.text());
    }

    @Override
    public String nameOf(String name) {
      return reader.nameOf(name);
    }

    @Override
    public boolean isFile(String name) {
      return reader.isFile(name);
    }

    @Override
    public Map<Release, LocalChart> charts(String folder) {
      return reader.charts(folder);
    }
  }

  /**
   * The same deployments at a revision of the repository.
   *
   * @param tree its files
   * @param found the deployments that its files declare
   */
  record OfRevision(GitTree tree, List<Deployment> found, List<Detection> detections)
      implements Deployed, Sources {

    static OfRevision open(
        String revision, Settings settings, Lookup lookup, SourceReader reader)
        throws UsageException {
      GitTree tree;
      try {
        tree = GitTree.open(reader.folder(), revision);
      } catch (GitException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      }
      List<Deployment> found = new ArrayList<>();
      List<Detection> detections = new ArrayList<>();
      for (String top : lookup.tops()) {
        Workspace workspace = Workspace.of(new GitFolder(tree, top), settings.discovery(), settings.charts());
        found.addAll(workspace.deployments());
        detections.addAll(workspace.detections());
      }
      String configuration = settings.statesDeployments();
      if (configuration != null) {
        StatedDeployments stated = StatedDeployments.in(configuration, reader, tree, settings.charts());
        found.addAll(stated.deployments());
        detections.addAll(stated.detections());
      }
      return new OfRevision(tree, found, detections);
    }

    @Override
    public @Nullable Reading of(Request now, Reader reader) throws SourceException {
      Request before = before(now);
      return before == null ? null : reader.read(before, this).reading().complete();
    }

    private @Nullable Request before(Request now) {
      Deployment deployment = now.found();
      if (deployment != null) {
        Deployment same = same(deployment);
        return same == null
            ? null
            : new Request(List.copyOf(same.files()), now.arguments(), false, same);
      }
      List<String> files = earlier(now.files());
      return files.isEmpty() ? null : new Request(files, now.arguments(), false);
    }

    /** What files were called in the revision, without those that were not there. */
    private List<String> earlier(Collection<String> files) {
      List<String> earlier = new ArrayList<>();
      for (String file : files) {
        String name = tree.nameOf(file);
        if (name != null) {
          earlier.add(name);
        }
      }
      return earlier;
    }

    /**
     * The deployment of the same name and, where none is, the only one that would be the same release of Helm or has the same files, by
     * their names then.
     */
    private @Nullable Deployment same(Deployment now) {
      List<Deployment> alike = new ArrayList<>();
      for (Deployment one : found) {
        if (one.id().equals(now.id()) && one.kind().equals(now.kind())) {
          return one;
        }
        if (!now.release().isEmpty()
            && one.release().equals(now.release())
            && one.namespace().equals(now.namespace())
            && one.kind().equals(now.kind())) {
          alike.add(one);
        }
      }
      if (alike.isEmpty()) {
        List<String> files = earlier(now.files());
        for (Deployment one : found) {
          if (one.kind().equals(now.kind()) && List.copyOf(one.files()).equals(files)) {
            alike.add(one);
          }
        }
      }
      return alike.size() == 1 ? alike.getFirst() : null;
    }

    @Override
    public SourceText read(String name) throws SourceException {
      return tree.read(name);
    }

    @Override
    public String nameOf(String name) {
      return name;
    }

    @Override
    public boolean isFile(String name) {
      return tree.has(name);
    }

    @Override
    public Map<Release, LocalChart> charts(String folder) {
      return LocalChart.all(new GitFolder(tree, folder + VendoredCharts.FOLDER + "/"));
    }

    @Override
    public void close() {
      tree.close();
    }
  }

  /** Whether a detection is none that the manifests that are deployed give, too. */
  default boolean isNew(Detection detection) {
    Set<Object> known = new HashSet<>();
    detections().forEach(one -> known.add(identity(one)));
    return !known.contains(identity(detection));
  }

  private static Object identity(Detection one) {
    return List.of(one.check(), one.primary().source().name(), one.primary().path(), one.message());
  }
}
