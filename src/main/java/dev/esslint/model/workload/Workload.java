package dev.esslint.model.workload;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import java.util.List;

/**
 * Something that runs.
 *
 * @param component where its settings are, such as {@code synapse.workers.media-repository}
 * @param kind the kind of the objects that run it, such as {@code StatefulSet}
 * @param objects their names
 * @param image as the container runtime is asked for it
 * @param replicas missing for what runs once or beside another container
 * @param requests such as {@code cpu 50m, memory 50Mi}
 */
public record Workload(
    String component,
    State state,
    String kind,
    List<String> objects,
    Stated image,
    Stated replicas,
    Stated requests,
    Stated limits) {}
