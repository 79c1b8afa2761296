package dev.esslint.gotemplate;

/**
 * Why Helm refuses a template.
 *
 * @param what what is wrong, without a period; it goes on from a colon
 * @param start where in the text of the template
 * @param end one past the last character
 * @param alone whether it is wrong whatever stands before and after the text; what is only left open is not, if the text is a
 *     part of a larger template
 */
public record TemplateFault(String what, int start, int end, boolean alone) {
  TemplateFault(String what, int start, int end) {
    this(what, start, end, true);
  }
}
