/** Steps of the build that turn the project's data into what the program reads at run time. */
@NullMarked
package dev.esslint.build;

import org.jspecify.annotations.NullMarked;
