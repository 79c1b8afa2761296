package dev.esslint.model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.Deployments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerFactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db.acme.net | '' | '' | '' | false",
        "postgres://u:p@db.acme.net:5433/x | scheme | db.acme.net | 5433 | ''",
        "postgres://db.acme.net | scheme | db.acme.net | 5432 | ''",
        "u@db.acme.net | user | db.acme.net | 5432 | ''",
        "db.acme.net:6432 | port | db.acme.net | 6432 | ''",
        "db.acme.net:x | port | <host> | 5432 | ''",
        "db.acme.net/x | path | db.acme.net | 5432 | ''",
        "one.acme.net,two.acme.net | list | <host> | 5432 | ''",
        "db acme net | spaces | <host> | 5432 | ''",
        "2001:db8::1 | bare-ipv6 | <host> | 5432 | ''",
        "localhost | '' | '' | '' | true",
        "127.0.0.1 | '' | '' | '' | true",
        "10.0.0.5 | '' | '' | '' | false",
      })
  void a_host_of_a_database_is_a_name_or_an_address(String host, String fault, String name, String port, String self)
      throws Exception {
    DeploymentFacts facts = Deployments.of("synapse: {postgres: {host: '" + host + "', user: u, database: d}}");
    assertEquals(fault, Deployments.fact(facts, "servers[0].fault"));
    assertEquals(name, Deployments.fact(facts, "servers[0].name"));
    assertEquals(port, Deployments.fact(facts, "servers[0].port"));
    assertEquals(self, Deployments.fact(facts, "servers[0].self"));
  }

  @Test
  void a_redis_without_a_port_has_another_one_than_a_database() throws Exception {
    DeploymentFacts facts =
        Deployments.of("synapse: {redis: {host: 'redis://cache.acme.net'}, workers: {pusher: {enabled: true}}}");
    assertEquals("redis", Deployments.fact(facts, "servers[0].kind"));
    assertEquals("cache.acme.net", Deployments.fact(facts, "servers[0].name"));
    assertEquals("6379", Deployments.fact(facts, "servers[0].port"));
  }

  @ParameterizedTest
  @CsvSource({
    "db.acme.net, disable, true, false",
    "db.acme.net, allow, true, false",
    "db.acme.net, prefer, false, true",
    "db.acme.net, require, false, false",
    "db.acme.net., disable, true, false",
    "203.0.114.5, disable, true, false",
    "10.0.0.5, disable, false, false",
    "db, disable, false, false",
    "db.ns, disable, false, false",
    "db.ns.svc.cluster.local, disable, false, false",
    "db.ns.svc, disable, false, false",
    "db.acme.internal, disable, false, false",
  })
  void only_a_database_in_the_internet_needs_encryption(String host, String mode, boolean bare, boolean unsure)
      throws Exception {
    DeploymentFacts facts =
        Deployments.of("synapse: {postgres: {host: " + host + ", user: u, database: d, sslMode: " + mode + "}}");
    assertEquals(String.valueOf(bare), Deployments.fact(facts, "servers[0].bare"));
    assertEquals(String.valueOf(unsure), Deployments.fact(facts, "servers[0].unsure"));
  }

  @ParameterizedTest
  @CsvSource({
    "db, db.ns.svc.cluster.local, true",
    "db.ns, db.ns.svc.cluster.local, true",
    "db.ns.svc, db.ns.svc.cluster.local, true",
    "DB.acme.net, db.acme.net., true",
    "db.acme.net, other.acme.net, false",
    "db.other, db.ns.svc.cluster.local, false",
    "d, db.ns.svc.cluster.local, false",
  })
  void a_service_has_a_short_and_a_long_name(String synapse, String mas, boolean shared) throws Exception {
    DeploymentFacts facts =
        Deployments.of(
            "synapse: {postgres: {host: " + synapse + ", user: u, database: d}}\n"
                + "matrixAuthenticationService: {postgres: {host: " + mas + ", user: u, database: d}}");
    assertEquals(String.valueOf(shared), Deployments.fact(facts, "database.shared"));
  }

  @ParameterizedTest
  @CsvSource({"512Mi, 1Gi", "1Gi, 1Gi", "1025Mi, 2Gi", "3Gi, 3Gi", "0.5Gi, 1Gi", "2000Gi, 1024Gi"})
  void the_next_limit_is_of_whole_gibibytes(String limit, String whole) throws Exception {
    DeploymentFacts facts = Deployments.of("postgres: {resources: {limits: {memory: " + limit + "}}}");
    assertEquals(whole, Deployments.fact(facts, "pool.limit"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 26",
    "'synapse: {workers: {pusher: {enabled: true}, federation-sender: {enabled: true, replicas: 2}}}', 56",
    "'matrixAuthenticationService: {replicas: 3}', 46",
    "'matrixAuthenticationService: {enabled: false}', 16",
  })
  void each_process_keeps_connections(String values, double wanted) throws Exception {
    DeploymentFacts facts = Deployments.of("postgres: {resources: {limits: {memory: 1Gi}}}\n" + values);
    assertEquals(wanted, Double.parseDouble(Deployments.fact(facts, "pool.wanted")));
  }

  @ParameterizedTest
  @CsvSource({"50mb, 69Mi", "50MB, 69Mi", "1gb, 1409Mi"})
  void redis_needs_a_third_more_than_its_data(String most, String enough) throws Exception {
    DeploymentFacts facts =
        Deployments.of("redis: {maxMemory: " + most + "}\nsynapse: {workers: {pusher: {enabled: true}}}");
    assertEquals(enough, Deployments.fact(facts, "cache.enough"));
  }
}
