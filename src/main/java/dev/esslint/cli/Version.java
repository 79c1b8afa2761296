package dev.esslint.cli;

/** The version of this program. */
final class Version {
  private Version() {}

  /** As in the manifest of the jar; {@code dev} where the classes run without one. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
