/** The bridge to the JSON Schema validator: resolved values in, violations in our own words out. */
@NullMarked
package dev.esslint.schema;

import org.jspecify.annotations.NullMarked;
