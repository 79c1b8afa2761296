package dev.esslint.workspace.plain;

import dev.esslint.workspace.FileNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the names of values files say about them. */
final class FileRoles {
  private static final Set<String> KEPT = Set.of("old", "orig", "original", "bak", "backup", "copy", "save", "saved", "prev", "previous");

  private static final String BETWEEN = "-_. ()";

  private FileRoles() {}

  /** Whether somebody keeps an earlier state of a file in it, such as {@code values-old.yaml}. */
  static boolean isBackup(String file) {
    List<String> words = words(file);
    return words.size() > 1 && (KEPT.contains(words.getLast()) || KEPT.contains(words.getFirst()));
  }

  /** Whether a file holds variables of Ansible by its folder. */
  static boolean isOfAnsible(String file) {
    for (String folder = FileNames.folder(file); !folder.isEmpty(); folder = FileNames.folder(folder)) {
      String name = FileNames.base(folder);
      if (name.equals("group_vars") || name.equals("host_vars")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a file is one of the cases of a test by its name and that of its folder. */
  static boolean isOfCases(String file) {
    return FileNames.base(FileNames.folder(file)).equals("ci") && file.endsWith("-values.yaml");
  }

  /**
   * Those of some files that others belong to by a word in their names: {@code values-dev-secrets.yaml} belongs to
   * {@code values-dev.yaml} and not to {@code values-prod.yaml}.
   *
   * @return the ones that it belongs to; all if its name tells nothing
   */
  static List<ValuesFile> owners(ValuesFile file, List<ValuesFile> alternatives) {
    Set<String> common = new HashSet<>(words(alternatives.getFirst().name()));
    alternatives.forEach(one -> common.retainAll(words(one.name())));
    List<ValuesFile> owners = new ArrayList<>();
    for (ValuesFile one : alternatives) {
      Set<String> own = new HashSet<>(words(one.name()));
      own.removeAll(common);
      own.retainAll(words(file.name()));
      if (!own.isEmpty()) {
        owners.add(one);
      }
    }
    return owners.isEmpty() ? alternatives : owners;
  }

  private static List<String> words(String file) {
    List<String> words = new ArrayList<>();
    String name = FileNames.base(file).toLowerCase(Locale.ROOT);
    int end = name.endsWith(".yaml") || name.endsWith(".yml") ? name.lastIndexOf('.') : name.length();
    int start = 0;
    for (int at = 0; at <= end; at++) {
      if (at == end || BETWEEN.indexOf(name.charAt(at)) >= 0) {
        if (at > start) {
          words.add(name.substring(start, at));
        }
        start = at + 1;
      }
    }
    return words;
  }
}
