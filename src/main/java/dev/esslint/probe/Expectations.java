package dev.esslint.probe;

/** What has to come, in words. */
final class Expectations {
  private Expectations() {}

  static String of(Check check) {
    return switch (check.promise()) {
      case N1 -> "an A or AAAA record";
      case N2 -> check.expected().isEmpty() ? "the addresses of the other names" : check.expected();
      case N3 -> "no address, or else every name leads there";
      case N4 -> "another address than " + check.expected();
      case N5 -> SeenAddress.words(check).getFirst() + ", where the address of the cluster is also that of the SFU";
      case T2 -> "no CAA record, or one for " + check.expected();
      case T3 -> "a connection";
      case T4 -> "a refusal";
      case T1 -> "a valid certificate for the name, with all intermediate ones";
      case W1, W6 -> check.expected().isEmpty() ? "200, JSON" : "200, JSON: " + oneLine(check.expected());
      case W2 -> "m.homeserver.base_url: " + check.expected();
      case W3 -> "a livekit_service_url: " + check.expected();
      case W4 -> "an issuer: " + check.expected();
      case W5 -> check.expected().isEmpty() ? "200, JSON" : oneLine(check.expected());
      case W7 -> "405";
      case W8 -> "a redirect to " + check.expected();
      case R6 -> "an error, but soon";
      case F1 -> "the server document, or else an SRV record";
      case S1 -> "200, versions, Access-Control-Allow-Origin: *";
      case S2 -> check.expected().isEmpty() ? "200, server_name, verify_keys" : "200, verify_keys, server_name: " + check.expected();
      case S3 -> "200, Synapse and its version";
      case S4 -> "401 M_UNKNOWN_TOKEN";
      case S5 -> "401 M_MISSING_TOKEN";
      case S6 -> "200, version: " + check.expected();
      case S7 -> "200 or 204, Access-Control-Allow-Origin: *";
      case R4 -> "200 or 204, Access-Control-Allow-Origin: *, Content-Type is allowed";
      case A1 -> check.expected().isEmpty() ? "404 M_UNRECOGNIZED" : "200, issuer: " + check.expected();
      case A2 -> "200, endpoints below the issuer: " + check.expected();
      case R1, R2, R3 -> "405";
      case R5 -> "400 M_BAD_JSON";
      case R7 -> "200 OK";
      case R8, R9 -> "401";
      case R10 -> "401 to a WebSocket upgrade";
      case E1 -> check.expected().isEmpty() ? "200, JSON" : "200, JSON with: " + oneLine(check.expected());
      case E2 -> "200";
      case E3 -> "200, status: ok";
      case D1 -> "200, HTML";
      case M1, I4 -> SeenAddress.expectation(check);
      case M2 -> "an end of the connection within 2 s";
      case M3 -> "silence, but no ICMP error";
      case I1 -> check.expected().isEmpty() ? "200" : "200, m.server: " + check.expected();
      case I2 -> "401";
      case I3, I6, I7, I8 -> "200";
      case I5, I9 -> "a TCP connection";
      case P1, P2 -> "200 and a token";
      case P3 -> "an upgrade to WebSocket, and an offer";
      case P4 -> check.expected().isEmpty() ? "a public address" : check.expected();
      case P5, P6 -> "an answer with the password of the call";
      case P7 -> "200, livekit_service_url: " + check.expected();
      case M6 -> "the same port for each server";
      case M4, M5 -> "401 with the realm livekit to Allocate";
    };
  }

  private static String oneLine(String json) {
    return json.strip().replaceAll("\\s+", " ");
  }
}
