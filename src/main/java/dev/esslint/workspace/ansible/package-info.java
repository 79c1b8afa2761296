/**
 * The module {@code kubernetes.core.helm} of Ansible. Playbooks are read, never run; what a variable holds is unknown.
 */
@NullMarked
package dev.esslint.workspace.ansible;

import org.jspecify.annotations.NullMarked;
