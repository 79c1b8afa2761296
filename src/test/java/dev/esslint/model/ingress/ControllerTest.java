package dev.esslint.model.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.config.ClusterFile;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControllerTest {
  @Test
  void the_cluster_file_takes_every_controller_and_none_and_others() {
    Node names = ClusterFile.schema();
    for (String key : List.of("properties", "ingressController", "properties", "name", "enum")) {
      names = Optional.ofNullable(((MapNode) names).entries().get(key)).orElseThrow().value();
    }
    List<String> stated =
        ((ListNode) names)
            .items().stream().map(item -> Scalar.text(((ScalarNode) item).value())).sorted().toList();
    assertEquals(
        Stream.concat(
                Arrays.stream(Controller.values()).map(Controller::label),
                Stream.of("none", "other"))
            .sorted()
            .toList(),
        stated);
  }

  @ParameterizedTest
  @CsvSource({
    "traefik-internal, TRAEFIK",
    "haproxy, HAPROXY",
    "gce-internal, GCE",
    "alb, ALB",
    "azure-application-gateway, APPLICATION_GATEWAY",
    "azure/application-gateway, APPLICATION_GATEWAY",
    "openshift-default, OPENSHIFT",
    "webapprouting.kubernetes.azure.com, INGRESS_NGINX",
    "nginx-plus, NGINX",
    "cilium, CILIUM",
  })
  void a_class_is_mostly_named_after_its_controller(String name, Controller controller) {
    assertEquals(Optional.of(controller), Controller.ofClass(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "public", "internal", "albert", "gcexternal", "hongkong", "envoy"})
  void other_names_say_nothing(String name) {
    assertEquals(Optional.empty(), Controller.ofClass(name));
  }

  @Test
  void a_controller_passes_over_the_annotations_of_others_only() {
    assertTrue(Controller.TRAEFIK.reads("traefik.ingress.kubernetes.io/router.tls"));
    assertTrue(Controller.TRAEFIK.reads("external-dns.alpha.kubernetes.io/target"));
    assertTrue(Controller.ISTIO.reads("cert-manager.io/cluster-issuer"));
    assertFalse(Controller.TRAEFIK.reads("nginx.ingress.kubernetes.io/proxy-body-size"));
    assertFalse(Controller.NGINX.reads("nginx.ingress.kubernetes.io/proxy-body-size"));
    assertFalse(Controller.INGRESS_NGINX.reads("nginx.org/client-max-body-size"));
  }
}
