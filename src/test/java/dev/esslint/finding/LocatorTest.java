package dev.esslint.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which characters a named place is: the key, the value, or the key of the nearest thing that the user wrote. */
final class LocatorTest {
  private static final String DEFAULTS = "host: a\nonly: default\nmap: {below: 1}\n";

  private static final String VALUES =
      """
      # first
      host: b
      map: {other: 2}
      list: [x, y]
      empty:
      only: null
      """;

  @ParameterizedTest
  @CsvSource({
    "host, VALUE, b",
    "host, KEY, host",
    "host, ENTRY, host",
    "map, VALUE, map",
    "map.other, VALUE, 2",
    "list[1], VALUE, y",
    "list[1], KEY, y",
    "empty, VALUE, empty",
    "map.below, VALUE, map",
    "map.not.there, VALUE, map",
    "only, KEY, only",
    "nothing.of.it, VALUE, ''",
  })
  void a_place_is_at_what_the_user_wrote(String path, Part part, String expected) throws SourceException {
    Location found = locate(path, part);
    assertEquals(expected, found.source().slice(found.span()));
    assertEquals("seen", found.note());
  }

  @Test
  void a_place_keeps_its_name_where_it_is_about_another_value() throws SourceException {
    Location about = locate("map.other", Part.KEY).about(ValuePath.parse("map"));
    assertEquals(new NamedPlace(ValuePath.of("map"), Part.KEY, "seen"), ((Location.OfValue) about).place());
    assertEquals("other", about.source().slice(about.span()));
  }

  private static Location locate(String path, Part part) throws SourceException {
    Layer.Defaults defaults = new Layer.Defaults("1", YamlReader.read(new SourceText("", DEFAULTS)).root());
    Layer file = new Layer.File(YamlReader.read(new SourceText("values.yaml", VALUES)));
    return new Locator(ResolvedValues.of(List.of(file), defaults))
        .locate(new NamedPlace(ValuePath.parse(path), part, "seen"));
  }
}
