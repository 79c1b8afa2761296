package dev.esslint.model.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.model.Deployments;
import org.junit.jupiter.api.Test;

/** What to do instead of an option that the chart overwrites. */
final class OwnedKeysTest {
  private static String use(String fragment) throws Exception {
    return Deployments.fact(Deployments.of(fragment), "ownedKeys[0].use");
  }

  @Test
  void the_setting_of_the_chart_is_told_with_the_value_that_it_takes() throws Exception {
    assertEquals(
        "Set `matrixRTC.sfu.useStunToDiscoverPublicIP: false`.",
        use("matrixRTC: {sfu: {additional: {a: {config: \"rtc: {use_external_ip: false}\"}}}}"));
    assertEquals(
        "Set `synapse.media.maxUploadSize: \"20M\"`.",
        use("synapse: {additional: {a: {config: \"max_upload_size: 20M\"}}}"));
  }

  @Test
  void a_value_that_the_setting_does_not_have_is_not_told_to_be_written_there() throws Exception {
    assertEquals(
        "Set `synapse.media.maxUploadSize`.",
        use("synapse: {additional: {a: {config: \"max_upload_size: 1 GB\"}}}"));
    assertEquals(
        "Set `matrixRTC.sfu.logging.level`.",
        use("matrixRTC: {sfu: {additional: {a: {config: \"logging: {level: verbose}\"}}}}"));
    assertEquals(
        "Set `matrixRTC.sfu.exposedServices.rtcTcp.port`.",
        use("matrixRTC: {sfu: {additional: {a: {config: \"rtc: {tcp_port: 7881}\"}}}}"));
    assertEquals(
        "Set `matrixRTC.sfu.logging.json: true`.",
        use("matrixRTC: {sfu: {additional: {a: {config: \"logging: {json: 'true'}\"}}}}"));
  }

  @Test
  void beside_a_manual_address_nobody_is_told_to_enable_stun() throws Exception {
    assertEquals(
        "The address is `matrixRTC.sfu.manualIP`, and STUN is for deployments without one.",
        use(
            "matrixRTC: {sfu: {useStunToDiscoverPublicIP: false, manualIP: 93.184.215.14,"
                + " additional: {a: {config: \"rtc: {use_external_ip: true}\"}}}}"));
  }

  @Test
  void a_server_name_is_not_changed_because_a_fragment_has_another() throws Exception {
    assertEquals(
        "Set `serverName`.", use("synapse: {additional: {a: {config: \"server_name: example.net\"}}}"));
  }
}
