/** Finds the deployments to lint in files, folders and standard input. */
@NullMarked
package dev.esslint.input;

import org.jspecify.annotations.NullMarked;
