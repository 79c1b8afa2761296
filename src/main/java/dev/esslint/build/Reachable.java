package dev.esslint.build;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that a program can come to. Of the libraries esslint uses small parts, and what is never used makes the
 * image larger and is one thing more in which a hole may be found.
 *
 * <p>A class is reachable if a reachable one has its name anywhere among its constants: as a type, in a descriptor or a
 * signature, or in a text by which it might be looked up. That is too many rather than too few.
 */
public final class Reachable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*+(?:[/.][A-Za-z_$][\\w$]*+)*+");

  private Reachable() {}

  /**
   * Follows the names in classes.
   *
   * @param classes all there are, by internal name, such as {@code java/lang/String}
   * @param roots the names of those to begin with
   * @return the names of those that can be come to, the roots among them
   */
  public static Set<String> of(Map<String, byte[]> classes, Collection<String> roots) {
    Set<String> reachable = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(roots);
    while (!next.isEmpty()) {
      String name = next.pop();
      byte[] bytes = classes.get(name);
      if (bytes != null && reachable.add(name)) {
        ClassFile.of()
            .parse(bytes)
            .constantPool()
            .forEach(
                entry -> {
                  if (entry instanceof Utf8Entry text) {
                    names(text.stringValue(), next);
                  }
                });
      }
    }
    return reachable;
  }

  private static void names(String text, Deque<String> found) {
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      String name = matcher.group().replace('.', '/');
      found.push(name);
      if (name.indexOf('L') >= 0) {
        found.push(name.substring(name.indexOf('L') + 1)); // in a descriptor: after [, ( and primitive types
      }
    }
  }
}
