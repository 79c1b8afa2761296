package dev.esslint.chart;

import dev.esslint.text.SourceException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A chart as {@code helm package} and {@code helm pull} write it: a tar archive in gzip, all files below one folder.
 * It is read in one pass, and nothing of it is written anywhere.
 */
final class ChartArchive {
  /** What an archive may unpack to; Helm has the same limit. */
  private static final long MAX_BYTES = 100L << 20;

  private static final int MAX_ENTRIES = 10_000;

  private ChartArchive() {}

  static ChartFiles files(Path archive, String name) throws ChartException, SourceException {
    try (InputStream file = Files.newInputStream(archive)) {
      return files(file, name);
    } catch (AccessDeniedException e) {
      throw new SourceException("no permission to read it", name);
    } catch (IOException e) {
      throw new SourceException("it cannot be read: " + e.getMessage(), name);
    }
  }

  static ChartFiles files(InputStream file, String name) throws ChartException, SourceException {
    try (InputStream gzip = new GZIPInputStream(new BufferedInputStream(file), 1 << 16)) {
      return new ChartFiles(name, name + ": ", "", files(new TarReader(gzip, MAX_BYTES), name));
    } catch (EOFException e) {
      throw new SourceException("the archive ends too early", name);
    } catch (ZipException e) {
      throw new SourceException(
          "it is not a chart archive, or it is damaged: " + e.getMessage(), name);
    } catch (IOException e) {
      throw new SourceException("it cannot be read: " + e.getMessage(), name);
    }
  }

  private static Map<String, byte[]> files(TarReader tar, String name)
      throws IOException, ChartException {
    Map<String, byte[]> files = new HashMap<>();
    int entries = 0;
    for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
      TarReader.Entry entry = next.get();
      if (++entries > MAX_ENTRIES) {
        throw new ChartException(
            name + " contains more than " + MAX_ENTRIES + " files, far more than any chart");
      }
      List<String> steps = List.of(entry.name().split("/", -1));
      if (entry.name().startsWith("/")
          || entry.name().indexOf('\\') >= 0
          || entry.name().indexOf(':') == 1
          || steps.contains("..")) {
        throw new ChartException(
            name + " is refused: `" + entry.name() + "` in it is outside the chart");
      }
      switch (entry.type()) {
        case OTHER ->
            throw new ChartException(
                name + " is refused: `" + entry.name() + "` in it is a link or not a regular file");
        case FOLDER -> {}
        case FILE -> {
          if (steps.size() == 2 && ChartFiles.NAMES.contains(steps.getLast())) {
            if (entry.size() > ChartFiles.MAX_FILE) {
              throw new ChartException(name + ": " + entry.name() + ChartFiles.TOO_LARGE);
            }
            if (files.put(steps.getLast(), tar.content()) != null) {
              throw new ChartException(name + " contains " + steps.getLast() + " twice");
            }
          }
        }
      }
    }
    return files;
  }
}
