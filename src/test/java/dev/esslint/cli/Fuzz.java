package dev.esslint.cli;

import dev.esslint.chart.ChartTargets;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes up runs of the program in which something that enters is not what anybody expects: bytes of values files, embedded
 * texts, arguments, configurations, facts about the cluster, charts and archives. One seed always gives the same run.
 */
final class Fuzz {
  private static final List<String> CONFIGURATIONS =
      List.of(
          "chart-version: 26.7.2\nignore: [SEC003]\nfail-on: note\n",
          "chart-version: 26.7\nselect: [RTC, NET]\n",
          "cluster: cluster.yaml\nextend-select: [repeated-default]\n",
          "chart: chart\n");

  private static final String CLUSTER =
      """
      distribution: k3s
      ipFamilies: [ipv4, ipv6]
      kernelIPv6: true
      nodePortRange: {first: 30000, last: 32767}
      serviceCIDRs: [10.43.0.0/16]
      podCIDRs: [10.42.0.0/16]
      nodeAddresses: [192.0.2.1]
      ingressController: {name: traefik, addresses: [192.0.2.2]}
      """;

  private static final String UMBRELLA =
      """
      apiVersion: v2
      name: mine
      version: 1.0.0
      dependencies:
      - {name: matrix-stack, version: ~26.7.0, repository: oci://ghcr.io/element-hq/ess-helm, alias: ess}
      """;

  private static final List<String> OPTIONS =
      List.of(
          "--chart-version", "--chart", "--cluster", "--config", "--no-config", "--fail-on", "--format", "--quiet", "-o",
          "--select", "--ignore", "--extend-select", "--set", "--set-json", "--set-string", "--set-file", "--set-literal",
          "-f", "--values", "--why", "--no-defaults", "--from", "--to", "--diff", "--help", "--version", "--allow-empty",
          "--stdin-filename", "--color", "upgrade", "resolve", "map", "rules", "explain", "-", "--", "values.yaml", "26.7",
          "latest", "json", "sarif", "RTC003", "a=b", "", "error");

  private final List<String> texts = texts();
  private final List<Map<String, String>> repositories = repositories();
  private final List<String> listed = listed();
  private final List<String> places = List.copyOf(HostileTexts.PLACES.keySet());
  private Random random = new Random(0);

  /**
   * A run.
   *
   * @param files by name, relative to the working directory
   * @param args the command line
   */
  record Case(Map<String, byte[]> files, List<String> args) {
    int size() {
      return files.values().stream().mapToInt(bytes -> bytes.length).sum()
          + args.stream().mapToInt(String::length).sum();
    }
  }

