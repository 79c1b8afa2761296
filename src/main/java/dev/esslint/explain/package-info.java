/**
 * The pages that explain a rule, a key of the chart's values or an option of a program, in Markdown. How a rule is tried
 * out is the business of {@code authoring}, and whatever is asked for on the command line that of {@code cli}.
 */
@NullMarked
package dev.esslint.explain;

import org.jspecify.annotations.NullMarked;
