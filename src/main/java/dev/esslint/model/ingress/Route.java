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
 */
public record Route(
    String component,
    State state,
    String object,
    Stated host,
    List<Backend> backends,
    Stated className,
    RouteTls tls) {}
