package dev.esslint.workspace;

import java.util.List;

/** Finds the deployments that one kind of tool makes. */
public interface Finder {

  /** The deployments, in order of their places. */
  List<Deployment> find();
}
