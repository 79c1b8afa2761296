package dev.esslint.workspace;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The folders among some files that hold the cases of tests. */
public final class TestFolders {
  private static final Set<String> NAMES =
      Set.of("testdata", "test-data", "tests", "fixtures", "__fixtures__", "__tests__", "e2e");

  /** Names of environments; "test" beside one of these is another one. */
  private static final Set<String> ENVIRONMENTS =
      Set.of("prod", "production", "live", "staging", "stage", "dev", "development", "int", "qa", "acceptance");

  /** Names of folders that have one for each environment. */
  private static final Set<String> OF_ENVIRONMENTS =
      Set.of("clusters", "cluster", "environments", "envs", "env", "stages", "overlays", "apps", "tenants");

  private final Supplier<List<String>> files;

  /**
   * @param files the names of all files; asked for only if a folder may be one of tests or of an environment
   */
  public TestFolders(Supplier<List<String>> files) {
    this.files = files;
  }

  /**
   * Whether a file only is a case of a test that builds what others deploy. What a test deploys itself lies in its own folder.
   *
   * @param file a file, or a folder
   * @param built what it builds
   */
  public boolean borrows(String file, String built) {
    for (String folder = file; !folder.isEmpty(); folder = FileNames.folder(folder)) {
      if (isOfTests(folder)) {
        return !FileNames.below(folder, built);
      }
    }
    return false;
  }

  private boolean isOfTests(String folder) {
    String name = FileNames.base(folder);
    return NAMES.contains(name) || (name.equals("test") && !isEnvironment(FileNames.folder(folder)));
  }

  /** Whether a folder has one for each environment. */
  private boolean isEnvironment(String parent) {
    if (OF_ENVIRONMENTS.contains(FileNames.base(parent))) {
      return true;
    }
    int start = parent.isEmpty() ? 0 : parent.length() + 1;
    for (String file : files.get()) {
      int slash = FileNames.below(parent, file) && file.length() > start ? file.indexOf('/', start) : -1;
      if (slash > 0 && ENVIRONMENTS.contains(file.substring(start, slash))) {
        return true;
      }
    }
    return false;
  }
}
