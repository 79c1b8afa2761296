/** The module {@code kubernetes.core.helm} of Ansible. */
@NullMarked
package dev.esslint.workspace.ansible;

import org.jspecify.annotations.NullMarked;
