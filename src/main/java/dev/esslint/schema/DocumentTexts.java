package dev.esslint.schema;

import dev.esslint.embedded.Program;
import dev.esslint.json.JsonReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.yaml.YamlReader;
import java.util.List;

/** Which texts can stand where the chart takes any text and needs a document: one that is none is refused, or the program does not start. */
final class DocumentTexts {
  private static final Key CONFIG = new Key("config");

  private DocumentTexts() {}

  /** Whether a text can stand at a path. One that something else fills in may be anything. */
  static boolean takes(ValuePath path, String text) {
    if (Placeholder.in(text).isPresent()) {
      return true;
    }
    if (isIn("wellKnownDelegation", path, 1) || isIn(Program.ELEMENT_WEB.component(), path, 1)) {
      return isJson(text);
    }
    boolean ofProgram =
        path.last().equals(CONFIG)
            && List.of(Program.SYNAPSE, Program.MAS, Program.LIVEKIT, Program.HOOKSHOT).stream()
                .anyMatch(program -> isIn(program.component(), path, 2));
    return !ofProgram || isYaml(text);
  }

  /** Whether a path is so many steps below {@code additional} of a component. */
  private static boolean isIn(String component, ValuePath path, int below) {
    List<Step> additional = ValuePath.parse(component).key("additional").steps();
    return path.steps().size() == additional.size() + below && path.steps().subList(0, additional.size()).equals(additional);
  }

  private static boolean isJson(String text) {
    try {
      JsonReader.keys(new SourceText("", text));
      return true;
    } catch (SourceException e) {
      return false;
    }
  }

  private static boolean isYaml(String text) {
    try {
      return YamlReader.read(new SourceText("", text)).root() instanceof MapNode;
    } catch (SourceException e) {
      return false;
    }
  }
}
