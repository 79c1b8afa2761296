/**
 * The options of the programs that read the documents inside of values, by version, and how such a document is held
 * against them. Where these documents are, and how fragments are merged, lives in {@code deployment}.
 */
@NullMarked
package dev.esslint.embedded;

import org.jspecify.annotations.NullMarked;
