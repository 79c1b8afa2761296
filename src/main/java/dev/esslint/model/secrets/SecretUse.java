package dev.esslint.model.secrets;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;

/**
 * A credential, or another Secret that is used.
 *
 * @param detail the name of the Secret and the key in it, or what is wrong with it, never a
 *     value; its basis is where it is or would be given
 */
public record SecretUse(State state, ValueOf given, Stated detail) {}
