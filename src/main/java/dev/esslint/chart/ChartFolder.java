package dev.esslint.chart;

import dev.esslint.text.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A chart that lies unpacked in a folder. */
final class ChartFolder {
  private ChartFolder() {}

  static ChartFiles files(Path folder, String name) throws ChartException, SourceException {
    Map<String, byte[]> files = new HashMap<>();
    for (String file : ChartFiles.NAMES) {
      Path path = folder.resolve(file);
      if (Files.exists(path)) {
        files.put(file, bytes(path, name + "/" + file));
      }
    }
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return new ChartFiles(name, name + "/", String.valueOf(last), files);
  }

  private static byte[] bytes(Path path, String shown) throws ChartException, SourceException {
    if (!Files.isRegularFile(path) && !Files.isDirectory(path)) { // to read a pipe is to wait for somebody who writes
      throw new ChartException(shown + " is not a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(ChartFiles.MAX_FILE + 1);
      if (bytes.length > ChartFiles.MAX_FILE) {
        throw new ChartException(shown + ChartFiles.TOO_LARGE);
      }
      return bytes;
    } catch (AccessDeniedException e) {
      throw new SourceException("no permission to read it", shown);
    } catch (IOException e) {
      throw new SourceException("it cannot be read: " + e.getMessage(), shown);
    }
  }
}
