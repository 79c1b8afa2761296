package dev.esslint.workspace.plain;

import dev.esslint.text.SourceException;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values files that nothing else names. Several in one folder that do not contradict each other are parts of one deployment; those
 * that do are alternatives over what they have in common.
 */
public final class PlainFiles {
  private static final Set<String> BASES = Set.of("values", "base", "common", "default", "defaults", "main", "all");
  /** Nobody keeps the values of one deployment in more files of one folder. */
  private static final int MOST = 10;

  private static final String TOGETHER = "the values files of the folder belong together, in the order of their names";

  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas charts;
  private final List<String> unreadable = new ArrayList<>();

  /**
   * @param charts knows the charts among the files
   */
  public PlainFiles(Index index, Draft.Findings findings, Umbrellas charts) {
    this.index = index;
    this.findings = findings;
    this.charts = charts;
  }

  /**
   * The deployments that files make.
   *
   * @param names the files that no other deployment names
   * @param among those of them that may be a layer of another deployment, each with that deployment
   * @param others whether there are other deployments, which the files may belong to
   */
  public List<Deployment> find(Set<String> names, Map<String, Deployment> among, boolean others) {
    Map<String, List<ValuesFile>> folders = new LinkedHashMap<>();
    Set<String> ours = new HashSet<>();
    for (String name : names) {
      if (index.hasOwnKeys(name)) {
        ours.add(FileNames.folder(name));
      }
    }
    for (String name : names) {
      if (ours.contains(FileNames.folder(name)) && mayBe(name)) {
        try {
          ValuesFile.read(name, index)
              .ifPresent(
                  file ->
                      folders
                          .computeIfAbsent(FileNames.folder(name), f -> new ArrayList<>())
                          .add(file));
        } catch (SourceException e) {
          unreadable.add(name);
        }
      }
    }
    List<Deployment> found = new ArrayList<>();
    for (List<ValuesFile> files : folders.values()) {
      for (ValuesFile file : List.copyOf(files)) {
        Deployment user = among.get(file.name());
        if (user != null) {
          files.remove(file);
          if (file.own()) {
            found.add(within(user, file));
          }
          continue;
        }
        Optional<String> template = index.mayUse(file.name(), names);
        if (template.isPresent() && file.own()) {
          files.remove(file);
          found.add(open(List.of(), file, "`" + template.get() + "` may use it together with other files").done());
        }
      }
    }
    folders.values().forEach(this::passOverCopies);
    folders.values().removeIf(List::isEmpty);
    boolean alone = !others && folders.size() == 1;
    folders.forEach(
        (folder, files) -> {
          if (isTested(folder) || files.stream().allMatch(file -> FileRoles.isOfCases(file.name()))) {
            found.addAll(tests(files));
          } else if (!alone && arePart(files)) {
            found.add(open(files.subList(0, files.size() - 1), files.getLast()));
          } else {
            String base = above(folder, names);
            found.addAll(base.isEmpty() ? together(files) : over(base, files));
          }
        });
    return found;
  }

  /** A file that may be a layer of another deployment: what that one has above the layer counts, and nothing is missing. */
  private Deployment within(Deployment user, ValuesFile file) {
    String reason = "`" + user.id() + "` may use it together with other files";
    Draft draft = open(List.of(), file, reason).chart(user.chart()).file(user.source().name());
    boolean above = false;
    for (DeploymentLayer layer : user.layers()) {
      if (above) {
        draft.layer(layer);
      }
      above |= layer instanceof DeploymentLayer.Opaque opaque && opaque.among().contains(file.name());
    }
    user.unknowns().forEach(one -> draft.hole(one.source(), one.span(), one.phase(), one.reason(), one.type()));
    return draft.done();
  }

  /** The file in a folder above that may be the base of the files in a folder: a part by its name and its keys; empty for none. */
  private String above(String folder, Set<String> names) {
    for (String at = folder; !at.isEmpty(); ) {
      at = FileNames.folder(at);
      for (String name : names) {
        if (FileNames.folder(name).equals(at) && isBase(name) && mayBe(name) && isNameless(name)) {
          return name;
        }
      }
    }
    return "";
  }

