/**
 * Matrix RTC: the address that the SFU tells, where it listens, how its ports are exposed, and what the authoriser looks up. Who has
 * to be let through a firewall is put together in {@code model.network}.
 */
@NullMarked
package dev.esslint.model.rtc;

import org.jspecify.annotations.NullMarked;
