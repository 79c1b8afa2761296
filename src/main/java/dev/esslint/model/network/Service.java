package dev.esslint.model.network;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;

/**
 * A Service.
 *
 * @param component whose pods it leads to, as a path in the values
 * @param name what the object is called
 * @param host the name by which the cluster knows it
 * @param type such as {@code ClusterIP}
 * @param protocol {@code TCP} or {@code UDP}
 * @param ports such as {@code 8008, 8009} or {@code 31000-31249}
 */
public record Service(
    String component,
    State state,
    String name,
    String host,
    Stated type,
    String protocol,
    Stated ports) {}
