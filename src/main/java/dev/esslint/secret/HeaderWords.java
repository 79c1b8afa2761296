package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the secrets in headers of HTTP that fell into words, as in a command that is a list: {@code -H, "Authorization:, Bearer, x"}. */
final class HeaderWords extends TextScan {
  private static final Set<String> SCHEMES = Set.of("basic", "bearer", "token", "digest");

  HeaderWords(String line, List<Span> found) {
    super(line, found);
  }

  @Override
  void run() {
    for (int colon = text.indexOf(": "); colon >= 0; colon = text.indexOf(": ", colon + 1)) {
      int start = colon;
      while (start > 0 && colon - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
        start--;
      }
      int value = skip(colon + 1, text.length());
      int end = wordEnd(value);
      if (end < text.length() && SCHEMES.contains(text.substring(value, end).toLowerCase(Locale.ROOT))) {
        value = skip(end, text.length());
        end = wordEnd(value);
      }
      if (start < colon && value < end && CredentialNames.isSecret(text.substring(start, colon))) {
        Span bare = without("\"'", value, end);
        hide(bare.start(), bare.end());
      }
    }
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return end;
  }
}
