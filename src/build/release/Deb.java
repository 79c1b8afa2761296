package release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A Debian package. */
final class Deb {
  private Deb() {}

  /**
   * The bytes of the package.
   *
   * @param root what it installs, by names without the first slash
   */
  static byte[] of(List<Entry> root, String version, String arch, Archives archives) throws IOException {
    long size = root.stream().filter(e -> e.bytes() != null).mapToLong(e -> e.bytes().length).sum();
    String control =
        """
        Package: esslint
        Version: %s
        Architecture: %s
        Maintainer: esslint <esslint@users.noreply.github.com>
        Installed-Size: %d
        Depends: libc6 (>= 2.17)
        Section: devel
        Priority: optional
        Description: checks Helm values for the Element Server Suite
         esslint checks the Helm values for the Element Server Suite Community chart
         matrix-stack before they are deployed. It needs no cluster, no Helm, no Java
         and no network.
        """
            .formatted(version, arch, (size + 1023) / 1024);
    StringBuilder sums = new StringBuilder();
    List<Entry> data = new ArrayList<>();
    data.add(Entry.folder("."));
    for (Entry entry : root) {
      data.add(new Entry("./" + entry.name(), entry.mode(), entry.bytes(), entry.link()));
      if (entry.bytes() != null) {
        sums.append(Archives.md5(entry.bytes())).append("  ").append(entry.name()).append('\n');
      }
    }
    return archives.ar(
        List.of(
            Entry.file("debian-binary", "2.0\n"),
            Entry.file(
                "control.tar.gz",
                archives.tarGz(
                    List.of(
                        Entry.folder("."), Entry.file("./control", control), Entry.file("./md5sums", sums.toString())))),
            Entry.file("data.tar.gz", archives.tarGz(data))));
  }
}
