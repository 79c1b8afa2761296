package dev.esslint.deployment;

/** A Synapse worker. */
public record Worker(String type, State state, Stated replicas, Basis basis) {}
