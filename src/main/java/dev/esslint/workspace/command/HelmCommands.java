package dev.esslint.workspace.command;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Umbrellas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command lines of Helm in scripts, Makefiles and pipelines. */
public final class HelmCommands implements Finder {
  /** Commands that install nothing. */
  private static final Set<String> PREVIEWS = Set.of("helm template", "helm lint", "helm diff");

  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;

  public HelmCommands(Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String file : index.folder().names()) {
      boolean yaml = FileNames.isYaml(file);
      boolean stated = isStated(file);
      if (!stated && (yaml ? !index.mayHoldCommands(file) : !isScriptFile(file))) {
        continue;
      }
      String glance = index.folder().glance(file);
      boolean mentions = glance.contains("helm ") || glance.contains("HELM");
      boolean readable = stated || yaml || isScriptByName(file) || glance.startsWith("#!");
      if (!mentions || !readable) {
        continue;
      }
      try {
        SourceText source = index.folder().read(file);
        List<GivenScript> scripts = GivenScript.in(file, source, stated);
        Set<Map<String, String>> seen = new HashSet<>();
        List<Deployment> here = new ArrayList<>();
        Map<String, Content> files = Map.of();
        int before = -1;
        for (GivenScript script : scripts) {
          boolean next = script.steps() >= 0 && script.steps() == before;
          files = in(file, script, next ? files : Map.of(), seen, here);
          before = script.steps();
        }
        found.addAll(withoutPreviews(here));
      } catch (SourceException e) {
        // a script that is no text, or a definition that is no YAML, has no command line to look at
      }
    }
    return found;
  }

  /** Whether somebody says that a file has command lines, such as a text that people copy them from. */
  private boolean isStated(String file) {
    for (String pattern : index.discovery().tools().commandLines()) {
      if (!Globs.matching(pattern, List.of(file)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isScriptFile(String file) {
    String name = FileNames.base(file);
    return isScriptByName(file) || name.indexOf('.') < 0;
  }

  private static boolean isScriptByName(String file) {
    String name = FileNames.base(file);
    return name.endsWith(".sh")
        || name.endsWith(".bash")
        || name.endsWith(".zsh")
        || Makefiles.isNamed(file)
        || name.startsWith("Dockerfile")
        || Justfiles.isNamed(file);
  }

  /** What only shows what another command of the file would install is no deployment by itself. */
  private static List<Deployment> withoutPreviews(List<Deployment> all) {
    List<Deployment> kept = new ArrayList<>();
    for (Deployment one : all) {
      boolean preview =
          isPreview(one)
              && all.stream()
                  .anyMatch(
                      other ->
                          !isPreview(other)
                              && other.release().equals(one.release())
                              && other.chart().ref().equals(one.chart().ref()));
      if (!preview) {
        kept.add(one);
      }
    }
    return kept;
  }

  private static boolean isPreview(Deployment one) {
    return PREVIEWS.contains(one.kind());
  }

  /**
   * Adds the deployments of a script.
   *
   * @param files what was written into files before
   * @return what is written after it
   */
  private Map<String, Content> in(
      String file,
      GivenScript given,
      Map<String, Content> files,
      Set<Map<String, String>> seen,
      List<Deployment> found) {
    ShellScript script = ShellScript.of(given.text(), given.around(), given.variables(), Map.of(), files);
    String folder = file.startsWith(".") ? "" : FileNames.folder(file);
    for (int i = 0; i < script.commands().size(); i++) {
      ShellScript.Command command = script.commands().get(i);
      String first = command.words().getFirst().text();
      if (first.equals("cd") && command.words().size() == 2) {
        String into = command.words().get(1).known() ? FileNames.in(folder, command.words().get(1).text()) : null;
        folder = into == null ? folder : into;
        continue;
      }
      HelmCommand helm = HelmCommand.of(command.words()).orElse(null);
      if (helm == null || helm.chart().isEmpty()) {
        continue;
      }
      List<Map<String, String>> choices = CommandRuns.of(helm, script, given.rows());
      for (Map<String, String> chosen : choices) {
        ShellScript run =
            chosen.isEmpty() ? script : ShellScript.of(given.text(), given.around(), given.variables(), chosen, files);
        boolean same = run.commands().size() == script.commands().size(); // what is filled in may be commands, too
        add(
            same
                ? new CommandSite(index, umbrellas, file, folder, run, chosen)
                : new CommandSite(index, umbrellas, file, folder, script, Map.of()),
            same ? run.commands().get(i) : command,
            seen,
            found);
      }
    }
    return script.files();
  }

  private void add(
      CommandSite at, ShellScript.Command command, Set<Map<String, String>> seen, List<Deployment> found) {
    HelmCommand helm = HelmCommand.of(command.words()).orElse(null);
    if (helm == null || helm.chart().isEmpty()) {
      return;
    }
    Map<String, String> summary = new HashMap<>(at.chosen());
    summary.putAll(helm.summary());
    if (seen.add(summary)) {
      found.addAll(new CommandDeployment(at, command, helm, helm.chart().get(), findings).deployments());
    }
  }
}
