package dev.esslint.json;

import dev.esslint.text.Visible;
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
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonWriter() {}

  /** Writes one document and flushes; the stream stays open. */
  public static void write(OutputStream out, Consumer<JsonGenerator> document) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(new Style(), new NoCommands(out))) {
      document.accept(json);
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
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
      write(new byte[] {(byte) unit}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int written = offset;
      for (int at = offset; at < offset + length; at++) {
        int unit = bytes[at];
        if (unit == '#') {
          hashes = Math.min(2, hashes + 1);
        } else if (hashes == 2 && unit == '[') {
          out.write(bytes, written, at - written);
          out.write(BRACKET);
          written = at + 1;
          hashes = 0;
        } else if (hashes == 1 || (hashes == 2 && !isLetter(unit))) {
          hashes = 0;
        }
      }
      out.write(bytes, written, offset + length - written);
    }

    private static boolean isLetter(int unit) {
      return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
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
