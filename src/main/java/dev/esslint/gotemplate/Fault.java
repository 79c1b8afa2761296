package dev.esslint.gotemplate;

/**
 * Why Helm refuses a template.
 *
 * @param what what is wrong, without a period; it goes on from a colon
 * @param start where in the text of the template
 * @param end one past the last character
 */
public record Fault(String what, int start, int end) {}
