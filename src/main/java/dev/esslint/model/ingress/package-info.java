/**
 * Hosts: their Ingresses, the controllers and annotations of these, certificates, and the names that DNS has to know. Not what
 * answers behind them.
 */
@NullMarked
package dev.esslint.model.ingress;

import org.jspecify.annotations.NullMarked;
