package dev.esslint.schema;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Repair;
import dev.esslint.text.Regex;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** Explains sizes: quantities of Kubernetes, and those that programs have their own form for. */
final class Sizes {
  /** The pattern of a size for Synapse. */
  static final String MEGABYTES = "^[0-9]+[MK]$";

  /** What a text has to be that fits {@link #MEGABYTES}. */
  static final String FORM_OF_MEGABYTES = "a whole number with `M` or `K` for megabytes or kilobytes";

  private static final String QUANTITY_END = "(([KMGTPE]i)|[numkMGTPE]|";
  private static final Step REDIS_MEMORY = new Key("maxMemory");
  private static final ValuePath VOLUME_SIZE = ValuePath.of("storage", "size");

  /** A number that is small enough to be meant with a unit. */
  private static final Regex COUNT = new Regex("[1-9][0-9]{0,4}");

  private static final Regex BYTES = new Regex("[1-9][0-9]{5,14}");
  private static final Regex SIZE = new Regex("([0-9]+(?:\\.[0-9]+)?) *([kKmMgGtTpPeE])[iI]?[bB]?");

  private final SchemaTree tree;
  private final Places places;

  Sizes(SchemaTree tree, Places places) {
    this.tree = tree;
    this.places = places;
  }

  /** What is most likely meant by a number without a unit, which in quotes would be no size or next to nothing. */
  Optional<String> meant(ValuePath path, String number) {
    List<Step> steps = path.steps();
    if (steps.size() > 1 && steps.subList(steps.size() - 2, steps.size()).equals(VOLUME_SIZE.steps())) {
      return Optional.of(number).filter(COUNT::fits).map(count -> count + "Gi");
    }
    if (path.last().equals(REDIS_MEMORY)) {
      return Optional.of(number).filter(COUNT::fits).map(count -> count + "mb");
    }
    return tree.at(path)
        .flatMap(schema -> SchemaTree.keyword(schema, "pattern"))
        .filter(pattern -> pattern instanceof ScalarNode scalar && MEGABYTES.equals(scalar.string()))
        .flatMap(pattern -> megabytes(number));
  }

  /** A size for Synapse as the chart takes it, in the place of one in another form; empty for what is none. */
  static Optional<String> inMegabytes(String text) {
    Matcher size = SIZE.matcher(text);
    return size.matches() ? Optional.of(megabytes(size)) : megabytes(text);
  }

  /**
   * A text that is no size as the chart wants it.
   *
   * @param pattern the chart's
   * @return empty for a pattern that is not one of sizes
   */
  Optional<Detection> explained(ValuePath path, Value value, String text, String pattern) {
    Matcher size = SIZE.matcher(text);
    return pattern.equals(MEGABYTES)
        ? Optional.of(megabytes(path, value, text, size))
        : pattern.contains(QUANTITY_END) ? Optional.of(quantity(path, value, size)) : Optional.empty();
  }

  private Detection megabytes(ValuePath path, Value value, String text, Matcher size) {
    Optional<String> meant = inMegabytes(text);
    return places
        .detection(
            BuiltInCheck.SCHEMA_PATTERN,
            path,
            Phrases.name(path) + " must be " + FORM_OF_MEGABYTES + places.said(path, value, ", not ") + ".",
            meant.map(sized -> PastedYaml.remedy("Write", path, new Str(sized), value)).orElse(""))
        .mendedBy(
            size.matches() && size.group(1).indexOf('.') < 0
                ? Repair.safe(new Fix.Put(path, new Str(megabytes(size))))
                : Repair.NONE);
  }

  private Detection quantity(ValuePath path, Value value, Matcher size) {
    String must =
        Phrases.name(path)
            + " must be a Kubernetes quantity, such as `500m`, `4G` or `4Gi`"
            + places.said(path, value, ", not ")
            + ".";
    if (!size.matches()) {
      return places.detection(BuiltInCheck.SCHEMA_PATTERN, path, must, "");
    }
    String unit = size.group(2).toUpperCase(Locale.ROOT);
    String thousands = size.group(1) + (unit.equals("K") ? "k" : unit);
    String binary = size.group(1) + unit + "i";
    return places
        .detection(
            BuiltInCheck.SCHEMA_PATTERN,
            path,
            must,
            "Write " + Phrases.code(thousands) + " (powers of 1000) or " + Phrases.code(binary) + " (powers of 1024).")
        .mendedBy(Repair.unsafe(new Fix.Put(path, new Str(binary))));
  }

  /** A small number is one of megabytes, a large one of bytes. */
  private static Optional<String> megabytes(String number) {
    return COUNT.fits(number)
        ? Optional.of(number + "M")
        : BYTES.fits(number)
            ? Optional.of(Math.ceilDiv(Long.parseLong(number), 1L << 20) + "M")
            : Optional.empty();
  }

  private static String megabytes(Matcher size) {
    String number = size.group(1).replaceFirst("\\..*", "");
    return switch (size.group(2).toUpperCase(Locale.ROOT)) {
      case "K" -> number + "K";
      case "G" -> Long.parseLong(number) * 1024 + "M";
      default -> number + "M";
    };
  }
}
