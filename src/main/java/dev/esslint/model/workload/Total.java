package dev.esslint.model.workload;

/**
 * What everything that is surely there asks of the cluster.
 *
 * @param what such as {@code requests.memory}
 */
public record Total(String what, String amount) {}
