package dev.esslint.yaml;

import dev.esslint.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * A finished node with what only the composer needs.
 *
 * @param scalar what Helm's library made of a scalar; null for collections
 * @param merge whether it is a merge key when it stands as a key
 * @param height how deep collections nest in it
 * @param size how many nodes it has with all aliases expanded
 */
record Composed(Node node, @Nullable GoScalar scalar, boolean merge, int height, long size) {}
