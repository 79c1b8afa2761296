/**
 * Command lines of Helm in scripts, in Makefiles and in the definitions of pipelines. Scripts are read, never run.
 */
@NullMarked
package dev.esslint.workspace.command;

import org.jspecify.annotations.NullMarked;
