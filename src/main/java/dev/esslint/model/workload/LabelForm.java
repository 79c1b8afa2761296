package dev.esslint.model.workload;

import dev.esslint.text.Regex;
import dev.esslint.values.Placeholder;

/** What Kubernetes takes for the keys and the values of labels, which it also demands of those that select by labels. */
final class LabelForm {
  private static final Regex NAME = new Regex("[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Regex PREFIX =
      new Regex(
          "(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");

  private LabelForm() {}

  /** Whether a text is a key: a name, perhaps with a domain and a slash before it. */
  static boolean isKey(String key) {
    int slash = key.indexOf('/');
    return (slash < 0 || PREFIX.fits(key.substring(0, slash))) && NAME.fits(key.substring(slash + 1));
  }

  /** Whether a text is a value; what is filled in later may be one. */
  static boolean isValue(String value) {
    return value.isEmpty() || Placeholder.in(value).isPresent() || NAME.fits(value);
  }
}
