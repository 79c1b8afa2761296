package dev.esslint.probe;

import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import java.util.List;

/**
 * What is asked of a deployment.
 *
 * @param checks in the order in which they are told; those of a name begin with its address
 * @param omitted what is not asked, and why
 */
public record Plan(List<Check> checks, List<Omitted> omitted) {

  /**
   * Where a probe is made from, and what the user says of the network that the values do not.
   *
   * @param nodeAddresses those of the nodes of the cluster; none if they are not known
   */
  public record Standpoint(Vantage from, String ingressAddress, String mediaAddress, List<String> nodeAddresses, boolean exampleNames) {
    public static final Standpoint NOTHING = new Standpoint(Vantage.CLIENT, "", "", List.of(), false);

    public Standpoint {
      nodeAddresses = List.copyOf(nodeAddresses);
    }
  }

  public Plan {
    checks = List.copyOf(checks);
    omitted = List.copyOf(omitted);
  }

  /** What a deployment promises with a release of the chart. */
  public static Plan of(Model model, Release release, Standpoint stated) {
    return new Planner(model, release, stated).plan();
  }
}
