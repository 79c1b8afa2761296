package dev.esslint.model.rtc;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import java.util.List;

/**
 * How clients get to the SFU.
 *
 * @param address the address that is given by hand, or the URL of the other LiveKit; missing if
 *     there is none
 * @param stunServers those that are asked; none for LiveKit's own
 */
public record SfuAddress(
    State state, AddressMode mode, Stated address, List<Stated> stunServers) {}
