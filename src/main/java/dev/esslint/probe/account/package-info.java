/**
 * The proof that a call works, with an account: from its token over the authoriser and the SFU to an answer on the media
 * ports. Asks through {@code probe.wire}; a probe without an account needs nothing of this.
 */
@NullMarked
package dev.esslint.probe.account;

import org.jspecify.annotations.NullMarked;
