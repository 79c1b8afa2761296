package dev.esslint.deployment;

import dev.esslint.chart.Release;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the chart would make of values.
 *
 * @param values the values
 * @param release the release of the chart
 * @param documents the values with their embedded documents parsed
 * @param tree the facts
 */
public record Deployment(
    ResolvedValues values, Release release, Documents documents, Facts tree) {

  /** The facts that there can be; {@code []} stands for an item of a list. */
  public static final Set<String> FACTS =
      Stream.of(
              HostFacts.NAMES,
              WellKnownFacts.NAMES,
              RtcFacts.NAMES,
              AuthoriserFacts.NAMES,
              Workloads.NAMES,
              EndpointFacts.NAMES,
              TlsFacts.NAMES,
              ServerFacts.NAMES,
              SecretFacts.NAMES,
              ResourceFacts.NAMES,
              ImageFacts.NAMES,
              PodFacts.NAMES,
              ClaimFacts.NAMES,
              WebFacts.NAMES,
              SampleFacts.NAMES)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** Works out the facts. */
  public static Deployment of(ResolvedValues values, Release release) {
    Facts facts = new Facts(values.root().origin());
    Chosen chosen = new Chosen(values);
    Documents documents = new Documents(values);
    HostFacts.state(chosen, facts);
    WellKnownFacts.state(chosen, facts);
    RtcFacts.state(chosen, facts);
    AuthoriserFacts.state(chosen, facts);
    Workloads.state(chosen, facts);
    EndpointFacts.state(chosen, facts);
    TlsFacts.state(chosen, facts);
    ServerFacts.state(chosen, facts);
    SecretFacts.state(chosen, documents, facts);
    ResourceFacts.state(chosen, facts);
    ImageFacts.state(chosen, facts);
    PodFacts.state(chosen, facts);
    ClaimFacts.state(chosen, facts);
    WebFacts.state(chosen, documents, facts);
    SampleFacts.state(chosen, facts);
    return new Deployment(values, release, documents, facts);
  }

  /** The facts in the form of values; {@link #about} tells which value each is about. */
  public MapValue facts() {
    return tree.root();
  }

  /** The path of the value that a fact is about. */
  public ValuePath about(ValuePath fact) {
    return tree.about(fact);
  }
}
