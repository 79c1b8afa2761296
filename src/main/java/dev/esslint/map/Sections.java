package dev.esslint.map;

import dev.esslint.map.Section.Table;
import dev.esslint.map.Section.Verbatim;
import dev.esslint.model.Model;
import dev.esslint.model.base.Basis;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.data.Server;
import dev.esslint.model.ingress.Backend;
import dev.esslint.model.ingress.Certificate;
import dev.esslint.model.ingress.DnsName;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.ingress.TlsSource;
import dev.esslint.model.network.OpenPort;
import dev.esslint.model.rtc.SfuAddress;
import dev.esslint.model.secrets.SecretUse;
import dev.esslint.model.wellknown.WellKnown;
import dev.esslint.model.workload.Part;
import dev.esslint.model.workload.Worker;
import dev.esslint.model.workload.Workload;
import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model as tables. */
final class Sections {
  /** The column with the places that facts come from. */
  static final String FROM = "From";

  private final Model model;
  private final Provenance places;

  private Sections(DeploymentMap map) {
    this.model = map.model();
    this.places = new Provenance(map.files());
  }

  static List<Section> of(DeploymentMap map) {
    Model model = map.model();
    Sections making = new Sections(map);
    List<Section> all = new ArrayList<>();
    all.add(making.parts());
    all.add(making.ports());
    making.address().ifPresent(all::add);
    all.add(making.names());
    all.add(making.certificates());
    all.add(making.ingresses());
    all.add(making.paths());
    all.add(making.servers());
    making.workers().ifPresent(all::add);
    all.add(making.secrets());
    all.add(making.workloads());
    all.add(making.volumes());
    all.add(making.services());
    all.add(making.internalPorts());
    making.aliases().ifPresent(all::add);
    model.documents().forEach(document -> all.add(making.document(document)));
    all.replaceAll(section -> section.shown(map.shown()));
    return all;
  }

  private Table parts() {
    boolean unknown = model.parts().stream().anyMatch(part -> part.state() == State.UNKNOWN);
    return new Table(
        "Components",
        unknown
            ? "If it is unknown whether a component is enabled, its entries are marked"
                + " (perhaps)."
            : "",
        List.of("Component", "State", "Why", FROM),
        model.parts().stream()
            .sorted((one, other) -> order(one) - order(other))
            .map(
                part ->
                    List.of(
                        part.title(),
                        FactWords.of(part.state()),
                        lines(part.why().stream().map(why -> Visible.of(why.text()))),
                        lines(part.why().stream().map(why -> places.of(why.basis())))))
            .toList());
  }

  private static int order(Part part) {
    return part.state() == State.OFF ? 1 : 0;
  }

  private Table ports() {
    return new Table(
        "Connections to allow",
        model.ports().isEmpty() ? "None, because nothing that can be reached is enabled." : "",
        List.of("What", "Who connects", "Target", "Port", "How", FROM),
        model.ports().stream().map(this::port).toList());
  }

