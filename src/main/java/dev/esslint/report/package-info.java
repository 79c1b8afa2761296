/** The formats in which findings are told. */
@NullMarked
package dev.esslint.report;

import org.jspecify.annotations.NullMarked;
