package dev.esslint.map;

import dev.esslint.json.JsonWriter;
import dev.esslint.model.Model;
import dev.esslint.model.base.Basis;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.data.Server;
import dev.esslint.model.data.Volume;
import dev.esslint.model.ingress.Backend;
import dev.esslint.model.ingress.Certificate;
import dev.esslint.model.ingress.DnsName;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.network.OpenPort;
import dev.esslint.model.network.Service;
import dev.esslint.model.rtc.SfuAddress;
import dev.esslint.model.secrets.SecretUse;
import dev.esslint.model.wellknown.WellKnown;
import dev.esslint.model.workload.HostAlias;
import dev.esslint.model.workload.InternalPort;
import dev.esslint.model.workload.Part;
import dev.esslint.model.workload.Reason;
import dev.esslint.model.workload.Worker;
import dev.esslint.model.workload.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** The model for programs: version 1 of the format that {@code docs/map-json-v1.md} describes. */
public final class JsonMap implements MapWriter {

  @Override
  public void write(DeploymentMap map, OutputStream out) throws IOException {
    JsonWriter.write(out, json -> write(map, json));
  }

  private static void write(DeploymentMap map, JsonGenerator json) {
    Model model = map.model();
    json.writeStartObject();
    json.writeNumberProperty("version", 1);
    JsonWriter.writeTool(map.version(), json);
    writeStrings("files", map.files(), json);
    json.writeStringProperty("chart", map.chart());
    json.writeStringProperty("chosen", map.chosen());
    json.writeStringProperty("release", model.installation().name());
    json.writeStringProperty("namespace", model.installation().namespace());
    writeAll("components", model.parts(), JsonMap::part, json);
    writeAll("endpoints", model.routes(), JsonMap::route, json);
    writeAll("ports", model.ports(), JsonMap::port, json);
    model.address().ifPresent(address -> write("sfuAddress", address, JsonMap::address, json));
    writeAll("names", model.names(), JsonMap::name, json);
    writeAll("certificates", model.certificates(), JsonMap::certificate, json);
    writeAll("servers", model.servers(), JsonMap::server, json);
    writeAll("workers", model.workers(), JsonMap::worker, json);
    writeAll("secrets", model.secrets(), JsonMap::secret, json);
    writeAll("wellKnown", model.documents(), JsonMap::document, json);
    writeAll("workloads", model.workloads(), JsonMap::workload, json);
    json.writeObjectPropertyStart("totals");
    model.totals().forEach(total -> json.writeStringProperty(total.what(), total.amount()));
    json.writeEndObject();
    writeAll("volumes", model.volumes(), JsonMap::volume, json);
    writeAll("services", model.services(), JsonMap::service, json);
    writeAll("internalPorts", model.internalPorts(), JsonMap::internalPort, json);
    writeAll("hostAliases", model.aliases(), JsonMap::alias, json);
    model.homeservers().ifPresent(servers -> write("roomCreators", servers, json));
    json.writeEndObject();
  }

  private static void part(Part part, JsonGenerator json) {
    json.writeStringProperty("component", part.path());
    json.writeStringProperty("title", part.title());
    write(part.state(), json);
    writeAll("why", part.why(), JsonMap::reason, json);
  }

  private static void reason(Reason reason, JsonGenerator json) {
    json.writeStringProperty("text", reason.text());
    write(reason.basis(), json);
  }

  private static void route(Route route, JsonGenerator json) {
    json.writeStringProperty("component", route.component());
    write(route.state(), json);
    json.writeStringProperty("object", route.object());
    write("host", route.host(), json);
    writeAll("paths", route.backends(), JsonMap::backend, json);
    write("ingressClass", route.className(), json);
    json.writeObjectPropertyStart("tls");
    json.writeStringProperty("source", word(route.tls().source()));
    write("name", route.tls().name(), json);
    json.writeEndObject();
  }

  private static void backend(Backend backend, JsonGenerator json) {
    json.writeStringProperty("path", backend.path());
    json.writeStringProperty("component", backend.component());
    json.writeStringProperty("remark", backend.remark());
  }

  private static void port(OpenPort port, JsonGenerator json) {
    json.writeStringProperty("what", port.what());
    json.writeStringProperty("service", port.service());
    write(port.state(), json);
    json.writeStringProperty("protocol", port.protocol());
    write("ports", port.ports(), json);
    json.writeStringProperty("from", port.from());
    write("to", port.to(), json);
    json.writeStringProperty("how", port.how());
    json.writeStringProperty("remark", port.remark());
  }

  private static void address(SfuAddress address, JsonGenerator json) {
    write(address.state(), json);
    json.writeStringProperty("mode", word(address.mode()));
    write("address", address.address(), json);
    writeAll("stunServers", address.stunServers(), JsonMap::writeStated, json);
  }

