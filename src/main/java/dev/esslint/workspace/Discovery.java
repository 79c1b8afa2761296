package dev.esslint.workspace;

import java.util.List;
import java.util.Locale;

/**
 * What somebody says about how deployments are found. All names are relative to the top of the files.
 *
 * @param include patterns of the files that deployments are declared in; none for all
 * @param exclude patterns of files that they are not declared in
 * @param fluxEntries folders with the Kustomizations that a cluster begins with; none for all Kustomizations
 * @param thisRepository addresses of the repository that the files are; none if that is not known
 * @param tools what is said about the tools that deploy
 */
public record Discovery(
    List<String> include,
    List<String> exclude,
    List<String> fluxEntries,
    List<String> thisRepository,
    Tools tools) {

  /** Nothing is said. */
  public static final Discovery EVERYTHING =
      new Discovery(List.of(), List.of(), List.of(), List.of(), Tools.UNSTATED);

  /** Whether deployments that a file declares count. */
  public boolean takes(String file) {
    return (include.isEmpty() || matches(include, List.of(file))) && !matches(exclude, List.of(file));
  }

  /** Whether one of some patterns, or folders, stands for one of some files. */
  public static boolean matches(List<String> patterns, List<String> files) {
    for (String pattern : patterns) {
      if (!Globs.matching(pattern, files).isEmpty() || isFolderOf(pattern, files)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFolderOf(String folder, List<String> files) {
    for (String file : files) {
      if (FileNames.below(folder, file)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an address may be that of the repository that the files are. */
  public boolean mayBeHere(String url) {
    return thisRepository.isEmpty() || isHere(url);
  }

  /** Whether an address is certainly that of the repository that the files are. */
  public boolean isHere(String url) {
    for (String one : thisRepository) {
      if (plain(one).equals(plain(url))) {
        return true;
      }
    }
    return false;
  }

  /** The host and the path of an address, whatever the protocol. */
  private static String plain(String url) {
    return url.toLowerCase(Locale.ROOT)
        .replaceFirst("^[a-z+]+://", "")
        .replaceFirst("^[^/@]*@", "")
        .replaceFirst(":(?![0-9]+/)", "/")
        .replaceFirst("/+$", "")
        .replaceFirst("\\.git$", "");
  }
}
