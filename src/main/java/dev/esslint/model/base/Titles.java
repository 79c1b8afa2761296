package dev.esslint.model.base;

import java.util.Map;

/** What people call the components. */
public final class Titles {
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("synapse", "Synapse"),
          Map.entry("matrixAuthenticationService", "Matrix Authentication Service"),
          Map.entry("matrixAuthenticationService.syn2mas", "Migration to it (syn2mas)"),
          Map.entry("matrixRTC", "Matrix RTC authoriser"),
          Map.entry("matrixRTC.sfu", "Matrix RTC SFU"),
          Map.entry("elementWeb", "Element Web"),
          Map.entry("elementAdmin", "Element Admin"),
          Map.entry("hookshot", "Hookshot"),
          Map.entry("wellKnownDelegation", "Well-known delegation"),
          Map.entry("haproxy", "HAProxy"),
          Map.entry("postgres", "PostgreSQL"),
          Map.entry("redis", "Redis"),
          Map.entry("synapse.redis", "Redis"),
          Map.entry("initSecrets", "Secret generator"),
          Map.entry("deploymentMarkers", "Deployment markers"));

  private Titles() {}

  /**
   * The name of a component.
   *
   * @param path where its settings are in the values
   */
  public static String of(String path) {
    return TITLES.getOrDefault(path, path);
  }
}
