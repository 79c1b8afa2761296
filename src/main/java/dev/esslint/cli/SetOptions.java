package dev.esslint.cli;

import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Helm's options that set values on the command line. */
final class SetOptions {
  private SetOptions() {}

  static List<OptionSpec> options() {
    return List.of(
        option(
            Kind.SET,
            "KEY=VALUE,...",
            "Set values over the files, as in helm: `a.b=1,c={x,y},d[0].e=z`. `null` removes a default. true,"
                + " false and whole numbers are not strings. A backslash before a comma keeps it in the value, and before a dot in the key."),
        option(Kind.STRING, "KEY=VALUE,...", "The same, but every value is a string."),
        option(
            Kind.JSON,
            "KEY=JSON,...",
            "Set values from JSON, such as `a.b={\"c\":[1,2]}`; without a key, one object for all values."),
        option(
            Kind.FILE,
            "KEY=FILE,...",
            "Set values to the content of files, as strings. - is standard input."),
        option(
            Kind.LITERAL,
            "KEY=VALUE",
            "Set one value to the rest of the argument, including commas."));
  }

  private static OptionSpec option(Kind kind, String label, String description) {
    return Command.options(label, description, kind.option()).build();
  }

  /**
   * The layers that the command line gives, in the order in which Helm applies them, which is not that of the command
   * line: first all of one option, then all of the next one.
   *
   * @throws UsageException for an argument that is malformed, with the place in it
   * @throws SourceException for a file that cannot be read
   */
  static List<Layer.Argument> of(Arguments parsed, SourceReader reader)
      throws UsageException, SourceException {
    List<Layer.Argument> layers = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<String> texts = parsed.values(kind.option());
      for (int i = 0; i < texts.size(); i++) {
        String name = "<" + kind.option() + (texts.size() == 1 ? "" : " " + (i + 1)) + ">";
        layers.add(new Layer.Argument(read(kind, new SourceText(name, texts.get(i)), reader)));
      }
    }
    return layers;
  }

  private static SetExpression read(Kind kind, SourceText source, SourceReader reader)
      throws UsageException, SourceException {
    try {
      return SetExpression.parse(kind, source, reader::readRaw);
    } catch (SourceException e) {
      if (e.place().isEmpty()) {
        throw e;
      }
      throw new UsageException(Failures.describe(e));
    }
  }
}
