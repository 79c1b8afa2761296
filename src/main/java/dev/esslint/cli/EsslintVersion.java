package dev.esslint.cli;

import java.lang.module.ModuleDescriptor;

/** The version of this program. */
final class EsslintVersion {
  private EsslintVersion() {}

  /** The version of the module in the image, or of the jar; {@code dev} where the classes run without one. */
  static String current() {
    ModuleDescriptor module = EsslintVersion.class.getModule().getDescriptor();
    if (module != null) {
      return module.rawVersion().orElse("dev");
    }
    String jar = EsslintVersion.class.getPackage().getImplementationVersion();
    return jar == null ? "dev" : jar;
  }

  /** Whether it runs as the module that is linked into an image. */
  static boolean isImage() {
    return EsslintVersion.class.getModule().isNamed();
  }
}
