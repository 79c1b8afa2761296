package dev.esslint.input;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.workspace.Folder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Standard input as a folder with one YAML file, so that deployments are found in what other programs print. */
public final class StdinFolder implements Folder {
  private static final String NAME = "stdin.yaml";
  private final SourceReader reader;

  public StdinFolder(SourceReader reader) {
    this.reader = reader;
  }

  @Override
  public List<String> names() {
    return List.of(NAME);
  }

  @Override
  public String shown(String name) {
    return reader.nameOf(Inputs.STDIN);
  }

  @Override
  public boolean has(String name) {
    return name.equals(NAME);
  }

  @Override
  public boolean isTooLarge(String name) {
    return false;
  }

  @Override
  public String glance(String name) {
    try {
      return new String(read(name).text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    } catch (SourceException e) {
      return "";
    }
  }

  @Override
  public SourceText read(String name) throws SourceException {
    if (!has(name)) {
      throw new SourceException("this file does not exist", name);
    }
    return reader.read(Inputs.STDIN);
  }

  @Override
  public Document yaml(String name) throws SourceException {
    return has(name) ? reader.document(Inputs.STDIN) : Folder.super.yaml(name);
  }
}
