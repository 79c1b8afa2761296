package dev.esslint.authoring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule to begin with: it does something and has no flaws, so that an author changes what works. */
public final class Skeleton {
  /** The id of a first rule of one's own. */
  public static final String FIRST_ID = "OWN001";

  private static final Pattern ID = Pattern.compile("([A-Z][A-Z0-9]{1,3})(\\d{3})");

  private static final String TEXT =
      """
      # A rule: what it finds, its page and its tests, all in this file.
      # `esslint rules check FILE` tells what is wrong with it; CONTRIBUTING.md of esslint describes every key.

      # A family (two to four capital letters or digits) and three digits. It is never changed, for suppressions name it.
      id: ${id}
      # The bad pattern, in two or more words; it reads well after "allow".
      name: ${name}
      # error: will not work or is unsafe. warning: works only under conditions. note: good to know.
      level: warning
      # rejected (Helm refuses it), broken, ignored (has no effect), risky or deprecated.
      class: risky
      # The releases of the chart that it is for; left out: all.
      # charts: ">=25.9.1 <26.1.0"
      # The component that it speaks of, or a list of them: it reports nothing where that is disabled.
      for: synapse
      # One sentence that makes sense alone.
      summary: Synapse has a host name outside of example.org.

      # When it reports. Conditions: all, any, not, each or some with where, or a path with one operator:
      # is, equals, enum, pattern, minimum, maximum, contains, address, within, version.
      # Paths are those of the values with the chart's defaults; `set.` is only what the user wrote, `config.synapse.`
      # what the configuration of Synapse comes to, `deployment.` what follows from all of it.
      when:
        all:
          - {path: synapse.ingress.host, is: filled}
          - not: {path: synapse.ingress.host, pattern: '\\.example\\.org$'}
      # Where it is to be changed.
      at: synapse.ingress.host
      # The fact, then the effect. A path in braces stands for its value.
      message: |
        Synapse is reached at `{synapse.ingress.host}`, which is not below example.org: our certificates do not cover it.
      # How that comes about. Markdown.
      why: |
        Certificates of this company are issued for `*.example.org` only.
      # What to write instead, ready to be pasted. `rules check` follows it in the bad examples.
      fix: |
        ```yaml
        synapse:
          ingress:
            host: matrix.example.org
        ```
      # What `esslint fix --unsafe` does about it; left out: nothing. `edit` is for what `esslint fix` does without that, since it only
      # makes acceptable what is refused, or removes what has no effect: remove, move, rename, put, replace.
      # unsafe-edit:
      #   - {replace: '\\.example\\.net$', by: '.example.org', at: synapse.ingress.host}
      # Values over a deployment that is complete and clean. In a bad one `# <- here` ends each line that is reported, and
      # nothing else is reported; in a good one nothing is. `layer:` is a values file below it, `release:` the chart's.
      examples:
        - bad: |
            synapse:
              ingress:
                host: matrix.example.net # <- here
        - bad: |
            elementWeb:
              replicas: 2
          layer: |
            synapse:
              ingress:
                host: matrix.example.net # <- here
        - good: |
            synapse:
              ingress:
                host: chat.matrix.example.org
        - good: |
            elementWeb:
              ingress:
                host: chat.example.net
      """;

  private Skeleton() {}

  /** A rule of this id and name. */
  public static String of(String id, String name) {
    return TEXT.replace("${id}", id).replace("${name}", name);
  }

  /** The id after one, of the same family. */
  public static String after(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      return FIRST_ID;
    }
    int next = Integer.parseInt(matcher.group(2)) + 1;
    return matcher.group(1) + String.valueOf(1000 + next).substring(1);
  }

  /** Whether a word can be the name of a rule. */
  public static boolean isName(String word) {
    return word.matches("[a-z0-9]++(?:-[a-z0-9]++)++");
  }
}
