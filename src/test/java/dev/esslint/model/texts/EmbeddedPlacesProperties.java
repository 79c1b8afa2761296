package dev.esslint.model.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.Facts;
import dev.esslint.model.texts.TextFacts.Problem;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** What is wrong inside an embedded document is told at its character, however the document is written. */
class EmbeddedPlacesProperties {
  private static final ValuePath CONFIG = ValuePath.parse("synapse.additional.x.config");
  private static final String BEFORE =
      """
      synapse:
        ingress: {host: matrix.example.org}
        additional:
          # a remark
          x:
            config:\
      """;
  private static final Chart CHART = Charts.builtIn().loadNewest();
  private static final Layer.Defaults DEFAULTS =
      new Layer.Defaults(CHART.release(), CHART.defaults());

  /** The ways to write a string, in a file or in an argument. */
  enum Style {
    LITERAL,
    LITERAL_INDENTED,
    LITERAL_KEPT,
    FOLDED,
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    ESCAPED,
    SET,
    SET_STRING,
    SET_JSON,
    SET_LITERAL,
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, lines()), Tuple.of(1, Arbitraries.of("one", "one word", "ä 😀")));
  }

  private static Arbitrary<String> lines() {
    return Arbitraries.of(
            "a: 1",
            "b: two words",
            "  c: 3",
            "d: [x, y]",
            "é😀: 'ü'",
            "# remark",
            "- item",
            "e: {",
            "f: \"open",
            "\tg: 1",
            "h: i: j",
            "Error: x\\y",
            "k: }, l",
            "",
            "one word")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(lines -> String.join("\n", lines));
  }

  @Property(tries = 1000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void a_problem_is_at_its_character_in_every_style_that_can_hold_the_text(
      @ForAll("texts") String text,
      @ForAll boolean newlineAtTheEnd,
      @ForAll boolean carriageReturns,
      @ForAll boolean byteOrderMark)
      throws Exception {
    String config = newlineAtTheEnd ? text + "\n" : text;
    Optional<Problem> problem = TextFacts.yamlProblem(
            Documents.read(
                new Embedded(
                    ValuePath.ROOT,
                    new Layer.Defaults("", new MapNode(Span.NONE, new LinkedHashMap<>())),
                    new SourceText("", config),
                    span -> span)));
    Assume.that(problem.isPresent() && isVisible(config, problem.get().span()));
    for (Style style : Style.values()) {
      Writer writer = new Writer(config, carriageReturns ? "\r\n" : "\n");
      Layer layer = writer.write(style, byteOrderMark);
      ResolvedValues values = values(layer);
      boolean held = holds(values, config);
      Statistics.label(style.name())
          .collect(held)
          .coverage(coverage -> coverage.check(true).percentage(percentage -> percentage > 1));
      if (!held) {
        continue;
      }
      Facts facts = new Facts(values.root().origin());
      TextFacts.state(new Chosen(values), new Documents(values), facts);
      Origin place = facts.tree().place(ValuePath.parse("texts.yaml[0]")).orElseThrow();
      assertEquals(
          Optional.of(new Scalar.Str(problem.get().error())),
          ResolvedValues.below(facts.tree().root(), ValuePath.parse("texts.yaml[0].error"))
              .map(value -> ((ScalarValue) value).scalar()),
          config);
      assertEquals(
          writer.offsets[problem.get().span().start()],
          place.key().start(),
          () -> style + " of " + config + "\n is " + writer.out);
    }
  }

  /** At a blank, a line feed or the end there is more than one place that is right. */
  private static boolean isVisible(String text, Span span) {
    return span.start() < text.length() && !Character.isWhitespace(text.charAt(span.start()));
  }

  private static ResolvedValues values(Layer layer) throws Exception {
    Layer below = new Layer.File(YamlReader.read(new SourceText("base.yaml", "serverName: a.org")));
    return ResolvedValues.of(List.of(below, layer), DEFAULTS);
  }

  private static boolean holds(ResolvedValues values, String text) {
    return values.at(CONFIG).orElse(null) instanceof ScalarValue value
        && value.scalar() instanceof Scalar.Str(String held)
        && held.equals(text);
  }

  /** Writes a text in a style and remembers where each of its characters went. */
  private static final class Writer {
    private final String text;
    private final String lineBreak;
    private final StringBuilder out = new StringBuilder();
    private final int[] offsets;

    Writer(String text, String lineBreak) {
      this.text = text;
      this.lineBreak = lineBreak;
      this.offsets = new int[text.length()];
    }

    Layer write(Style style, boolean byteOrderMark) throws SourceException {
      String chomping = text.endsWith("\n") ? "" : "-";
      switch (style) {
        case LITERAL -> block("|" + chomping, "          ", false);
        case LITERAL_INDENTED -> block("|2" + chomping + " # two", "        ", false);
        case LITERAL_KEPT -> block("|+", "         ", false);
        case FOLDED -> block(">" + chomping, "          ", true);
        case PLAIN -> flow("", false);
        case SINGLE_QUOTED -> flow("'", false);
        case DOUBLE_QUOTED -> flow("\"", false);
        case ESCAPED -> flow("\"", true);
        case SET -> {
          return argument(Kind.SET);
        }
        case SET_STRING -> {
          return argument(Kind.STRING);
        }
        case SET_JSON -> {
          return argument(Kind.JSON);
        }
        case SET_LITERAL -> {
          return argument(Kind.LITERAL);
        }
      }
      out.append(lineBreak);
      byte[] bytes = ((byteOrderMark ? "\uFEFF" : "") + out).getBytes(StandardCharsets.UTF_8);
      try {
        return new Layer.File(YamlReader.read(SourceText.decode("values.yaml", bytes)));
      } catch (SourceException e) {
        Document nothing = YamlReader.read(new SourceText("values.yaml", "{}"));
        return new Layer.File(nothing); // the style cannot hold the text
      }
    }

    private void head() {
      out.append(BEFORE.replace("\n", lineBreak)).append(' ');
    }

    private void block(String header, String indentation, boolean folded) {
      head();
      out.append(header);
      boolean lineStart = true;
      for (int i = 0; i < text.length(); i++) {
        if (lineStart) {
          out.append(lineBreak);
          out.append(text.charAt(i) == '\n' ? "" : indentation);
        }
        offsets[i] = out.length();
        lineStart = text.charAt(i) == '\n';
        if (!lineStart) {
          out.append(text.charAt(i));
        } else if (folded && isFolded(i)) {
          out.append(lineBreak);
        }
      }
    }

    /** Whether a single line break would become a blank here. */
    private boolean isFolded(int lineFeed) {
      int start = text.lastIndexOf('\n', lineFeed - 1) + 1;
      return lineFeed > start
          && !Character.isWhitespace(text.charAt(start))
          && lineFeed + 1 < text.length()
          && !Character.isWhitespace(text.charAt(lineFeed + 1));
    }

    private void flow(String quote, boolean escaped) {
      head();
      out.append(quote);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        offsets[i] = out.length();
        if (escaped) {
          escape(i);
        } else if (c == '\n' && quote.equals("\"")) {
          out.append("\\n");
        } else if (c == '\n') {
          out.append(lineBreak).append(lineBreak).append("           ");
        } else if (c == '\'' && quote.equals("'")) {
          out.append("''");
        } else if ((c == '"' || c == '\\') && quote.equals("\"")) {
          out.append('\\').append(c);
        } else {
          out.append(c);
        }
      }
      out.append(quote);
    }

    /** All characters but letters as escapes, and a line of its own for each fifth. */
    private void escape(int i) {
      char c = text.charAt(i);
      if (i % 5 == 4) {
        out.append('\\').append(lineBreak).append("          ");
        offsets[i] = out.length();
      }
      if (Character.isHighSurrogate(c)) {
        out.append("\\U%08x".formatted(text.codePointAt(i)));
      } else if (Character.isLowSurrogate(c)) {
        offsets[i] = offsets[i - 1];
      } else if (c < 'a' || c > 'z') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }

    private Layer argument(Kind kind) throws SourceException {
      out.append(CONFIG).append('=').append(kind == Kind.JSON ? "\"" : "");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        offsets[i] = out.length();
        switch (kind) {
          case JSON -> out.append(c < 'a' || c > 'z' ? "\\u%04x".formatted((int) c) : "" + c);
          case SET, STRING -> out.append(",\\{}".indexOf(c) >= 0 ? "\\" : "").append(c);
          default -> out.append(c);
        }
      }
      out.append(kind == Kind.JSON ? "\"" : "");
      return new Layer.Argument(
          SetExpression.parse(
              kind,
              new SourceText("<--set>", out.toString()),
              name -> {
                throw new AssertionError(name);
              }));
    }
  }
}
