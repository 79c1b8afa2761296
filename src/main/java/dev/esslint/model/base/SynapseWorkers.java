package dev.esslint.model.base;

import dev.esslint.chart.Release;
import java.util.Set;

/** What the types of Synapse workers do, from the chart's templates. */
public final class SynapseWorkers {
  private static final Set<String> WITHOUT_HTTP =
      Set.of("appservice", "background", "event-persister", "federation-sender", "pusher");

  private static final Set<String> WRITERS =
      Set.of(
          "account-data",
          "device-lists",
          "encryption",
          "event-persister",
          "presence-writer",
          "push-rules",
          "receipts",
          "receipts-account",
          "typing-persister");

  private static final Release MEDIA_WRITES = new Release(26, 4, 1);

  private SynapseWorkers() {}

  /** Whether HAProxy sends requests to workers of a type. */
  public static boolean hasHttp(String type) {
    return !WITHOUT_HTTP.contains(type);
  }

  /** Whether workers of a type write a stream, so that others connect to them. */
  public static boolean writes(String type, Release release) {
    return WRITERS.contains(type)
        || (type.equals("media-repository") && release.compareTo(MEDIA_WRITES) >= 0);
  }
}
