package dev.esslint.model.ingress;

/**
 * Where a path leads.
 *
 * @param path a prefix; braces hold alternatives
 * @param component the component that answers, as a path in the values; empty if it is none of
 *     the chart's
 * @param remark what else there is to say, such as the service that answers
 */
public record Backend(String path, String component, String remark) {}
