package dev.esslint.secret;

import dev.esslint.text.Span;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in the values of the chart, or in a document inside of them, as far as secrets are concerned. What the chart and
 * its programs know is told by a table that the build derives from the schemas of all releases and from {@code
 * schemas/programs/}; elsewhere, as below a key that is mistyped, the names decide.
 *
 * @param known where in the table; null for a place that is not in it
 * @param inChart whether it is in the values of the chart and not in a document inside of them
 * @param secret whether a scalar here is a secret
 */
public record SecretPlace(@Nullable MapNode known, boolean inChart, boolean secret) {
  /** The resource with the table, next to this class. */
  static final String TABLE = "places";

  /** The key of the table under which the chart's own values are. */
  static final String CHART = "chart";

  /** The key under which a place of the table says what it is: a secret, none, or the document of a program. */
  static final String VERDICT = "";

  /** The keys of manifests, and of a map of files, that the values of the chart stand under. */
  private static final Set<String> VALUES = Set.of("values", "values.yaml", "valuesContent", "valuesInline", "valuesObject");

  /** Where variables have a reference, and at times the value itself by mistake. */
  private static final String VALUE_FROM = "valueFrom";

  /** Where people have a certificate and its key. */
  private static final String TLS = "tls";

  /** Where the value of a variable stands that is not given otherwise. */
  private static final String DEFAULT = "default";

  /** What the reference ends with. */
  private static final String KEY_REF = "KeyRef";

  /** That to a secret, whatever the variable is called. */
  private static final String SECRET_KEY_REF = "secretKeyRef";

  /** The one name of a credential of a program that does not sound like one; it may stand at a wrong level, or in the values themselves. */
  private static final String ENCRYPTION = "encryption";

  /** Where the text of a fragment stands. */
  private static final String CONFIG = "config";

  static final String ANY = "*";
  static final String ITEM = "[]";

  private static final MapNode NOTHING =
      new MapNode(Span.NONE, new LinkedHashMap<>());

  /** Names of Secrets and of keys in them, wherever they stand. */
  private static final Set<String> REFERENCES =
      Set.of(
          "secretName",
          "existingSecret",
          "configSecret",
          "configSecretKey",
          "tlsSecret",
          "valuesKey",
          "pullSecret",
          "pullSecrets",
          "imagePullSecrets");

  /** The two keys that refer to a Secret where a credential is expected. */
  private static final Set<String> REFERENCE = Set.of("secret", "secretKey");

  private static final String SECRET_KEY = "secretKey";

  /** Shorter and longer keys are not asked for what they may be meant for. */
  private static final int LEAST_NEAR = 4;

  private static final int MOST_NEAR = 40;

  /** Of shorter names, one with a letter wrong may be another one. */
  private static final int LEAST_OF_CREDENTIAL = 8;

  /** Marks that are in no name of an object, and in nothing that stands for one. */
  private static final String OF_NO_NAME = "!$%&*+^~@#<>,(){}\"'\\[]?;|=\u201c\u201d\u201e\u2018\u2019\u00ab";

  private static final int LEAST_MARKED = 8;
  private static final int MOST_CAPITALS = 4;

  /** Shorter texts may be the names of something. */
  private static final int LEAST_ODD = 16;

  private static final int LEAST_HEX = 20;
  private static final int LEAST_ENCRYPTION = 12;

  /** Shorter keys of letters and digits may be names. */
  private static final int LEAST_KEY = 14;

  /** Options of {@code curl} that take a name and a password. */
  private static final Set<String> USER = Set.of("-u", "--user");

  private static final class Table {
    static final MapNode ROOT = (MapNode) PackedNodes.resource(SecretPlace.class, TABLE);
    static final MapNode CHART_ROOT = part(CHART);

    static final MapNode VALUES =
        mapping(VERDICT, new ScalarNode(Span.NONE, new Scalar.Str(CHART), Style.PLAIN));

    private static final MapNode NO_SECRET = mapping(VERDICT, new ScalarNode(Span.NONE, Scalar.FALSE, Style.PLAIN));

    /** The name of a Secret and a key in it. */
    static final MapNode REFERENCE = mapping(Map.of("name", NO_SECRET, "key", NO_SECRET));

    /** What a volume has of a Secret: its name, and keys with the names of files. */
    static final MapNode FILES = mapping(Map.of("secretName", NO_SECRET, "items", mapping(ITEM, mapping("key", NO_SECRET))));

