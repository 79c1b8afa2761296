package dev.esslint.chart;

/** A chart that cannot be used. The message is for the user and ends without a period. */
public final class ChartException extends Exception {
  private static final long serialVersionUID = 1L;

  public ChartException(String message) {
    super(message);
  }
}
