package dev.esslint.model.workload;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import java.util.List;

/** Names that the pods of a component find at a given address. */
public record HostAlias(String component, State state, Stated ip, List<String> hosts) {}
