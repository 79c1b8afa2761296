package dev.esslint.input;

import dev.esslint.chart.Release;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.workspace.LocalChart;
import dev.esslint.yaml.YamlReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where texts come from: files, standard input, or what somebody is about to save. May be used by many threads at once. */
public interface Sources {

  /**
   * Gives a text.
   *
   * @param name as the user gives it, {@link Inputs#STDIN} for standard input
   * @throws SourceException if there is none, if it cannot be read, is too large or is no text
   */
  SourceText read(String name) throws SourceException;

  /** What a source is called in reports. */
  String nameOf(String name);

  /** Whether there is a file of that name. */
  boolean isFile(String name);

  /**
   * The charts in the folder {@code charts} of a folder, as they lie there; none if nothing but texts is here.
   *
   * @param folder ends with a slash, or is empty
   * @return by the releases that they seem to be
   */
  default Map<Release, LocalChart> charts(String folder) {
    return Map.of();
  }

  /**
   * A text as YAML.
   *
   * @throws SourceException as {@link #read}, or with a place if it is none
   */
  default Document document(String name) throws SourceException {
    return YamlReader.read(read(name));
  }

  /** The text that is read in place of that of a file, by what the file is called in reports; null for a file as it is. */
  default @Nullable SourceText edited(String shown) {
    return null;
  }
}
