package dev.esslint.model.network;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;

/**
 * A way that has to be open.
 *
 * @param what what goes this way
 * @param service the key of the exposed service; empty if it is none
 * @param protocol {@code TCP} or {@code UDP}
 * @param ports the ports that the other side asks for, such as {@code 30001}, {@code 31000-32000}
 *     or {@code 80, 443}; missing if the other side decides
 * @param from who connects
 * @param to who is connected to
 * @param how how the port is exposed; empty if it is not this deployment's to expose
 * @param remark what else there is to say
 */
public record OpenPort(
    String what,
    String service,
    State state,
    String protocol,
    Stated ports,
    String from,
    Stated to,
    String how,
    String remark) {}
