package dev.esslint;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.esslint.cli.Main;

/** The classes of the program, read once for all tests that look at them. */
public final class CompiledClasses {
  /** All of them, without tests. */
  public static final JavaClasses ALL =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  private CompiledClasses() {}
}
