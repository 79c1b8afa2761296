/**
 * Finds the deployments of the chart in files, and where the layers of their values lie; each tool that wraps Helm has a
 * package below. Nothing is fetched and nothing is executed, and what the values mean is none of its business.
 */
@NullMarked
package dev.esslint.workspace;

import org.jspecify.annotations.NullMarked;
