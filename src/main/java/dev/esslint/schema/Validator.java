package dev.esslint.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import dev.esslint.chart.ChartException;
import dev.esslint.text.Patience;
import dev.esslint.values.ValuePath;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON Schema validator, set to judge as Helm's does. It fetches nothing. */
final class Validator {
  private static final SchemaLocation LOCATION = SchemaLocation.of("urn:esslint:values");
  private static final SchemaRegistry REGISTRY = registry();

  private Validator() {}

  /**
   * Validates a tree.
   *
   * @param name of the chart's release, for messages
   */
  static List<Violation> validate(JsonNode schema, JsonNode instance, String name)
      throws ChartException {
    try {
      return violations(compile(schema), instance);
    } catch (SchemaException | PatternSyntaxException | JacksonException e) {
      throw new ChartException("the schema of the chart " + name + " is not valid JSON Schema");
    }
  }

  static Schema compile(JsonNode schema) {
    return REGISTRY.getSchema(LOCATION, schema);
  }

  static List<Violation> violations(Schema compiled, JsonNode instance) {
    Violations found = new Violations();
    compiled.validate(instance, context -> context.setErrors(found));
    return found.all;
  }

  /** Keeps of each error what is asked for, as it comes: the validator's own object is five times as large. */
  private static final class Violations extends AbstractList<Error> {
    private final List<Violation> all = new ArrayList<>();

    @Override
    public boolean add(Error error) {
      return all.add(violation(error));
    }

    @Override
    public int size() {
      return all.size();
    }

    @Override
    public Error get(int index) {
      throw new UnsupportedOperationException();
    }
  }

  private static SchemaRegistry registry() {
    // Without a provider that it is told of, SLF4J searches all jars for one and complains about
    // finding none.
    if (System.getProperty("slf4j.provider") == null) {
      System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(Validator::goPattern)
            .build();
    return SchemaRegistry.withDialect(
        dialect(),
        registry ->
            registry
                .schemaRegistryConfig(config)
                .schemaCacheEnabled(false)
                .schemaLoader(loader -> loader.allow(iri -> false)));
  }

  /** The keywords of 2020-12 that facts of charts have; the whole dialect takes longer to set up. */
  private static Dialect dialect() {
    return Dialect.builder("https://json-schema.org/draft/2020-12/schema")
        .specificationVersion(SpecificationVersion.DRAFT_2020_12)
        .idKeyword("$id")
        .keywords(
            List.of(
                KeywordType.ADDITIONAL_PROPERTIES,
                KeywordType.ALL_OF,
                KeywordType.ANY_OF,
                KeywordType.CONST,
                KeywordType.CONTAINS,
                KeywordType.DEPENDENT_REQUIRED,
                KeywordType.ENUM,
                KeywordType.EXCLUSIVE_MAXIMUM,
                KeywordType.EXCLUSIVE_MINIMUM,
                KeywordType.IF_THEN_ELSE,
                KeywordType.ITEMS,
                KeywordType.MAX_CONTAINS,
                KeywordType.MAX_ITEMS,
                KeywordType.MAX_LENGTH,
                KeywordType.MAX_PROPERTIES,
                KeywordType.MAXIMUM,
                KeywordType.MIN_CONTAINS,
                KeywordType.MIN_ITEMS,
                KeywordType.MIN_LENGTH,
                KeywordType.MIN_PROPERTIES,
                KeywordType.MINIMUM,
                KeywordType.MULTIPLE_OF,
                KeywordType.NOT,
                KeywordType.ONE_OF,
                KeywordType.PATTERN,
                KeywordType.PATTERN_PROPERTIES,
                KeywordType.PROPERTIES,
                KeywordType.PROPERTY_NAMES,
                KeywordType.REQUIRED,
                KeywordType.TYPE,
                KeywordType.UNIQUE_ITEMS,
                new NonValidationKeyword("then"),
                new NonValidationKeyword("else")))
        .build();
  }

  private static RegularExpression goPattern(String regex) {
    Pattern pattern = GoPattern.of(regex);
    return text -> Patience.with(text).isIn(pattern, text).orElse(true); // what takes too long is not told
  }

  private static Violation violation(Error error) {
    NodePath evaluation = error.getEvaluationPath();
    List<String> keywords = new ArrayList<>();
    Optional<Violation.Choice> choice = Optional.empty();
    int depth = 0;
    for (int i = 0; i < evaluation.getNameCount(); i++) {
      String keyword = evaluation.getName(i);
      keywords.add(keyword);
      switch (keyword) {
        case "properties", "patternProperties" -> {
          i++;
          depth++;
        }
        case "items", "additionalProperties", "contains" -> depth++;
        case "oneOf", "anyOf", "allOf" -> {
          if (choice.isEmpty() && !keyword.equals("allOf")) {
            choice =
                Optional.of(
                    new Violation.Choice(path(error.getInstanceLocation(), depth), keyword));
          }
          i++;
        }
        default -> {}
      }
    }
    return new Violation(
        path(error.getInstanceLocation(), error.getInstanceLocation().getNameCount()),
        error.getKeyword(),
        Optional.ofNullable(error.getProperty()),
        error.getSchemaNode(),
        keywords.contains("then"),
        choice);
  }

  private static ValuePath path(NodePath location, int length) {
    ValuePath path = ValuePath.ROOT;
    for (int i = 0; i < length; i++) {
      path =
          location.getElement(i) instanceof Integer index
              ? path.index(index)
              : path.key(location.getName(i));
    }
    return path;
  }
}
