/**
 * The formats in which findings are told, and the form of the page of a rule. Takes only what has left through the mask; which
 * findings there are, and where a report is written to, is decided elsewhere.
 */
@NullMarked
package dev.esslint.report;

import org.jspecify.annotations.NullMarked;
