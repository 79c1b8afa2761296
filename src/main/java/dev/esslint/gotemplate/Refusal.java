package dev.esslint.gotemplate;

/** Ends the reading or the evaluation of a template at its first fault, as Go does. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  Refusal(Fault fault) {
    super(fault.what(), null, false, false);
    this.fault = fault;
  }

  Refusal(String what, int start, int end) {
    this(new Fault(what, start, end));
  }

  Fault fault() {
    return fault;
  }
}
