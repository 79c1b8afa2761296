/**
 * The command line: parse, call, print, exit status. What a command finds out lives in the rooms below; nothing but the
 * build depends on this one.
 */
@NullMarked
package dev.esslint.cli;

import org.jspecify.annotations.NullMarked;
