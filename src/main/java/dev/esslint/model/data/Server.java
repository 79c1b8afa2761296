package dev.esslint.model.data;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;

/**
 * A database or a cache that a component uses.
 *
 * @param component who uses it, as a path in the values
 * @param kind {@code postgres} or {@code redis}
 * @param own whether it is the chart's
 * @param host missing if it is the chart's
 * @param database the name of the database or the number of the Redis database; missing if the
 *     chart chooses it
 * @param user missing if there is none or the chart chooses it
 * @param tls the mode of TLS; missing if nothing is said
 */
public record Server(
    String component,
    State state,
    String kind,
    boolean own,
    Stated host,
    Stated port,
    Stated database,
    Stated user,
    Stated tls) {}
