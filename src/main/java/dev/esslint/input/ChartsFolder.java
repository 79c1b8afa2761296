package dev.esslint.input;

import dev.esslint.chart.Charts;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Folder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A folder of charts on disk: the files in it and those of the chart that lies unpacked in it, also where they are links. What
 * else lies deeper is not looked at.
 *
 * @param top the folder
 * @param prefix what stands before the name of a file in messages
 */
public record ChartsFolder(Path top, String prefix) implements Folder {

  @Override
  public List<String> names() {
    String[] here = top.toFile().list();
    List<String> names = new ArrayList<>();
    for (String name : here == null ? new String[0] : here) {
      if (has(name)) {
        names.add(name);
      }
    }
    for (String file : Charts.FILES) {
      String name = ChartUse.NAME + "/" + file;
      if (has(name)) {
        names.add(name);
      }
    }
    Collections.sort(names);
    return names;
  }

  private File file(String name) {
    return new File(top.toFile(), name);
  }

  @Override
  public String shown(String name) {
    return prefix + name;
  }

  @Override
  public boolean has(String name) {
    return file(name).isFile();
  }

  @Override
  public boolean isTooLarge(String name) {
    return file(name).length() > LARGEST;
  }

  @Override
  public String glance(String name) {
    try {
      return isTooLarge(name) ? "" : new String(bytes(name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(file(name).toPath());
  }

  @Override
  public SourceText read(String name) throws SourceException {
    try {
      return SourceText.decode(shown(name), bytes(name));
    } catch (IOException e) {
      throw new SourceException("it cannot be read", shown(name));
    }
  }
}
