/**
 * The HelmChart and HelmChartConfig of k3s and RKE2. What these tools share lives in {@code workspace}.
 */
@NullMarked
package dev.esslint.workspace.k3s;

import org.jspecify.annotations.NullMarked;
