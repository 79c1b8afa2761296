/**
 * The words of the network: IP addresses, networks, host names, and the quantities of Kubernetes. Knows no values and no chart.
 */
@NullMarked
package dev.esslint.net;

import org.jspecify.annotations.NullMarked;
