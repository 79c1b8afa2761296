/**
 * JSON read as strictly as Go reads it, and written safely for people and machines. What a document means is with who reads or
 * writes it.
 */
@NullMarked
package dev.esslint.json;

import org.jspecify.annotations.NullMarked;
