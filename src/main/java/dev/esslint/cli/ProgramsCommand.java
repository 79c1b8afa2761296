package dev.esslint.cli;

import dev.esslint.embedded.OptionTable;
import dev.esslint.embedded.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint programs add DIR}. */
final class ProgramsCommand implements Command {
  private final Terminal terminal;

  ProgramsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint programs",
            "For maintainers of esslint: `esslint programs add DIR` reads the tables of the programs' options, such as",
            "DIR/synapse.tsv, and writes them under schemas/programs of the folder that it runs in.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("add")
            .type(String.class)
            .required(true)
            .description("What to do. The only action is add.")
            .build());
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1")
            .paramLabel("DIR")
            .type(String.class)
            .required(true)
            .description("A folder with a table for each program that has changes.")
            .build());
    spec.addOption(
        Command.option(
                "DIR", "The folder `schemas` of esslint's sources. Default: schemas.", "--schemas")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    String action = parsed.positionals(0).getFirst();
    if (!action.equals("add")) {
      throw new UsageException("there is no `programs " + action + "`, only `programs add`");
    }
    Path target = terminal.folder().resolve(parsed.value("--schemas", "schemas")).resolve("programs");
    if (!Files.isDirectory(target)) {
      throw new UsageException(
          "there is no folder schemas/programs; run this in the sources of esslint");
    }
    // all are read before the first is written
    Map<Path, List<String>> tables = read(parsed.positionals(1).getFirst(), target);
    for (Map.Entry<Path, List<String>> table : tables.entrySet()) {
      try {
        Files.writeString(table.getKey(), String.join("\n", table.getValue()) + "\n");
      } catch (IOException e) {
        throw new UsageException("the tables cannot be written: " + Failures.reason(e));
      }
      terminal.print(parsed.mask().shown(table.getKey() + "\n"));
    }
    return ExitStatus.CLEAN;
  }

  private Map<Path, List<String>> read(String folder, Path target) throws UsageException {
    Map<Path, List<String>> tables = new LinkedHashMap<>();
    for (Program program : Program.values()) {
      String name = program.id() + ".tsv";
      Path file = terminal.folder().resolve(folder).resolve(name);
      if (Files.exists(file)) {
        try {
          List<String> lines = Files.readAllLines(file);
          OptionTable.read(folder + "/" + name, lines);
          tables.put(target.resolve(name), lines);
        } catch (IOException e) {
          throw new UsageException(folder + "/" + name + ": " + Failures.reason(e));
        } catch (IllegalArgumentException e) {
          throw new UsageException(String.valueOf(e.getMessage()));
        }
      }
    }
    if (tables.isEmpty()) {
      throw new UsageException(folder + " has no table of a program, such as synapse.tsv");
    }
    return tables;
  }
}
