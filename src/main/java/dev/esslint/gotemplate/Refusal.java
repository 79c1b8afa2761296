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

  /** Of something that what stands around the text could set right. */
  static Refusal open(String what, int start, int end) {
    return new Refusal(new Fault(what, start, end, false));
  }

  Fault fault() {
    return fault;
  }
}
