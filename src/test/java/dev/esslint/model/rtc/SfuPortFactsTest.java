package dev.esslint.model.rtc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Release;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.Deployments;
import dev.esslint.values.ValuePath;
import org.junit.jupiter.api.Test;

/** Ports of the SFU and where they conflict. */
final class SfuPortFactsTest {

  private static DeploymentFacts exposed(String services) throws Exception {
    return Deployments.of("matrixRTC: {sfu: {exposedServices: {" + services + "}}}");
  }

  private static String conflict(DeploymentFacts deployment, String kind) {
    String item = "rtc." + kind + "[0].";
    return Deployments.fact(deployment, item + "service")
        + " "
        + Deployments.fact(deployment, item + "port")
        + " "
        + Deployments.fact(deployment, item + "other");
  }

  @Test
  void node_ports_follow_ports_unless_they_are_given_or_left_to_the_cluster() throws Exception {
    DeploymentFacts deployment =
        exposed(
            "rtcTcp: {nodePort: '30011'}, rtcMuxedUdp: {nodePort: ''},"
                + "turn: {enabled: true}, turnTLS: {enabled: true, nodePort: '{{ .Values.port }}'}");
    assertEquals("other", Deployments.fact(deployment, "rtc.ports[0].nodePorts"));
    assertEquals("automatic", Deployments.fact(deployment, "rtc.ports[1].nodePorts"));
    assertEquals("", Deployments.fact(deployment, "rtc.ports[2].nodePorts"));
    assertEquals("same", Deployments.fact(deployment, "rtc.ports[3].nodePorts"));
    assertEquals("30011", Deployments.fact(deployment, "rtc.nodePorts[0].port"));
    assertEquals("30004", Deployments.fact(deployment, "rtc.nodePorts[1].port"));
  }

  @Test
  void with_tcp_alone_livekit_opens_no_port_for_udp() throws Exception {
    String forced = "additional: {a.yaml: {config: 'rtc: {force_tcp: true}'}}";
    for (String more : new String[] {"", ", hostNetwork: true", ", exposedServices: {rtcMuxedUdp: {enabled: false}, rtcTcp: {enabled: false}}"}) {
      DeploymentFacts deployment = Deployments.of("matrixRTC: {sfu: {" + forced + more + "}}");
      assertEquals("none", Deployments.fact(deployment, "rtc.udp"));
    }
    assertEquals("service", Deployments.fact(Deployments.of("matrixRTC: {sfu: {" + forced.replace("true", "false") + "}}"), "rtc.udp"));
  }

  @Test
  void before_26_1_2_the_node_port_was_the_port() throws Exception {
    DeploymentFacts deployment =
        Deployments.of(
            "matrixRTC: {sfu: {exposedServices: {rtcTcp: {nodePort: ''}}}}", new Release(26, 1, 1));
    assertEquals("same", Deployments.fact(deployment, "rtc.ports[0].nodePorts"));
  }

  @Test
  void node_ports_conflict_across_protocols_and_with_ranges() throws Exception {
    assertEquals(
        "rtcMuxedUdp 30001 rtcTcp",
        conflict(exposed("rtcMuxedUdp: {port: 30001}"), "nodePortConflicts"));
    assertEquals(
        "rtcUdp 30002 rtcMuxedUdp",
        conflict(
            exposed("rtcUdp: {enabled: true, portRange: {startPort: 30002, endPort: 30009}}"),
            "nodePortConflicts"));
    assertEquals(
        "rtcUdp 30500 rtcUdp",
        conflict(
            exposed("rtcUdp: {enabled: true, portRange: {nodePort: '30500'}}"),
            "nodePortConflicts"));
    assertEquals("  ", conflict(exposed("turn: {enabled: true}"), "nodePortConflicts"));
  }

  @Test
  void a_conflict_is_placed_where_the_node_port_is_written() throws Exception {
    DeploymentFacts deployment = exposed("rtcMuxedUdp: {nodePort: '30001'}");
    assertEquals(
        ValuePath.parse("matrixRTC.sfu.exposedServices.rtcMuxedUdp.nodePort"),
        deployment.about(ValuePath.parse("rtc.nodePortConflicts[0].port")));
  }

  @Test
  void ports_in_the_pod_conflict_only_where_the_protocol_is_the_same() throws Exception {
    String balanced = "portType: LoadBalancer, nodePort: ''";
    assertEquals(
        "`rtcTcp` 7880 the signalling port",
        conflict(exposed("rtcTcp: {port: 7880, " + balanced + "}"), "podPortConflicts"));
    assertEquals(
        "  ", conflict(exposed("rtcMuxedUdp: {port: 7880, " + balanced + "}"), "podPortConflicts"));
    assertEquals(
        "TURN over TLS in the pod 5349 `rtcTcp`",
        conflict(
            exposed(
                "rtcTcp: {port: 5349, "
                    + balanced
                    + "}, turnTLS: {enabled: true, "
                    + balanced
                    + "}"),
            "podPortConflicts"));
    assertEquals(
        "  ",
        conflict(
            exposed(
                "rtcTcp: {port: 5349, "
                    + balanced
                    + "}, turnTLS: {enabled: true, portType: HostPort}"),
            "podPortConflicts"));
  }

