package dev.esslint.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReachableTest {
  @Test
  void aClassIsReachableByItsTypeInADescriptorAndByItsNameInAText() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (Class<?> type : List.of(Root.class, ByType.class, InArray.class, ByName.class, Nobody.class)) {
      classes.put(internal(type), bytes(type));
    }
    assertEquals(
        Set.of(internal(Root.class), internal(ByType.class), internal(InArray.class), internal(ByName.class)),
        Reachable.of(classes, Set.of(internal(Root.class))));
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = Root.class.getResourceAsStream("/" + internal(type) + ".class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @SuppressWarnings({"UnusedVariable", "UnusedMethod"}) // only their names matter
  private interface Root {
    String NAME = "dev.esslint.build.ReachableTest$ByName";

    ByType method(int number, long large, InArray[] many);
  }

  private interface ByType {}

  private interface InArray {}

  private interface ByName {}

  private interface Nobody {}
}
