package dev.esslint.secret;

import dev.esslint.secret.HereDocuments.HereDocument;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.ScalarOffsets;
import dev.esslint.yaml.Written;
import dev.esslint.yaml.Written.Alias;
import dev.esslint.yaml.Written.Item;
import dev.esslint.yaml.Written.Items;
import dev.esslint.yaml.Written.Pair;
import dev.esslint.yaml.Written.Pairs;
import dev.esslint.yaml.Written.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the secrets in one text by the places where they stand, in documents inside of it as well. */
final class Search {
  /** Documents in documents; deeper ones are taken for plain text. */
  private static final int MAX_DEPTH = 6;

  /** What a comment says that is shorter is hidden only where it stands. */
  private static final int LEAST_KNOWN = 6;

  /** Functions of Terraform of which an argument in quotes comes out as it is, or nearly so. */
  private static final Set<String> AS_IT_IS = Set.of("sensitive", "nonsensitive", "tostring", "trimspace", "base64encode", "coalesce", "try");

  /** Of the mark of a text of several lines, with the blank before it: {@code |2-}. */
  private static final int LONGEST_MARK = 4;

  private static final String BINARY = "!!binary";
  private static final String USERS = "users";
  private static final String MERGE = "<<";

  /** The beginning of the path of what is in a Secret, which has the name of one whatever it is called. */
  private static final String CONTENT = "/stringData/";

  private static final String PASSWORD = "password";

  /** Where a text in quotes goes on in the next line without a blank between. */
  private static final String TORN = "\\\n";

  private final SourceText source;
  private final int depth;
  private final List<Span> spans = new ArrayList<>();
  private final Consumer<String> texts;
  private final Set<Seen> seen = new HashSet<>();

  /** The lines on which what stands in the place of a secret begins or ends. */
  private final Set<Integer> lines = new HashSet<>();

  /** What an alias stands for, at a place. */
  private record Seen(int item, int known, boolean secret) {}

  /** The lines with a key of one, of which the value may be further down. */
  private final Set<Integer> keyLines = new HashSet<>();

  private Search(SourceText source, int depth, Consumer<String> texts) {
    this.source = source;
    this.depth = depth;
    this.texts = texts;
  }

  /**
   * The secrets in a text.
   *
   * @param top where it belongs
   * @param texts is told what the secrets are, without the quotes and escapes around them
   * @return the spans that must not be shown, in no order; they may overlap
   */
  static List<Span> in(SourceText source, SecretPlace top, Consumer<String> texts) {
    Written written = Written.read(source);
    List<HereDocument> documents = written.whole() ? List.of() : HereDocuments.in(source.text());
    return documents.isEmpty()
        ? in(source, written, top, 0, texts)
        : inDocumentsAndAround(source, documents, top, texts);
  }

  private static List<Span> inDocumentsAndAround(
      SourceText source, List<HereDocument> documents, SecretPlace top, Consumer<String> texts) {
    StringBuilder around = new StringBuilder(source.text());
    NavigableMap<Integer, Span> blank = new TreeMap<>();
    List<Span> spans = new ArrayList<>();
    for (HereDocument document : documents) {
      int start = document.body().start();
      SourceText inner = new SourceText(source.name(), source.slice(document.body()));
      if (document.secret()) {
        spans.add(document.body());
        inner.text().lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(texts);
      } else {
        Written written = Written.read(inner);
        if (!hasOnlyKeys(written)) {
          continue; // a text that is searched with what is around it
        }
        for (Span span : in(inner, written, top, 1, texts)) {
          spans.add(new Span(start + span.start(), start + span.end()));
        }
      }
      blank.put(document.whole().end(), document.whole());
      for (int i = document.whole().start(); i < document.whole().end(); i++) {
        if (around.charAt(i) != '\n') {
          around.setCharAt(i, ' ');
        }
      }
    }
    SourceText rest = new SourceText(source.name(), around.toString());
    for (Span span : in(rest, Written.read(rest), top, 0, texts)) {
      addBetween(span, blank, spans);
    }
    return spans;
  }