  private boolean isNameless(String name) {
    try {
      return ValuesFile.read(name, index).filter(file -> !file.namesServer() && !file.isOfChart(index.defaults())).isPresent();
    } catch (SourceException e) {
      return false;
    }
  }

  /** The deployments of some files that may come over another one, which nothing says. */
  private List<Deployment> over(String base, List<ValuesFile> files) {
    List<Deployment> found = new ArrayList<>();
    for (Deployment one : together(files)) {
      found.add(one.isOpen() ? one : one.over(base, "`" + base + "` may come before these files; `deployments:` in .esslint.yaml can define it"));
    }
    return found;
  }

  /** Passes over files that hold what others hold, or held: the chart's own defaults, and what somebody keeps beside a file. */
  private void passOverCopies(List<ValuesFile> files) {
    for (ValuesFile file : List.copyOf(files)) {
      if (file.isOfChart(index.defaults())) {
        files.remove(file);
        index.passOver(file.name(), "it is a copy of the chart's own values, and sets no server name and no host");
      } else if (FileRoles.isBackup(file.name()) && files.stream().anyMatch(other -> !FileRoles.isBackup(other.name()))) {
        files.remove(file);
        index.passOver(file.name(), "by its name, it is an earlier state of another file");
      }
    }
  }

  /** Whether files lack together what no deployment can lack: the name of the server. */
  private static boolean arePart(List<ValuesFile> files) {
    return files.size() <= MOST
        && files.stream().anyMatch(ValuesFile::own)
        && files.stream().noneMatch(ValuesFile::namesServer);
  }

  /** Whether a folder has the cases with which the chart itself is tested. */
  private boolean isTested(String folder) {
    Umbrella chart = charts.around(folder);
    return chart != null && chart.isOfCases(folder);
  }

  /** Each case is a deployment by itself; files of other names are none. */
  private List<Deployment> tests(List<ValuesFile> files) {
    List<Deployment> found = new ArrayList<>();
    for (ValuesFile file : files) {
      if (file.name().endsWith("-values.yaml")) {
        found.add(draft(List.of(file)).trait(Trait.TEST).done());
      }
    }
    return found;
  }

  /** The files among them that look like values and are no YAML. */
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  private boolean mayBe(String name) {
    String base = FileNames.base(name);
    return !base.startsWith(".")
        && !base.equals("Chart.yaml")
        && !base.startsWith("kustomization.")
        && !index.isPrinted(name)
        && !isOfAnsible(name)
        && index.hasChartKeys(name)
        && !charts.isOwn(name)
        && !charts.isOfOther(name);
  }

  private boolean isOfAnsible(String name) {
    boolean variables = FileRoles.isOfAnsible(name);
    if (variables && index.hasOwnKeys(name)) {
      index.passOver(name, "it has variables of Ansible");
    }
    return variables;
  }

  /** The deployments that some files make together. */
  public List<Deployment> together(List<ValuesFile> given) {
    if (given.stream().noneMatch(ValuesFile::own)) {
      return List.of(); // such keys other charts have, too
    }
    if (given.size() > MOST) {
      return given.stream().map(this::byItself).toList();
    }
    if (isNextToAnother(given)) {
      return given.stream().map(this::byItself).toList();
    }
    List<ValuesFile> files = new ArrayList<>(given);
    List<ValuesFile> common = new ArrayList<>();
    List<ValuesFile> alternatives = new ArrayList<>();
    List<ValuesFile> bases = files.stream().filter(PlainFiles::isBase).toList();
    for (ValuesFile file : files) {
      boolean contradicts =
          files.stream()
              .anyMatch(
                  other ->
                      !other.equals(file)
                          && !bases.contains(other)
                          && (ValuesFile.contradict(file, other)
                              || (file.isComplete() && other.isComplete())));
      (contradicts && !bases.contains(file) ? alternatives : common).add(file);
    }
    common.sort((a, b) -> Boolean.compare(!isBase(a), !isBase(b)));
    if (alternatives.isEmpty()) {
      return List.of(deployment(common, List.of()));
    }
    List<Deployment> found = new ArrayList<>();
    if (areUnrelated(common, alternatives)) {
      return given.stream().map(this::byItself).toList();
    }
    boolean told = areAlternatives(alternatives);
    for (ValuesFile file : alternatives) {
      List<ValuesFile> with =
          common.stream().filter(one -> isBase(one) || FileRoles.owners(one, alternatives).contains(file)).toList();
      found.add(told ? deployment(with, List.of(file)) : open(with, file));
    }
    return found;
  }

