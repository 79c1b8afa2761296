package dev.esslint.probe;

import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.HttpOutcome;
import dev.esslint.probe.wire.HttpResponse;
import java.time.Instant;

/** Judges answers over HTTP; pure, but for the time that keys are held against. */
final class WebJudge {
  private WebJudge() {}

  /** What an answer says about a promise. */
  static Verdict judge(Check check, HttpOutcome outcome, Instant now) {
    return switch (outcome) {
      case Failure failure when check.promise() == Promise.R6 ->
          failure.kind() == Failure.Kind.TIMED_OUT
              ? Verdict.suspicious(Cause.AUTHORISER_SLOW, TlsJudge.words(failure))
              : new Verdict.Undecidable("the authoriser does not answer", Promise.R5.name());
      case Failure failure ->
          Verdict.broken(
              switch (failure.kind()) {
                case TIMED_OUT -> Cause.NO_ANSWER;
                case MALFORMED, NOT_TLS -> Cause.NOT_HTTP;
                default -> Cause.CONNECTION_BROKEN;
              },
              TlsJudge.words(failure));
      case HttpResponse answer -> judge(check, answer, now);
    };
  }

  private static Verdict judge(Check check, HttpResponse answer, Instant now) {
    DocumentJudge documents = new DocumentJudge(check, answer);
    SynapseJudge synapse = new SynapseJudge(check, answer, now);
    CallsJudge calls = new CallsJudge(check, answer);
    return switch (check.promise()) {
      case W1 -> documents.wellKnown();
      case W2, W3, W4 -> documents.member();
      case W5 -> documents.server();
      case W6 -> documents.document();
      case W7 -> documents.foreign();
      case W8 -> documents.redirect();
      case S1 -> synapse.versions();
      case S2 -> synapse.keys();
      case S3 -> synapse.program();
      case S4 -> synapse.asked();
      case S5 -> synapse.transports();
      case S6 -> synapse.release();
      case S7 -> synapse.preflight();
      case A1 -> synapse.metadata();
      case A2 -> synapse.service();
      case R1 -> calls.authoriser(Cause.PATH_GOES_TO_SFU);
      case R2, R3 -> calls.authoriser(Cause.AUTHORISER_OLDER);
      case R4 -> calls.authoriserPreflight();
      case R5 -> calls.post();
      case R6 -> calls.lookup();
      case R7 -> calls.sfu();
      case R8, R9 -> calls.validate();
      case R10 -> calls.upgrade();
      case E1 -> documents.configuration();
      case E2 -> documents.page();
      case E3 -> documents.health();
      case D1 -> documents.admin();
      case N1, N2, N3, N4, N5, T1, T2, T3, T4, F1, M1, M2, M3, M4, M5, M6, I1, I2, I3, I4, I5, I6, I7, I8, I9, P1, P2, P3, P4, P5, P6, P7 ->
          throw new IllegalArgumentException("not asked over HTTP: " + check.promise());
    };
  }
}
