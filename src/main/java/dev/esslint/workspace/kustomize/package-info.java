/** Kustomize: how it puts objects together. */
@NullMarked
package dev.esslint.workspace.kustomize;

import org.jspecify.annotations.NullMarked;
