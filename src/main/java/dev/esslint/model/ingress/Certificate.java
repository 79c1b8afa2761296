package dev.esslint.model.ingress;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import java.util.List;

/**
 * A certificate.
 *
 * @param name the Secret, the issuer or the annotation
 * @param covers the names that it has to have
 * @param remark what else there is to say
 */
public record Certificate(
    State state, TlsSource source, Stated name, List<Stated> covers, String remark) {}
