package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.Written;
import dev.esslint.yaml.Written.Alias;
import dev.esslint.yaml.Written.Item;
import dev.esslint.yaml.Written.Items;
import dev.esslint.yaml.Written.Pair;
import dev.esslint.yaml.Written.Pairs;
import dev.esslint.yaml.Written.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the secrets in what could be read of one text, each by the place where it stands. */
final class PlaceSearch {
  private static final String MERGE = "<<";

  /** The beginning of the path of what is in a Secret, which has the name of one whatever it is called. */
  private static final String CONTENT = "/stringData/";

  private static final String PASSWORD = "password";

  private final Hidden hidden;
  private final CommentSearch comments;
  private final Set<Seen> seen = new HashSet<>();

  /** Where what was searched as a text ends, whatever it is. */
  private int scanned;

  /** What an alias stands for, at a place. */
  private record Seen(int item, int known, boolean secret) {}

  /**
   * @param comments is told where there may be comments about secrets
   */
  PlaceSearch(Hidden hidden, CommentSearch comments) {
    this.hidden = hidden;
    this.comments = comments;
  }

  /** Looks into what stands at a place. */
  void item(Item item, SecretPlace place) {
    switch (item) {
      case Pairs pairs -> pairs(pairs, place);
      case Items list -> {
        String before = null;
        for (Item child : list.items()) {
          item(child, place.item(before, string(child)));
          before = string(child);
        }
        command(list);
      }
      case Text(ScalarNode scalar) -> scalar(scalar, place);
      case Alias(Span span, var target) -> {
        Seen visit =
            new Seen(
                System.identityHashCode(target),
                System.identityHashCode(place.known()),
                place.secret());
        if (target == null && place.secret()) {
          hidden.hide(span, hidden.source().slice(span)); // a secret that begins with an asterisk
        } else if (target != null && seen.add(visit)) {
          item(target, place);
        }
      }
    }
  }

  private void pairs(Pairs map, SecretPlace around) {
    List<String> names = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    String kind = null;
    String path = null;
    boolean operation = false;
    for (Pair pair : map.pairs()) {
      String key = string(pair.key());
      String name = "name".equalsIgnoreCase(key) || "env".equals(key) ? string(pair.value()) : null;
      if (name != null) {
        names.add(name);
      }
      if (key != null) {
        keys.add(key);
      }
      operation |= "op".equals(key);
      path = "path".equals(key) ? string(pair.value()) : path;
      kind = "kind".equals(key) ? string(pair.value()) : kind;
    }
    if (operation && path != null) {
      names.add(path.startsWith(CONTENT) ? PASSWORD : path.replace('/', '.')); // of a JSON patch, with what is to be written there
    }
    SecretPlace place = around.mapping(keys);
    boolean afterSecret = false;
    SecretPlace unindented = null; // the place of a mapping of which the keys may stand beside its own
    for (Pair pair : map.pairs()) {
      String key = string(pair.key());
      SecretPlace below = place.key(key == null ? "" : key, names, kind);
      if (unindented != null && key != null && below.known() == null && mayBeBelow(unindented, pair.value())) {
        below = unindented.key(key, List.of());
      }
      boolean empty = isEmpty(pair.value());
      unindented = empty && (below.known() != null || below.secret()) ? below : unindented;
      boolean goesOn = false; // a command with a colon in its secret
      // {password: a, b} has a key b, which is the rest of the secret
      boolean odd = isOption(key) || (key != null && place.isKeyOfNobody(key)); // or a colon is in it
      if (key != null && (odd || (empty && !SecretPlace.isPartOfCredential(key) && ((place.secret() && !place.isDocument()) || (map.flow() && afterSecret))))) {
        hidden.hide(pair.key().span(), key);
      } else if (key != null && pair.key() instanceof Text(ScalarNode scalar)) {
        List<Span> found = Search.inKey(key, hidden.texts());
        hidden.parts(scalar, found);
        goesOn = found.stream().anyMatch(span -> span.end() == key.length());
      } else if (key == null) {
        if (pair.key() instanceof Pairs && map.span().end() > scanned) {
          scanned = map.span().end(); // with all that is in it
          hidden.scan(map.span()); // a template without quotes around it
        }
        item(pair.key(), place);
      }
      if (below.secret() && pair.key().span().start() < pair.key().span().end()) {
        comments.key(pair.key().span());
      }
      if (below.secret() && empty) {
        property(pair.key().span().end());
      }
      if (below.secret() && !empty && pair.value() instanceof Text(ScalarNode value)) {
        anchor(pair.key().span().end(), value.span().start());
        comments.between(pair.key().span(), value.span());
      }
      if (key != null && CredentialNames.isOfLogins(key) && pair.value() instanceof Items list) {
        list.items().forEach(this::login);
      }
      if (key != null && CredentialNames.isOfLogins(key) && pair.value() instanceof Pairs logins) {
        logins.pairs().forEach(this::password);
      }
      if (MERGE.equals(key)) {
        merged(pair.value(), place);
      } else {
        item(pair.value(), goesOn ? below.asSecret() : below.of(place, key, string(pair.value())));
      }
      afterSecret = empty ? afterSecret || (key != null && key.startsWith("--") && CredentialNames.isSecret(key)) : below.secret();
    }
  }

