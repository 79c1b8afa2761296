/**
 * Texts of the user that the chart reads as YAML or JSON, evaluates as templates or writes into manifests as they are, and those that
 * are still an example's. What they set is not looked at.
 */
@NullMarked
package dev.esslint.model.texts;

import org.jspecify.annotations.NullMarked;
