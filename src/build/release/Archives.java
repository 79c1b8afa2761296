package release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The forms of archives, all with the same bytes for the same entries. */
final class Archives {
  private static final int BLOCK = 512;

  /** What all files are as old as, in seconds since 1970. */
  private final Instant time;

  Archives(Instant time) {
    this.time = time;
  }

  /** A tar archive, with the long names of GNU. */
  byte[] tar(List<Entry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      String name = entry.isFolder() ? entry.name() + "/" : entry.name();
      if (name.getBytes(StandardCharsets.UTF_8).length > 100) {
        byte[] full = (name + "\0").getBytes(StandardCharsets.UTF_8);
        header("././@LongLink", 0, full.length, 'L', "", out);
        padded(full, out);
        name = name.substring(0, 100);
      }
      byte[] bytes = entry.bytes() == null ? new byte[0] : entry.bytes();
      char type = entry.isFolder() ? '5' : entry.link().isEmpty() ? '0' : '2';
      header(name, entry.mode(), bytes.length, type, entry.link(), out);
      padded(bytes, out);
    }
    out.write(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  private void header(String name, int mode, long size, char type, String link, ByteArrayOutputStream out) {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "%07o".formatted(mode));
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, 124, "%011o".formatted(size));
    put(block, 136, "%011o".formatted(time.getEpochSecond()));
    put(block, 148, "        ");
    block[156] = (byte) type;
    put(block, 157, link);
    put(block, 257, "ustar  ");
    put(block, 265, "root");
    put(block, 297, "root");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    out.writeBytes(block);
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static void padded(byte[] bytes, ByteArrayOutputStream out) {
    out.writeBytes(bytes);
    out.writeBytes(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
  }

  /** The bytes as gzip, without a name or a time. */
  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** As {@link #gzip}, but by 7-Zip if it is installed, which takes half a minute and makes the bytes some 2% fewer. */
  static byte[] smallGzip(byte[] bytes) throws IOException {
    Path folder = Files.createTempDirectory("release");
    Path in = folder.resolve("in");
    Path out = folder.resolve("out.gz");
    try {
      Files.write(in, bytes);
      for (String program : List.of("7zz", "7z")) {
        try {
          Process process =
              new ProcessBuilder(program, "a", "-tgzip", "-mx=9", "-mtm-", out.toString(), in.toString())
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start();
          if (process.waitFor() == 0) {
            return withoutNameAndTime(Files.readAllBytes(out));
          }
        } catch (IOException e) {
          continue; // it is not installed
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      return gzip(bytes);
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
      Files.deleteIfExists(folder);
    }
  }

  /** The header of gzip can have the name of the file and its time. */
  private static byte[] withoutNameAndTime(byte[] gzip) {
    int start = 10;
    if ((gzip[3] & 8) != 0) {
      while (gzip[start++] != 0) {}
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(gzip.length);
    out.writeBytes(new byte[] {gzip[0], gzip[1], gzip[2], 0, 0, 0, 0, 0, gzip[8], gzip[9]});
    out.write(gzip, start, gzip.length - start);
    return out.toByteArray();
  }

  byte[] tarGz(List<Entry> entries) throws IOException {
    return gzip(tar(entries));
  }

  /** A zip archive, for Windows and for jars. */
  byte[] zip(List<Entry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Entry entry : entries) {
        if (!entry.isFolder()) {
          ZipEntry one = new ZipEntry(entry.name());
          one.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
          zip.putNextEntry(one);
          zip.write(entry.bytes());
          zip.closeEntry();
        }
      }
    }
    return out.toByteArray();
  }

  /** An ar archive, which a Debian package is. */
  byte[] ar(List<Entry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
    for (Entry entry : entries) {
      out.writeBytes(
          "%-16s%-12d%-6d%-6d%-8o%-10d`\n"
              .formatted(entry.name(), time.getEpochSecond(), 0, 0, 0100644, entry.bytes().length)
              .getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(entry.bytes());
      if (entry.bytes().length % 2 == 1) {
        out.write('\n');
      }
    }
    return out.toByteArray();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
