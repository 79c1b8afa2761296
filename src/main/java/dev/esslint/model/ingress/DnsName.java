package dev.esslint.model.ingress;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import java.util.List;

/**
 * A name that DNS has to know.
 *
 * @param pointsTo what it has to lead to
 * @param serves the components that answer there
 */
public record DnsName(State state, Stated host, String pointsTo, List<String> serves) {}
