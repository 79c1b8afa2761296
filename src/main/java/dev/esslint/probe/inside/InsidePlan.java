package dev.esslint.probe.inside;

import dev.esslint.model.Model;
import dev.esslint.model.base.State;
import dev.esslint.model.data.Server;
import dev.esslint.probe.Ask;
import dev.esslint.probe.Check;
import dev.esslint.probe.Plan;
import dev.esslint.probe.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Works out what pods have to reach, from what clients have to. */
public final class InsidePlan {
  private static final Pattern SERVER = Pattern.compile("\"m\\.server\"\\s*:\\s*\"([^\"\\\\]*)\"");
  private static final Pattern HOST = Pattern.compile("^(?:(?![.-])[A-Za-z0-9.-]++(?<![.-])|[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+)$");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  private InsidePlan() {}

  /** The checks for inside of a cluster. */
  public static List<Check> of(Plan outside, Model model) {
    boolean calls = outside.checks().stream().anyMatch(check -> check.promise() == Promise.R1);
    List<Check> checks = new ArrayList<>();
    for (Check check : outside.checks()) {
      switch (check.promise()) {
        case W5 -> add(calls, checks, Promise.I1, check, server(check.expected()));
        case S4 -> add(calls, checks, Promise.I2, check, "");
        case R7 -> add(calls, checks, Promise.I3, check, "");
        case M1 -> add(true, checks, Promise.I4, check, "");
        default -> {
          continue;
        }
      }
    }
    servers(model, checks);
    return List.copyOf(checks);
  }

  private static void add(boolean wanted, List<Check> checks, Promise promise, Check outside, String expected) {
    if (wanted) {
      checks.add(new Check(promise, outside.ask(), expected, outside.basis()));
    }
  }

  /** What a server document names; empty if it names nothing. */
  static String server(String document) {
    Matcher matcher = SERVER.matcher(document);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static void servers(Model model, List<Check> checks) {
    Set<Ask> asked = new HashSet<>();
    for (Server server : model.servers()) {
      boolean known = server.host().isKnown() && !server.host().isMissing() && HOST.matcher(server.host().text()).matches();
      String port = server.port().isKnown() && !server.port().isMissing() ? server.port().text() : server.kind().equals("redis") ? "6379" : "5432";
      if (!server.own() && server.state() == State.ON && known && PORT.matcher(port).matches() && Integer.parseInt(port) < 1 << 16) {
        Ask ask = new Ask.Connect(server.host().text(), Integer.parseInt(port));
        if (asked.add(ask)) {
          checks.add(new Check(Promise.I5, ask, "", server.host().basis()));
        }
      }
    }
  }

  /** What an answer to a check is recognised by; another one if the values come to something else. */
  static String id(Check check) {
    CRC32 sum = new CRC32();
    sum.update(check.ask().words().getBytes(StandardCharsets.UTF_8));
    return check.promise().name() + "-" + String.format("%08x", sum.getValue());
  }
}