    /** The half of a pair that is the secret, where no Secret is named of which it is a key. */
    static final MapNode OF_STORAGE = mapping(SECRET_KEY, mapping(VERDICT, new ScalarNode(Span.NONE, Scalar.TRUE, Style.PLAIN)));

    /** What the secret of a database stands under, where there are those of other things beside it. */
    static final MapNode OF_DATABASE = mapping("db", mapping(VERDICT, new ScalarNode(Span.NONE, Scalar.TRUE, Style.PLAIN)));

    /** A certificate with its key. */
    static final MapNode CERTIFICATE = mapping("key", mapping(VERDICT, new ScalarNode(Span.NONE, Scalar.TRUE, Style.PLAIN)));

    /** What the data of a Secret of Kubernetes is, whatever its keys are called. */
    static final MapNode CONTENT =
        mapping(ANY, mapping(VERDICT, new ScalarNode(Span.NONE, Scalar.TRUE, Style.PLAIN)));

    private static MapNode mapping(String key, Node value) {
      return mapping(Map.of(key, value));
    }

    private static MapNode mapping(Map<String, Node> values) {
      LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
      values.forEach((key, value) -> entries.put(key, new Entry(Span.NONE, value)));
      return new MapNode(Span.NONE, entries);
    }

    static MapNode part(String name) {
      return ROOT.get(name) instanceof MapNode map ? map : NOTHING;
    }
  }

  /** What only names are compared with that are nowhere known. */
  private static final class Credentials {
    /** What the chart and its programs call their credentials, wherever they are. */
    static final Set<String> NAMES = credentials(Table.ROOT, new HashSet<>());

    private static Set<String> credentials(MapNode place, Set<String> names) {
      place.entries().forEach((name, entry) -> {
        if (entry.value() instanceof MapNode below) {
          if (!isTold(below) || Table.CHART_ROOT.get(name) != null) {
            credentials(below, names);
          } else if (name.length() >= LEAST_OF_CREDENTIAL && CredentialNames.isSecret(name)) {
            names.add(name);
          }
        }
      });
      return names;
    }
  }

  /** Whether a name is that of a credential of the chart or a program with a letter wrong; the place may be what cannot be read. */
  static boolean isNearCredential(String name) {
    if (name.length() < LEAST_OF_CREDENTIAL || name.length() > MOST_NEAR) {
      return false;
    }
    String small = name.toLowerCase(Locale.ROOT);
    for (String known : Credentials.NAMES) {
      if (CredentialNames.isNear(name, known) || CredentialNames.isNear(small, known)) {
        return true;
      }
      for (int start = name.length() - known.length() - 1; start <= name.length() - known.length() + 1; start++) {
        if (start > 0 && name.charAt(start - 1) == '_' && CredentialNames.isNear(small.substring(start), known)) {
          return true; // of a variable
        }
      }
    }
    return false;
  }

  /** The top of the values. */
  static SecretPlace chart() {
    return new SecretPlace(Table.CHART_ROOT, true, false);
  }

  /** A text with values of the chart. */
  static SecretPlace values() {
    return new SecretPlace(Table.VALUES, true, true);
  }

  /** This place as that of a secret, whatever it seems to be. */
  SecretPlace asSecret() {
    return new SecretPlace(null, inChart, true);
  }

  /**
   * Whether a program takes a value in a document for a credential; a name that only sounds so does not count.
   *
   * @param config where the document is in the values of the chart
   * @param inner where the value is in the document
   */
  public static boolean isCredential(ValuePath config, ValuePath inner) {
    if (inner.isRoot() || !(inner.last() instanceof Key(String name)) || !CredentialNames.isSecret(name)) {
      return false;
    }
    SecretPlace place = chart().at(config).document().at(inner);
    return place.secret() && (verdict(place.known()) != null || isOfModule(inner));
  }

