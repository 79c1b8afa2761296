package dev.esslint.embedded;

import java.util.Optional;

/** A program whose configuration the fragments of a component are a part of. */
public enum Program {
  SYNAPSE("synapse", "Synapse", "synapse"),
  MAS("mas", "Matrix Authentication Service", "matrixAuthenticationService"),
  LIVEKIT("livekit", "LiveKit", "matrixRTC.sfu"),
  HOOKSHOT("hookshot", "Hookshot", "hookshot"),
  ELEMENT_WEB("element-web", "Element Web", "elementWeb");

  private final String id;
  private final String title;
  private final String component;

  Program(String id, String title, String component) {
    this.id = id;
    this.title = title;
    this.component = component;
  }

  /** What its table is called. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The path of the component that it is, in the values. */
  public String component() {
    return component;
  }

  /** The program with an id. */
  public static Optional<Program> of(String id) {
    for (Program program : values()) {
      if (program.id.equals(id)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }
}
