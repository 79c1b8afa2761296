/** The proof that a call works, with an account: from its token over the authoriser and the SFU to an answer on the media ports. */
@NullMarked
package dev.esslint.probe.account;

import org.jspecify.annotations.NullMarked;
