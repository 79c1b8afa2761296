package dev.esslint.cli;

import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.input.SourceReader;
import dev.esslint.probe.Check;
import dev.esslint.probe.Plan;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Result;
import dev.esslint.probe.inside.Answers;
import dev.esslint.probe.inside.InsidePlan;
import dev.esslint.probe.inside.Script;
import dev.esslint.text.SourceException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** What a command line says about asking from inside of the cluster: nothing, a script to be printed, or what it answered. */
record ProbeInside(boolean script, Optional<Answers> answers) {
  static final String SCRIPT = "--script";
  private static final String INSIDE = "--inside";

  static List<OptionSpec> options() {
    return List.of(
        Command.flag("Print a shell script that asks from inside of the cluster, and ask nothing.", SCRIPT).build(),
        Command.option("FILE", "Also report what this script answered in a pod.", INSIDE).build());
  }

  /**
   * Reads the answers, if there are some.
   *
   * @throws SourceException if they cannot be read
   * @throws UsageException if they are something else, or not wanted beside other options
   */
  static ProbeInside of(Arguments parsed, SourceReader reader) throws SourceException, UsageException {
    String file = parsed.value(INSIDE, "");
    boolean script = parsed.has(SCRIPT);
    if (script && !file.isEmpty()) {
      throw new UsageException(SCRIPT + " cannot be combined with " + INSIDE);
    }
    if (file.isEmpty()) {
      return new ProbeInside(script, Optional.empty());
    }
    String text = reader.readRaw(file);
    if (!Answers.isOne(text)) {
      throw new UsageException(INSIDE + ": " + file + " is not the output of the script that " + SCRIPT + " prints");
    }
    return new ProbeInside(false, Optional.of(Answers.read(text)));
  }

  /** The script for a deployment. */
  static String written(Plan plan, Model model, Release release) {
    return Script.of(InsidePlan.of(plan, model, release), model);
  }

  /** What was asked from outside, and then what was answered inside. */
  List<Result> with(List<Result> outside, List<Check> planned) {
    return answers.isPresent() ? answers.get().after(outside, planned) : outside;
  }

  /** What is asked inside; nothing if neither a script nor its answers are wanted. */
  List<Check> planned(Plan plan, Model model, Release release, Set<Promise> only) {
    return (script || answers.isPresent() ? InsidePlan.of(plan, model, release) : List.<Check>of())
        .stream().filter(check -> only.isEmpty() || only.contains(check.promise())).toList();
  }
}
