/**
 * What the chart cannot do without: hosts, the server name, a certificate, and defaults that a null takes away. Credentials are in
 * {@code model.secrets}.
 */
@NullMarked
package dev.esslint.model.required;

import org.jspecify.annotations.NullMarked;