  /**
   * Whether nothing says that files which could be deployed by themselves have anything to do with the others: no name of a base,
   * and no names that begin or end alike.
   */
  private static boolean areUnrelated(List<ValuesFile> common, List<ValuesFile> alternatives) {
    long complete = alternatives.stream().filter(ValuesFile::isComplete).count();
    return complete > 1
        && !common.isEmpty()
        && common.stream().noneMatch(PlainFiles::isBase)
        && !areAlike(alternatives);
  }

  /** Whether a file with the name of a base is beside one that could be deployed without it, and whose name has nothing of it. */
  private static boolean isNextToAnother(List<ValuesFile> files) {
    for (ValuesFile base : files) {
      for (ValuesFile other : files) {
        if (isBase(base)
            && !base.isComplete()
            && !isBase(other)
            && other.isComplete()
            && !other.name().contains("values")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean areAlike(List<ValuesFile> files) {
    String first = "";
    String last = "";
    for (ValuesFile file : files) {
      String[] words = FileNames.base(file.name()).replaceAll("\\.ya?ml$", "").split("[-_.]", -1);
      String start = words.length > 1 ? words[0] : "";
      String end = words.length > 1 ? words[words.length - 1] : "";
      boolean begins = file.equals(files.getFirst());
      first = begins || first.equals(start) ? start : "";
      last = begins || last.equals(end) ? end : "";
    }
    return !first.isEmpty() || !last.isEmpty();
  }

  /** A file of which nobody knows whether others belong to it. */
  private Deployment byItself(ValuesFile file) {
    return file.isComplete() ? deployment(List.of(file), List.of()) : open(List.of(), file);
  }

  /** Whether each contradicts each other one, so that every deployment has one of them. */
  private static boolean areAlternatives(List<ValuesFile> files) {
    for (ValuesFile one : files) {
      for (ValuesFile other : files) {
        if (!one.equals(other)
            && !ValuesFile.contradict(one, other)
            && !(one.isComplete() && other.isComplete())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isBase(ValuesFile file) {
    return isBase(file.name());
  }

  private static boolean isBase(String name) {
    return BASES.contains(FileNames.base(name).replaceAll("\\.ya?ml$", ""));
  }

  private Deployment deployment(List<ValuesFile> common, List<ValuesFile> own) {
    List<ValuesFile> files = new ArrayList<>(common);
    files.addAll(own);
    Draft draft = draft(files);
    if (files.size() > 1) {
      draft.assume(TOGETHER);
    }
    return draft.done();
  }

  private Deployment open(List<ValuesFile> common, ValuesFile own) {
    String reason = "it is unknown which files belong together; `deployments:` in .esslint.yaml can define it";
    return open(common, own, reason).done();
  }

  private Draft open(List<ValuesFile> common, ValuesFile own, String reason) {
    List<ValuesFile> files = new ArrayList<>(common);
    files.add(own);
    Draft draft = draft(files);
    Located at = Located.top(own.document());
    draft
        .layers()
        .addFirst( // what is in the file counts, and only what is not there may be elsewhere
            new DeploymentLayer.Opaque(
                "(other files)",
                reason,
                true,
                at.source(),
                at.span()));
    return draft;
  }

  private Draft draft(List<ValuesFile> files) {
    StringBuilder id = new StringBuilder(files.getFirst().name());
    files.subList(1, files.size()).forEach(file -> id.append(" + ").append(FileNames.base(file.name())));
    Draft draft =
        new Draft(
            id.toString(), Deployment.VALUES_FILES, Located.top(files.getLast().document()), findings);
    Umbrella chart = charts.around(FileNames.folder(files.getFirst().name()));
    if (chart != null) {
      draft.chart(chart.use());
    }
    for (ValuesFile file : files) {
      draft.mapping(
          file.name(),
          file.document(),
          file.isEncrypted() ? Sops.decrypted(file.document(), draft) : file.document().root());
    }
    return draft;
  }
}
