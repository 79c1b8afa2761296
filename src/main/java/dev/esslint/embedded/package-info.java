/** The documents inside of values: the options of the programs that read them, by version. */
@NullMarked
package dev.esslint.embedded;

import org.jspecify.annotations.NullMarked;