  /**
   * Adds what of a span has been left of the text.
   *
   * @param blank the other parts by their ends
   */
  private static void addBetween(Span span, NavigableMap<Integer, Span> blank, List<Span> spans) {
    int start = span.start();
    for (Span part : blank.tailMap(start, false).values()) {
      if (part.start() >= span.end()) {
        break;
      }
      if (start < part.start()) {
        spans.add(new Span(start, part.start()));
      }
      start = part.end();
    }
    if (start < span.end()) {
      spans.add(new Span(start, span.end()));
    }
  }

  private static List<Span> in(
      SourceText source, Written written, SecretPlace top, int depth, Consumer<String> texts) {
    Search search = new Search(source, depth, texts);
    boolean lines = depth == 0 && isText(written) && source.lineCount() > 1; // in a scalar, the lines would be joined
    if (!lines) {
      written.documents().forEach(document -> search.item(document, top));
    }
    if (written.whole() && !lines) {
      written.comments().forEach(search::comment);
      search.announced(written.comments());
      search.blocks(written.comments());
      search.besideSecrets(written.comments());
    } else {
      search.scan(new Span(0, source.text().length()));
      search.scanJoined();
      search.scanLists();
      search.scanComments();
      search.scanKeys();
      List<Span> comments = search.likelyComments();
      search.announced(comments);
      search.blocks(comments);
      search.behindHidden();
    }
    return search.spans;
  }

  /**
   * The secrets in a string.
   *
   * @param place where it stands
   * @return spans in the string, in no order; they may overlap
   */
  static List<Span> inString(String string, SecretPlace place, Consumer<String> texts) {
    return inString(string, place, 0, texts);
  }

  private static List<Span> inString(
      String string, SecretPlace place, int depth, Consumer<String> texts) {
    if (!Scan.mayHold(string)) {
      return List.of();
    }
    SourceText inner = new SourceText("", string);
    if (depth < MAX_DEPTH && (place.isDocument() || looksLikeDocument(string))) {
      Written written = Written.read(inner);
      if (!isText(written)) {
        return in(inner, written, place.document(), depth + 1, texts);
      }
    }
    Search search = new Search(inner, depth, texts);
    search.scan(new Span(0, string.length()));
    search.scanComments();
    return search.spans;
  }

  /** Whether a text is YAML with keys, and nothing else, as far as it can be read. */
  private static boolean isMapping(String string) {
    return hasOnlyKeys(Written.read(new SourceText("", string)));
  }

  /** Whether a text of several lines is values of the chart. */
  private static boolean isOfChart(String string) {
    return string.indexOf('\n') >= 0
        && Written.read(new SourceText("", string)).documents().stream()
            .anyMatch(document -> document instanceof Pairs pairs && pairs.pairs().stream().anyMatch(pair -> SecretPlace.isComponent(string(pair.key()))));
  }

  private static boolean isText(Written written) {
    return written.documents().stream().allMatch(Text.class::isInstance);
  }

  private static boolean hasOnlyKeys(Written written) {
    return !written.documents().isEmpty()
        && written.documents().stream().allMatch(Pairs.class::isInstance);
  }

  private static boolean looksLikeDocument(String string) {
    String start = string.stripLeading();
    return start.startsWith("{")
        || start.startsWith("[")
        || string.indexOf('\n') >= 0
        || (string.contains(": ") && !isInQuotes(string, string.indexOf(": ")));
  }

