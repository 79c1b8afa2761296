package dev.esslint.probe;

/** Where is asked from. */
public enum Vantage {
  /** A client in the internet. */
  CLIENT,
  /** A node of the cluster, or a host of the same network. */
  NODE,
  /** A pod. */
  POD
}
