/**
 * Values as they are: files, parts of them, and what Helm prints and stores. How files belong together without any tool
 * is decided here too.
 */
@NullMarked
package dev.esslint.workspace.plain;

import org.jspecify.annotations.NullMarked;