  /** Hides the password of a user who is written as {@code NAME:PASSWORD}. */
  private void login(Item item) {
    String text = string(item);
    if (text == null) {
      return;
    }
    int password = Logins.passwordIn(text);
    if (password > 0 && item instanceof Text(ScalarNode scalar)) {
      hidden.parts(scalar, List.of(new Span(password, text.length())));
      hidden.tell(text.substring(password));
    }
  }

  /** Hides what is written at the name of a user, if it is the password. */
  private void password(Pair login) {
    String password = string(login.value());
    String name = string(login.key());
    if (password != null && name != null && login.value() instanceof Text(ScalarNode scalar) && Logins.isPassword(name, password)) {
      hidden.hide(scalar.span(), password);
    }
  }

  /** What is merged into a mapping stands at its place. */
  private void merged(Item item, SecretPlace place) {
    if (item instanceof Items list) {
      list.items().forEach(each -> item(each, place));
    } else {
      item(item, place);
    }
  }

  /** Hides what is secret in a list of words that are a command, each of which says nothing by itself. */
  private void command(Items list) {
    StringBuilder line = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    List<ScalarNode> words = new ArrayList<>();
    for (Item item : list.items()) {
      Item word = item instanceof Alias(Span span, Item target) && target != null ? target : item;
      if (!(word instanceof Text(ScalarNode scalar)) || Scalar.text(scalar.value()).strip().indexOf('\n') >= 0 || line.length() > MaskedValues.LONGEST_COMMAND) {
        return;
      }
      words.add(scalar);
      starts.add(line.length());
      line.append(Scalar.text(scalar.value()).replace('\n', ' ')).append(' ');
    }
    Map<Integer, List<Span>> parts = new TreeMap<>(); // by word
    for (Span secret : Scan.inCommand(line.toString())) {
      hidden.tell(line.substring(secret.start(), secret.end()));
      int found = Collections.binarySearch(starts, secret.start());
      for (int i = found < 0 ? Math.max(-found - 2, 0) : found; i < starts.size() && starts.get(i) < secret.end(); i++) {
        int from = Math.max(secret.start() - starts.get(i), 0);
        int to = Math.min(secret.end() - starts.get(i), Scalar.text(words.get(i).value()).length());
        if (from < to) {
          parts.computeIfAbsent(i, word -> new ArrayList<>()).add(new Span(from, to));
        }
      }
    }
    parts.forEach((word, spans) -> hidden.parts(words.get(word), spans));
  }

