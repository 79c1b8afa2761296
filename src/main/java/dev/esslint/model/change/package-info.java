/**
 * What happens when one deployment takes the place of another. What is true of one of them alone is in the rooms of the subjects.
 */
@NullMarked
package dev.esslint.model.change;

import org.jspecify.annotations.NullMarked;
