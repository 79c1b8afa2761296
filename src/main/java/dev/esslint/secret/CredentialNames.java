package dev.esslint.secret;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which names sound like that of a credential, also where they are mistyped. */
public final class CredentialNames {
  /** Words that make a name one of a credential wherever they stand in it. */
  private static final Set<String> WORDS =
      Set.of(
          "pass", "passe", "senha", "heslo", "has\u0142o", "parola", "pwd", "psw", "pw", "pwgen", "rsa", "ecdsa", "pin", "otp", "psk", "pat", "dsn", "jwt", "jwk", "jwks", "hmac",
          "salt", "seed", "bearer", "cookie", "cookies", "cred", "creds", "sid", "sig", "dockerconfigjson",
          "dockercfg", "userlist", "masterauth", "primaryauth",
          "mdp", "parole", "parool", "lozinka", "zaporka", "geslo", "haslo", "sifre", "\u015fifre", "jelszo", "jelsz\u00f3", "slaptazodis", "slapta\u017eodis", "passord",
          "geheim", "geheimnis", "segredo", "segreto",
          "geheimwort", "losungswort", "losung", "zugangsdaten", "anmeldedaten", "identifiants", "cle", "clef", "clefs", "clave", "claves", "chave", "chiave", "jeton", "jetons", "puk", "mnemonic", "toegangscode", "kodeord", "klucz");

  /** Words that do so at the end of a name. */
  private static final Set<String> LAST = Set.of("key", "keys", "auth", "login", "signature", "nyckel");

  /** How the last word of such a name ends, where words are written as one. */
  private static final List<String> ENDS =
      List.of("key", "keys", "pass", "pwd", "pw", "dsn", "creds", "seed", "schluessel", "schlussel", "sleutel", "geheimnis");

  /** How words begin in which the word for a key comes first, as in Spanish and French. */
  private static final List<String> BEGINNINGS = List.of("clave", "chave", "chiave", "schluessel", "schlussel", "cleapi", "clepriv", "clesecr", "clepart", "clechif", "clefpriv", "clefsecr", "jeton", "geheim");

  /** Words that are such a name only together. */
  private static final Set<String> TOGETHER =
      Set.of(
          "accesscode", "recoverycode", "recoverycodes", "unlockcode", "backupcode", "backupcodes", "securitycode", "zugangscode", "freigabecode", "codedacces", "codeacces", "frasedepaso", "vapidprivate", "pincode", "snmpcommunity", "communitystring",
          "smtpauth", "redisauth", "proxyauth");

  /** Words for a password in languages in which what it is for comes behind it: {@code mdp_db}. */
  private static final Set<String> HEADS = Set.of("mdp", "clave", "cle", "contrasena", "senha", "passwort", "kennwort", "wachtwoord", "adgangskode", "haslo", "heslo", "parola");

  private static final Set<String> OF_WHOM = Set.of("db", "database", "user");

  /** Words behind a name that say of which time or place it is. */
  private static final Set<String> OF_TIMES = Set.of("old", "new", "prod", "previous", "prev", "current", "plain", "plaintext", "value");

  /** Longer words, which are also found in the middle of others and with one letter wrong. */
  private static final List<String> LONG =
      List.of(
          "password", "passwd", "passphrase", "passcode", "passkey", "secret", "token", "pepper",
          "macaroon", "credential", "cookie", "authorization", "privatekey", "signingkey",
          "apikey", "apihash", "encryptionkey", "appserviceregistration", "keysyaml", "basicauth",
          "kennwort", "motdepasse", "contrasena", "wachtwoord", "l\u00f6senord", "salasana", "adgangskode", "\u043f\u0430\u0440\u043e\u043b\u044c",
          "\u5bc6\u7801", "\u5bc6\u78bc", "\u30d1\u30b9\u30ef\u30fc\u30c9", "\ube44\ubc00\ubc88\ud638");

  /** Of so many letters, words may be one of those with a letter wrong or left out. */
  private static final int LEAST_NEAR = 4;

  private static final int LEAST_NEAR_JOINED = 9;

  /** Shorter ones are too near to words that mean something else. */
  private static final int MIN_MISTYPED = 6;

