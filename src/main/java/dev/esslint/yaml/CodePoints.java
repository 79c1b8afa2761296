package dev.esslint.yaml;

import java.util.Arrays;

/** Converts offsets counted in code points, as the YAML engine does, to UTF-16 units. */
final class CodePoints {
  private final int[] supplementary;

  CodePoints(String text) {
    int[] found = new int[16];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count] = i - count;
        count++;
      }
    }
    supplementary = Arrays.copyOf(found, count);
  }

  /** The UTF-16 offset of the code point with this index. */
  int offset(int index) {
    if (supplementary.length == 0) {
      return index;
    }
    int found = Arrays.binarySearch(supplementary, index);
    return index + (found >= 0 ? found : -found - 1);
  }
}
