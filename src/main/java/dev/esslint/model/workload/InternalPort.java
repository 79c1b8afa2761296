package dev.esslint.model.workload;

import dev.esslint.model.base.State;

/** The ports of the pods of a component inside of the cluster. */
public record InternalPort(String component, State state, String ports) {}
