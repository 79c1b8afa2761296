/**
 * Opens the inputs of a run: files, folders, commits and standard input, as sources for {@code workspace} to find deployments in.
 * What a file holds is not looked at here, but for the comment that names a release, the {@code Chart.yaml} beside values, and the charts that lie beside them.
 */
@NullMarked
package dev.esslint.input;

import org.jspecify.annotations.NullMarked;