  /** Last words of names that say something about a credential, or where it is. */
  private static final Set<String> ABOUT =
      Set.of(
          "enabled", "enable", "disabled", "disable", "name", "names", "path", "paths", "file",
          "files", "dir", "directory", "url", "uri", "endpoint", "host", "hostname", "port",
          "lifetime", "ttl", "timeout", "expiry", "expires", "expiration", "period", "interval",
          "duration", "issuer", "audience", "audiences", "algorithm", "algorithms", "alg", "method",
          "methods", "type", "types", "kind", "format", "length", "size", "min", "max", "minimum",
          "maximum", "count", "limit", "limits", "policy", "scheme", "schemes", "config",
          "settings", "provider", "providers", "id", "ids", "kid", "version", "required",
          "allowed", "rotation", "encoding", "template", "ref", "claim", "claims", "mode",
          "prompt", "placeholder", "hint", "realm", "samesite", "nodes", "burst", "second", "minute", "hour", "user", "username", "database", "db", "domain", "stdin", "fd", "role", "roles", "level", "home");

  private static final Set<String> KEYS = Set.of("key", "keys");

  /** Words before a last one that is a key with a letter wrong. */
  private static final Set<String> OF_KEYS =
      Set.of("api", "secret", "private", "signing", "access", "encryption", "auth", "master", "shared", "client", "app", "service", "admin", "ssl", "tls", "ssh", "session", "registration");

  /** Words that are nearly {@code pass}, and are something else. */
  private static final Set<String> NEAR_PASS = Set.of("past", "mass", "paas", "bass", "lass", "sass", "pads", "pars", "asp", "passt");

  /** Words behind a key that say in which form it stands there. */
  private static final Set<String> FORMS =
      Set.of("pem", "data", "content", "contents", "base", "b", "hex", "raw", "json", "text", "string", "material");

  /** What MAS encrypts with, in a name of a variable. */
  private static final String ENCRYPTION = "encryption";

  private static final String MAS = "mas";

  /** With which a program gets its secrets from Vault: an identifier that is a secret. */
  private static final List<String> SECRET_ID = List.of("secret", "id");

  /** Words before a last {@code key} that make it the name of something, or a key that everybody may know. */
  private static final Set<String> OF_NO_SECRET =
      Set.of(
          "sharing", "topology", "public", "site", "sort", "primary", "foreign", "partition", "shard", "routing", "group", "unique",
          "idempotency", "lookup", "translation", "label", "state", "cache", "hot", "authorized", "trusted", "verify", "name", "search", "attribute", "field", "property", "object", "max", "min");

  /** Annotations with which Vault is told where a secret is. */
  private static final String INJECTED = "agent-inject-";

  /** Words that only end as one of a credential does. */
  private static final Set<String> OTHERS =
      Set.of("monkey", "turkey", "donkey", "hockey", "jockey", "whiskey", "lackey", "hotkey", "monkeys", "hotkeys", "bypass", "compass", "passed", "rookie",
          "taken", "tokenizer", "secretary", "secretariat");

  /** Words that are said of what a variable is to be. */
  private static final Set<String> OF_VALUES = Set.of("val", "text", "literal", "data", "content", "contents", "plain", "plaintext", "string", "raw", "inline");

  /** What has users with their passwords, by name or as {@code NAME:PASSWORD}. */
  private static final Set<String> LOGINS = Set.of("users", "accounts", "logins", "userList", "basicAuthUsers");

  /** What a credential may stand in. */
  private static final Set<String> HEADERS = Set.of("header", "headers");

  /** Words of which a sample in angle brackets may be made without being a secret. */
  private static final Set<String> OF_SAMPLES =
      Set.of(
          "your", "my", "the", "a", "an", "of", "for", "from", "here", "existing", "own", "new",
          "insert", "enter", "replace", "change", "add", "put", "fill", "in", "with", "this", "me",
          "password", "passwd", "secret", "token", "key", "user", "username", "name", "host",
          "hostname", "domain", "email", "mail", "client", "id", "todo", "value", "shared", "turn",
          "smtp", "database", "db", "postgres", "redis", "synapse", "mas", "livekit", "api",
          "private", "public", "signing", "macaroon", "registration", "encryption", "rsa", "ecdsa",
          "admin", "server", "string", "random", "long", "strong", "generated", "to", "be", "set");

