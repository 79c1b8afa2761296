package dev.esslint.model.program;

import dev.esslint.chart.BuiltInCharts;
import dev.esslint.chart.Release;
import dev.esslint.embedded.Advisory;
import dev.esslint.embedded.Advisory.Need;
import dev.esslint.embedded.Product;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Version;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.fragment.Configs;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A published hole that a deployment has, and that its configuration does not rule out.
 *
 * @param version the version that runs
 * @param tag where the user wrote the tag of its image; empty if the version is the release's
 */
public record Hole(Advisory advisory, Version version, Optional<Origin> tag) {

  /** The holes of a deployment, in the order of the table. */
  public static List<Hole> of(ResolvedValues values, Configs configs, Release release) {
    if (!BuiltInCharts.mayHaveHoles(release) && !isAnyTagWritten(values.written(), 1)) {
      return List.of();
    }
    Chosen chosen = new Chosen(values);
    Map<Product, Version> running = running(chosen);
    if (running.isEmpty()) {
      return List.of();
    }
    List<ProgramConfig> readings = ProgramConfig.of(configs, chosen);
    List<Hole> holes = new ArrayList<>();
    for (Advisory advisory : Advisory.all()) {
      Version version = running.get(advisory.product());
      if (version != null
          && advisory.affects(version)
          && matters(advisory.needs(), chosen, readings)) {
        holes.add(new Hole(advisory, version, tag(values, advisory.product())));
      }
    }
    return List.copyOf(holes);
  }

  /** Whether any component is told which image to run; without a look at the programs, which most values need not. */
  private static boolean isAnyTagWritten(MapValue around, int depth) {
    for (Value below : around.entries().values()) {
      if (below instanceof MapValue component
          && ((component.entries().get("image") instanceof MapValue image
                  && image.entries().containsKey("tag"))
              || (depth > 0 && isAnyTagWritten(component, depth - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Origin> tag(ResolvedValues values, Product product) {
    Value tag = values.at(ValuePath.parse(product.tag())).orElse(null);
    return tag != null && tag.origin().isWritten() ? Optional.of(tag.origin()) : Optional.empty();
  }

  private static Map<Product, Version> running(Chosen chosen) {
    Map<Product, Version> running = new EnumMap<>(Product.class);
    for (Product product : Product.values()) {
      if (runs(product, chosen)) {
        chosen.version(product.tag()).ifPresent(v -> running.put(product, v));
      }
    }
    return running;
  }

  private static boolean runs(Product product, Chosen chosen) {
    return switch (product) {
      case SYNAPSE -> chosen.on("synapse.enabled");
      case MAS -> chosen.on("matrixAuthenticationService.enabled");
      case LIVEKIT -> Component.SFU.on(chosen);
      case LK_JWT_SERVICE -> chosen.on("matrixRTC.enabled");
      case HOOKSHOT -> chosen.on("hookshot.enabled");
      case ELEMENT_WEB -> chosen.on("elementWeb.enabled");
      case MATRIX_TOOLS -> chosen.on("initSecrets.enabled") && chosen.on("synapse.enabled");
    };
  }

  /** Whether nothing rules out what has to be so; what cannot be known does not. */
  private static boolean matters(Need need, Chosen chosen, List<ProgramConfig> readings) {
    return switch (need) {
      case NOTHING -> true;
      case FEDERATION -> isOpen(readings);
      case GENERATED_KEY -> isOpen(readings) && !chosen.given("synapse.signingKey");
      case PASSWORDS -> !is(Scalar.FALSE, Program.MAS, readings, "passwords", "enabled");
      case SMTP -> is(new Scalar.Str("smtp"), Program.MAS, readings, "email", "transport");
      case TURN ->
          chosen.on("matrixRTC.sfu.exposedServices.turn.enabled")
              || chosen.on("matrixRTC.sfu.exposedServices.turnTLS.enabled")
              || is(Scalar.TRUE, Program.LIVEKIT, readings, "turn", "enabled");
    };
  }

  /** Whether Synapse talks to servers that nobody chose. */
  private static boolean isOpen(List<ProgramConfig> readings) {
    return !(option(Program.SYNAPSE, readings, "federation_domain_whitelist").orElse(null)
        instanceof ListValue);
  }

  /** Whether an option is set so. */
  private static boolean is(
      Scalar expected, Program program, List<ProgramConfig> readings, String... steps) {
    return option(program, readings, steps).orElse(null) instanceof ScalarValue(var scalar, var at)
        && scalar.equals(expected);
  }

  private static Optional<Value> option(Program program, List<ProgramConfig> readings, String... steps) {
    for (ProgramConfig reading : readings) {
      if (reading.program() == program) {
        return ResolvedValues.below(reading.tree(), ValuePath.of(steps));
      }
    }
    return Optional.empty();
  }
}
