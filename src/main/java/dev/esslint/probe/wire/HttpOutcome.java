package dev.esslint.probe.wire;

/** What comes of a request over HTTP: an {@link HttpResponse} or a {@link Failure}. */
public sealed interface HttpOutcome permits HttpResponse, Failure {}
