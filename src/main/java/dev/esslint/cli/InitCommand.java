package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.input.DiskFolder;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.workspace.Discovery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code esslint init}. */
final class InitCommand implements Command {
  private final Terminal terminal;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec(
        "esslint init",
        "Writes a .esslint.yaml with the deployments that are found below the working directory, as comments.",
        "Without a configuration, esslint checks all of them. It never overwrites an existing file.");
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    Path file = terminal.folder().resolve(Inputs.CONFIGURATION);
    if (Files.exists(file)) { // looking for deployments takes time
      throw new UsageException(Inputs.CONFIGURATION + " already exists and is not changed");
    }
    Settings.refuseOtherNames(terminal.folder(), "");
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "");
    Charts charts = UserCharts.of(terminal);
    Found found = Found.in(List.of("."), reader, Discovery.EVERYTHING, charts);
    InitialConfiguration initial = new InitialConfiguration(DiskFolder.whole(terminal.folder(), "", reader), charts);
    try {
      Files.write(
          file,
          initial.text(found).getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(Inputs.CONFIGURATION + " already exists and is not changed");
    } catch (IOException e) {
      throw new UsageException(Inputs.CONFIGURATION + " cannot be written: " + e.getMessage());
    }
    int count = found.deployments().size();
    terminal.print(
        Mask.none()
            .shown(
                "wrote "
                    + Inputs.CONFIGURATION
                    + " with "
                    + count
                    + (count == 1 ? " deployment\n" : " deployments\n")));
    return ExitStatus.CLEAN;
  }
}
