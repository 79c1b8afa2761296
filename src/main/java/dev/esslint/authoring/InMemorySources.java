package dev.esslint.authoring;

import dev.esslint.input.Sources;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import java.util.List;

/** Texts that are in no files. */
record InMemorySources(List<SourceText> texts) implements Sources {
  @Override
  public SourceText read(String name) throws SourceException {
    for (SourceText text : texts) {
      if (text.name().equals(name)) {
        return text;
      }
    }
    throw new SourceException("there is no such text", name);
  }

  @Override
  public String nameOf(String name) {
    return name;
  }

  @Override
  public boolean isFile(String name) {
    return false;
  }
}
