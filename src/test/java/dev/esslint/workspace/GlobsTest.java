package dev.esslint.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  private static boolean fits(String pattern, String name) {
    return !Globs.matching(pattern, List.of(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          *.yaml, values.yaml
          *, a
          v?lues.yaml, values.yaml
          clusters/*/ess.yaml, clusters/prod/ess.yaml
          **/prod/*.yaml, prod/values.yaml
          **/prod/*.yaml, clusters/eu/prod/values.yaml
          **/a/**/b.yaml, x/a/y/z/b.yaml
          **/a/**/b.yaml, a/a/b.yaml
          archive/**, archive/old/values.yaml
          archive/**/values.yaml, archive/values.yaml
          **.yaml, a/b.yaml
          "{prod,test}.yaml", test.yaml
          "clusters/{eu/{a,b},us}/*.yaml", clusters/eu/b/ess.yaml
          "clusters/{eu/{a,b},us}/*.yaml", clusters/us/ess.yaml
          "{values,}.yaml", .yaml
          "{prod,test", test
          values-[0-9].yaml, values-3.yaml
          values-[!0-9].yaml, values-a.yaml
          values-[^ab].yaml, values-c.yaml
          values-[a-].yaml, values--.yaml
          values[1].yaml, values1.yaml
          values[1].yaml, values[1].yaml
          values[1.yaml, values[1.yaml
          a\\*b, a*b
          a.b+c, a.b+c
          """)
  void a_name_fits_a_pattern(String pattern, String name) {
    assertTrue(fits(pattern, name), pattern + " " + name);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          *.yaml, clusters/values.yaml
          *.yaml, values.yml
          v?lues.yaml, vlues.yaml
          v?lues.yaml, v/lues.yaml
          [!a]b, /b
          **/prod/*.yaml, preprod/values.yaml
          **/prod/*.yaml, prod/eu/values.yaml
          **/a/**/b.yaml, x/a.b/b.yaml
          **/b.yaml, /b.yaml
          archive/**, archive
          "{prod,test}.yaml", "prod,test.yaml"
          values-[0-9].yaml, values-a.yaml
          values-[!0-9].yaml, values-3.yaml
          a.b, axb
          a\\*b, axb
          """)
  void a_name_does_not_fit_a_pattern(String pattern, String name) {
    assertFalse(fits(pattern, name), pattern + " " + name);
  }

  @Test
  void names_keep_their_order() {
    assertEquals(List.of("b.yaml", "a.yaml"), Globs.matching("*.yaml", List.of("b.yaml", "x", "a.yaml")));
  }

  @Test
  void a_pattern_of_many_wildcards_ends() {
    assertFalse(fits("*a".repeat(40) + "b", "a".repeat(240)));
    assertFalse(fits("{a,{a,{a,a*}*}*}*".repeat(40) + "b", "a".repeat(240)));
    assertTrue(fits("{".repeat(10_000) + "a", "{".repeat(10_000 - 20) + "a"));
  }
}
