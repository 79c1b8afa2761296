package dev.esslint.model.fragment;

import dev.esslint.embedded.Program;
import dev.esslint.model.base.Chosen;
import dev.esslint.values.ValuePath;

/** A component whose configuration the chart's renderer merges from the fragments of an {@code additional} block. */
public enum Component {
  SYNAPSE("synapse", "synapse"),
  MAS("matrixAuthenticationService", "matrixAuthenticationService"),
  SFU("sfu", "matrixRTC.sfu"),
  HOOKSHOT("hookshot", "hookshot");

  private final String label;
  private final String path;

  Component(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /** The program that reads the configuration. Nothing of the programs is loaded before it is asked for. */
  public Program program() {
    return switch (this) {
      case SYNAPSE -> Program.SYNAPSE;
      case MAS -> Program.MAS;
      case SFU -> Program.LIVEKIT;
      case HOOKSHOT -> Program.HOOKSHOT;
    };
  }

  /** What it is called in paths of rules. */
  public String label() {
    return label;
  }

  /** The path of its settings in the values. */
  public String path() {
    return path;
  }

  public ValuePath additional() {
    return ValuePath.parse(path).key("additional");
  }

  public boolean on(Chosen chosen) {
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
