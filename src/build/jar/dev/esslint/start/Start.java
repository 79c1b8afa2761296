package dev.esslint.start;

/**
 * What {@code java -jar esslint.jar} runs. Its class file is one for Java 8, so that an older Java than esslint needs can say so
 * instead of showing an UnsupportedClassVersionError.
 */
public final class Start {
  private static final int NEEDED = 25;

  private Start() {}

  public static void main(String[] args) throws Exception {
    String version = System.getProperty("java.specification.version");
    if (!version.matches("[0-9]+") || Integer.parseInt(version) < NEEDED) {
      System.err.println(
          "esslint: esslint.jar needs Java " + NEEDED + " or later, but this is Java " + version
              + ". Install a newer Java, or the esslint for your platform, which needs none.");
      System.exit(2);
    }
    Class.forName("dev.esslint.cli.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }
}
