/**
 * Templates as Go's {@code text/template} reads them and Helm runs them, as far as that can be told without a cluster:
 * {@link dev.esslint.gotemplate.GoTemplate} is the way in. Knows nothing of charts and values.
 */
@org.jspecify.annotations.NullMarked
package dev.esslint.gotemplate;
