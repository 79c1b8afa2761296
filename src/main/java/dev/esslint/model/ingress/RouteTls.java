package dev.esslint.model.ingress;

import dev.esslint.model.base.Stated;

/**
 * The TLS of an Ingress.
 *
 * @param source where the certificate comes from
 * @param name the Secret that holds it, the issuer or the annotation that asks for it; missing if
 *     there is none
 */
public record RouteTls(TlsSource source, Stated name) {}
