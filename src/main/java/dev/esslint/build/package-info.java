/**
 * Steps of the build that turn the project's data into what the program reads at run time, and that make classes start
 * faster. Nothing of it is in the image, and nothing at run time depends on it.
 */
@NullMarked
package dev.esslint.build;

import org.jspecify.annotations.NullMarked;
