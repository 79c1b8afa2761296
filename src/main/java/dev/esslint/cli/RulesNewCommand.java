package dev.esslint.cli;

import dev.esslint.authoring.Skeleton;
import dev.esslint.secret.Mask;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint rules new NAME}. */
final class RulesNewCommand implements Command {
  private static final Pattern ID_LINE = Pattern.compile("(?m)^id: ([A-Z][A-Z0-9]{1,3}\\d{3})\\b");
  private static final Pattern ID_OF_FILE = Pattern.compile("([A-Z][A-Z0-9]{1,3}\\d{3})-.*");

  private final Terminal terminal;

  RulesNewCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint rules new",
            "Writes a template for a rule: a file with all keys and their meaning. It never overwrites a file.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("NAME")
            .type(String.class)
            .arity("1")
            .required(true)
            .description("The name of the rule: two or more lower-case words with - between them.")
            .build());
    spec.addOption(
        Command.option(
                "FILE",
                "Write it to this file. Default: ID-NAME.yaml in the working directory, with the next free ID"
                    + " there.",
                "-o",
                "--output")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    String name = parsed.positionals(0).getFirst();
    if (!Skeleton.isName(name)) {
      throw new UsageException(
          "`" + name + "` is not a name for a rule; write two or more lower-case words with - between them");
    }
    String output = parsed.value("--output", "");
    try {
      Path given = terminal.folder().resolve(output);
      boolean isFolder = output.isEmpty() || Files.isDirectory(given);
      Path folder = isFolder ? given : given.toAbsolutePath().getParent();
      String id = id(isFolder ? "" : String.valueOf(given.getFileName()), folder);
      Path file = isFolder ? given.resolve(id + "-" + name + ".yaml") : given;
      Files.writeString(file, Skeleton.of(id, name), StandardOpenOption.CREATE_NEW);
      String shown = isFolder ? Path.of(output).resolve(file.getFileName()).toString() : output;
      terminal.print(
          Mask.none()
              .shown(shown + " is written; `esslint rules check " + shown + "` checks it\n"));
      return ExitStatus.CLEAN;
    } catch (FileAlreadyExistsException e) {
      throw new UsageException("there is a file `" + output + "` already, which is not overwritten");
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "the rule cannot be written to " + output + ": " + Failures.reason(e));
    }
  }

  /** The id that the name of the file says, or the one after the last in the folder. */
  private static String id(String file, @Nullable Path folder) throws IOException {
    Matcher named = ID_OF_FILE.matcher(file);
    if (named.matches()) {
      return named.group(1);
    }
    String last = "";
    if (folder != null && Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
        for (Path other : files) {
          Matcher id = ID_LINE.matcher(Files.isRegularFile(other) ? Files.readString(other) : "");
          if (id.find() && id.group(1).compareTo(last) > 0) {
            last = id.group(1);
          }
        }
      }
    }
    return last.isEmpty() ? Skeleton.FIRST_ID : Skeleton.after(last);
  }
}