  /** Whether a module reads it, of which no table tells: {@code modules[0].config.bind_password}. */
  private static boolean isOfModule(ValuePath inner) {
    List<ValuePath.Step> steps = inner.steps();
    for (int i = 1; i < steps.size() - 1; i++) {
      if (steps.get(i).equals(new Key("config")) && !(steps.get(i - 1) instanceof Key)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what stands at a path of the values is a credential. */
  public static boolean isCredential(ValuePath path) {
    return chart().at(path).secret();
  }

  private SecretPlace at(ValuePath path) {
    SecretPlace place = this;
    for (ValuePath.Step step : path.steps()) {
      place = step instanceof Key(String name) ? place.key(name, List.of()) : place.item(null, null);
    }
    return place;
  }

  /**
   * The place of a mapping that stands here.
   *
   * @param keys what is in it: one that names a Secret and a key in it is the reference to a credential, as where others are to merge it,
   *     and one with files is a volume
   */
  SecretPlace mapping(Collection<String> keys) {
    if (secret && keys.contains("items") && (keys.contains("secretName") || keys.contains("name"))) {
      return new SecretPlace(Table.FILES, inChart, true);
    }
    if (secret && inChart && known == null && keys.contains("name") && keys.contains("key")) {
      return new SecretPlace(Table.REFERENCE, inChart, true);
    }
    if (secret && inChart && known == null && keys.contains("db") && keys.stream().noneMatch(key -> !key.equals("db") && CredentialNames.isAbout(key))) {
      return new SecretPlace(Table.OF_DATABASE, inChart, true);
    }
    if (secret && inChart && known == null && keys.contains(SECRET_KEY) && keys.stream().noneMatch(key -> !key.equals(SECRET_KEY) && (REFERENCES.contains(key) || REFERENCE.contains(key) || CredentialNames.isAbout(key)))) {
      return new SecretPlace(Table.OF_STORAGE, inChart, true);
    }
    return known == null && inChart && !secret && keys.containsAll(REFERENCE) ? asSecret() : this;
  }

  /** The top of the document that a string here is, if it is one. */
  SecretPlace document() {
    MapNode part =
        verdict(known) instanceof Scalar.Str(String program) ? Table.part(program) : NOTHING;
    return new SecretPlace(part, isValues(), false);
  }

  /** Whether the values of the chart stand here, in a manifest: as a mapping, or as a text. */
  private boolean isValues() {
    return verdict(known) instanceof Scalar.Str(String program) && program.equals(CHART);
  }

  /** Whether a key is that of an option, where the text with the options has a key of its own. */
  private boolean isOptionBesideText(String key) {
    MapNode options = document().known;
    return known != null && known.get(CONFIG) != null && options != null && options.get(key) != null;
  }

  /** Whether it is in the data of a Secret of Kubernetes. */
  boolean isContent() {
    return secret && known != null && known.equals(Table.CONTENT.get(ANY));
  }

  /** Whether a key of the values of the chart is one of a part of it. */
  static boolean isComponent(@Nullable String key) {
    return key != null && Table.CHART_ROOT.get(key) instanceof MapNode part && part.get("ingress") != null;
  }

  /** Whether a string here is read as a document. */
  boolean isDocument() {
    return verdict(known) instanceof Scalar.Str;
  }

  /**
   * The place of the value at a key.
   *
   * @param names what is called so in the same mapping: a variable, if this is its value
   */
  SecretPlace key(String written, List<String> names) {
    String key = bare(written);
    if (isValues()) {
      return chart().key(key, names);
    }
    if (isDocument() && !REFERENCES.contains(key) && (below(known, key) == null || isOptionBesideText(key))) {
      return document().key(key, names); // a mapping, where a text with one belongs
    }
    if (inChart && known == null && !secret && names.isEmpty() && VALUES.contains(key)) {
      return values(); // a word alone is the value of something
    }
    if ((secret || key.equals(SECRET_KEY_REF)) && key.endsWith(KEY_REF) && names.isEmpty()) {
      return new SecretPlace(Table.REFERENCE, inChart, true); // a word alone is no reference
    }
    boolean ofSecret = names.stream().anyMatch(SecretPlace::isNameOfSecret);
    boolean named = !names.isEmpty() && !Table.CHART_ROOT.equals(known) && (CredentialNames.isValue(key) || key.equals(VALUE_FROM) || key.equals(DEFAULT));
    boolean free = known != null && known.get(key) == null;
    MapNode next = below(known, key);
    if (next == null && inChart) {
      next = below(Table.CHART_ROOT, key); // where the values of the chart stand under a key of their own
    }
    if (next == null && inChart && !secret && (known == null || known.equals(Table.CHART_ROOT)) && !key.equals(CHART)) {
      next = Table.ROOT.get(key) instanceof MapNode options ? options : null; // of a program, which the chart calls otherwise
    }
    next = next == null && key.equals(TLS) ? Table.CERTIFICATE : next;
    boolean hidden =
        verdict(next) instanceof Scalar.Bool(boolean told)
            ? told
            : named
                ? ofSecret || secret
                : isSecret(key, next, free) || (ofSecret && CredentialNames.saysValue(key)) || isOfComponent(key, next);
    return new SecretPlace(next, inChart, hidden);
  }

  /** A key without what editors put around it and nobody sees. */
  private static String bare(String key) {
    int start = 0;
    int end = key.length();
    while (start < end && isUnseen(key.charAt(start))) {
      start++;
    }
    while (end > start && isUnseen(key.charAt(end - 1))) {
      end--;
    }
    return key.substring(start, end);
  }

  private static boolean isUnseen(char c) {
    return c == ' ' || (c > 127 && (Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT));
  }

  /** Whether a key among secrets is the name of a component: what stands there is its secret, or a mapping with values of it. */
  private boolean isOfComponent(String key, @Nullable MapNode next) {
    return secret && inChart && known == null && next != null && next.equals(below(Table.CHART_ROOT, key)) && !CredentialNames.isAbout(key);
  }

  /**
   * The place of the value at a key of an object.
   *
   * @param kind of the object of Kubernetes, if it is one
   */
  SecretPlace key(String key, List<String> names, @Nullable String kind) {
    boolean content = ("Secret".equals(kind) && key.equals("data")) || key.equals("stringData"); // which nothing else has
    return content ? new SecretPlace(Table.CONTENT, false, false) : key(key, names);
  }

  /** Whether what is called so is likely to be a secret: a variable, or a parameter by its path in the values of the chart. */
  public static boolean isNameOfSecret(String name) {
    int dot = name.lastIndexOf('.');
    return CredentialNames.isSecret(name) || (dot > 0 && (CredentialNames.isValue(name.substring(dot + 1)) || isPathOfSecret(name)));
  }

  /** Whether a key is one that each credential of the chart has, and tells nothing by itself. */
  static boolean isPartOfCredential(String key) {
    return REFERENCE.contains(key) || key.equals("value");
  }

  private static boolean isPathOfSecret(String path) {
    SecretPlace place = chart();
    for (String key : path.length() < TextScan.MAX_NAME ? path.split("\\.", -1) : new String[0]) {
      place = place.mapping(List.of(key)).key(key, List.of());
    }
    return place.secret();
  }

  private boolean isSecret(String key, @Nullable MapNode next, boolean free) {
    if (inChart && isReference(key, next != null && free)) {
      return false;
    }
    if (next != null && !free) { // on the way to a credential, or the value of a variable
      return CredentialNames.isSecret(key) || (inChart && CredentialNames.isValue(key));
    }
    return CredentialNames.isSecret(key)
        || (inChart && CredentialNames.isValue(lastStep(key))) // also a path that is written as a key
        || (secret && !CredentialNames.isAbout(key))
        || isNearlySecret(key)
        || ((known != null || !inChart) && next == null && key.equals(ENCRYPTION));
  }

  /** What a path ends with that is written with dots, or with slashes. */
  private static String lastStep(String path) {
    return path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1);
  }

  /**
   * Whether a key of the chart's values names a Secret or a key in one.
   *
   * @param annotation whether the mapping takes any key, as annotations do: those that name a Secret begin with the domain of a tool
   */
  private boolean isReference(String key, boolean annotation) {
    return REFERENCES.contains(key)
        || (key.equals("key") && !secret)
        || (REFERENCE.contains(key) && secret && !isLeaf())
        || (annotation && isAnnotationOfSecret(key));
  }

  /** Whether a key names an object, or a key in one, wherever it stands. */
  static boolean isReference(String key) {
    return REFERENCES.contains(key);
  }

  /** Whether a key is one of the two with which a credential refers to a Secret. */
  static boolean isHalfOfReference(String key) {
    return REFERENCE.contains(key);
  }

  /** The other one. */
  static String otherHalf(String key) {
    return key.equals(SECRET_KEY) ? "secret" : SECRET_KEY;
  }

  /** Whether a text may be the name of an object, or of a key in one, and does not look as if nobody had made it up. */
  static boolean mayNameObject(String text) {
    return !text.isEmpty() && isNameOfObject(text) && !isNumberOfNobody(text) && (text.startsWith("sha256:") || !RandomScan.isOdd(text, 0, text.length()));
  }

  private static boolean isAnnotationOfSecret(String key) {
    return key.endsWith("secret") && key.indexOf('/') > 0;
  }

  /** Whether a text may name an object of Kubernetes, or some of them, or a digest, or is filled in later. */
  private static boolean isNameOfObject(String text) {
    return text.chars().allMatch(c -> c < 128 && (Character.isLowerCase(c) || Character.isDigit(c) || "-./,:".indexOf(c) >= 0)) || Placeholder.in(text).isPresent();
  }

  /** Whether a key may be meant for that of a credential of this mapping, or of a mapping of nothing else. */
  private boolean isNearlySecret(String key) {
    if (key.length() < LEAST_NEAR || key.length() > MOST_NEAR) {
      return false;
    }
    if (isNearCredential(key)) {
      return true; // at a wrong level
    }
    if (known == null) {
      return false;
    }
    for (var entry : known.entries().entrySet()) {
      String name = entry.getKey();
      if (entry.getValue().value() instanceof MapNode place
          && (isTold(place) || isTold(any(place)))
          && (CredentialNames.isNear(key, name) || (name.charAt(0) == key.charAt(0) && Spelling.isSlip(key, name)))) {
        return true; // what a remedy takes for a slip of it may be one
      }
    }
    return false;
  }

  private static @Nullable MapNode any(MapNode place) {
    return place.get(ANY) instanceof MapNode any ? any : null;
  }

  /** Whether a program reads a mapping with a credential here: a text in its place is likely to be that. */
  boolean isAroundSecret() {
    if (known == null || inChart || isDocument() || isTop(known)) {
      return false;
    }
    for (Entry entry : known.entries().values()) {
      if (entry.value() instanceof MapNode place && isTold(place)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a whole configuration. */
  private static boolean isTop(MapNode place) {
    for (Entry entry : Table.ROOT.entries().values()) {
      if (entry.value().equals(place)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTold(@Nullable MapNode place) {
    return verdict(place) instanceof Scalar.Bool(boolean told) && told;
  }

  /**
   * The place of an item of a list.
   *
   * @param before the item before it: {@code --password} makes the next one a secret
   * @param text what it says
   */
  SecretPlace item(@Nullable String before, @Nullable String text) {
    if (isValues()) {
      return this;
    }
    if (before != null && !before.isEmpty() && KeyScan.TYPOGRAPHIC.indexOf(before.charAt(0)) >= 0) {
      return item(before.substring(1, before.length() - (before.length() > 1 ? 1 : 0)), text);
    }
    boolean option =
        before != null
            && before.startsWith("-")
            && before.indexOf('=') < 0
            && (CredentialNames.isSecret(before) || (USER.contains(before) && text != null && AddressScan.isLogin(text)));
    MapNode next = below(known, ITEM);
    boolean odd = known == null && text != null && !isAssigned(text) && RandomScan.isKey(text); // what refers to it may be what is mistyped
    boolean hidden =
        verdict(next) instanceof Scalar.Bool(boolean told) ? told : option || secret || odd || isAroundSecret();
    return new SecretPlace(next, inChart, hidden);
  }

  /**
   * Whether a text cannot be the name of a Secret or of a key in one, although it is here, at one of their keys: it looks as if nobody had
   * made it up.
   */
  private boolean isReferenceOfNobody(String key, String text) {
    if (!secret || !inChart || Placeholder.in(text).filter(filled -> filled != Placeholder.MISWRITTEN).isPresent()) {
      return false;
    }
    if (!REFERENCE.contains(key) && !(key.equals("key") && Table.REFERENCE.equals(known))) {
      return CredentialNames.isAbout(key) && (RandomScan.isKey(text) || RandomScan.isOdd(text, 0, text.length()));
    }
    if (text.length() >= LEAST_MARKED && (text.chars().anyMatch(c -> OF_NO_NAME.indexOf(c) >= 0 || c > 127) || text.chars().allMatch(Character::isDigit))) {
      return true;
    }
    String word = text.strip();
    int blank = word.indexOf(' ');
    if (blank != word.lastIndexOf(' ') || (blank > 0 && CredentialNames.isValue(word.substring(0, blank)))) {
      return true; // a sentence, or a key without its colon
    }
    if (key.equals("secret") && ((word.length() >= LEAST_MARKED && RandomScan.isRestless(word, 7)) || isOfManyCapitals(word))) {
      return true;
    }
    boolean capitals = key.equals("secret") && word.chars().anyMatch(Character::isUpperCase);
    if (capitals && word.length() >= LEAST_MARKED && isNumbered(word)) {
      return true;
    }
    return RandomScan.isKey(word)
        || (key.equals("secret") && RandomScan.isUuid(word))
        || (word.length() >= LEAST_ODD
            && TextScan.looksRandom(word, 0, word.length())
            && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "+/=".indexOf(c) >= 0)
            && (capitals || word.chars().anyMatch(c -> "+/=".indexOf(c) >= 0) || isHex(word)));
  }

  /** Whether a word of letters and digits has digits; where it has parts, as names do, more than the one of a version. */
  private static boolean isNumbered(String word) {
    boolean parted = word.chars().anyMatch(c -> "-_".indexOf(c) >= 0);
    return word.chars().filter(Character::isDigit).count() > (parted ? 1 : 0) && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_".indexOf(c) >= 0);
  }

  /** Whether a word has more large letters than a name that somebody made up, where none may have any. */
  private static boolean isOfManyCapitals(String word) {
    return word.length() >= LEAST_KEY && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0) && word.chars().filter(Character::isUpperCase).count() > MOST_CAPITALS && word.chars().anyMatch(Character::isLowerCase);
  }

  /**
   * This place, or that of a secret if what stands here is the credential itself, where a reference to it or a document belongs, or where
   * nothing is known that tells what it is.
   *
   * @param above the place of the mapping
   * @param key the key in it
   * @param text what stands here; null for what is no text
   */
  SecretPlace of(SecretPlace above, @Nullable String key, @Nullable String text) {
    if (secret || key == null) {
      return this;
    }
    if (text == null) { // where a name belongs
      return above.secret && inChart && REFERENCE.contains(key) ? asSecret() : this;
    }
    boolean odd =
        above.isReferenceOfNobody(key, text)
            || (inChart && isAnnotationOfSecret(key) && (!isNameOfObject(text) || isNumberOfNobody(text)))
            || (!isText() && !CredentialNames.isAbout(key) && RandomScan.isKey(text))
            || (isDocument() && isOddWord(text.strip()))
            || (isNoSetting(text) && Table.CHART_ROOT.equals(above.known))
            || (key.equals(ENCRYPTION) && isEncryption(text));
    return odd ? asSecret() : this;
  }

  /** Whether a text is a word with digits, in place of a component, that is no address and no version. */
  private boolean isNoSetting(String text) {
    return known != null && verdict(known) == null && !known.entries().isEmpty() && text.length() >= LEAST_MARKED && TextScan.looksRandom(text, 0, text.length()) && text.chars().noneMatch(c -> c <= ' ' || ".:/".indexOf(c) >= 0);
  }

  /** Whether a text is what a program encrypts with: no mode of a connection has as many letters, or digits among so many. */
  static boolean isEncryption(String text) {
    return text.length() >= LEAST_ODD || (text.length() >= LEAST_ENCRYPTION && TextScan.looksRandom(text, 0, text.length()));
  }

  /** Whether it is known that a text may be here, and which. */
  private boolean isText() {
    return known != null && (verdict(known) != null || known.entries().isEmpty());
  }

  /** Whether a text is a name with what it is to be. */
  private static boolean isAssigned(String text) {
    int sign = text.indexOf('=');
    return sign > 0 && text.chars().skip(sign).anyMatch(c -> c != '='); // or it is the end of base64
  }

  private static boolean isOddWord(String text) {
    return text.chars().noneMatch(c -> c <= ' ' || c == ':') && RandomScan.isOdd(text, 0, text.length());
  }

  /** Whether a text is made of digits, as no name of an object is that somebody made up. */
  private static boolean isNumberOfNobody(String text) {
    return RandomScan.isUuid(text) || isHex(text) || (text.length() >= LEAST_MARKED && text.chars().allMatch(Character::isDigit));
  }

  private static boolean isHex(String text) {
    return text.length() >= LEAST_HEX && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /** Whether a key in the place of a secret looks as if nobody had made it up, and is no slip for one that belongs there. */
  boolean isKeyOfNobody(String key) {
    return secret
        && key.length() >= LEAST_KEY
        && TextScan.looksRandom(key, 0, key.length())
        && below(known, key) == null
        && (known == null || known.entries().keySet().stream().noneMatch(name -> Spelling.isSlip(key, name)));
  }

  /** Whether something is known to be here, and no mapping. */
  boolean isLeaf() {
    return known != null && isTold(known) && known.entries().size() == 1;
  }

  private static @Nullable MapNode below(@Nullable MapNode place, String key) {
    if (place == null || key.equals(VERDICT)) {
      return null;
    }
    return place.get(key) instanceof MapNode named
        ? named
        : place.get(ANY) instanceof MapNode any && !key.equals(ITEM) ? any : null;
  }

  private static @Nullable Scalar verdict(@Nullable MapNode place) {
    return place != null && place.get(VERDICT) instanceof ScalarNode scalar ? scalar.value() : null;
  }
}
