package dev.esslint.probe;

import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.tree.Node.MapNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges answers of Synapse and of MAS. */
final class SynapseJudge extends AnswerJudge {
  private static final List<String> ENDPOINTS = List.of("authorization_endpoint", "jwks_uri", "account_management_uri");
  private final Instant now;

  /**
   * @param now what keys are held against
   */
  SynapseJudge(Check check, HttpResponse answer, Instant now) {
    super(check, answer);
    this.now = now;
  }

  Verdict versions() {
    if (answer.status() != 200) {
      return common();
    }
    return object().flatMap(map -> Body.at(map, "versions")).isEmpty() ? noJson() : cors().orElseGet(this::kept);
  }

  Verdict keys() {
    Optional<MapNode> map = answer.status() == 200 ? object() : Optional.empty();
    if (map.isEmpty()) {
      return answer.status() == 200 ? noJson() : federation();
    }
    Optional<String> name = Body.string(map.get(), "server_name");
    if (!check.expected().isEmpty() && name.isPresent() && !name.get().equalsIgnoreCase(check.expected())) {
      return Verdict.broken(Cause.OTHER_DEPLOYMENT, excerpt(name.get()) + " and not " + check.expected());
    }
    boolean outdated =
        Body.at(map.get(), "valid_until_ts").flatMap(Body::number).filter(time -> time < now.toEpochMilli()).isPresent();
    if (outdated) {
      return Verdict.broken(Cause.KEYS_OUTDATED, "valid_until_ts is in the past");
    }
    boolean keys = Body.at(map.get(), "verify_keys").filter(all -> all instanceof MapNode some && !some.entries().isEmpty()).isPresent();
    return name.isEmpty() ? noJson() : keys ? kept() : Verdict.broken(Cause.KEYS_MISSING, "verify_keys is empty");
  }

  /** The program behind the federation API, with its version for the report. */
  Verdict program() {
    if (answer.status() != 200) {
      return federation();
    }
    Optional<String> name = object().flatMap(map -> Body.string(map, "server", "name"));
    String version = object().flatMap(map -> Body.string(map, "server", "version")).map(text -> " " + excerpt(text)).orElse("");
    return name.isEmpty()
        ? noJson()
        : name.get().equals("Synapse") ? new Verdict.Kept("Synapse" + version) : Verdict.suspicious(Cause.NOT_SYNAPSE, excerpt(name.get()) + version);
  }

  Verdict federation() {
    return answer.status() == 404 || answer.status() == 403 ? broken(Cause.FEDERATION_CLOSED) : common();
  }

  Verdict transports() {
    if (answer.status() == 401 && errcode().startsWith("M_")) {
      return kept();
    }
    return answer.status() == 404 && !errcode().isEmpty() ? broken(Cause.TRANSPORTS_OFF) : common();
  }

  Verdict release() {
    Optional<String> version = answer.status() == 200 ? object().flatMap(map -> Body.string(map, "version")) : Optional.empty();
    return version.isEmpty()
        ? answer.status() == 200 ? noJson() : common()
        : version.get().equals(check.expected())
            ? new Verdict.Kept(excerpt(version.get()))
            : Verdict.suspicious(Cause.OTHER_RELEASE, excerpt(version.get()) + " and not " + check.expected());
  }

  Verdict preflight() {
    return answer.status() / 100 == 2 ? cors().orElseGet(this::kept) : common();
  }

  Verdict metadata() {
    Optional<String> issuer = answer.status() == 200 ? object().flatMap(map -> Body.string(map, "issuer")) : Optional.empty();
    if (check.expected().isEmpty()) {
      return issuer.isPresent()
          ? Verdict.suspicious(Cause.STILL_MAS, excerpt(issuer.get()))
          : answer.status() == 404 && !errcode().isEmpty() ? kept() : common();
    }
    if (answer.status() == 404 && !errcode().isEmpty()) {
      return broken(Cause.NO_MAS);
    }
    return issuer.map(this::issuer).orElseGet(() -> answer.status() == 200 ? noJson() : common());
  }

  /** The issuer, and the endpoints that clients are led to, which MAS makes from one address. */
  Verdict service() {
    Verdict issuer = issuer();
    if (!(issuer instanceof Verdict.Kept)) {
      return issuer;
    }
    MapNode map = object().orElseThrow();
    List<String> other =
        ENDPOINTS.stream().filter(key -> Body.string(map, key).filter(url -> url.startsWith(check.expected())).isEmpty()).toList();
    return other.isEmpty()
        ? issuer
        : Verdict.suspicious(
            Cause.ENDPOINTS_DIFFER,
            other.stream().map(key -> key + ": " + Body.string(map, key).map(AnswerJudge::excerpt).orElse("missing")).collect(Collectors.joining(", ")));
  }

  private Verdict issuer() {
    return answer.status() != 200
        ? common()
        : object().flatMap(map -> Body.string(map, "issuer")).map(this::issuer).orElseGet(this::noJson);
  }

  private Verdict issuer(String found) {
    return found.equals(check.expected())
        ? new Verdict.Kept(excerpt(found))
        : Verdict.broken(Cause.ISSUER_DIFFERS, excerpt(found) + " and not " + check.expected());
  }

  /** What the authoriser asks, which Synapse answers only to servers that say who they are. */
  Verdict asked() {
    return answer.status() == 401 && errcode().startsWith("M_") ? kept() : federation();
  }
}