  private List<String> port(OpenPort port) {
    String what =
        port.service().isEmpty() ? port.what() : port.what() + " (" + port.service() + ")";
    return List.of(
        FactWords.perhaps(port.state(), what),
        port.from(),
        FactWords.of(port.to()),
        port.protocol() + (port.ports().isMissing() ? "" : " " + FactWords.of(port.ports())),
        Visible.of(
            Stream.of(port.how(), port.remark())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "))),
        lines(Stream.of(port.ports(), port.to()).map(Stated::basis).map(places::of).distinct()));
  }

  private Optional<Section> address() {
    return model.address().map(this::address);
  }

  private Table address(SfuAddress address) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            FactWords.perhaps(address.state(), FactWords.of(address)),
            places.of(address.address().basis())));
    for (Stated server : address.stunServers()) {
      rows.add(List.of("STUN server " + FactWords.of(server), places.of(server.basis())));
    }
    model
        .homeservers()
        .ifPresent(
            servers ->
                rows.add(
                    List.of(
                        "Calls can be created by users of "
                            + (servers.text().equals("*")
                                ? "every homeserver"
                                : FactWords.of(servers)),
                        places.of(servers.basis()))));
    return new Table("How calls reach the SFU", "", List.of("Address", FROM), rows);
  }

  private Table names() {
    return new Table(
        "DNS names",
        model.names().isEmpty() ? "None." : "",
        List.of("Name", "Leads to", "Who answers", FROM),
        model.names().stream().map(this::name).toList());
  }

  private List<String> name(DnsName name) {
    return List.of(
        FactWords.perhaps(name.state(), FactWords.host(name.host())),
        name.pointsTo(),
        lines(name.serves().stream().map(Part::titleOf)),
        name.host().isMissing() ? "" : places.of(name.host().basis()));
  }

  private Table certificates() {
    Map<List<String>, List<Stated>> rows = new LinkedHashMap<>();
    for (Certificate certificate : model.certificates()) {
      boolean each =
          certificate.source() == TlsSource.CERT_MANAGER && certificate.remark().isEmpty();
      rows.computeIfAbsent(
              List.of(
                  FactWords.perhaps(
                      certificate.state(), FactWords.of(certificate) + (each ? ", one for each" : "")),
                  places.of(certificate.name().basis())),
              row -> new ArrayList<>())
          .addAll(certificate.covers());
    }
    List<List<String>> cells = new ArrayList<>();
    rows.forEach(
        (row, hosts) ->
            cells.add(
                List.of(row.getFirst(), lines(hosts.stream().map(FactWords::host)), row.getLast())));
    return new Table(
        "Certificates",
        cells.isEmpty() ? "None." : "",
        List.of("Certificate", "Names in it", FROM),
        cells);
  }

  private Table ingresses() {
    return new Table(
        "Ingresses",
        model.routes().isEmpty() ? "None." : "",
        List.of("Host", "Settings", FROM),
        model.routes().stream().map(this::ingress).toList());
  }

  private List<String> ingress(Route route) {
    return List.of(
        FactWords.perhaps(route.state(), FactWords.host(route.host())),
        lines(
            Stream.of(
                "Ingress " + Visible.of(route.object()),
                "class: " + FactWords.of(route.className(), "the cluster's default"),
                "TLS: " + FactWords.of(route.tls()))),
        lines(Stream.of(route.className(), route.tls().name()).map(Stated::basis).map(places::of)));
  }

  private Table paths() {
    return new Table(
        "Paths",
        model.routes().isEmpty() ? "None." : "",
        List.of("Host", "Path", "Leads to"),
        model.routes().stream().map(Sections::paths).toList());
  }

  private static List<String> paths(Route route) {
    return List.of(
        FactWords.perhaps(route.state(), FactWords.host(route.host())),
        lines(route.backends().stream().map(backend -> Visible.of(backend.path()))),
        lines(route.backends().stream().map(Sections::backend)));
  }

  private static String backend(Backend backend) {
    return Visible.of(
        Stream.of(
                backend.component().isEmpty() ? "" : Part.titleOf(backend.component()),
                backend.remark())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", ")));
  }

  private Table servers() {
    return new Table(
        "Databases and caches",
        model.servers().isEmpty() ? "None." : "",
        List.of("Component", "Server", "Database", "User", "TLS", FROM),
        model.servers().stream().map(this::server).toList());
  }

  private List<String> server(Server server) {
    String kind = server.kind().equals("postgres") ? "PostgreSQL" : "Redis";
    String component = FactWords.perhaps(server.state(), Part.titleOf(server.component()));
    if (server.own()) {
      return List.of(
          component, kind + " of the chart", "", "", "", places.of(server.host().basis()));
    }
    return List.of(
        component,
        kind + " " + FactWords.of(server.host()) + ":" + FactWords.of(server.port()),
        FactWords.of(server.database()),
        FactWords.of(server.user(), ""),
        FactWords.of(server.tls(), ""),
        places.of(server.host().basis()));
  }

  private Optional<Section> workers() {
    return model.workers().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Synapse workers",
                "They need Redis.",
                List.of("Worker", "Replicas", FROM),
                model.workers().stream().map(this::worker).toList()));
  }

  private List<String> worker(Worker worker) {
    return List.of(
        FactWords.perhaps(worker.state(), Visible.of(worker.type())),
        FactWords.of(worker.replicas()),
        lines(Stream.of(worker.basis(), worker.replicas().basis()).map(places::of).distinct()));
  }

  private Table secrets() {
    return new Table(
        "Secrets",
        model.secrets().isEmpty() ? "None." : "",
        List.of("Secret", "Source", FROM),
        model.secrets().stream().map(this::secret).toList());
  }

  private List<String> secret(SecretUse use) {
    Basis basis = use.detail().basis();
    return List.of(
        FactWords.perhaps(use.state(), Visible.of(basis.path().toString())),
        switch (use.given()) {
          case VALUES -> "in the values";
          case SECRET -> "Secret " + FactWords.of(use.detail());
          case GENERATED -> "generated by the chart: Secret " + FactWords.of(use.detail());
          case MISSING -> "missing";
          case INCOMPLETE -> "incomplete: " + FactWords.of(use.detail());
          case UNKNOWN -> FactWords.of(use.detail());
        },
        places.of(basis));
  }

  private Table workloads() {
    String total =
        model.totals().stream()
            .map(sum -> sum.what().replace('.', ' ') + " " + sum.amount())
            .collect(Collectors.joining(", "));
    return new Table(
        "Workloads",
        model.workloads().isEmpty()
            ? "Nothing."
            : total.isEmpty() ? "" : "In total, without jobs: " + total + ".",
        List.of("Workload", "Image", "Replicas", "Requests and limits", FROM),
        model.workloads().stream().map(this::workload).toList());
  }

  private List<String> workload(Workload workload) {
    String title = Visible.of(Part.titleOf(workload.component()));
    return List.of(
        FactWords.perhaps(workload.state(), title)
            + "\n"
            + Visible.of(workload.kind() + " " + String.join(", ", workload.objects())),
        FactWords.of(workload.image()),
        FactWords.of(workload.replicas(), ""),
        lines(
            Stream.of(
                    workload.requests().isMissing() ? "" : FactWords.of(workload.requests()),
                    workload.limits().isMissing() ? "" : "at most " + FactWords.of(workload.limits()))
                .filter(text -> !text.isEmpty())),
        lines(
            Stream.of(workload.image(), workload.replicas(), workload.requests(), workload.limits())
                .filter(fact -> fact.basis().place().isPresent())
                .map(Stated::basis)
                .map(places::of)
                .distinct()));
  }

  private Table volumes() {
    return new Table(
        "Volumes",
        model.volumes().isEmpty() ? "None." : "",
        List.of("Volume", "Size", "Storage class", FROM),
        model.volumes().stream()
            .map(
                volume ->
                    List.of(
                        FactWords.perhaps(volume.state(), volume.path())
                            + (volume.claim().isMissing()
                                ? "\nclaim " + Visible.of(volume.object())
                                : ""),
                        volume.claim().isMissing()
                            ? FactWords.of(volume.size())
                            : "claim " + FactWords.of(volume.claim()),
                        volume.claim().isMissing()
                            ? FactWords.of(volume.storageClass(), "the cluster's default")
                            : "",
                        places.of(
                            volume.claim().isMissing()
                                ? volume.size().basis()
                                : volume.claim().basis())))
            .toList());
  }

  private Table services() {
    String host = model.services().isEmpty() ? "" : model.services().getFirst().host();
    return new Table(
        "Services",
        host.isEmpty()
            ? "None."
            : "The complete name in the cluster, for the first one: " + Visible.of(host),
        List.of("Service", "Leads to", "Type", "Ports"),
        model.services().stream()
            .map(
                service ->
                    List.of(
                        FactWords.perhaps(service.state(), Visible.of(service.name())),
                        Visible.of(Part.titleOf(service.component())),
                        FactWords.of(service.type()),
                        service.protocol() + " " + FactWords.of(service.ports())))
            .toList());
  }

  private Table internalPorts() {
    return new Table(
        "Ports of pods",
        model.internalPorts().isEmpty()
            ? "None."
            : "Ports that network policies must allow inside the cluster.",
        List.of("Component", "TCP ports"),
        model.internalPorts().stream()
            .map(port -> List.of(FactWords.perhaps(port.state(), Visible.of(Part.titleOf(port.component()))), port.ports()))
            .toList());
  }

  private Optional<Section> aliases() {
    return model.aliases().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Host aliases",
                "",
                List.of("Component", "Address", "Names", FROM),
                model.aliases().stream()
                    .map(
                        alias ->
                            List.of(
                                FactWords.perhaps(alias.state(), Part.titleOf(alias.component())),
                                FactWords.of(alias.ip()),
                                lines(alias.hosts().stream().map(Visible::of)),
                                places.of(alias.ip().basis())))
                    .toList()));
  }

  private Verbatim document(WellKnown document) {
    String title = "/.well-known/matrix/" + document.name();
    Stated text = document.text();
    boolean empty = text.text().strip().equals("{}");
    String served =
        switch (document.byChart()) {
          case ON -> "";
          case OFF ->
              empty
                  ? "Not served by the chart, and without any content."
                  : "Not served by the chart. Your web server must serve this content.";
          case UNKNOWN -> "Unknown whether the chart serves it.";
        };
    String lead =
        document.lacking().isEmpty()
            ? served
            : (served
                    + " Synapse is disabled. Add `"
                    + document.lacking()
                    + "` for your own homeserver.")
                .strip();
    if (document.byChart() == State.OFF && empty) {
      return new Verbatim(title, lead, "");
    }
    if (!(text instanceof Unknown(String reason, Basis basis))) {
      return new Verbatim(title, lead, text.text());
    }
    String place = basis.place().isPresent() ? " (" + places.of(basis) + ")" : "";
    return new Verbatim(title, (lead + " Unknown: " + reason + place + ".").strip(), "");
  }

  private static String lines(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }
}
