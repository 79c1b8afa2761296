package dev.esslint.probe.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.probe.Plan;
import dev.esslint.probe.Vantage;
import dev.esslint.values.Installation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InsidePlanTest {
  private static final String VALUES =
      """
      serverName: hs.example.test
      synapse:
        ingress: {host: matrix.example.test}
        postgres: {host: db.example.test, user: synapse, database: synapse, password: {value: x}}
      matrixAuthenticationService: {ingress: {host: account.example.test}}
      matrixRTC:
        ingress: {host: mrtc.example.test}
        hostAliases:
          - {ip: 10.0.0.7, hostnames: [hs.example.test, "it's \\"odd\\"\\n$(id)"]}
      elementWeb: {ingress: {host: chat.example.test}}
      elementAdmin: {ingress: {host: admin.example.test}}
      """;

  @Test
  void what_pods_reach_follows_from_the_values() {
    Model model = Models.of(VALUES);
    List<String> asked = Models.inside(model).stream().map(c -> c.promise() + " " + c.ask().words() + " " + c.expected()).toList();
    assertTrue(
        asked.containsAll(
            List.of(
                "I1 https://hs.example.test/.well-known/matrix/server matrix.example.test:443",
                "I2 https://matrix.example.test/_matrix/federation/v1/openid/userinfo?access_token=esslint ",
                "I3 https://mrtc.example.test/ ",
                "I5 TCP at db.example.test:5432 ")),
        asked.toString());
    assertTrue(asked.stream().anyMatch(a -> a.startsWith("I4 STUN")), asked.toString());
  }

  @Test
  void what_pods_ask_each_other_follows_where_helm_names_are_stated() {
    String values = VALUES + "hookshot: {enabled: true}\n";
    Model model = Models.of(values, new Installation("ess", "matrix"));
    List<String> asked = Models.inside(model).stream().map(c -> c.promise() + " " + c.ask().words() + " " + c.expected()).toList();
    for (String one :
        List.of(
            "I5 TCP at ess-postgres.matrix.svc.cluster.local.:5432 pod",
            "I6 http://ess-matrix-authentication-service.matrix.svc.cluster.local.:8080/.well-known/openid-configuration pod",
            "I7 http://ess-synapse.matrix.svc.cluster.local.:8008/_matrix/client/versions pod",
            "I8 http://ess-matrix-rtc-authorisation-service.matrix.svc.cluster.local.:8080/healthz pod",
            "I9 TCP at ess-hookshot.matrix.svc.cluster.local.:9993 pod")) {
      assertEquals(1, asked.stream().filter(one::equals).count(), one + " in " + asked);
    }
    String script = Script.of(Models.inside(model), model);
    assertTrue(script.contains(" http://ess-synapse.matrix.svc.cluster.local.:8008/_matrix/client/versions ess-synapse.matrix.svc.cluster.local. 8008 none\n"), script);
    assertFalse(script.contains("With `--name`"), script);
    assertTrue(Script.of(List.of(), Models.of(values)).contains("# With `--name` and `--namespace` it also asks what the pods ask each other.\n"));
  }

  @Test
  void older_releases_ask_other_services() {
    Model model = Models.of(VALUES, new Installation("ess", "matrix"));
    Plan plan = Plan.of(model, new Release(25, 9, 0), new Plan.Standpoint(Vantage.POD, "", "", List.of(), true));
    List<String> asked = InsidePlan.of(plan, model, new Release(25, 9, 0)).stream().map(c -> c.promise() + " " + c.ask().host()).toList();
    assertTrue(asked.contains("I7 ess-synapse-main.matrix.svc.cluster.local."), asked.toString());
    assertTrue(asked.stream().noneMatch(one -> one.startsWith("I8")), asked.toString());
  }

  @Test
  void without_calls_the_authoriser_is_not_asked_for() {
    Model model = Models.of(VALUES.replace("matrixRTC:\n", "matrixRTC:\n  enabled: false\n"));
    assertEquals(List.of("I5"), Models.inside(model).stream().map(c -> c.promise().name()).toList());
  }

  @Test
  void the_lines_to_run_it_hold_in_comments_whatever_the_values_hold() {
    Model model = Models.of(VALUES, new Installation("ess", "matrix"));
    String script = Script.of(Models.inside(model), model);
    String[] parts = script.split("\nLC_ALL", 2);
    assertTrue(parts[0].lines().allMatch(line -> line.startsWith("#") || line.isEmpty()), parts[0]);
    assertTrue(parts[0].contains("kubectl -n matrix run esslint-probe"), parts[0]);
    assertTrue(parts[0].contains("\"hostAliases\":[{\"ip\":\"10.0.0.7\",\"hostnames\":[\"hs.example.test\",\"it'\\''s \\\"odd\\\"\\n$(id)\"]}]"), parts[0]);
    assertTrue(parts[0].contains("kubectl -n matrix exec -i deploy/ess-matrix-rtc-sfu -- sh -s"), parts[0]);
    assertFalse(parts[1].contains("odd"), parts[1]);
  }

  @Test
  void what_helm_calls_the_deployment_may_be_unknown() {
    Model model = Models.of(VALUES);
    String script = Script.of(Models.inside(model), model);
    assertTrue(script.contains("kubectl -n NAMESPACE run") && script.contains("deploy/RELEASE-matrix-rtc-sfu"), script);
  }
}
