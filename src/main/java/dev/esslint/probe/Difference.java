package dev.esslint.probe;

/**
 * A value of a document that is not what the values give. Secrets in it are masked; what is served is untrusted text.
 *
 * @param key where it is in the document
 * @param expected in JSON; empty if it should not be there
 * @param served in JSON; empty if it is not there
 */
public record Difference(String key, String expected, String served) {}
