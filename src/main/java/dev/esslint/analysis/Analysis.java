package dev.esslint.analysis;

import dev.esslint.finding.Finding;
import dev.esslint.finding.More;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceText;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about a deployment. It does not change, and whatever a command shows is a view of it.
 *
 * @param reading the layers
 * @param resolved what they come to; empty if a layer has no values, so that only that can be told
 * @param notices what is to be said about the release; once in a run
 * @param findings ordered by place
 * @param more what is counted beside them
 * @param hidden what comments hide
 * @param former what is deployed, if that was looked at
 * @param cluster what is stated about the cluster, or null
 */
public record Analysis(
    Reading reading,
    Optional<Resolved> resolved,
    List<Finding> notices,
    List<Finding> findings,
    List<More> more,
    List<Finding> hidden,
    Optional<Former> former,
    @Nullable Value cluster) {

  /** So many characters need more memory than there is from the start. */
  private static final int LARGE = 1 << 20;

  /**
   * Values, and what the chart makes of them.
   *
   * @param values merged, with their origins
   * @param deployment the facts
   */
  public record Resolved(ResolvedValues values, DeploymentFacts deployment) {}

  /** The same with other findings and notices. */
  public Analysis with(List<Finding> otherFindings, List<Finding> otherNotices) {
    return new Analysis(reading, resolved, otherNotices, otherFindings, more, hidden, former, cluster);
  }

  /** The release of the chart that was checked against. */
  public String release() {
    return reading.subject().chart().release();
  }

  /** Also of what is deployed, for messages name values of that. */
  private List<SourceText> sources() {
    if (former.isEmpty()) {
      return reading.sources();
    }
    Set<SourceText> sources = new LinkedHashSet<>(reading.sources());
    sources.addAll(former.get().reading().sources());
    return List.copyOf(sources);
  }

  /** What keeps the secrets of the layers from being printed; made anew by each call. */
  public Mask mask() {
    if (reading.sources().stream().anyMatch(source -> source.text().length() > LARGE)) {
      // What the rules needed has grown old, and the JVM would rather take more memory than look there.
      System.gc();
    }
    return reading.mask(sources(), resolved.map(Resolved::values).orElse(null)).knowing(cluster);
  }
}
