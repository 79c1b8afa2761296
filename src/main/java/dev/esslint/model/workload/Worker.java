package dev.esslint.model.workload;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;

/** A Synapse worker. */
public record Worker(String type, State state, Stated replicas, Basis basis) {}
