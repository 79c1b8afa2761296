package dev.esslint.deployment;

import dev.esslint.embedded.Program;
import dev.esslint.values.ValuePath;

/** A component whose configuration the chart's renderer merges from the fragments of an {@code additional} block. */
enum Component {
  SYNAPSE("synapse", Program.SYNAPSE),
  MAS("matrixAuthenticationService", Program.MAS),
  SFU("sfu", Program.LIVEKIT),
  HOOKSHOT("hookshot", Program.HOOKSHOT);

  private final String label;
  private final Program program;
  private final String path;

  Component(String label, Program program) {
    this.label = label;
    this.program = program;
    this.path = program.component();
  }

  /** The program that reads the configuration. */
  Program program() {
    return program;
  }

  /** What it is called in paths of rules. */
  String label() {
    return label;
  }

  /** The path of its settings in the values. */
  String path() {
    return path;
  }

  ValuePath additional() {
    return ValuePath.parse(path).key("additional");
  }

  boolean on(Chosen chosen) {
    return chosen.on(path + ".enabled") && (this != SFU || chosen.on("matrixRTC.enabled"));
  }

  /** Whether the chart evaluates fragments as Helm templates before anybody reads them. */
  boolean templated() {
    return this == HOOKSHOT;
  }

  /** Whether a list of a later fragment replaces that of an earlier one, rather than being added to it. */
  boolean replacesList(ValuePath key) {
    return this == HOOKSHOT && key.equals(ValuePath.of("permissions"));
  }
}
