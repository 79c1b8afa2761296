package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code esslint rules facts} lists. */
final class RulesFactsTest {
  @TempDir private Path folder;

  @Test
  void facts_are_listed_as_rules_name_them() throws Exception {
    String all = Run.in(folder, "rules", "facts").out();
    assertTrue(all.contains("\ndeployment.rtc.nodePorts[].port  "), all);
    assertTrue(all.contains("\nchange.hosts[].component  "), all);
  }

  @Test
  void words_choose_by_name_and_description_whatever_their_case() throws Exception {
    assertEquals(
        """
        deployment.unserved.signs[]       what says that no controller serves the Ingresses
        deployment.unserved.signs[].path  its path
        """,
        Run.in(folder, "rules", "facts", "UNSERVED", "signs").out());
  }

  @Test
  void what_an_item_has_is_listed_with_the_item() throws Exception {
    assertEquals(
        """
        deployment.rtc.ports[]             an exposed service that is on
        deployment.rtc.ports[].asNodePort  values with which it has a node port
        """,
        Run.in(folder, "rules", "facts", "ports[].asNode").out());
  }

  @Test
  void words_that_no_fact_has_are_named() throws Exception {
    Run run = Run.in(folder, "rules", "facts", "certifcate");
    assertEquals("esslint: no fact has `certifcate` in its name or description\n", run.err());
    assertEquals(2, run.status());
  }
}
