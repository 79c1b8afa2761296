package dev.esslint.model.data;

import dev.esslint.model.base.ByteSize;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Patch;
import dev.esslint.net.Quantity;
import dev.esslint.text.Regex;
import dev.esslint.values.Placeholder;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** The persistent volumes of a deployment. */
public final class ClaimFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        claims[]: a volume whose claim the chart makes
          size: its size
          fault: why that is none
          upload: the largest upload, if the volume is for media and smaller than that
          lost: whether it goes with the release
          patch: values with a size
        claimed[]: a volume with a claim of the user
          claim: the claim
          storage: its mapping in the values
          other: another volume with the same claim
          idle: the settings that have no effect beside it, as code
        """);
  }

  /** What describes the claim that the chart would make. */
  private static final List<String> OF_A_NEW_CLAIM =
      List.of(
          "size", "storageClass", "storageClassName", "selector", "volumeName", "resourcePolicy");

  private static final Regex NUMBER =
      new Regex("(\\d{1,9}(?:\\.\\d{1,9})?)[ ]?([mMgGtT]?)[A-Za-z]{0,9}");

  private ClaimFacts() {}

  public static void state(Chosen chosen, Facts facts) {
    Map<String, String> claims = new LinkedHashMap<>();
    boolean lostByAll = false;
    for (String storage : used(chosen)) {
      Optional<String> claim = chosen.text(storage + ".existingClaim");
      if (claim.isPresent()) {
        Facts item = claimed(facts, storage, claim.get(), claims);
        idle(chosen, storage, item);
        continue;
      }
      Facts item = facts.item("claims");
      ValuePath sizePath = ValuePath.parse(storage + ".size");
      chosen
          .values()
          .at(sizePath)
          .filter(value -> value instanceof ScalarValue(Scalar.Str text, var origin)) // or the schema speaks of it
          .flatMap(Value::text)
          .ifPresent(
              size -> {
                item.put("size", size, sizePath);
                sizeFault(size)
                    .ifPresent(
                        fault -> {
                          String meant = new Patch(chosen).with(storage + ".size", meant(size)).yaml();
                          item.put("fault", fault, sizePath);
                          item.put("patch", meant, sizePath);
                        });
                if (storage.startsWith("synapse.media")) {
                  tooSmall(chosen, size).ifPresent(upload -> item.put("upload", upload, sizePath));
                }
              });
      boolean global = chosen.text(storage + ".resourcePolicy").isEmpty();
      String policy = global ? "storage.resourcePolicy" : storage + ".resourcePolicy";
      boolean lost = chosen.text(policy).filter("delete"::equals).isPresent();
      item.put("lost", lost && !(global && lostByAll), ValuePath.parse(policy));
      lostByAll |= global && lost;
    }
  }

  /** The largest upload, if a volume of a size is smaller than that. */
  private static Optional<String> tooSmall(Chosen chosen, String size) {
    Optional<Quantity> volume = sizeFault(size).isEmpty() ? Quantity.parse(size) : Optional.empty();
    Optional<Quantity> upload =
        chosen.known("synapse.media.maxUploadSize").flatMap(ByteSize::parse).map(bytes -> Quantity.ofMebibytes(bytes >> 20));
    return volume.isPresent() && upload.isPresent() && volume.get().compareTo(upload.get()) < 0
        ? chosen.known("synapse.media.maxUploadSize")
        : Optional.empty();
  }

  /** The volumes that running components have. */
  private static List<String> used(Chosen chosen) {
    Parts parts = new Parts(chosen);
    List<String> used = new ArrayList<>();
    if (parts.on("synapse")) {
      used.add("synapse.media.storage");
    }
    if (parts.postgres()) {
      used.add("postgres.storage");
    }
    if (parts.on("hookshot")
        && (chosen.on("hookshot.enableEncryption") || !chosen.has("hookshot.enableEncryption"))) {
      used.add("hookshot.storage");
    }
    return used;
  }

  /** Those of them that the chart makes a claim for. */
  public static List<String> made(Chosen chosen) {
    return used(chosen).stream()
        .filter(storage -> chosen.text(storage + ".existingClaim").isEmpty())
        .toList();
  }

  private static Facts claimed(
      Facts facts, String storage, String claim, Map<String, String> claims) {
    String other = claims.putIfAbsent(claim, storage);
    Facts item = facts.item("claimed");
    ValuePath path = ValuePath.parse(storage + ".existingClaim");
    item.put("claim", claim, path);
    item.put("storage", storage, path);
    if (other != null) {
      item.put("other", other, ValuePath.parse(other + ".existingClaim"));
    }
    return item;
  }

  private static void idle(Chosen chosen, String storage, Facts item) {
    List<String> idle =
        OF_A_NEW_CLAIM.stream()
            .filter(setting -> chosen.isWritten(storage + "." + setting))
            .filter(setting -> chosen.given(storage + "." + setting))
            .toList();
    if (!idle.isEmpty()) {
      item.put("idle", "`" + String.join("`, `", idle) + "`", ValuePath.parse(storage + "." + idle.getFirst()));
    }
  }

  /** What is most likely meant by a size that is none; without a unit so many gibibytes. */
  private static String meant(String size) {
    Matcher parts = NUMBER.matcher(size.strip());
    if (!parts.matches()) {
      return "10Gi";
    }
    String unit = parts.group(2).isEmpty() ? "G" : parts.group(2).toUpperCase(Locale.ROOT);
    return parts.group(1) + unit + "i";
  }

  private static Optional<String> sizeFault(String size) {
    if (Placeholder.in(size).isPresent()) {
      return Optional.empty();
    }
    Optional<Quantity> quantity = Quantity.parse(size);
    return quantity.isEmpty()
        ? Optional.of("no-quantity")
        : quantity.get().compareTo(Quantity.ofMebibytes(1)) < 0
            ? Optional.of("tiny")
            : Optional.empty();
  }
}
