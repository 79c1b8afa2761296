package dev.esslint.workspace.kustomize;

import dev.esslint.workspace.Manifest;
import java.util.List;
import java.util.Set;

/**
 * What kustomize makes of a folder.
 *
 * @param folder the folder that is built
 * @param objects the objects, as patches and the like left them
 * @param generated ConfigMaps and Secrets that it makes
 * @param files all files that take part
 * @param unseen what changes objects and is not to be seen from here, or not followed: remote components, plugins
 */
public record Build(
    String folder,
    List<Manifest> objects,
    List<Generated> generated,
    Set<String> files,
    Set<String> unseen) {}
