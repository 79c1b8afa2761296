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
  void a_server_name_is_not_changed_because_a_fragment_has_another() throws Exception {
    assertEquals(
        "Set `serverName`.", use("synapse: {additional: {a: {config: \"server_name: example.net\"}}}"));
  }
}
