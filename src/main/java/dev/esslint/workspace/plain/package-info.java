/** Values as they are: files, parts of them, and what Helm prints and stores. */
@NullMarked
package dev.esslint.workspace.plain;

import org.jspecify.annotations.NullMarked;
