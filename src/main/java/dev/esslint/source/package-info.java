/**
 * Text and its tree: YAML and JSON read as Helm reads them, every node with its exact place. The only package that sees
 * the YAML engine; knows nothing of layers, charts and rules.
 */
@NullMarked
package dev.esslint.source;

import org.jspecify.annotations.NullMarked;
