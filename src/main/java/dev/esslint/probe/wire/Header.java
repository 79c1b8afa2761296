package dev.esslint.probe.wire;

/** A header field of HTTP. */
public record Header(String name, String value) {}
