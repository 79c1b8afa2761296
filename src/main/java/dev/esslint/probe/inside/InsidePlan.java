package dev.esslint.probe.inside;

import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.model.base.State;
import dev.esslint.model.network.Service;
import dev.esslint.model.data.Server;
import dev.esslint.probe.Ask;
import dev.esslint.probe.Check;
import dev.esslint.probe.Plan;
import dev.esslint.probe.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Works out what pods have to reach, from what clients have to. */
public final class InsidePlan {
  private static final Pattern SERVER = Pattern.compile("\"m\\.server\"\\s*:\\s*\"([^\"\\\\]*)\"");
  private static final Pattern HOST = Pattern.compile("^(?:(?![.-])[A-Za-z0-9.-]++(?<![.-])|[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+)$");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  private static final int REDIS = 6379;
  private static final int POSTGRES = 5432;
  private static final int SYNAPSE_PORT = 8008;
  private static final int MAS_PORT = 8080;
  private static final int AUTHORISER_PORT = 8080;
  private static final int HOOKSHOT_PORT = 9993;
  private static final String VERSIONS = "/_matrix/client/versions";

  /** What a check expects that asks a Service of the deployment. */
  static final String POD = "pod";

  /** From here on MAS asks Synapse through HAProxy. */
  private static final Release THROUGH_HAPROXY = new Release(26, 7, 1);

  /** From here on the SFU tells the authoriser what happens in calls. */
  private static final Release WEBHOOK = new Release(26, 8, 1);

  private InsidePlan() {}

  /** The checks for inside of a cluster, with the services that a release of the chart makes. */
  public static List<Check> of(Plan outside, Model model, Release release) {
    boolean calls = outside.checks().stream().anyMatch(check -> check.promise() == Promise.R1);
    List<Check> checks = new ArrayList<>();
    for (Check check : outside.checks()) {
      switch (check.promise()) {
        case W5 -> add(calls, checks, Promise.I1, check, server(check.expected()));
        case S4 -> add(calls, checks, Promise.I2, check, "");
        case R7 -> add(calls, checks, Promise.I3, check, "");
        case M1 -> add(true, checks, Promise.I4, check, check.expected());
        default -> {
          continue;
        }
      }
    }
    servers(model, checks);
    pods(outside, model, release, checks);
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
      int usual = server.kind().equals("redis") ? REDIS : POSTGRES;
      String port = server.port().isKnown() && !server.port().isMissing() ? server.port().text() : Integer.toString(usual);
      if (server.own()) {
        service(model, server.kind().equals("redis") ? "redis" : "postgres")
            .filter(_ -> server.state() == State.ON)
            .map(found -> new Ask.Connect(found.host(), server.kind().equals("redis") ? REDIS : POSTGRES))
            .filter(asked::add)
            .ifPresent(ask -> checks.add(new Check(Promise.I5, ask, POD, server.host().basis())));
      } else if ( server.state() == State.ON && known && PORT.matcher(port).matches() && Integer.parseInt(port) < 1 << 16) {
        Ask ask = new Ask.Connect(server.host().text(), Integer.parseInt(port));
        if (asked.add(ask)) {
          checks.add(new Check(Promise.I5, ask, "", server.host().basis()));
        }
      }
    }
  }

  /** What the pods of the deployment ask each other, where the names of its Services are known. */
  private static void pods(Plan outside, Model model, Release release, List<Check> checks) {
    boolean mas = isOn(model, "matrixAuthenticationService");
    for (Check check : outside.checks()) {
      switch (check.promise()) {
        case A1 -> {
          if (!check.expected().isEmpty()) {
            pod(model, "matrix-authentication-service", checks, Promise.I6, check, MAS_PORT, "/.well-known/openid-configuration");
          }
        }
        case S1 -> {
          if (mas) {
            pod(model, release.compareTo(THROUGH_HAPROXY) < 0 ? "synapse-main" : "synapse", checks, Promise.I7, check, SYNAPSE_PORT, VERSIONS);
          }
          if (isOn(model, "hookshot")) {
            pod(model, "synapse", checks, Promise.I7, check, SYNAPSE_PORT, VERSIONS);
            service(model, "hookshot").ifPresent(found -> checks.add(new Check(Promise.I9, new Ask.Connect(found.host(), HOOKSHOT_PORT), POD, check.basis())));
          }
        }
        case R7 -> {
          if (release.compareTo(WEBHOOK) >= 0) {
            pod(model, "matrix-rtc-authorisation-service", checks, Promise.I8, check, AUTHORISER_PORT, "/healthz");
          }
        }
        default -> {
          continue;
        }
      }
    }
  }

  private static void pod(Model model, String service, List<Check> checks, Promise promise, Check outside, int port, String target) {
    service(model, service)
        .map(found -> new Check(promise, new Ask.Inner(found.host(), port, target), POD, outside.basis()))
        .filter(check -> checks.stream().noneMatch(other -> other.ask().equals(check.ask())))
        .ifPresent(checks::add);
  }

  private static boolean isOn(Model model, String component) {
    return model.parts().stream().anyMatch(part -> part.path().equals(component) && part.state() == State.ON);
  }

  /** A Service that is there, by the end of its name; empty if its host is not known. */
  private static Optional<Service> service(Model model, String suffix) {
    String name = model.installation().object(suffix);
    return model.services().stream()
        .filter(service -> service.name().equals(name) && service.state() == State.ON && HOST.matcher(withoutDot(service.host())).matches())
        .findFirst();
  }

  /** The domain of a cluster may be given with the dot of the root. */
  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** What an answer to a check is recognised by; another one if the values come to something else. */
  static String id(Check check) {
    CRC32 sum = new CRC32();
    sum.update(check.ask().words().getBytes(StandardCharsets.UTF_8));
    return check.promise().name() + "-" + String.format("%08x", sum.getValue());
  }
}
