/**
 * Who does the logins, and what the chart makes of Matrix Authentication Service. How that changes from one deployment to the next
 * is in {@code model.change}.
 */
@NullMarked
package dev.esslint.model.login;

import org.jspecify.annotations.NullMarked;
