/** The HelmChart and HelmChartConfig of k3s and RKE2. */
@NullMarked
package dev.esslint.workspace.k3s;

import org.jspecify.annotations.NullMarked;
