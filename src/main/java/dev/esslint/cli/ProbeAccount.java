package dev.esslint.cli;

import dev.esslint.input.SourceReader;
import dev.esslint.probe.Ask;
import dev.esslint.probe.Asking;
import dev.esslint.probe.Check;
import dev.esslint.probe.Dialing;
import dev.esslint.probe.Omitted;
import dev.esslint.probe.Plan;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Result;
import dev.esslint.probe.account.Account;
import dev.esslint.probe.account.CallProof;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import java.io.Console;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Whose call is to prove that calls work. An access token is never an argument, since other users of a machine can see those.
 *
 * @param user empty if no call is to be made
 */
record ProbeAccount(String user, String token) {
  private static final String USER = "--user";
  private static final String TOKEN_FILE = "--token-file";

  static List<OptionSpec> options() {
    return List.of(
        Command.option("ID", "Also join a call as this user, such as @alice:example.org, to prove that media works.", USER).build(),
        Command.option("FILE", "The file with the access token of this user; - for standard input. Default: ask for it.", TOKEN_FILE).build());
  }

  /**
   * Reads who calls, and the token.
   *
   * @throws SourceException if the file cannot be read
   * @throws UsageException if there is no user or no token
   */
  static ProbeAccount of(Arguments parsed, SourceReader reader) throws SourceException, UsageException {
    String user = parsed.value(USER, "");
    String file = parsed.value(TOKEN_FILE, "");
    if (user.isEmpty()) {
      if (!file.isEmpty()) {
        throw new UsageException(TOKEN_FILE + " needs " + USER);
      }
      return new ProbeAccount("", "");
    }
    if (!Account.isUser(user)) {
      int colon = user.startsWith("@") ? -1 : user.indexOf(':'); // for another program, a password comes after it
      String name = colon < 0 ? user : user.substring(0, colon + 1) + Mask.MASK;
      throw new UsageException(USER + ": `" + name + "` is not the ID of a user, such as @alice:example.org");
    }
    if (parsed.has(ProbeOptions.DRY_RUN)) {
      return new ProbeAccount(user, "");
    }
    String token = (file.isEmpty() ? asked(user) : reader.readRaw(file)).strip();
    if (!Account.isToken(token)) {
      throw new UsageException((file.isEmpty() ? "what was entered" : TOKEN_FILE + ": " + file) + " is not an access token");
    }
    return new ProbeAccount(user, token);
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where nobody can be asked
  private static String asked(String user) throws UsageException {
    Console console = System.console();
    char[] token = console == null || !console.isTerminal() ? null : console.readPassword("Access token of %s: ", user);
    if (token == null) {
      throw new UsageException(USER + " needs " + TOKEN_FILE + " where nobody can be asked for the access token");
    }
    return new String(token);
  }

  /** Whether a call is to be made. */
  boolean calls(Set<Promise> only) {
    return !user.isEmpty() && (only.isEmpty() || only.stream().anyMatch(promise -> promise.group() == Promise.Group.ACCOUNT));
  }

  /** What comes of the call; nothing if the values do not tell where calls are. */
  List<Result> results(Plan plan, Asking asking, Set<Promise> only) {
    return account(plan).map(account -> CallProof.of(account, new Dialing(asking))).orElse(List.of()).stream()
        .filter(result -> only.isEmpty() || only.contains(result.check().promise()))
        .toList();
  }

  /** What would be asked in a call; nothing if none is to be made. */
  List<Check> planned(Plan plan, Set<Promise> only) {
    return account(plan).filter(_ -> calls(only)).map(CallProof::planned).orElse(List.of()).stream()
        .filter(check -> only.isEmpty() || only.contains(check.promise()))
        .toList();
  }

  private Optional<Account> account(Plan plan) {
    String expected =
        plan.checks().stream()
            .filter(check -> check.ask() instanceof Ask.Media && check.expected().equals("certain"))
            .map(check -> check.ask().host())
            .findFirst()
            .orElse("");
    Optional<Check> rtc = first(plan, Promise.R1);
    return first(plan, Promise.S1)
        .filter(_ -> rtc.isPresent())
        .map(synapse -> new Account(user, token, synapse.ask().host(), rtc.orElseThrow().ask().host(), first(plan, Promise.S5).isPresent(), expected, rtc.orElseThrow().basis()));
  }

  /** Why no call was made, if it was to be. */
  static Optional<Omitted> omitted(Plan plan) {
    return first(plan, Promise.S1).isEmpty() || first(plan, Promise.R1).isEmpty()
        ? Optional.of(new Omitted("a call", "the values do not tell where Synapse and Matrix RTC are"))
        : Optional.empty();
  }

  private static Optional<Check> first(Plan plan, Promise promise) {
    return plan.checks().stream().filter(check -> check.promise() == promise).findFirst();
  }

  @Override
  public String toString() {
    return user;
  }
}
