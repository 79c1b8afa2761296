/**
 * Text as such: what bytes come to, lines and places in it, expressions over it, and what of it a person may see. Knows no
 * notation, so neither YAML nor JSON nor values.
 */
@NullMarked
package dev.esslint.text;

import org.jspecify.annotations.NullMarked;
