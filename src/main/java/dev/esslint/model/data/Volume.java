package dev.esslint.model.data;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;

/**
 * A persistent volume.
 *
 * @param path where its settings are
 * @param object what the claim is called that the chart makes if there is none of the user's
 * @param claim the claim of the user's; missing if the chart makes one
 */
public record Volume(
    String path, State state, String object, Stated size, Stated storageClass, Stated claim) {}
