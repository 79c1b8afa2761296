package dev.esslint.workspace;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.yaml.YamlReader;
import java.util.List;

/** The files of a run. Names are relative to its top, with slashes, without {@code .} and {@code ..}. */
public interface Folder {

  /** The largest file that is looked into. */
  int LARGEST = 10 << 20;

  /** All files, in order of their names. */
  List<String> names();

  /** What a file is called in reports. */
  String shown(String name);

  /** Whether there is such a file. */
  boolean has(String name);

  /** Whether a file is too large to be looked into. */
  boolean isTooLarge(String name);

  /**
   * The characters of a file, one for each byte, to look for words in it; empty if it is too large or cannot be read.
   */
  String glance(String name);

  /**
   * The text of a file.
   *
   * @throws SourceException if it cannot be read or is no text
   */
  SourceText read(String name) throws SourceException;

  /**
   * A file as YAML.
   *
   * @throws SourceException if it cannot be read or is none
   */
  default Document yaml(String name) throws SourceException {
    return YamlReader.read(read(name));
  }
}
