/**
 * What is a credential, by the place where it stands, and the one mask over it. All text that a user gave leaves through
 * a {@link dev.esslint.secret.Mask}: what prints takes {@link dev.esslint.secret.Shown} and {@link
 * dev.esslint.secret.ShownText}, which nothing else makes.
 */
@NullMarked
package dev.esslint.secret;

import org.jspecify.annotations.NullMarked;
