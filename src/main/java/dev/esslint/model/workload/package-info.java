/**
 * What runs, and why: components, images, pods, and what they ask of the cluster. Not what they store or how they are
 * configured.
 */
@NullMarked
package dev.esslint.model.workload;

import org.jspecify.annotations.NullMarked;
