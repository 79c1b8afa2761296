/**
 * Kustomize: how it puts objects together. Which of the objects are deployments of the chart is for the other tools to
 * say.
 */
@NullMarked
package dev.esslint.workspace.kustomize;

import org.jspecify.annotations.NullMarked;
