/**
 * YAML read as Helm reads it, into trees in which every node has its exact place. The only package that sees the YAML engine;
 * knows nothing of layers, charts and rules.
 */
@NullMarked
package dev.esslint.yaml;

import org.jspecify.annotations.NullMarked;
