/** The command line: parse, call, print, exit status. */
@NullMarked
package dev.esslint.cli;

import org.jspecify.annotations.NullMarked;
