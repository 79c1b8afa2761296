package dev.esslint.embedded;

import dev.esslint.text.CodeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An option of a program: a row of its table.
 *
 * @param path its place in the program's configuration; {@code []} is an item of a list, {@code *} any key
 * @param types the types that it has
 * @param values which values of these it takes
 * @param required when it has to be there: empty for never, {@code yes} where what is around it is there, or {@code yes} with
 *     a condition: {@code (if x)}, {@code (with x)}, {@code (without x)}, {@code (or x)}
 * @param since the first version that has it; empty for the first one that is known
 * @param until the last version that has it; empty for the last one that is known
 * @param deprecated what became of it; empty if it is not deprecated
 * @param secret whether it is a credential
 * @param unknownKeys what the program does with keys below it that it does not know
 * @param note what else there is to say
 */
public record Option(
    String path,
    List<Type> types,
    Values values,
    String required,
    Optional<Version> since,
    Optional<Version> until,
    String deprecated,
    boolean secret,
    UnknownKeys unknownKeys,
    String note) {

  private static final String REPLACED = "replaced by ";

  /** What a program does with keys that it does not know. */
  public enum UnknownKeys {
    /** It says nothing and goes on. */
    IGNORED,
    /** It does not start. */
    REFUSED,
    /** There are none: any key means something. */
    FREE
  }

  /** The columns of the tables after the path. */
  static final List<String> COLUMNS =
      List.of(
          "type",
          "values",
          "required",
          "since",
          "until",
          "deprecated",
          "secret",
          "unknown-keys",
          "note");

  /**
   * Reads a row.
   *
   * @param cells what is in the {@link #COLUMNS}
   * @throws IllegalArgumentException if a cell is not of its form; the message says which
   */
  static Option of(String path, List<String> cells) {
    List<Type> types = new ArrayList<>();
    for (String type : cells.get(0).split("\\|", -1)) {
      types.add(Type.of(type));
    }
    return new Option(
        path,
        List.copyOf(types),
        Values.parse(cells.get(1), cells.get(8)),
        cells.get(2),
        version(cells.get(3)),
        version(cells.get(4)),
        cells.get(5),
        !cells.get(6).isEmpty(),
        unknownKeys(cells.get(7)),
        cells.get(8));
  }

  private static Optional<Version> version(String cell) {
    Optional<Version> version = Version.parse(cell);
    if (version.isEmpty() && !cell.isEmpty()) {
      throw new IllegalArgumentException("`" + cell + "` is no version");
    }
    return version;
  }

  private static UnknownKeys unknownKeys(String cell) {
    return switch (cell) {
      case "", "ignored" -> UnknownKeys.IGNORED;
      case "refused" -> UnknownKeys.REFUSED;
      case "free" -> UnknownKeys.FREE;
      default -> throw new IllegalArgumentException("nothing is `" + cell + "` with unknown keys");
    };
  }

  /** Its name: the last key of its path. */
  public String name() {
    String items = path.endsWith("[]") ? path.substring(0, path.length() - 2) : path;
    return items.substring(items.lastIndexOf('.') + 1);
  }

  /** Whether a version is older than the option; false if that is not known. */
  public boolean isAfter(Optional<Version> version) {
    return version.isPresent() && since.isPresent() && version.get().isBefore(since.get());
  }

  /** Whether the option is gone in a version; false if that is not known. */
  boolean isGone(Optional<Version> version) {
    return version.isPresent() && until.isPresent() && until.get().isBefore(version.get());
  }

  /** Whether a version has it and a later one will, too. */
  boolean isOfToday(Optional<Version> version) {
    return deprecated.isEmpty() && !isAfter(version) && until.isEmpty();
  }

  /** What took its place: the path of an option, or several with {@code and} between. */
  public Optional<String> replacement() {
    return deprecated.startsWith(REPLACED) ? Optional.of(deprecated.substring(REPLACED.length())) : Optional.empty();
  }

  /** What its value has to look like, as {@code ulid}; empty if it has no such form. */
  public String form() {
    return values instanceof Values.OfForm(Form of) ? of.name().toLowerCase(Locale.ROOT) : "";
  }

  /** The values of which it takes one, in any version; none if anything else decides. */
  public List<String> choices() {
    return values.choices(Optional.empty());
  }

  /** Its types and values in words. */
  public String expected(Optional<Version> version) {
    List<String> choices = values.choices(version);
    if (!choices.isEmpty()) {
      return CodeNames.of(choices, "or");
    }
    String form =
        switch (values) {
          case Values.OfForm(Form of) -> of.words();
          case Values.Range range -> range.text();
          case Values.All all -> "";
          case Values.OneOf some -> "";
        };
    boolean bounded = values instanceof Values.Range && types.contains(Type.DURATION);
    return form.isEmpty() ? typeWords() : bounded ? typeWords() + ", and " + form : form;
  }

  /** Whether it takes all values of a type, and nothing else but null. */
  boolean isAny(Type type) {
    return values instanceof Values.All && types.stream().filter(one -> one != Type.NULL).toList().equals(List.of(type));
  }

  private String typeWords() {
    StringBuilder words = new StringBuilder();
    for (Type type : types) {
      if (type != Type.NULL || types.size() == 1) {
        words.append(words.isEmpty() ? "" : " or ").append(type.words());
      }
    }
    return words.toString();
  }
}
