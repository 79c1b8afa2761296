package dev.esslint.cli;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stand-in: only for trying the build. */
@Command(name = "esslint", mixinStandardHelpOptions = true, version = "esslint 0.1.0")
public final class Main implements java.util.concurrent.Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE")
  List<Path> files = List.of();

  @Option(names = "--format", defaultValue = "text")
  String format = "text";

  @Option(names = "--output")
  Path output = Path.of("-");

  @Option(names = "--chart-version", defaultValue = "26.8.1")
  String chartVersion = "26.8.1";

  @Option(names = "--cluster")
  Path cluster = Path.of("-");

  @Option(names = "--fail-on", defaultValue = "error")
  String failOn = "error";

  @Override
  public Integer call() throws IOException {
    int events = 0;
    JsonMapper mapper = new JsonMapper();
    try (InputStream in = Main.class.getResourceAsStream("/dev/esslint/standin.json")) {
      if (in != null) {
        JsonNode tree = mapper.readTree(in);
        Schema schema =
            SchemaRegistry.withDialect(Dialects.getDraft202012(), b -> {}).getSchema(tree);
        events += schema.validate(mapper.readTree("{\"foo\":1}")).size();
      }
    }
    boolean bad = false;
    for (Path file : files) {
      try {
        String text =
            file.toString().equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(file, StandardCharsets.UTF_8);
        var settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        for (var _ : new Parse(settings).parseString(text)) {
          events++;
        }
        bad |= text.contains("on purpose and all");
      } catch (IOException | YamlEngineException e) {
        System.err.println("esslint: " + file + ": " + e.getMessage());
        return 3;
      }
    }
    String report =
        format.equals("sarif")
            ? "{\"version\":\"2.1.0\",\"runs\":[]}"
            : "checked " + files.size() + " files, " + events + " events";
    if (output.toString().equals("-")) {
      System.out.println(report);
    } else {
      Files.writeString(output, report + "\n");
    }
    return bad ? 1 : 0;
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