  private static void name(DnsName name, JsonGenerator json) {
    write(name.state(), json);
    write("host", name.host(), json);
    json.writeStringProperty("leadsTo", name.pointsTo());
    writeStrings("components", name.serves(), json);
  }

  private static void certificate(Certificate certificate, JsonGenerator json) {
    write(certificate.state(), json);
    json.writeStringProperty("source", word(certificate.source()));
    write("name", certificate.name(), json);
    writeAll("hosts", certificate.covers(), JsonMap::writeStated, json);
    json.writeStringProperty("remark", certificate.remark());
  }

  private static void server(Server server, JsonGenerator json) {
    json.writeStringProperty("component", server.component());
    write(server.state(), json);
    json.writeStringProperty("kind", server.kind());
    json.writeBooleanProperty("ofChart", server.own());
    write("host", server.host(), json);
    write("port", server.port(), json);
    write("database", server.database(), json);
    write("user", server.user(), json);
    write("tls", server.tls(), json);
  }

  private static void worker(Worker worker, JsonGenerator json) {
    json.writeStringProperty("worker", worker.type());
    write(worker.state(), json);
    write("replicas", worker.replicas(), json);
    write(worker.basis(), json);
  }

  private static void secret(SecretUse use, JsonGenerator json) {
    json.writeStringProperty("secret", use.detail().basis().path().toString());
    write(use.state(), json);
    json.writeStringProperty("given", word(use.given()));
    write("detail", use.detail(), json);
  }

  private static void document(WellKnown document, JsonGenerator json) {
    json.writeStringProperty("name", document.name());
    json.writeStringProperty("byChart", word(document.byChart()));
    write("text", document.text(), json);
    json.writeStringProperty("lacking", document.lacking());
  }

  private static void workload(Workload workload, JsonGenerator json) {
    json.writeStringProperty("component", workload.component());
    write(workload.state(), json);
    json.writeStringProperty("kind", workload.kind());
    writeStrings("objects", workload.objects(), json);
    write("image", workload.image(), json);
    write("replicas", workload.replicas(), json);
    write("requests", workload.requests(), json);
    write("limits", workload.limits(), json);
  }

  private static void volume(Volume volume, JsonGenerator json) {
    json.writeStringProperty("volume", volume.path());
    write(volume.state(), json);
    json.writeStringProperty("object", volume.object());
    write("size", volume.size(), json);
    write("storageClass", volume.storageClass(), json);
    write("existingClaim", volume.claim(), json);
  }

  private static void service(Service service, JsonGenerator json) {
    json.writeStringProperty("component", service.component());
    write(service.state(), json);
    json.writeStringProperty("object", service.name());
    json.writeStringProperty("host", service.host());
    write("type", service.type(), json);
    json.writeStringProperty("protocol", service.protocol());
    write("ports", service.ports(), json);
  }

  private static void internalPort(InternalPort port, JsonGenerator json) {
    json.writeStringProperty("component", port.component());
    write(port.state(), json);
    json.writeStringProperty("ports", port.ports());
  }

  private static void alias(HostAlias alias, JsonGenerator json) {
    json.writeStringProperty("component", alias.component());
    write(alias.state(), json);
    write("ip", alias.ip(), json);
    writeStrings("hosts", alias.hosts(), json);
  }

  private static void write(State state, JsonGenerator json) {
    json.writeStringProperty("state", word(state));
  }

  private static void write(String name, Stated stated, JsonGenerator json) {
    write(name, stated, JsonMap::writeStated, json);
  }

  private static void writeStated(Stated stated, JsonGenerator json) {
    switch (stated) {
      case Known(String text, _) -> json.writeStringProperty("value", text);
      case Missing _ -> json.writeStringProperty("value", "");
      case Unknown(String reason, _) -> json.writeStringProperty("unknown", reason);
    }
    write(stated.basis(), json);
  }

  private static void write(Basis basis, JsonGenerator json) {
    json.writeStringProperty("path", basis.path().toString());
    json.writeStringProperty(
        "origin", basis.place().isPresent() ? "written" : basis.preset() ? "default" : "none");
    basis
        .place()
        .ifPresent(
            place -> {
              json.writeStringProperty("file", place.file());
              json.writeNumberProperty("line", place.position().line());
              json.writeNumberProperty("column", place.position().column());
            });
  }

  private static <T> void write(
      String name, T item, BiConsumer<T, JsonGenerator> properties, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    properties.accept(item, json);
    json.writeEndObject();
  }

  private static <T> void writeAll(
      String name, List<T> items, BiConsumer<T, JsonGenerator> properties, JsonGenerator json) {
    json.writeArrayPropertyStart(name);
    for (T item : items) {
      json.writeStartObject();
      properties.accept(item, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeStrings(String name, List<String> strings, JsonGenerator json) {
    json.writeArrayPropertyStart(name);
    strings.forEach(json::writeString);
    json.writeEndArray();
  }

  /** A constant as the format spells it: {@code cert-manager}. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
