/** Terraform and OpenTofu: the resource {@code helm_release}, as far as its arguments are literal. */
@NullMarked
package dev.esslint.workspace.terraform;

import org.jspecify.annotations.NullMarked;
