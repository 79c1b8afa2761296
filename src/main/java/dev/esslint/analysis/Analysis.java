package dev.esslint.analysis;

import dev.esslint.finding.Finding;
import dev.esslint.finding.More;
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
 * @param resolved what they come to, with their origins; empty if a layer has no values, so that only that can be told
 * @param notices what is to be said about the release; once in a run
 * @param findings ordered by place
 * @param more what is counted beside them
 * @param hidden what comments hide
 * @param former what is deployed, if that was looked at
 * @param cluster what is stated about the cluster, or null
 */
public record Analysis(
    Reading reading,
    Optional<ResolvedValues> resolved,
    List<Finding> notices,
    List<Finding> findings,
    List<More> more,
    List<Finding> hidden,
    Optional<Former> former,
    @Nullable Value cluster) {

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
    reading.clearUp();
    return reading.mask(sources(), resolved.orElse(null)).knowing(cluster);
  }
}
