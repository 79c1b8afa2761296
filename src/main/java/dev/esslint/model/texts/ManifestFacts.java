package dev.esslint.model.texts;

import dev.esslint.chart.Release;
import dev.esslint.chart.TextUse;
import dev.esslint.chart.TextUse.Encoding;
import dev.esslint.chart.TextUse.Evaluated;
import dev.esslint.chart.TextUse.Quoting;
import dev.esslint.chart.TextUse.Written;
import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.gotemplate.YamlForms;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Templates;
import dev.esslint.model.texts.ManifestLine.Rest;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Trail;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.List;

/** Texts of the user that make a manifest unreadable, because the chart writes them into it as they are. */
public final class ManifestFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        texts.manifests[]: a text that makes a manifest unreadable, because the chart writes it there as it is
          path: its path
          text: the text
        """);
  }

  /**
   * What has more of its line behind it wherever it stands in a block, in every release. A line break that YAML knows and Go does not is then followed by
   * what is not indented.
   */
  private static final Regex INSIDE_OF_LINE =
      new Regex(
          "clusterDomain|(?!matrixRTC).*\\.ingress\\.host|.*\\.secret|postgres\\..*\\.secretKey"
              + "|matrixAuthenticationService\\.postgres\\.(?:host|user|database)|.*\\.additionalPaths\\[\\d+]\\.service\\..*"
              + "|.*\\.redis\\.host|matrixRTC\\.livekitAuth\\.key|wellKnownDelegation\\.baseDomainRedirect\\.url");

  /** The first release that reads what it made of environment variables, to put the user's own over them. */
  private static final Release ENVIRONMENT_READ = new Release(25, 6, 2);

  /** The length of {@code .nan} and {@code .inf}, which are numbers that JSON does not have. */
  private static final int NO_NUMBER = 4;

  private static final String SERVER_NAME = "serverName";
  private static final Key FRAGMENTS = new Key("additional");

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final TextsInUse uses;

  private ManifestFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.uses = new TextsInUse(chosen, release);
  }

  public static void state(Chosen chosen, Release release, Facts facts) {
    new ManifestFacts(chosen, release, facts).visit(new Trail(), chosen.values().written());
  }

  private void visit(Trail trail, Value value) {
    switch (value) {
      case MapValue map ->
          trail.below(
              map,
              entry -> {
                if (trail.last() instanceof Key(String key) && canMatter(key)) {
                  ValuePath path = trail.path();
                  check(path, key, true, uses.ofKey(path));
                }
                visit(trail, entry);
              });
      case ListValue list -> trail.below(list, item -> visit(trail, item));
      case ScalarValue(Scalar.Str(String text), var origin) -> {
        if (canMatter(text) || GoTemplate.isIn(text)) {
          ValuePath path = trail.path();
          check(path, text, false, uses.at(path));
        }
      }
      case ScalarValue scalar -> {}
    }
  }

  /** Whether there is a way of writing that does not leave a text what it is; most are told by their letters. */
  private static boolean canMatter(String text) {
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      boolean matters =
          switch (c) {
            case '"', '\\' -> true;
            case ':' -> i == last || text.charAt(i + 1) == ' ';
            case ' ' -> i == 0 || i == last || text.charAt(i + 1) == '#';
            default -> c < ' ' || (c >= 0x7F && !Character.isLetterOrDigit(c));
          };
      boolean mark = c < 0x7F && !Character.isLetterOrDigit(c) && c != '/' && (c != '.' || text.length() == NO_NUMBER);
      if (matters || (i == 0 && mark)) {
        return true;
      }
    }
    return false;
  }

  private void check(ValuePath path, String text, boolean key, List<TextUse> uses) {
    if (uses.stream().anyMatch(use -> use instanceof Evaluated e && e.quoting() == Quoting.YAML)) {
      if (GoTemplate.isIn(text) && breaksList(path, text)) {
        state(path, text);
      }
      return;
    }
    boolean evaluated = uses.stream().anyMatch(use -> use instanceof Evaluated);
    List<String> results =
        evaluated ? chosen.templates().renderedAnyway(text) : List.of(text);
    if (results.stream().noneMatch(ManifestFacts::canMatter)
        || results.stream().anyMatch(ManifestFacts::isFilledIn)
        || (!key && !isChosen(path, text))) {
      return;
    }
    for (TextUse use : uses) {
      if (use instanceof Written written && results.stream().allMatch(result -> ManifestLine.isBrokenBy(written, result, rest(written, path, key)))) {
        // and not what it comes to: that may be assumed, or made of a secret
        state(path, text);
        return;
      }
    }
    if (isInEnvironment(path) && results.stream().allMatch(ManifestLine::isNoVariable)) {
      state(path, text);
    }
  }

  /**
   * Whether a text breaks the list that it is in: the chart writes that as YAML, in which there may be quotes around the text, and evaluates the whole.
   */
  private boolean breaksList(ValuePath path, String text) {
    int column = path.toString().contains(".hostAliases") ? ManifestLine.OUTER : path.toString().contains(".extraVolumes") ? ManifestLine.ITEM : ManifestLine.LIST;
    List<String> forms = YamlForms.of(text); // none for more than a line: in which way that is written is not known
    return !forms.isEmpty() && forms.stream()
        .map(form -> chosen.templates().renderedAnyway(form))
        .allMatch(results -> !results.isEmpty() && results.stream().allMatch(result -> !isFilledIn(result) && ManifestLine.isBrokenInList(result, column)));
  }

  /** Whether the chart writes a text into a list of environment variables, which it then reads: what clients know of LiveKit, to its authoriser. */
  private boolean isInEnvironment(ValuePath path) {
    String name = path.toString();
    return release.compareTo(ENVIRONMENT_READ) >= 0
        && new Parts(chosen).rtc()
        && (name.equals("matrixRTC.ingress.host")
            ? new Parts(chosen).sfu()
            : name.equals("matrixRTC.livekitAuth.key") && !chosen.has("matrixRTC.livekitAuth.keysYaml"));
  }

  /** What follows a text in its manifest; the size of a claim is the last line there, unless the user says which volume it is for. */
  private Rest rest(Written use, ValuePath path, boolean key) {
    String name = path.toString();
    boolean last = name.endsWith("storage.size") || (key && path.parent().last().equals(FRAGMENTS) && isOnlyFragment(path));
    boolean inside = key || use.encoding() == Encoding.SHALLOW || (name.equals(SERVER_NAME) ? isQuotedInBlock() : INSIDE_OF_LINE.fits(name));
    return last ? Rest.NOTHING : inside ? Rest.LINE : Rest.LINES;
  }

  /** Whether the name of the server is written with quotes into a configuration; that of Synapse has it without them. */
  private boolean isQuotedInBlock() {
    Parts parts = new Parts(chosen);
    return parts.hookshot() || (parts.mas() && parts.synapse());
  }

  /** Whether no other fragment is written into the Secret of a component, so that a name with a comment in it is still a text there. */
  private boolean isOnlyFragment(ValuePath fragment) {
    return !(chosen.values().at(fragment.parent()).orElse(null) instanceof MapValue fragments)
        || fragments.entries().values().stream()
                .filter(other -> other instanceof MapValue map && map.entries().containsKey("config"))
                .count()
            <= 1;
  }

  private static boolean isFilledIn(String text) {
    return Placeholder.in(text).filter(p -> p != Placeholder.TEMPLATE).isPresent();
  }

  /** Whether it is also the value that the chart gets. */
  private boolean isChosen(ValuePath path, String text) {
    return chosen.values().at(path).orElse(null) instanceof ScalarValue(Scalar scalar, var origin)
        && scalar.equals(new Scalar.Str(text));
  }

  private void state(ValuePath path, String text) {
    Facts item = facts.item("texts.manifests");
    item.put("path", path.toString(), path);
    item.put("text", text, path);
  }
}
