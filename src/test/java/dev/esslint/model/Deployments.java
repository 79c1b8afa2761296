package dev.esslint.model;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.List;

/** Deployments for tests, over the defaults of their release. */
public final class Deployments {
  private static final String HOSTS =
      """
      serverName: example.org
      synapse: {ingress: {host: matrix.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      matrixRTC: {ingress: {host: mrtc.example.org}}
      """;

  private Deployments() {}

  /** A deployment with hosts for Synapse, the authentication service and Matrix RTC. */
  public static DeploymentFacts of(String values) throws Exception {
    return of(values, Charts.builtIn().newest());
  }

  public static DeploymentFacts of(String values, Release release) throws Exception {
    return DeploymentFacts.of(
        ResolvedValues.of(
            List.of(
                new Layer.File(YamlReader.read(new SourceText("base.yaml", HOSTS))),
                new Layer.File(YamlReader.read(new SourceText("values.yaml", values)))),
            new Layer.Defaults(release.toString(), Charts.builtIn().load(release).defaults())),
        release);
  }

  /** A fact as text, what is no string as JSON; empty if it is not there. */
  public static String fact(DeploymentFacts deployment, String path) {
    return ResolvedValues.below(deployment.facts(), ValuePath.parse(path))
        .map(
            value ->
                value instanceof ScalarValue(Scalar.Str(String text), var origin)
                    ? text
                    : JsonText.of(value))
        .orElse("");
  }
}
