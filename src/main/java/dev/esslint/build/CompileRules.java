package dev.esslint.build;

import dev.esslint.chart.Charts;
import dev.esslint.authoring.Flaw;
import dev.esslint.authoring.RuleFiles;
import dev.esslint.authoring.RuleFiles.Kind;
import dev.esslint.authoring.RuleFiles.Result;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.rule.packed.PackedRules;
import dev.esslint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the rule files and packs them, so that a start parses none of them. */
final class CompileRules {
  private CompileRules() {}

  /**
   * Compiles all rules below a folder, unless something is wrong with one.
   *
   * @param target the folder that gets their conditions and their pages
   * @return what is wrong with them; the same as {@code esslint rules check} tells
   */
  static List<Flaw> compile(Path folder, Path target) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    for (Path file : files(folder)) {
      sources.add(new SourceText(file.toString(), Files.readString(file)));
    }
    Result read = RuleFiles.read(sources, Kind.BUILT_IN, List.of(), Charts.builtIn());
    if (read.flaws().isEmpty()) {
      Files.createDirectories(target);
      Files.write(target.resolve(BuiltInRules.CONDITIONS), PackedRules.conditions(read.rules()));
      Files.write(target.resolve(BuiltInRules.PAGES), PackedRules.pages(read.rules()));
    }
    return read.flaws();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