  @Test
  void load_balancers_are_apart_unless_an_annotation_may_join_them() throws Exception {
    String balanced = "portType: LoadBalancer";
    assertEquals("", Deployments.fact(exposed("rtcTcp: {" + balanced + "}"), "rtc.loadBalancers"));
    assertEquals(
        "rtcMuxedUdp",
        Deployments.fact(
            exposed("rtcTcp: {" + balanced + "}, rtcMuxedUdp: {" + balanced + "}"),
            "rtc.loadBalancers[1]"));
    assertEquals(
        "",
        Deployments.fact(
            exposed(
                "rtcTcp: {"
                    + balanced
                    + ", annotations: {a: b}},"
                    + "rtcMuxedUdp: {"
                    + balanced
                    + ", annotations: {a: b}}"),
            "rtc.loadBalancers"));
    assertEquals(
        "rtcUdp",
        Deployments.fact(
            exposed("rtcUdp: {enabled: true, " + balanced + "}"), "rtc.loadBalancers[0]"));
  }

  @Test
  void a_port_that_a_fragment_gives_takes_effect_where_the_chart_has_none() throws Exception {
    String fragment = "additional: {a: {config: '%s'}}";
    DeploymentFacts udp =
        sfu(
            "exposedServices: {rtcMuxedUdp: {enabled: false}}, "
                + fragment.formatted("rtc: {udp_port: 7880, tcp_port: 7890}"));
    assertEquals("fragment", Deployments.fact(udp, "rtc.udp"));
    assertEquals("service", Deployments.fact(udp, "rtc.tcp"));
    DeploymentFacts range = sfu(fragment.formatted("rtc: {port_range_start: 50000, port_range_end: 50100}"));
    assertEquals("UDP 50000-50100", Deployments.fact(range, "rtc.rangeByFragment"));
    DeploymentFacts turn =
        sfu(fragment.formatted("turn: {enabled: true, udp_port: 30002, tls_port: 5349, domain: a.b, external_tls: true}"));
    assertEquals("UDP 30002 and TCP 5349 (TLS)", Deployments.fact(turn, "rtc.turnByFragment"));
    assertEquals(
        "TURN 30002 `rtcMuxedUdp`",
        conflict(turn, "podPortConflicts"));
    assertEquals(
        "", Deployments.fact(sfu(fragment.formatted("turn: {udp_port: 3478}")), "rtc.turnByFragment"));
  }

  @Test
  void without_any_service_livekit_takes_ports_of_its_own() throws Exception {
    String off = "exposedServices: {rtcTcp: {enabled: false}, rtcMuxedUdp: {enabled: false}}";
    assertEquals(
        "[\n  \"TCP 7881\",\n  \"UDP 50000-60000\"\n]", Deployments.fact(sfu(off), "rtc.fallback"));
    assertEquals(
        "",
        Deployments.fact(
            sfu(off + ", additional: {a: {configSecret: s, configSecretKey: k}}"), "rtc.fallback"));
  }

  private static DeploymentFacts sfu(String settings) throws Exception {
    return Deployments.of("matrixRTC: {sfu: {" + settings + "}}");
  }

  @Test
  void each_service_is_offered_a_node_port_that_no_other_is_offered() throws Exception {
    DeploymentFacts facts =
        Deployments.of(
            "matrixRTC: {sfu: {exposedServices: {rtcTcp: {portType: HostPort, port: 7881}, rtcMuxedUdp: {portType: ClusterIP, port: 7882, nodePort: ''}}}}");
    assertEquals(
        "matrixRTC:\n  sfu:\n    exposedServices:\n      rtcTcp:\n        portType: NodePort\n        port: 30005",
        Deployments.fact(facts, "rtc.hostAsNodePort"));
    assertEquals(
        "matrixRTC:\n  sfu:\n    exposedServices:\n      rtcMuxedUdp:\n        portType: NodePort\n        port: 30006\n        nodePort: '{{ .context.port }}'",
        Deployments.fact(facts, "rtc.asNodePorts").replace('"', '\''));
  }

  @Test
  void a_free_port_is_offered_where_two_services_ask_for_one() throws Exception {
    assertEquals(
        "{rtcMuxedUdp: {port: 30006}}",
        Deployments.fact(exposed("rtcMuxedUdp: {port: 30001}"), "rtc.nodePortConflicts[0].patch"));
    assertEquals(
        "{rtcUdp: {portRange: {startPort: 31000, endPort: 32000, nodePort: \"{{ .context.port }}\"}}}",
        Deployments.fact(
            exposed("rtcUdp: {enabled: true, portRange: {nodePort: '30500'}}"),
            "rtc.nodePortConflicts[0].patch"));
  }

  @Test
  void before_26_1_1_no_other_type_than_node_port_opens_anything() throws Exception {
    DeploymentFacts old =
        Deployments.of(
            "matrixRTC: {sfu: {exposedServices: {rtcTcp: {portType: LoadBalancer}, rtcMuxedUdp: {portType: HostPort}}}}",
            new Release(26, 1, 0));
    assertEquals("", Deployments.fact(old, "rtc.nodePorts"));
    assertEquals("", Deployments.fact(old, "rtc.balanced"));
    assertEquals("", Deployments.fact(old, "rtc.hostPorts"));
  }
}
