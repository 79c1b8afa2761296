package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StandInTest {
  @Test
  void plain() {}

  @Test
  @Tag("shared")
  void shared() {
    assertTrue(Files.isDirectory(Path.of(System.getProperty("shared", "unset")).resolve("charts")));
  }
}
