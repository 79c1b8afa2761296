package dev.esslint.workspace;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A folder that is on no disk. */
record MemoryFolder(Map<String, String> files) implements Folder {
  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public String shown(String name) {
    return name;
  }

  @Override
  public boolean has(String name) {
    return files.containsKey(name);
  }

  @Override
  public boolean isTooLarge(String name) {
    return false;
  }

  @Override
  public String glance(String name) {
    return new String(files.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Override
  public SourceText read(String name) throws SourceException {
    String text = files.get(name);
    if (text == null) {
      throw new SourceException("this file does not exist", name);
    }
    return SourceText.decode(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