  /** What everyone writes for "fill this in", without marks between its words, and flags that were written as texts. */
  private static final Set<String> SAMPLES =
      Set.of("changeme", "changethis", "replaceme", "replacethis", "fillmein", "placeholder", "todo", "true", "false");

  /** What was asked for before: a few hundred names stand in nearly all values. */
  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 4096;
  private static final int LONGEST_KNOWN = 64;
  private static final int LONGEST_NAME = 30;

  private CredentialNames() {}

  /** Whether a text in the place of a secret only says that one belongs there, in words that no secret is made of. */
  public static boolean isSample(String text) {
    int last = text.length() - 1;
    if (last < 3 || last > LONGEST_KNOWN) {
      return false;
    }
    boolean bracketed = text.charAt(0) == '<' && text.charAt(last) == '>';
    if (!bracketed) {
      return SAMPLES.contains(
          text.replace("-", "").replace("_", "").replace(" ", "").toLowerCase(Locale.ROOT));
    }
    int start = 1;
    for (int i = 1; i <= last; i++) {
      char c = text.charAt(i);
      if (i == last || c == ' ' || c == '-' || c == '_') {
        if (!OF_SAMPLES.contains(text.substring(start, i).toLowerCase(Locale.ROOT))) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  /** Whether what stands at a key, or in an environment variable or option of that name, is likely to be a secret. */
  public static boolean isSecret(String name) {
    String letters = withoutNumber(name);
    Boolean known = KNOWN.get(letters);
    if (known == null) {
      known = soundsSecret(letters);
      if (KNOWN.size() < MOST_KNOWN && letters.length() <= LONGEST_KNOWN) {
        KNOWN.put(letters, known);
      }
    }
    return known;
  }

  /** A name without what is no part of its words at its end: there may be very many that differ only in a number. */
  private static String withoutNumber(String name) {
    int end = name.length();
    while (end > 0 && !Character.isLetter(name.charAt(end - 1)) && name.charAt(end - 1) != '/') {
      end--;
    }
    return name.substring(0, end);
  }

  private static boolean soundsSecret(String name) {
    if (name.startsWith(INJECTED, name.lastIndexOf('/') + 1)) {
      return false;
    }
    String plain = withoutAccents(name);
    return areSecret(name) || (!plain.equals(name) && areSecret(plain));
  }

  private static String withoutAccents(String name) {
    return name.chars().allMatch(c -> c < 128) ? name : Normalizer.normalize(name, Normalizer.Form.NFD).codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** Whether the words of a name are those of one of a credential. */
  private static boolean areSecret(String name) {
    List<String> words = withoutForm(words(name.substring(name.lastIndexOf('/') + 1))); // behind the domain of a tool
    while (words.size() > 1 && OF_TIMES.contains(words.getLast())) {
      words.removeLast();
    }
    words.removeAll(OTHERS);
    if (!words.isEmpty() && HEADERS.contains(words.getLast())) {
      words.removeLast();
    }
    if (words.isEmpty()) {
      return false;
    }
    if (ABOUT.contains(words.getLast())) {
      boolean ofWhom = OF_WHOM.contains(words.getLast()) && words.stream().anyMatch(HEADS::contains);
      return ofWhom || (words.size() >= 2 && words.subList(words.size() - 2, words.size()).equals(SECRET_ID));
    }
    String last = words.getLast();
    boolean known = KEYS.contains(last) && words.size() > 1 && OF_NO_SECRET.contains(words.get(words.size() - 2));
    if (!known && (LAST.contains(last) || ENDS.stream().anyMatch(last::endsWith))) {
      return true;
    }
    for (String word : words) {
      if (WORDS.contains(word) || BEGINNINGS.stream().anyMatch(word::startsWith)) {
        return true;
      }
    }
    if (last.equals(ENCRYPTION) && words.getFirst().equals(MAS)) {
      return true;
    }
    if (words.size() > 1 && OF_KEYS.contains(words.get(words.size() - 2)) && isNear(last, "key")) {
      return true;
    }
    if (words.size() > 1 && isNear(last, "pass") && !NEAR_PASS.contains(last)) {
      return true;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (LONG.stream().anyMatch(word::contains) || isLongFrom(i, words) || (word.length() >= LEAST_NEAR && isNearly(word))) {
        return true;
      }
    }
    return false;
  }

  /** Whether words from one on make up a longer one: {@code pass_phrase}, but not {@code sec_retry}. */
  private static boolean isLongFrom(int first, List<String> words) {
    StringBuilder joined = new StringBuilder();
    for (int i = first; i < words.size() && joined.length() < LONGEST_NAME; i++) {
      String name = joined.append(words.get(i)).toString();
      if (LONG.contains(name) || TOGETHER.contains(name) || (i > first && name.length() >= LEAST_NEAR_JOINED && LONG.stream().anyMatch(known -> isNear(name, known)))) {
        return true;
      }
    }
    return false;
  }

  /** The words without those that say in which form a key stands there: {@code key_data}, {@code key_file_contents}. */
  private static List<String> withoutForm(List<String> words) {
    int end = words.size();
    if (end > 1 && FORMS.contains(words.get(end - 1))) {
      end -= end > 2 && words.get(end - 2).equals("file") ? 2 : 1;
    }
    return end > 0 && KEYS.contains(words.get(end - 1)) ? new ArrayList<>(words.subList(0, end)) : words;
  }

  /** Whether a name is that of something about a credential, such as where it is or how long it holds. */
  static boolean isAbout(String name) {
    List<String> words = words(name);
    return !words.isEmpty() && ABOUT.contains(words.getLast());
  }

  /** Whether a name is that of users, who may stand there with their passwords. */
  static boolean isOfLogins(String name) {
    return LOGINS.contains(name);
  }

  /** Whether a name is that of the value itself, as in {@code {value: x}}. */
  static boolean isValue(String name) {
    String folded = String.join("", words(name));
    return folded.equals("values") || folded.equals("val") || isNear(folded, "value");
  }

  /** Whether a name has the word for it among others: {@code stringValue}, but not {@code valueFrom}. */
  static boolean hasValue(String name) {
    List<String> words = words(name);
    return words.contains("value") && !ABOUT.contains(words.getLast()) && !words.getLast().equals("from");
  }

  /** The same of a name with more words, in a mapping that has the name of what it is the value of: {@code valueText}, {@code plainValue}, {@code data}. */
  static boolean saysValue(String name) {
    List<String> words = words(name);
    return !words.isEmpty()
        && !ABOUT.contains(words.getLast())
        && !words.getLast().equals("from")
        && words.stream().anyMatch(word -> OF_VALUES.contains(word) || isNear(word, "value"));
  }

  /** Whether one name is another one with a letter too many, too few, wrong, or with two of them swapped. */
  static boolean isNear(String name, String other) {
    return isNear(name, 0, name.length(), other);
  }

  /** The same of what stands in a text from an offset on. */
  private static boolean isNear(String text, int start, int length, String other) {
    int shorter = Math.min(length, other.length());
    if (Math.max(length, other.length()) - shorter > 1) {
      return false;
    }
    int head = 0;
    while (head < shorter && text.charAt(start + head) == other.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && text.charAt(start + length - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
      tail++;
    }
    // what is left between the ends that they have in common
    int left = shorter - head - tail;
    return left == 0
        || (length == other.length()
            && (left == 1
                || (left == 2
                    && text.charAt(start + head) == other.charAt(head + 1)
                    && text.charAt(start + head + 1) == other.charAt(head))));
  }

  private static boolean isNearly(String word) {
    for (String known : LONG) {
      if (known.length() >= MIN_MISTYPED ? isPartNear(word, known) : isNear(word, known)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a part of a word is nearly another one; only of one that people would write. */
  private static boolean isPartNear(String word, String known) {
    if (word.length() > 64) {
      return false;
    }
    for (int start = 0; start + known.length() - 1 <= word.length(); start++) {
      for (int length = known.length() - 1; length <= known.length() + 1; length++) {
        if (start + length <= word.length()
            && isNear(word, start, length, known)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The words of a name in lower case: {@code sigingKey}, {@code SIGNING_KEY} and {@code signing-key2} have two. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : ' ';
      boolean inside = Character.isLetter(c);
      boolean begins =
          inside
              && i > start
              && Character.isUpperCase(c)
              && (Character.isLowerCase(name.charAt(i - 1))
                  || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
      if (!inside || begins) {
        if (i > start) {
          words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = inside ? i : i + 1;
      }
    }
    return words;
  }
}
