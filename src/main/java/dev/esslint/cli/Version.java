package dev.esslint.cli;

import java.lang.module.ModuleDescriptor;

/** The version of this program. */
final class Version {
  private Version() {}

  /** The version of the module in the image, or of the jar; {@code dev} where the classes run without one. */
  static String current() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    if (module != null) {
      return module.rawVersion().orElse("dev");
    }
    String jar = Version.class.getPackage().getImplementationVersion();
    return jar == null ? "dev" : jar;
  }

  /** Whether it runs as the module that is linked into an image. */
  static boolean isImage() {
    return Version.class.getModule().isNamed();
  }
}
