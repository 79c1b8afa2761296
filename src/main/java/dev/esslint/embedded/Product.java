package dev.esslint.embedded;

import java.util.Optional;

/** A program of the chart in whose versions holes are published; those of which options are known are a {@link Program}, too. */
public enum Product {
  SYNAPSE("synapse", "Synapse", "synapse"),
  MAS("mas", "Matrix Authentication Service", "matrixAuthenticationService"),
  LIVEKIT("livekit", "LiveKit", "matrixRTC.sfu"),
  LK_JWT_SERVICE("lk-jwt-service", "lk-jwt-service", "matrixRTC"),
  HOOKSHOT("hookshot", "Hookshot", "hookshot"),
  ELEMENT_WEB("element-web", "Element Web", "elementWeb"),
  MATRIX_TOOLS("matrix-tools", "matrix-tools", "matrixTools");

  private final String id;
  private final String title;
  private final String tag;

  Product(String id, String title, String component) {
    this.id = id;
    this.title = title;
    this.tag = component + ".image.tag";
  }

  /** What it is called in the table. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The path of the tag of its image, in the values. */
  public String tag() {
    return tag;
  }

  /** The product with an id. */
  public static Optional<Product> of(String id) {
    for (Product product : values()) {
      if (product.id.equals(id)) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }
}