  /** Whether an offset is in quotes, as the colon of a header in a command. */
  private static boolean isInQuotes(String text, int end) {
    char quote = 0;
    for (int at = 1; at < end; at++) {
      char c = text.charAt(at);
      if (quote == 0 && (c == '"' || c == '\'') && text.charAt(at - 1) == ' ') {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return quote != 0;
  }

  private void item(Item item, SecretPlace place) {
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
          hide(span, source.slice(span)); // a secret that begins with an asterisk
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
      if (key != null && (odd || (empty && ((place.secret() && !place.isDocument()) || (map.flow() && afterSecret))))) {
        hide(pair.key().span(), key);
      } else if (key != null && pair.key() instanceof Text(ScalarNode scalar)) {
        List<Span> found = inKey(key, texts);
        parts(scalar, found);
        goesOn = found.stream().anyMatch(span -> span.end() == key.length());
      } else if (key == null) {
        item(pair.key(), place);
        if (pair.key() instanceof Pairs) {
          scan(map.span()); // a template without quotes around it
        }
      }
      if (below.secret() && pair.key().span().start() < pair.key().span().end()) {
        keyLines.add(lineOf(pair.key().span().start()));
      }
      if (below.secret() && empty) {
        property(pair.key().span().end());
      }
      if (below.secret() && !empty && pair.value() instanceof Text(ScalarNode value)) {
        anchor(pair.key().span().end(), value.span().start());
        between(pair.key().span(), value.span());
      }
      if (USERS.equals(key) && pair.value() instanceof Items list) {
        list.items().forEach(this::login);
      }
      if (MERGE.equals(key)) {
        merged(pair.value(), place);
      } else {
        item(pair.value(), goesOn ? below.asSecret() : below.of(place, key, string(pair.value())));
      }
      afterSecret = empty ? afterSecret || (key != null && key.startsWith("--") && CredentialNames.isSecret(key)) : below.secret();
    }
  }

  /** Hides the password of a user who is written as {@code NAME:PASSWORD}; of what has more colons, they are a part. */
  private void login(Item item) {
    String text = string(item);
    if (text == null) {
      return;
    }
    int colon = text.indexOf(':');
    if (colon > 0 && item instanceof Text(ScalarNode scalar) && AddressScan.isLogin(text) && text.indexOf(':', colon + 1) < 0 && text.charAt(0) != '@') {
      parts(scalar, List.of(new Span(colon + 1, text.length())));
      texts.accept(text.substring(colon + 1));
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

  /** Takes the lines between the key of a secret and its value, on which comments may be. */
  private void between(Span key, Span value) {
    for (int line = lineOf(key.end()) + 1; line < lineOf(value.start()); line++) {
      lines.add(line);
    }
  }

  /** Hides what is secret in a list of words that are a command, each of which says nothing by itself. */
  private void command(Items list) {
    StringBuilder line = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    List<ScalarNode> words = new ArrayList<>();
    for (Item item : list.items()) {
      Item word = item instanceof Alias(Span span, Item target) && target != null ? target : item;
      if (!(word instanceof Text(ScalarNode scalar)) || text(scalar.value()).strip().indexOf('\n') >= 0 || line.length() > MaskedValues.LONGEST_COMMAND) {
        return;
      }
      words.add(scalar);
      starts.add(line.length());
      line.append(text(scalar.value()).replace('\n', ' ')).append(' ');
    }
    for (Span secret : Scan.inCommand(line.toString())) {
      texts.accept(line.substring(secret.start(), secret.end()));
      for (int i = 0; i < starts.size(); i++) {
        ScalarNode scalar = words.get(i);
        int from = Math.max(secret.start() - starts.get(i), 0);
        int to = Math.min(secret.end() - starts.get(i), text(scalar.value()).length());
        if (from < to) {
          parts(scalar, List.of(new Span(from, to)));
        }
      }
    }
  }

  /** Hides an anchor or a tag without a value: a secret without quotes that begins with that mark. */
  private void property(int keyEnd) {
    String text = source.text();
    int at = keyEnd;
    while (at < text.length() && ": \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int end = at;
    if (at < text.length() && "&!".indexOf(text.charAt(at)) >= 0) {
      while (end < text.length() && " \t\r\n,}]".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      hide(new Span(at, end), text.substring(at, end));
    }
  }

  /** Hides what seems to be an anchor before a secret and is called as no anchor is: it is the first word of the secret. */
  private void anchor(int keyEnd, int valueStart) {
    int at = source.text().indexOf('&', keyEnd, valueStart);
    int end = at + 1;
    boolean odd = false;
    while (at >= 0 && end < valueStart && !Character.isWhitespace(source.text().charAt(end))) {
      odd |= !TextScan.isNamePart(source.text().charAt(end));
      end++;
    }
    if (odd) {
      hide(new Span(at, end), source.slice(new Span(at, end)));
    }
  }

  /** Whether a key is an option of a command line with a secret, as where a colon stands behind it. */
  private static boolean isOption(@Nullable String key) {
    return key != null && key.startsWith("--") && !Scan.secrets(key).isEmpty();
  }

  /** The secrets in a key: in a sentence or a command, with a colon in it, or in an address, or a hash of a password. */
  static List<Span> inKey(String key, Consumer<String> texts) {
    if (key.indexOf(' ') < 0 && key.indexOf(':') < 0 && key.indexOf('=') < 0 && (key.length() < TextScan.LEAST_WITH_TOKEN || !Scan.mayHold(key))) {
      return List.of();
    }
    Search search = new Search(new SourceText("", key), MAX_DEPTH, texts);
    search.scan(new Span(0, key.length()));
    return search.spans;
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
      case Text(ScalarNode scalar) -> text(scalar.value());
      case Alias(Span span, Item target) when target instanceof Text(ScalarNode scalar) ->
          text(scalar.value());
      default -> null;
    };
  }

  private static String text(Scalar scalar) {
    return Scalar.text(scalar);
  }

  private void scalar(ScalarNode scalar, SecretPlace place) {
    if (place.secret() && scalar.span().start() < scalar.span().end()) {
      lines.add(lineOf(scalar.span().start()));
      lines.add(lineOf(scalar.span().end() - 1));
    }
    switch (scalar.value()) {
      case Scalar.Str(String string) when place.isContent() && isOfChart(string) -> { // of which most lines stand elsewhere, too
        spans.add(scalar.span());
        inString(string, SecretPlace.values(), depth + 1, texts);
      }
      case Scalar.Str(String string) when place.secret() && !(place.isDocument() && isMapping(string)) -> {
        hide(scalar.span(), string);
        if (string.indexOf('\n') >= 0) {
          inString(string, SecretPlace.values(), depth + 1, texts); // a message may quote what is in it
        }
      }
      case Scalar.Str(String string) when place.isAroundSecret() -> hide(scalar.span(), string);
      case Scalar.Str(String string) when isBinary(scalar.span()) -> {
        if (!inString(decoded(string), place, depth, texts).isEmpty()) {
          spans.add(scalar.span());
        }
        parts(scalar, inString(string, place, depth, texts)); // it may be no base64
      }
      case Scalar.Str(String string) -> {
        parts(scalar, inString(string, place, depth, texts));
        inTemplates(string);
      }
      case Scalar.Num number when place.secret() -> {
        hide(scalar.span(), Scalar.text(number));
        texts.accept(source.slice(scalar.span()));
      }
      case Scalar.Num n -> {}
      case Scalar.Bool b -> {}
      case Scalar.Null n -> {}
    }
  }

  /** Takes down what follows two braces in a secret and is no name: an error of the template that they seem to open may quote it. */
  private void behindBraces(String secret) {
    int open = secret.indexOf("{{");
    boolean closed = secret.indexOf("}}", open) > 0;
    for (int start = open < 0 ? secret.length() : open + 2; start < secret.length(); start++) {
      int end = start;
      while (end < secret.length() && Character.isLetterOrDigit(secret.charAt(end))) {
        end++;
      }
      boolean own = !closed || TextScan.looksRandom(secret, start, end); // or a function
      if (end - start >= LEAST_KNOWN && ".$".indexOf(secret.charAt(start - 1)) < 0 && own) {
        texts.accept(secret.substring(start, end));
      }
      start = end;
    }
  }

  /** Takes down what stands in for variables that are not set: {@code ${PASSWORD:-x}}, {@code ${PASSWORD:=x}}. */
  private void inSubstitutions(String string) {
    for (int open = string.indexOf("${"); open >= 0; open = string.indexOf("${", open + 1)) {
      int close = string.indexOf('}', open);
      int sign = string.indexOf(':', open);
      if (sign > open && close - sign > LEAST_KNOWN && "-=".indexOf(string.charAt(sign + 1)) >= 0) {
        texts.accept(string.substring(sign + 2, close));
      }
    }
  }

  /** Takes down the words of a secret in a template: of a template of another program than Helm, only words without marks are left. */
  private void inTemplates(String string) {
    if (string.contains("{{")) {
      for (Span secret : Scan.inTemplates(string)) {
        words(string.substring(secret.start(), secret.end()));
      }
    }
  }

  private void words(String secret) {
    String words = secret.replaceAll("[^A-Za-z0-9_.]+", " ").strip();
    if (words.length() >= LEAST_KNOWN) {
      texts.accept(words);
    }
  }

  /** Hides parts of a scalar, given as spans of what it reads as. */
  private void parts(ScalarNode scalar, List<Span> inner) {
    if (!inner.isEmpty()) {
      ScalarOffsets offsets = ScalarOffsets.of(source, scalar);
      inner.forEach(span -> spans.add(offsets.outer(span)));
    }
  }

  private void hide(Span span, String secret) {
    if (span.start() < span.end() && !secret.isBlank() && !CredentialNames.isSample(secret)) {
      spans.add(span);
      texts.accept(secret);
      String written = source.slice(span);
      if (depth > 0 && written.indexOf('\\') >= 0) {
        texts.accept(written); // a remedy may have the text that it stands in as it is
      }
      for (Span part : Scan.inTemplatesOfSecret(secret)) {
        texts.accept(secret.substring(part.start(), part.end())); // escaped in another way where it is quoted
        words(secret.substring(part.start(), part.end()));
      }
      inTemplates(secret);
      behindBraces(secret);
      inSubstitutions(secret);
      if (isBinary(span)) {
        texts.accept(decoded(secret));
      }
    }
  }

  /** Whether a scalar says that it is base64: what is read is then another text than what is written. */
  private boolean isBinary(Span span) {
    int end = span.start();
    while (end > 0 && Character.isWhitespace(source.text().charAt(end - 1))) {
      end--;
    }
    return source.text().startsWith(BINARY, end - BINARY.length());
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // Helm refuses it
    }
  }

  /** Comments behind the value of a credential, and above or below it, may hold the one that it had before. */
  private void besideSecrets(List<Span> comments) {
    if (lines.isEmpty() && keyLines.isEmpty()) {
      return;
    }
    Set<Integer> beside = new HashSet<>(lines);
    for (Span comment : comments.reversed()) {
      takeBeside(comment, 1, beside);
    }
    for (Span comment : comments) {
      takeBeside(comment, -1, beside);
      int line = lineOf(comment.start());
      if (beside.contains(line) || (keyLines.contains(line) && endsWithKey(comment))) {
        for (Span found : Scan.besideSecret(source.slice(comment))) {
          hideBeside(new Span(comment.start() + found.start(), comment.start() + found.end()));
        }
      }
    }
  }

  /** A change of the text may move a comment to where no secret is beside it, so that it has to be known by what it says. */
  private void hideBeside(Span span) {
    spans.add(span);
    if (span.end() - span.start() >= LEAST_KNOWN) {
      texts.accept(source.slice(span));
    }
  }

  /** Whether a comment stands right behind a key, the value of which is on the lines below. */
  private boolean endsWithKey(Span comment) {
    int at = comment.start();
    while (at > 0 && " \t".indexOf(source.text().charAt(at - 1)) >= 0) {
      at--;
    }
    return at > 0 && source.text().charAt(at - 1) == ':';
  }

  /** Takes in the line of a comment that has a line of its own next to one that is taken in, at the same column. */
  private void takeBeside(Span comment, int next, Set<Integer> beside) {
    int line = lineOf(comment.start());
    if (beside.contains(line + next)
        && column(line) == comment.start() - source.line(line).start()
        && column(line) == column(line + next)) {
      beside.add(line);
    }
  }

  /** Where the text of a line begins in it. */
  private int column(int line) {
    String text = source.slice(source.line(line));
    return text.length() - text.stripLeading().length();
  }

  private int lineOf(int offset) {
    return source.position(offset).line();
  }

  private void comment(Span span) {
    scan(span);
    random(span);
  }

  /** Hides what nobody makes up in a comment. */
  private void random(Span comment) {
    for (Span found : Scan.inComment(source.slice(comment))) {
      hideBeside(new Span(comment.start() + found.start(), comment.start() + found.end()));
    }
    told(comment, false);
  }

  /** Hides a comment of one or more words below a sentence that ends with the name of a secret and a colon. */
  private void announced(List<Span> comments) {
    for (int i = 1; i < comments.size(); i++) {
      Span comment = comments.get(i);
      String before = bareComment(comments.get(i - 1));
      int name = before.lastIndexOf(' ') + 1;
      if (name > 0
          && before.endsWith(":")
          && before.charAt(0) != '-'
          && lineOf(comment.start()) == lineOf(comments.get(i - 1).start()) + 1
          && CredentialNames.isSecret(before.substring(name, before.length() - 1))) {
        String text = bareComment(comment);
        if (!text.isEmpty() && text.charAt(0) != '-' && text.indexOf(':') < 0) {
          int start = comment.start() + source.slice(comment).indexOf(text);
          hideBeside(new Span(start, start + text.length()));
        }
      }
    }
  }

  /** Hides the lines of comments below one that is the key of a secret and of a text of several lines, as where a whole block was commented out. */
  private void blocks(List<Span> comments) {
    int below = -1; // the column of the key
    int last = -1;
    for (Span comment : comments) {
      String text = bareComment(comment);
      int start = comment.start() + source.slice(comment).indexOf(text);
      int line = lineOf(start);
      int column = start - source.line(line).start();
      if (below >= 0 && line == last + 1 && column > below) {
        if (!text.isEmpty()) {
          hideBeside(new Span(start, start + text.length()));
        }
      } else {
        below = isKeyOfBlock(text) ? column : -1;
      }
      last = line;
    }
  }

  /** Whether a line is the key of a secret, of which the text stands on the lines below. */
  private static boolean isKeyOfBlock(String line) {
    int mark = line.lastIndexOf(' ');
    boolean block = mark > 0 && "|>".indexOf(line.charAt(mark + 1)) >= 0 && line.length() - mark <= LONGEST_MARK && line.charAt(mark - 1) == ':';
    String key = block ? line.substring(line.startsWith("- ") ? 2 : 0, mark - 1).strip() : "";
    return block && (CredentialNames.isSecret(key) || CredentialNames.isValue(key));
  }

  private String bareComment(Span comment) {
    String text = source.slice(comment);
    int start = 0;
    while (start < text.length() && "# \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return text.substring(start).stripTrailing();
  }

  private void told(Span comment, boolean beside) {
    for (Span found : Scan.told(source.slice(comment), beside)) {
      hideBeside(new Span(comment.start() + found.start(), comment.start() + found.end()));
    }
  }

  private void scan(Span span) {
    for (Span found : Scan.secrets(source.slice(span))) {
      Span secret = new Span(span.start() + found.start(), span.start() + found.end());
      spans.add(secret);
      takeLine(source.slice(secret));
    }
  }

  /** Where a line begins behind the blanks and marks before it, and its number. */
  private int skipMargin(int from) {
    String text = source.text();
    int at = from;
    while (at < text.length() && " \t|>+".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int digits = at;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return digits > at && text.startsWith(":", digits) ? skipMargin(digits + 1) : at;
  }

  /** Looks for what a backslash at the end of a line tears apart. */
  private void scanJoined() {
    String text = source.text();
    if (!text.contains(TORN)) {
      return;
    }
    StringBuilder joined = new StringBuilder();
    int[] places = new int[text.length() + 1];
    for (int at = 0; at < text.length(); at++) {
      if (text.startsWith(TORN, at)) {
        at += TORN.length();
        at = skipMargin(at);
      }
      if (at < text.length()) {
        places[joined.length()] = at;
        joined.append(text.charAt(at));
      }
    }
    for (Span found : Scan.secrets(joined.toString())) {
      spans.add(new Span(places[found.start()], places[found.end() - 1] + 1));
      takeLine(joined.substring(found.start(), found.end()));
    }
  }

  /** Looks for commands in lists that cannot be read. */
  private void scanLists() {
    for (Span secret : Scan.inLists(source.text())) {
      spans.add(secret);
      texts.accept(source.slice(secret));
    }
  }

  /** Looks for what nobody made up wherever it stands: what it is the value of may be what is broken. */
  private void scanKeys() {
    for (Span found : Scan.inComment(source.text())) {
      spans.add(found);
      texts.accept(source.slice(found));
    }
  }

  /** Looks into comments where nothing is known to be one. */
  private void scanComments() {
    likelyComments().forEach(this::random);
  }

  /** Looks into the comments behind what is hidden in a text that cannot be read. */
  private void behindHidden() {
    Set<Integer> hidden = new HashSet<>();
    spans.forEach(span -> hidden.add(lineOf(span.start())));
    for (Span comment : likelyComments()) {
      if (hidden.contains(lineOf(comment.start()))) {
        told(comment, true);
      }
    }
  }

  private List<Span> likelyComments() {
    List<Span> comments = new ArrayList<>();
    String text = source.text();
    for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
      boolean numbered = at > 1 && text.charAt(at - 1) == ':' && Character.isDigit(text.charAt(at - 2)); // by a program
      boolean marked = at > 0 && "+-|>".indexOf(text.charAt(at - 1)) >= 0 && (at == 1 || text.charAt(at - 2) == '\n');
      if (at == 0 || numbered || marked || Character.isWhitespace(text.charAt(at - 1))) {
        int end = source.line(lineOf(at)).end();
        comments.add(new Span(at, end));
        at = end;
      }
    }
    return comments;
  }

  /** The texts that stand for themselves in the calls of an expression of Terraform, and are not the names of something. */
  static List<String> inCalls(String expression) {
    List<String> texts = new ArrayList<>();
    Deque<String> calls = new ArrayDeque<>();
    int word = 0;
    for (int at = 0; at < expression.length(); at++) {
      char c = expression.charAt(at);
      if (c == '"') {
        int close = expression.indexOf('"', at + 1);
        if (close - at > LEAST_KNOWN && !calls.isEmpty() && AS_IT_IS.contains(calls.peek()) && expression.indexOf('$', at, close) < 0) {
          texts.add(expression.substring(at + 1, close));
        }
        at = close < 0 ? expression.length() : close;
      } else if ("([{".indexOf(c) >= 0) {
        calls.push(expression.substring(word, at));
      } else if (")]}".indexOf(c) >= 0 && !calls.isEmpty()) {
        calls.pop();
      }
      word = Character.isLetterOrDigit(c) ? word : at + 1;
    }
    return texts;
  }

  /** Takes down what a line says that is hidden for the key above it; its own key is none. */
  private void takeLine(String line) {
    if (line.endsWith(":")) {
      return;
    }
    texts.accept(line);
    inCalls(line).forEach(texts);
    behindBraces(line);
    if (line.indexOf(' ') < 0) { // a remedy may cut an address in two, at a mark in the password
      for (String part : line.split("[:@]", -1)) {
        if (part.length() > LEAST_KNOWN) {
          texts.accept(part);
        }
      }
    }
    int comment = line.indexOf(" #");
    String before = comment < 0 ? line : line.substring(0, comment);
    int value = before.indexOf(": ");
    texts.accept(before.substring(value + 1));
    if (comment > 0 && line.length() - comment > LEAST_KNOWN) {
      texts.accept(line.substring(comment + 2));
    }
  }
}
