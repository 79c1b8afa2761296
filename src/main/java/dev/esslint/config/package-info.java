/**
 * Files in formats of esslint's own, strictly read: the configuration and the facts about a cluster. Options of the command
 * line, which override them, live there.
 */
@NullMarked
package dev.esslint.config;

import org.jspecify.annotations.NullMarked;
