package dev.esslint.cli;

import java.lang.module.ModuleDescriptor;

/** The version of this program. */
final class Version {
  private Version() {}

  /** The version of the module in the image; {@code dev} where the classes run without one. */
  static String current() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    return module == null ? "dev" : module.rawVersion().orElse("dev");
  }
}
