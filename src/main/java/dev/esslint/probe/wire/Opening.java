package dev.esslint.probe.wire;

/** What comes of connecting: a {@link Connection} or a {@link Failure}. */
public sealed interface Opening permits Connection, Failure {}