  /** Hides an anchor or a tag without a value: a secret without quotes that begins with that mark. */
  private void property(int keyEnd) {
    String text = hidden.source().text();
    int at = keyEnd;
    while (at < text.length() && ": \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int end = at;
    if (at < text.length() && "&!".indexOf(text.charAt(at)) >= 0) {
      while (end < text.length() && " \t\r\n,}]".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      hidden.hide(new Span(at, end), text.substring(at, end));
    }
  }

  /** Hides what seems to be an anchor before a secret and is called as no anchor is: it is the first word of the secret. */
  private void anchor(int keyEnd, int valueStart) {
    int at = hidden.source().text().indexOf('&', keyEnd, valueStart);
    int end = at + 1;
    boolean odd = false;
    while (at >= 0 && end < valueStart && !Character.isWhitespace(hidden.source().text().charAt(end))) {
      odd |= !TextScan.isNamePart(hidden.source().text().charAt(end));
      end++;
    }
    if (odd) {
      hidden.hide(new Span(at, end), hidden.source().slice(new Span(at, end)));
    }
  }

  /** Whether a key is an option of a command line with a secret, as where a colon stands behind it. */
  private static boolean isOption(@Nullable String key) {
    return key != null && key.startsWith("--") && !Scan.secrets(key).isEmpty();
  }

  private static boolean isEmpty(Item item) {
    return item instanceof Text(ScalarNode scalar) && scalar.span().start() == scalar.span().end();
  }

  /** Whether something is a text and no number or flag, or refers to one; where only a name tells of a secret, one that nobody made up. */
  private static boolean mayBeBelow(SecretPlace place, Item item) {
    return switch (item) {
      case Text(ScalarNode scalar) when scalar.value() instanceof Scalar.Str(String string) ->
          place.known() != null || RandomScan.isOdd(string, 0, string.length());
      case Alias(Span span, Item target) -> target != null && mayBeBelow(place, target);
      default -> false;
    };
  }

  private static @Nullable String string(Item item) {
    return switch (item) {
      case Text(ScalarNode scalar) -> Scalar.text(scalar.value());
      case Alias(Span span, Item target) when target instanceof Text(ScalarNode scalar) ->
          Scalar.text(scalar.value());
      default -> null;
    };
  }

  private void scalar(ScalarNode scalar, SecretPlace place) {
    if (place.secret() && scalar.span().start() < scalar.span().end()) {
      comments.value(scalar.span());
    }
    switch (scalar.value()) {
      case Scalar.Str(String string) when place.isContent() && isOfChart(string) -> { // of which most lines stand elsewhere, too
        hidden.spans().add(scalar.span());
        Search.inString(string, SecretPlace.values(), hidden.depth() + 1, hidden.texts());
      }
      case Scalar.Str(String string) when place.secret() && place.isDocument() && !isMapping(string) && isTornChart(string) -> hidden.parts(scalar, Search.inTorn(string, hidden.depth() + 1, hidden.texts()));
      case Scalar.Str(String string) when place.secret() && !(place.isDocument() && isMapping(string)) -> {
        hidden.hide(scalar.span(), string);
        if (string.indexOf('\n') >= 0) {
          Search.inString(string, SecretPlace.values(), hidden.depth() + 1, hidden.texts()); // a message may quote what is in it
        }
      }
      case Scalar.Str(String string) when place.isAroundSecret() -> hidden.hide(scalar.span(), string);
      case Scalar.Str(String string) when hidden.isBinary(scalar.span()) -> {
        if (!Search.inString(Hidden.decoded(string), place, hidden.depth(), hidden.texts()).isEmpty()) {
          hidden.spans().add(scalar.span());
        }
        hidden.parts(scalar, Search.inString(string, place, hidden.depth(), hidden.texts())); // it may be no base64
      }
      case Scalar.Str(String string) -> {
        hidden.parts(scalar, Search.inString(string, place, hidden.depth(), hidden.texts()));
        hidden.inTemplates(string);
      }
      case Scalar.Num number when place.secret() -> {
        hidden.hide(scalar.span(), Scalar.text(number));
        hidden.tell(hidden.source().slice(scalar.span()));
      }
      case Scalar.Num n -> {}
      case Scalar.Bool b -> {}
      case Scalar.Null n -> {}
    }
  }

  /** Whether lines of a text that cannot be read begin with parts of the chart. */
  private static boolean isTornChart(String string) {
    return string.lines().anyMatch(line -> line.endsWith(":") && SecretPlace.isComponent(line.substring(0, line.length() - 1).replace("> ", "").strip()));
  }

  private static boolean isMapping(String string) {
    return Search.hasOnlyKeys(Written.read(new SourceText("", string)));
  }

  /** Whether a text of several lines is values of the chart. */
  private static boolean isOfChart(String string) {
    return string.indexOf('\n') >= 0
        && Written.read(new SourceText("", string)).documents().stream()
            .anyMatch(document -> document instanceof Pairs pairs && pairs.pairs().stream().anyMatch(pair -> SecretPlace.isComponent(string(pair.key()))));
  }
}
