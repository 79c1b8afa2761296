package dev.esslint.gotemplate;

/** Ends the reading or the evaluation of a template at its first fault, as Go does. */
final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient TemplateFault fault;

  TemplateException(TemplateFault fault) {
    super(fault.what(), null, false, false);
    this.fault = fault;
  }

  TemplateException(String what, int start, int end) {
    this(new TemplateFault(what, start, end));
  }

  /** Of something that what stands around the text could set right. */
  static TemplateException open(String what, int start, int end) {
    return new TemplateException(new TemplateFault(what, start, end, false));
  }

  TemplateFault fault() {
    return fault;
  }
}
