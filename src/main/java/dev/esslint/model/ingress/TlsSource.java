package dev.esslint.model.ingress;

/** Where a certificate comes from. */
public enum TlsSource {
  /** The Ingress is plain HTTP. */
  OFF,
  /** A Secret of the component's own. */
  SECRET,
  /** The Secret for all Ingresses. */
  GLOBAL_SECRET,
  /** The chart asks cert-manager for it. */
  CERT_MANAGER,
  /** An annotation asks cert-manager, and no Secret is named to keep it in. */
  ANNOTATION,
  /** The ingress controller has it from elsewhere than a Secret of the Ingress. */
  CONTROLLER,
  /** The ingress controller's default certificate. */
  NONE,
  /** Whatever ends TLS before the pod, or before an Ingress that is plain HTTP. */
  OUTSIDE,
  /** A placeholder decides it. */
  UNKNOWN;

  /** Whether it is kept in a Secret that the Ingress names, or is to name. */
  boolean isKept() {
    return this == SECRET || this == GLOBAL_SECRET || this == CERT_MANAGER || this == ANNOTATION;
  }
}
