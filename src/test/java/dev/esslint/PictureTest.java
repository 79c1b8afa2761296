package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The picture in {@code docs/architecture.md} is true: a room uses rooms in layers below its own, and in its own layer those that an
 * arrow leads to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PictureTest {
  private static final String ROOT = "dev.esslint.";
  private static final Pattern PICTURE = Pattern.compile("(?s)```mermaid\\n(.*?)```");
  private static final Pattern LAYER = Pattern.compile("(?s)subgraph \\w+\\n(.*?)\\n  end");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

  /** An arrow, or which room uses which. */
  private record Use(String user, String used) {
    @Override
    public String toString() {
      return user + " --> " + used;
    }
  }

  private final String page = Files.readString(Path.of("docs/architecture.md"));
  private final Map<String, Integer> layers = new TreeMap<>();
  private final Set<Use> arrows = Set.copyOf(arrows());
  private final Map<Use, String> uses = new HashMap<>();
  private final Set<String> rooms = new TreeSet<>();

  PictureTest() throws Exception {
    for (JavaClass user : CompiledClasses.ALL) {
      rooms.add(room(user));
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        if (used.getPackageName().startsWith(ROOT) && !room(used).equals(room(user))) {
          uses.putIfAbsent(new Use(room(user), room(used)), dependency.getDescription());
        }
      }
    }
  }

  @Test
  void every_room_is_in_the_picture_and_in_the_table() {
    assertEquals(rooms, layers.keySet());
    assertEquals(
        List.copyOf(rooms), ROW.matcher(page).results().map(match -> match.group(1)).sorted().toList());
  }

  @Test
  void every_arrow_is_in_the_code() {
    assertEquals(
        List.of(), arrows.stream().filter(arrow -> !uses.containsKey(arrow)).map(Use::toString).sorted().toList());
  }

  @Test
  void rooms_use_what_is_below_them_and_what_an_arrow_leads_to() {
    assertEquals(
        List.of(),
        uses.entrySet().stream()
            .filter(use -> !isAllowed(use.getKey()))
            .map(use -> use.getKey() + ": " + use.getValue())
            .sorted()
            .toList());
  }

  private boolean isAllowed(Use use) {
    return arrows.contains(use)
        || layers.getOrDefault(use.user(), Integer.MAX_VALUE) < layers.getOrDefault(use.used(), -1);
  }

  private List<Use> arrows() {
    List<Use> found = new ArrayList<>();
    String picture =
        PICTURE.matcher(page).results().map((MatchResult match) -> match.group(1)).collect(Collectors.joining());
    int layer = 0;
    for (MatchResult match : LAYER.matcher(picture).results().toList()) {
      for (String line : match.group(1).lines().toList()) {
        String[] ends = line.strip().split(" --> ", -1);
        for (String end : ends) {
          Integer before = layers.put(end, layer);
          assertEquals(layer, before == null ? layer : before, end + " is in two layers");
        }
        if (ends.length == 2) {
          found.add(new Use(ends[0], ends[1]));
        }
      }
      layer++;
    }
    return found;
  }

  /** The package, without the root; a tool's package below {@code workspace} counts as that. */
  private static String room(JavaClass type) {
    String room = type.getPackageName().substring(ROOT.length());
    return room.startsWith("workspace.") ? "workspace" : room;
  }
}
