/**
 * What only shows from inside of the cluster: a script that asks there, and what its answers mean. The script reads and changes nothing, and
 * esslint does not run it.
 */
@NullMarked
package dev.esslint.probe.inside;

import org.jspecify.annotations.NullMarked;
