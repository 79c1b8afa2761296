package dev.esslint.probe;

/** Where something lies that is wrong. */
public enum Fault {
  DNS("DNS"),
  CERTIFICATE("the certificate"),
  PROXY("a proxy in front of the cluster"),
  INGRESS("the ingress controller or gateway"),
  POD("the pods"),
  FIREWALL("a firewall or router"),
  VALUES("the values, or a rollout that is not complete");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** What people call it. */
  public String words() {
    return words;
  }
}
