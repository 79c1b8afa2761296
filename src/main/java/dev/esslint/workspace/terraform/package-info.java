/**
 * Terraform and OpenTofu: the resource {@code helm_release}, as far as its arguments are literal. What these tools share
 * lives in {@code workspace}.
 */
@NullMarked
package dev.esslint.workspace.terraform;

import org.jspecify.annotations.NullMarked;
