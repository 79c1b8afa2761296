/** Finds the deployments of the chart in files, and where the layers of their values lie. Nothing is fetched and nothing is executed. */
@NullMarked
package dev.esslint.workspace;

import org.jspecify.annotations.NullMarked;
