package dev.esslint.json;

import dev.esslint.text.Visible;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** JSON as all reports have it: indented by two blanks, and safe to print on a terminal. */
public final class JsonWriter {
  private JsonWriter() {}

  /** Writes one document and flushes; the stream stays open. */
  public static void write(OutputStream out, Consumer<JsonGenerator> document) throws IOException {
    OutputStream buffered = new NoCommands(new BufferedOutputStream(out, 1 << 16));
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(new Style(), buffered)) {
      document.accept(json);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
    buffered.write("\n".getBytes(StandardCharsets.UTF_8));
    buffered.flush();
  }

  /** Who wrote a document: the member {@code tool} of an object. */
  public static void writeTool(String version, JsonGenerator json) {
    json.writeObjectPropertyStart("tool");
    json.writeStringProperty("name", "esslint");
    json.writeStringProperty("version", version);
    json.writeEndObject();
  }

  /** Escapes the bracket of what a CI would take for a command, see {@link Visible}; in JSON only strings hold such. */
  private static final class NoCommands extends FilterOutputStream {
    private static final byte[] BRACKET = "\\u005b".getBytes(StandardCharsets.US_ASCII);

    /** How many hashes were written last, perhaps with letters behind them; 2 for more. */
    private int hashes;

    NoCommands(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int unit) throws IOException {
      if (unit == '[' && hashes == 2) {
        out.write(BRACKET);
      } else {
        out.write(unit);
      }
      boolean letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
      hashes = unit == '#' ? Math.min(2, hashes + 1) : letter && hashes == 2 ? 2 : 0;
    }
  }

  private static final class Style extends ObjectWriteContext.Base {
    private final PrettyPrinter printer = printer();

    private static PrettyPrinter printer() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(indenter)
          .withArrayIndenter(indenter);
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public CharacterEscapes getCharacterEscapes() {
      return new Escapes();
    }
  }

  /** Escapes what {@link Visible} would show, which loses nothing; so half a surrogate is valid JSON as well. */
  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] ASCII = ascii();

    private static int[] ascii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes[0x7f] = ESCAPE_STANDARD;
      return escapes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int unit) {
      return unit > 0x7f && Visible.isHidden(unit)
          ? new SerializedString("\\u" + Integer.toHexString(0x10000 | unit).substring(1))
          : null;
    }
  }
}
