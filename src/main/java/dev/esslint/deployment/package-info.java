/** Facts that the chart's logic implies about a deployment. */
@NullMarked
package dev.esslint.deployment;

import org.jspecify.annotations.NullMarked;
