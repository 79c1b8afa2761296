package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Values of the right type that the chart does not take: what the user is told. */
class ValuesNotTakenTest {
  @Test
  void one_of_few_values() throws Exception {
    assertEquals(
        """
        1.yaml:1:24 [schema.not-allowed] `networking.ipFamily` must be one of `ipv4`, `ipv6` or \
        `dual-stack`, not `IPv4`. -> Write:

        ```yaml
        networking:
          ipFamily: ipv4
        ```
        1.yaml:3:24 [schema.not-allowed] `synapse.logging.rootLevel` must be one of `CRITICAL`, \
        `ERROR`, `WARNING`, `INFO` or `DEBUG`, not `warn`. -> Write:

        ```yaml
        synapse:
          logging:
            rootLevel: WARNING
        ```
        1.yaml:4:29 [schema.not-allowed] `synapse.ingress.controllerType` must be `ingress-nginx`, \
        not `nginx`. -> Write:

        ```yaml
        synapse:
          ingress:
            controllerType: ingress-nginx
        ```
        1.yaml:8:26 [schema.not-allowed] `matrixRTC.sfu.exposedServices.rtcTcp.portType` must be \
        one of `ClusterIP`, `NodePort`, `HostPort` or `LoadBalancer`, not `nodeport`. -> Write:

        ```yaml
        matrixRTC:
          sfu:
            exposedServices:
              rtcTcp:
                portType: NodePort
        ```
        1.yaml:9:31 [schema.not-allowed] `matrixRTC.sfu.exposedServices.rtcMuxedUdp.portType` must \
        be one of `ClusterIP`, `NodePort`, `HostPort` or `LoadBalancer`, not `Foo`.
        """,
        Values.explained(
            """
            networking: {ipFamily: IPv4}
            synapse:
              logging: {rootLevel: warn}
              ingress: {controllerType: nginx}
            matrixRTC:
              sfu:
                exposedServices:
                  rtcTcp: {portType: nodeport}
                  rtcMuxedUdp: {portType: Foo}
            """));
  }

  @Test
  void another_controller_is_not_told_to_be_ingress_nginx() throws Exception {
    assertEquals(
        """
        1.yaml:1:27 [schema.not-allowed] `ingress.controllerType` must be `ingress-nginx`, not `traefik`. \
        It is only for ingress-nginx, the controller of the Kubernetes project. -> \
        Remove `controllerType` if another controller serves the Ingresses.
        """,
        Values.explained("ingress: {controllerType: traefik}\n"));
  }

  @Test
  void quantities_and_sizes() throws Exception {
    assertEquals(
        """
        1.yaml:3:22 [schema.pattern] `synapse.resources.limits.memory` must be a Kubernetes quantity, such as `500m`, `4G` or `4Gi`, not `4GB`. -> Write `4G` (powers of 1000) or \
        `4Gi` (powers of 1024).
        1.yaml:3:32 [schema.pattern] `synapse.resources.limits.cpu` must be a Kubernetes quantity, such as `500m`, `4G` or `4Gi`, not `1 core`.
        1.yaml:4:26 [schema.pattern] `synapse.media.maxUploadSize` must be a whole number with `M` or `K` for megabytes or kilobytes, not `100MB`. -> Write:

        ```yaml
        synapse:
          media:
            maxUploadSize: "100M"
        ```
        1.yaml:7:22 [schema.pattern] `elementWeb.resources.limits.memory` must be a Kubernetes quantity, such as `500m`, `4G` or `4Gi`.
        """,
        Values.explained(
            """
            synapse:
              resources:
                limits: {memory: 4GB, cpu: "1 core"}
              media: {maxUploadSize: 100MB}
            elementWeb:
              resources:
                limits: {memory: "4Gi\\n"}
            """));
  }

  @Test
  void bounds() throws Exception {
    assertEquals(
        """
        1.yaml:1:24 [schema.out-of-range] `elementWeb.replicas` must be at least 0, not `-1`.
        """,
        Values.explained(
            """
            elementWeb: {replicas: -1}
            """));
  }

  @Test
  void names_of_labels() throws Exception {
    assertEquals(
        """
        1.yaml:3:51 [schema.pattern] `haproxy.serviceMonitors.relabelings[0].sourceLabels[0]` must \
        be letters, digits and `_`, and must not start with a digit, not `a-b`.
        """,
        Values.explained(
            """
            haproxy:
              serviceMonitors:
                relabelings: [{targetLabel: a, sourceLabels: [a-b]}]
            """));
  }
}
