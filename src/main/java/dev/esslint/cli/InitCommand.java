package dev.esslint.cli;

import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.json.JsonString;
import dev.esslint.secret.Mask;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.DeploymentLayer;
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
    Found found = Found.in(List.of("."), new SourceReader(terminal.folder(), terminal.in(), ""), Discovery.EVERYTHING, UserCharts.of(terminal));
    Path file = terminal.folder().resolve(Inputs.CONFIGURATION);
    try {
      Files.write(
          file,
          text(found.deployments()).getBytes(StandardCharsets.UTF_8),
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

  private static String text(List<Deployment> deployments) {
    StringBuilder text = new StringBuilder();
    text.append("# Configuration of esslint. Each key is an option; the command-line option overrides it.\n");
    text.append("#fail-on: warning\n\n");
    text.append("# These deployments were found below this folder. Without entries here, esslint checks all that it finds.\n");
    text.append("# Remove the # to use an entry. Then esslint checks only the entries here, unless you name a file.\n");
    text.append("#deployments:\n");
    int number = 0;
    for (Deployment one : deployments) {
      number++;
      String name = one.release().isEmpty() ? "deployment-" + number : one.release() + "-" + number;
      text.append("#  ").append(quoted(name)).append(": # ").append(line(one.id())).append('\n');
      String version = one.chart().exact().orElse(one.chart().constraint());
      if (!version.isEmpty()) {
        text.append("#    chart: ").append(quoted(version)).append('\n');
      }
      if (!one.namespace().isEmpty()) {
        text.append("#    namespace: ").append(quoted(one.namespace())).append('\n');
      }
      if (!one.key().isEmpty()) {
        text.append("#    under: ").append(quoted(one.key())).append('\n');
      }
      text.append("#    values:\n");
      one.layers().forEach(layer -> text.append("#      - ").append(layer(layer)).append('\n'));
    }
    return text.toString();
  }

  private static String layer(DeploymentLayer layer) {
    return switch (layer) {
      case DeploymentLayer.Mapping mapping -> {
        int pointer = mapping.name().indexOf(":/");
        String at = pointer < 0 ? "" : mapping.name().substring(pointer + 1).replaceAll(" \\(.*$", "");
        String file = quoted(mapping.source().name());
        yield at.isEmpty() || !at.startsWith("/spec")
            ? file
            : "{file: " + file + ", at: " + quoted(at) + "}";
      }
      case DeploymentLayer.Setting setting -> "{opaque: " + quoted("set by " + setting.name()) + "}";
      case DeploymentLayer.Opaque opaque -> "{opaque: " + quoted(opaque.name()) + "}";
    };
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_./-]*") ? text : JsonString.quote(text);
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
