package dev.esslint.model.ingress;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import java.util.List;

/**
 * An Ingress.
 *
 * @param component whose it is, as a path in the values
 * @param object what the object is called
 * @param host its host; missing if it is required and not given
 * @param backends where its paths lead, in the order in which they are tried
 * @param className missing if the cluster's default class serves it
 * @param isServed whether a controller may serve it; without one, a gateway or a proxy of the user's leads to the Services
 */
public record Route(
    String component,
    State state,
    String object,
    Stated host,
    List<Backend> backends,
    Stated className,
    boolean isServed,
    RouteTls tls) {

  /** What takes the requests for its host. */
  public String front() {
    return isServed ? "the ingress controller" : "your own gateway or proxy";
  }
}
