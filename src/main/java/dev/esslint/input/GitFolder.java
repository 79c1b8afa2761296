package dev.esslint.input;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.workspace.Folder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The files below a folder of a repository at a revision. What {@link DiskFolder} passes over is passed over here, too. */
public final class GitFolder implements Folder {
  private final GitTree tree;
  private final String prefix;
  private final List<String> names = new ArrayList<>();
  private final Set<String> known;

  /**
   * @param prefix what stands before the name of a file in reports: the folder with a slash, or nothing
   */
  public GitFolder(GitTree tree, String prefix) {
    this.tree = tree;
    this.prefix = prefix;
    for (String name : tree.below(prefix)) {
      if (!DiskFolder.isPassedOver(name)) {
        names.add(name);
      }
    }
    this.known = Set.copyOf(names);
  }

  @Override
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  @Override
  public String shown(String name) {
    return prefix + name;
  }

  @Override
  public boolean has(String name) {
    return known.contains(name);
  }

  @Override
  public boolean isTooLarge(String name) {
    try {
      return tree.bytes(shown(name)).length > LARGEST;
    } catch (SourceException e) {
      return false;
    }
  }

  @Override
  public String glance(String name) {
    try {
      byte[] bytes = tree.bytes(shown(name));
      return bytes.length > LARGEST ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (SourceException e) {
      return "";
    }
  }

  @Override
  public SourceText read(String name) throws SourceException {
    return tree.read(shown(name));
  }
}