  Case of(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + seed);
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<String> args = new ArrayList<>();
    switch (random.nextInt(17)) {
      case 0, 1, 2 -> {
        files.put("values.yaml", mutated(one(texts)));
        args.addAll(command());
      }
      case 3, 4 -> {
        files.put("values.yaml", bytes(placed(soup())));
        args.addAll(command());
      }
      case 5 -> {
        files.put("values.yaml", bytes(placed(repeated())));
        args.addAll(command());
      }
      case 6 -> {
        files.put("values.yaml", bytes(nested()));
        args.addAll(command());
      }
      case 7 -> {
        files.put("values.yaml", encoded(random.nextBoolean() ? one(texts) : placed(soup())));
        args.addAll(command());
      }
      case 8 -> {
        files.put("values.yaml", bytes(HostileTexts.base()));
        args.addAll(random.nextBoolean() ? List.of() : List.of("resolve"));
        args.add("values.yaml");
        for (int i = random.nextInt(3); i >= 0; i--) {
          args.add(one(List.of("--set", "--set-json", "--set-string", "--set-literal", "--set-file")));
          args.add(argument());
        }
      }
      case 9 -> {
        files.put("values.yaml", bytes(HostileTexts.base()));
        files.put(".esslint.yaml", mutated(one(CONFIGURATIONS)));
        files.put("cluster.yaml", random.nextBoolean() ? bytes(CLUSTER) : mutated(CLUSTER));
        args.addAll(command());
      }
      case 10 -> {
        files.put("values.yaml", random.nextBoolean() ? mutated(one(texts)) : bytes("ess:\n" + HostileTexts.indented("  ", HostileTexts.base())));
        files.put("cluster.yaml", mutated(CLUSTER));
        files.put("Chart.yaml", mutated(UMBRELLA));
        args.addAll(command());
        args.addAll(List.of("--cluster", "cluster.yaml"));
      }
      case 11 -> {
        files.put("values.yaml", bytes(placed(soup())));
        String chart = random.nextBoolean() ? "chart.tgz" : "chart";
        if (chart.equals("chart")) {
          files.put("chart/Chart.yaml", some(ChartTargets.ABOUT));
          files.put("chart/values.yaml", some(HostileTexts.base()));
          files.put("chart/values.schema.json", some(ChartTargets.SCHEMA));
        } else {
          files.put(chart, archive());
        }
        args.addAll(List.of("values.yaml", "--chart", chart));
      }
      case 12 -> {
        files.put("values.yaml", bytes(one(texts)));
        for (int i = random.nextInt(6); i >= 0; i--) {
          args.add(random.nextInt(4) == 0 ? soup(4) : one(OPTIONS));
        }
        // what is written would be another test's matter
        args.removeIf(arg -> arg.startsWith("-o") || arg.startsWith("--output") || arg.equals("--write"));
        // and what lies elsewhere is no case of its own
        args.removeIf(arg -> arg.startsWith("/") || arg.startsWith(".."));
      }
      case 13, 14 -> {
        Map<String, String> repository = one(repositories);
        List<String> names = List.copyOf(repository.keySet());
        repository.forEach((name, text) -> files.put(name, bytes(text)));
        for (int i = random.nextInt(3); i >= 0; i--) {
          String name = one(names);
          String other = repository.getOrDefault(one(names), "");
          files.put(
              name,
              random.nextInt(6) == 0 ? bytes(other) : mutated(repository.getOrDefault(name, "")));
        }
        args.addAll(overRepository(names));
      }
      case 15 -> {
        files.put("listed.yaml", mutated(one(listed)));
        args.addAll(List.of("cluster", "listed.yaml"));
      }
      default -> {
        files.put("a.yaml", mutated(one(texts)));
        files.put("b.yaml", random.nextBoolean() ? bytes(placed(soup())) : mutated(one(texts)));
        args.addAll(random.nextBoolean() ? List.of() : List.of("resolve"));
        args.addAll(List.of("-f", "a.yaml", "-f", "b.yaml"));
      }
    }
    return new Case(files, args);
  }

  private List<String> overRepository(List<String> names) {
    String at = random.nextBoolean() ? "." : one(names);
    return switch (random.nextInt(7)) {
      case 0 -> List.of("deployments", at);
      case 1 -> List.of("deployments", "--values", "--format", "json");
      case 2 -> List.of("upgrade", "--from", "25.9.2", "--diff", at);
      case 3 -> List.of("resolve", at);
      case 4 -> List.of("--format", "json");
      default -> List.of(at);
    };
  }

  private List<String> command() {
    return switch (random.nextInt(10)) {
      case 0 -> List.of("resolve", "values.yaml");
      case 1 -> List.of("resolve", "--why", one(List.of("synapse", "a", "serverName", "a[0].b")), "values.yaml");
      case 2 -> List.of("map", "values.yaml");
      case 3 -> List.of("map", "--format", one(List.of("json", "html", "mermaid", "svg")), "values.yaml");
      case 4 -> List.of("upgrade", "--from", one(List.of("25.5.1", "26.1.0", "26.6.0")), "--diff", "values.yaml");
      case 5 -> List.of("upgrade", "--from", "26.2.0", "--format", "json", "values.yaml");
      case 6 -> List.of("--format", "json", "values.yaml");
      case 7 -> random.nextInt(8) == 0 ? List.of("--format", "sarif", "values.yaml") : List.of("-q", "values.yaml");
      default -> List.of("values.yaml");
    };
  }

  private String placed(String text) {
    String place = one(places);
    return HostileTexts.with(
        place,
        place.endsWith("s") || random.nextInt(4) == 0 ? text : text.replaceAll("[\n\r\u0085]", " "));
  }

  private String soup() {
    return soup(random.nextInt(8) == 0 ? 400 : 30);
  }

  private String soup(int most) {
    StringBuilder soup = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      soup.append(one(HostileTexts.TOKENS));
      switch (random.nextInt(12)) {
        case 0 -> soup.append('\n');
        case 1 -> soup.append("\n").append("  ".repeat(random.nextInt(4)));
        case 2 -> soup.append(' ');
        default -> {}
      }
    }
    return soup.toString();
  }

  private String repeated() {
    String part = one(HostileTexts.TOKENS) + (random.nextBoolean() ? "" : one(HostileTexts.TOKENS)) + (random.nextInt(4) == 0 ? "\n" : "");
    return part.repeat(Math.max(1, (random.nextInt(10) == 0 ? 20_000 : 1_500) / part.length()));
  }

  private String nested() {
    String opening = one(List.of("[", "{a: ", "- ", "[{a: ", "? ", "\"a\": [", "a:\n ", "!a [", "&a ["));
    int depth = random.nextInt(5) == 0 ? 990 + random.nextInt(30) : random.nextInt(600);
    String opened = opening.repeat(depth);
    String closing = random.nextInt(3) == 0 ? "" : opening.replaceAll("[^\\[{]", "").replace('[', ']').replace('{', '}').repeat(depth);
    String text = opened + one(List.of("", "1", "x", "*a")) + new StringBuilder(closing).reverse();
    return switch (random.nextInt(4)) {
      case 0 -> text;
      case 1 -> HostileTexts.base() + "labels: " + text + "\n";
      case 2 -> HostileTexts.base() + "tolerations: " + text + "\n";
      default -> HostileTexts.with(one(places), text);
    };
  }

  private String argument() {
    if (random.nextInt(6) == 0) {
      int depth = random.nextInt(1500);
      return one(List.of("a" + "[0]".repeat(depth) + "=1", "a=" + "[".repeat(depth) + "]".repeat(depth), "a={" + "1,".repeat(depth) + "}", "a" + ".b".repeat(depth) + "=1", "a" + "[1],a".repeat(depth) + "=1"));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(
          random.nextInt(3) == 0
              ? one(HostileTexts.TOKENS)
              : one(List.of("a", "synapse", "tolerations", "labels", ".", "=", ",", "[0]", "[", "]", "[65536]", "[-1]", "{", "}", "\\", "\"", "null", "1", "{\"a\":", "serverName", "image.tag")));
    }
    return text.toString();
  }

  /** A text as it is, or changed in a few places. */
  private byte[] some(String text) {
    return random.nextInt(3) == 0 ? mutated(text) : bytes(text);
  }

  private byte[] mutated(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(changed.length() + 1);
      int end = Math.min(changed.length(), at + 1 + random.nextInt(random.nextInt(5) == 0 ? 200 : 8));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> changed.insert(at, one(HostileTexts.TOKENS));
        case 3 -> changed.delete(at, end);
        case 4 -> changed.replace(at, end, one(HostileTexts.TOKENS));
        case 5 -> changed.insert(at, changed.substring(at, end).repeat(1 + random.nextInt(4)));
        case 6 -> changed.insert(at, soup(6));
        default -> {
          String other = one(texts);
          int from = random.nextInt(other.length() + 1);
          changed.insert(at, other, from, Math.min(other.length(), from + random.nextInt(300)));
        }
      }
    }
    byte[] bytes = bytes(changed.toString());
    if (random.nextInt(8) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private byte[] encoded(String text) {
    Charset charset = one(List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8));
    byte[] bytes = ((random.nextBoolean() ? "\ufeff" : "") + text).getBytes(charset);
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }

  /** A chart as an archive, in which a file, a header or a byte is not as it should be. */
  private byte[] archive() {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(entry("matrix-stack/Chart.yaml", some(ChartTargets.ABOUT)));
    tar.writeBytes(entry("matrix-stack/values.yaml", some(HostileTexts.base())));
    tar.writeBytes(entry("matrix-stack/values.schema.json", some(ChartTargets.SCHEMA)));
    tar.writeBytes(new byte[1024]);
    byte[] plain = damaged(tar.toByteArray());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return damaged(packed.toByteArray());
  }

  private byte[] damaged(byte[] bytes) {
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private byte[] entry(String name, byte[] content) {
    byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
    put(entry, 0, name);
    put(entry, 100, "0000644\0");
    put(entry, 124, String.format("%011o", random.nextInt(9) == 0 ? random.nextInt() & 0xffffff : content.length));
    entry[156] = (byte) (char) one(List.of('0', '0', '0', '0', 'L', 'x', 'g', '5', '2'));
    put(entry, 257, "ustar");
    Arrays.fill(entry, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += entry[i] & 0xff;
    }
    put(entry, 148, String.format("%06o\0", sum));
    System.arraycopy(content, 0, entry, 512, content.length);
    return entry;
  }

  private static void put(byte[] entry, int at, String text) {
    System.arraycopy(bytes(text), 0, entry, at, text.length());
  }

  private <T> T one(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Folders with manifests of all tools, each as the texts of its files. */
  private static List<Map<String, String>> repositories() {
    List<Map<String, String>> repositories = new ArrayList<>();
    for (Path folder : files(Path.of("testdata", "workspace"), "expected.json")) {
      Path top = folder.resolveSibling("");
      Map<String, String> repository = new LinkedHashMap<>();
      for (Path file : files(top, "")) {
        if (!file.endsWith("expected.json")) {
          repository.put(top.relativize(file).toString(), read(file));
        }
      }
      repositories.add(repository);
    }
    return List.copyOf(repositories);
  }

  private static List<String> listed() {
    return files(Path.of("testdata", "cluster"), "").stream()
        .filter(file -> file.getFileName().toString().startsWith("listed."))
        .map(Fuzz::read)
        .toList();
  }

  private static List<Path> files(Path folder, String end) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(end))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What people really write: the test data, and the examples of the rules. */
  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("testdata"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BuiltInRules.all().stream()
        .flatMap(rule -> rule.info().examples().stream())
        .forEach(example -> texts.add(example.values()));
    return List.copyOf(texts);
  }
}
