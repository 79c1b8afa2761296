package dev.esslint.workspace;

import dev.esslint.finding.BuiltInCheck;

/** The addresses in registries at which tools look for the chart, as people write them. */
public final class Addresses {
  private static final String OCI = "oci://";

  /** The registry of the makers of the chart. */
  private static final String MAKERS = ChartUse.OFFICIAL.substring(OCI.length(), ChartUse.OFFICIAL.lastIndexOf('/'));

  private Addresses() {}

  /** Whether an address is the registry of the makers of the chart, without the name of the chart. */
  public static boolean isOfMakers(String address) {
    return plain(address).equals(MAKERS);
  }

  /**
   * Tells what is wrong with an address that leads to the chart by itself.
   *
   * @param at where it stands
   * @param address the address, perhaps with a tag
   * @param scheme whether the tool takes an address without {@code oci://} for something else
   */
  public static void complete(Located at, String address, boolean scheme, Draft draft) {
    String plain = plain(address);
    String doubled = "/" + ChartUse.NAME + "/" + ChartUse.NAME;
    if (plain.endsWith(doubled)) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NAME_DOUBLED,
          at.source(),
          at.span(),
          "The address has the name of the chart twice, so the chart is not found. Write `"
              + OCI
              + plain.substring(0, plain.length() - doubled.length())
              + "/"
              + ChartUse.NAME
              + "`.");
    } else if (isOfMakers(address)) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NAME_MISSING,
          at.source(),
          at.span(),
          "The address ends before the name of the chart, so no chart is found. Write `" + ChartUse.OFFICIAL + "`.");
    } else if (scheme && !address.startsWith(OCI) && isSeen(address)) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_SCHEME_MISSING,
          at.source(),
          at.span(),
          "Without `oci://` this is not the address of a chart in a registry, so the chart is not found. Write `"
              + OCI
              + plain
              + "`.");
    }
  }

  /**
   * Tells an address of the registry of the makers with the scheme of a repository that has an index, which the registry has not.
   *
   * @param right what is to be written instead
   */
  public static void indexed(Located at, String address, String right, Draft draft) {
    boolean web = address.startsWith("https://") || address.startsWith("http://");
    if (web && (plain(address) + "/").startsWith(MAKERS + "/")) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_SCHEME_MISSING,
          at.source(),
          at.span(),
          "This is a registry, and not a repository with an index, so no chart is found at an `https://` address. Write " + right + ".");
    }
  }

  /**
   * Tells an address that ends with the name of the chart where the tool adds it.
   *
   * @param chart what the tool adds
   */
  public static void doubled(Located at, String address, String chart, Draft draft) {
    if (ChartUse.isChart(address)) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NAME_DOUBLED,
          at.source(),
          at.span(),
          "The address ends with the name of the chart, and `chart` adds it again. `"
              + address
              + "/"
              + chart
              + "` does not exist, so no chart is found.");
    }
  }

  /** Tells a tag in an address where the tool takes none. */
  public static void untagged(Located at, String address, String instead, Draft draft) {
    int colon = address.indexOf(':', address.lastIndexOf('/') + 1);
    if (colon > 0 && isSeen(address)) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_TAG_IN_ADDRESS,
          at.source(),
          at.span(),
          "This address has a tag, which cannot be used here, so no chart is found. Remove `" + address.substring(colon) + "` and write the version as " + instead + ".");
    }
  }

  /** The address without scheme, tag and digest. */
  public static String plain(String address) {
    String rest = address.substring(address.indexOf("://") < 0 ? 0 : address.indexOf("://") + 3);
    String bare = rest.replaceAll("@sha256:.*$", "").replaceAll("/+$", "");
    int colon = bare.indexOf(':', bare.lastIndexOf('/') + 1);
    return colon < 0 ? bare : bare.substring(0, colon);
  }

  private static boolean isSeen(String address) {
    return !address.contains("${") && !address.contains("{{") && !address.contains("$(");
  }
}
