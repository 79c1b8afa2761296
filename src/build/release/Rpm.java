package release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An rpm package, made by rpmbuild, because its form is signed and compressed in ways of its own. */
final class Rpm {
  private Rpm() {}

  /**
   * Makes the package; gives its file, or null if rpmbuild is not installed.
   *
   * @param tar the files that it installs
   */
  static Path make(byte[] tar, String version, String arch, Path work, long time) throws IOException, InterruptedException {
    Files.createDirectories(work);
    Path root = work.resolve("root.tar");
    Files.write(root, tar);
    String spec =
        """
        Name: esslint
        Version: %s
        Release: 1
        Summary: Checks Helm values for the Element Server Suite
        License: Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0
        URL: https://github.com/esslint/esslint
        AutoReqProv: no
        Requires: libc.so.6()(64bit)
        %%global debug_package %%{nil}
        %%global __os_install_post %%{nil}
        %%global _build_id_links none
        %%global source_date_epoch_from_changelog 0
        %%global clamp_mtime_to_source_date_epoch 1
        %%global use_source_date_epoch_as_buildtime 1
        %%global _buildhost reproducible
        %%description
        esslint checks the Helm values for the Element Server Suite Community chart
        matrix-stack before they are deployed. It needs no cluster, no Helm, no Java
        and no network.
        %%install
        tar -xf %s -C %%{buildroot}
        %%files
        /usr/lib/esslint
        /usr/bin/esslint
        /usr/share/man/man1/esslint.1.gz
        /usr/share/bash-completion/completions/esslint
        /usr/share/zsh/site-functions/_esslint
        /usr/share/fish/vendor_completions.d/esslint.fish
        /usr/share/doc/esslint
        """
            .formatted(version, root);
    Path file = work.resolve("esslint.spec");
    Files.writeString(file, spec);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "rpmbuild", "-bb", "--quiet", "--target", arch, "--define", "_topdir " + work,
                "--define", "_binary_payload w6.gzdio", file.toString()));
    builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(time));
    Path log = work.resolve("rpmbuild.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return null;
    }
    if (process.waitFor() != 0) {
      throw new IOException("rpmbuild failed:\n" + Files.readString(log));
    }
    try (Stream<Path> made = Files.walk(work.resolve("RPMS"))) {
      return made.filter(path -> path.toString().endsWith(".rpm")).findFirst().orElseThrow();
    }
  }
}
