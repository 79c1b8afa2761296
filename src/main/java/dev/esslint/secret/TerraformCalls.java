package dev.esslint.secret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Calls in expressions of Terraform, which may have a secret as it is: {@code sensitive("x")}. */
final class TerraformCalls {
  /** Functions of which an argument in quotes comes out as it is, or nearly so. */
  private static final Set<String> AS_IT_IS = Set.of("sensitive", "nonsensitive", "tostring", "trimspace", "base64encode", "coalesce", "try");

  /** What is not longer is not told apart from other words. */
  private static final int SHORT = 6;

  private TerraformCalls() {}

  /** The texts that stand for themselves in the calls of an expression, and are not the names of something. */
  static List<String> texts(String expression) {
    List<String> found = new ArrayList<>();
    Deque<String> calls = new ArrayDeque<>();
    int word = 0;
    for (int at = 0; at < expression.length(); at++) {
      char c = expression.charAt(at);
      if (c == '"') {
        int close = expression.indexOf('"', at + 1);
        if (close - at > SHORT && !calls.isEmpty() && AS_IT_IS.contains(calls.peek()) && expression.indexOf('$', at, close) < 0) {
          found.add(expression.substring(at + 1, close));
        }
        at = close < 0 ? expression.length() : close;
      } else if ("([{".indexOf(c) >= 0) {
        calls.push(expression.substring(word, at));
      } else if (")]}".indexOf(c) >= 0 && !calls.isEmpty()) {
        calls.pop();
      }
      word = Character.isLetterOrDigit(c) ? word : at + 1;
    }
    return found;
  }
}
