package dev.esslint.report;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Failure;
import dev.esslint.report.Report.Hidden;
import dev.esslint.report.Report.Skipped;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Masks;
import dev.esslint.secret.Shown;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.ValuePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reports to write. */
final class Samples {
  static final RuleInfo STUN =
      new RuleInfo(
          "RTC003",
          "manual-ip-with-stun",
          Level.ERROR,
          RuleClass.BROKEN,
          "",
          "A manual IP and STUN exclude each other.",
          "The SFU takes `manualIP` and asks STUN as well.\n\nThe second paragraph.\n",
          "Keep one of the two.\n",
          "https://example.org/rtc#sfu",
          List.of(
              new RuleInfo.Example(
                  true, "matrixRTC:\n  sfu:\n    manualIP: 192.0.2.1\n", "", "", "", "", "", false, ""),
              new RuleInfo.Example(false, "matrixRTC: {}\n", "", "", "", "", "", false, "")));

  static final RuleInfo PASSWORD =
      new RuleInfo(
          "SEC001",
          "secret-in-values",
          Level.WARNING,
          RuleClass.RISKY,
          ">=25.6.1",
          "A credential stands in clear text.",
          "Values files end up in repositories.\n",
          "Refer to a secret.\n",
          "",
          List.of());

  static final RuleInfo DEFAULT =
      new RuleInfo(
          "NET002",
          "same-as-default",
          Level.NOTE,
          RuleClass.IGNORED,
          "",
          "A value is the default.",
          "",
          "",
          "",
          List.of());

  private Samples() {}

  static SourceText source(String text) {
    return new SourceText("values.yaml", text);
  }

  /** The span of the only occurrence of a piece of text. */
  static Span span(SourceText source, String piece) {
    int start = source.text().indexOf(piece);
    if (start < 0) {
      throw new IllegalArgumentException(piece);
    }
    return new Span(start, start + piece.length());
  }

  static Location at(SourceText source, Span span, String note) {
    return new Location.InText(ValuePath.of("some", "value"), source, span, note);
  }

  static Location at(SourceText source, String piece, String note) {
    return at(source, span(source, piece), note);
  }

  static Finding finding(Location primary, Location... related) {
    return new Finding(DEFAULT, "This is so.", primary, List.of(related), List.of(), "");
  }

  static Report report(Finding... findings) {
    return report(Map.of(), findings);
  }

  static Report report(Map<SourceText, List<Span>> secrets, Finding... findings) {
    Mask mask = Masks.over(secrets);
    return new Report(
        "0.1.0",
        List.of(checked("26.8.1", "newest known", "values.yaml")),
        Stream.of(findings).map(finding -> Told.of(finding, mask)).toList(),
        List.of(),
        Hidden.NONE,
        List.of(),
        List.of());
  }

  static Checked checked(String chart, String chosen, String... files) {
    return new Checked(Stream.of(files).map(Samples::shown).toList(), chart, shown(chosen));
  }

  static Skipped skipped(String name, String reason) {
    return new Skipped(shown(name), shown(reason));
  }

  /** A text without a secret. */
  static Shown shown(String text) {
    return Mask.none().shown(text);
  }

  /** A report with everything that a report may have. */
  static Report full() {
    SourceText base =
        new SourceText(
            "deploy/base.yaml",
            """
            serverName: example.org
            matrixRTC:
              enabled: true
              sfu:
                useStunToDiscoverPublicIP: true
            """);
    SourceText own =
        new SourceText(
            "deploy/my valües.yaml",
            """
            matrixRTC:
              sfu:
                manualIP: 192.0.2.1
                exposedServices:
                  rtcTcp:
                    portType: NodePort
            synapse:
              ingress:
                host: synapse.example.org
              additional:
                user-limits.yaml:
                  config: "max_mau_value: 250"
            postgres:
              password: {value: "correct horse"} # bad
            """);
    SourceText broken = new SourceText("deploy/broken.yaml", "a: [1,\n");
    Finding stun =
        new Finding(
            STUN,
            "`manualIP` and STUN are both on. The SFU does not start.",
            new Location.InText(
                ValuePath.of("matrixRTC", "sfu", "manualIP"), own, span(own, "192.0.2.1"), ""),
            List.of(
                new Location.InText(
                    ValuePath.of("matrixRTC", "sfu", "useStunToDiscoverPublicIP"),
                    base,
                    span(base, "useStunToDiscoverPublicIP: true"),
                    "STUN is [on] here"),
                new Location.InText(
                    ValuePath.of("matrixRTC", "sfu", "exposedServices", "rtcTcp", "portType"),
                    own,
                    span(own, "NodePort"),
                    "exposed by port")),
            List.of("`matrixRTC.sfu.enabled` is true by default"),
            """
            Switch STUN off:

            ```yaml
            matrixRTC:
              sfu:
                useStunToDiscoverPublicIP: false
            ```
            """);
    Finding password =
        new Finding(
            PASSWORD,
            "The password of Postgres stands in the values.",
            new Location.InText(
                ValuePath.of("postgres", "password", "value"),
                own,
                span(own, "\"correct horse\""),
                ""),
            List.of(),
            List.of(),
            "");
    Mask mask = Masks.over(Map.of(own, List.of(span(own, "\"correct horse\""))));
    return new Report(
        "0.1.0",
        List.of(
            checked("26.8.1", "newest known", "deploy/base.yaml", "deploy/my valües.yaml")),
        List.of(Told.of(stun, mask), Told.of(password, mask)),
        List.of(new Untold(STUN, shown("deploy/base.yaml"), 1234)),
        new Hidden(2, 14, 0, List.of()),
        List.of(skipped("deploy/README.md", "no YAML file")),
        List.of(
            Failure.of(new SourceException("a list is not closed", broken, new Span(3, 4)), mask),
            Failure.of(
                new SourceException("this file does not exist", "deploy/gone.yaml"), mask)));
  }

  static String write(Reporter reporter, Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      reporter.write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
