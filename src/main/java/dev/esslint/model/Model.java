package dev.esslint.model;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Survey;
import dev.esslint.model.data.Server;
import dev.esslint.model.data.ServerSurvey;
import dev.esslint.model.data.Volume;
import dev.esslint.model.data.VolumeSurvey;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.ingress.Certificate;
import dev.esslint.model.ingress.DnsName;
import dev.esslint.model.ingress.NameSurvey;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.ingress.RouteSurvey;
import dev.esslint.model.ingress.StatedControllers;
import dev.esslint.model.network.OpenPort;
import dev.esslint.model.network.PortSurvey;
import dev.esslint.model.network.Service;
import dev.esslint.model.network.ServiceSurvey;
import dev.esslint.model.rtc.MediaSurvey;
import dev.esslint.model.rtc.SfuAddress;
import dev.esslint.model.secrets.SecretSurvey;
import dev.esslint.model.secrets.SecretUse;
import dev.esslint.model.web.WebConfigSurvey;
import dev.esslint.model.wellknown.WellKnown;
import dev.esslint.model.wellknown.WellKnownSurvey;
import dev.esslint.model.workload.HostAlias;
import dev.esslint.model.workload.InternalPort;
import dev.esslint.model.workload.Part;
import dev.esslint.model.workload.PartSurvey;
import dev.esslint.model.workload.Total;
import dev.esslint.model.workload.Worker;
import dev.esslint.model.workload.Workload;
import dev.esslint.model.workload.WorkloadSurvey;
import dev.esslint.values.Installation;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the chart would build from values, for people and programs that look at it; what rules need
 * to know are the facts of {@link DeploymentFacts}. It holds no secret. Where a placeholder hides
 * whether something is there, it is here with {@link State#UNKNOWN}; what would follow from it is,
 * too.
 *
 * @param parts the components, those that follow from others among them, on or off, as far as the
 *     release has them
 * @param routes the Ingresses, that of the server name first
 * @param ports what has to be let through between whom
 * @param address how the SFU, or the LiveKit in its place, is reached; empty if Matrix RTC is off
 * @param names the names that DNS has to know
 * @param certificates the certificates for these names
 * @param servers the databases and caches that components use
 * @param secrets the credentials and other Secrets that running components need
 * @param workers the Synapse workers that are on
 * @param documents the documents below {@code /.well-known/matrix/}
 * @param webConfig what the values give of Element Web's {@code config.json}, as JSON with masked secrets; missing without Element Web
 * @param redirect where browsers are led that open the server name; missing if they are not
 * @param ownAuthority whether the values decide themselves whose certificates the authoriser trusts
 * @param workloads what runs, with images and what it asks of the cluster
 * @param totals what all of it together asks for
 * @param volumes the persistent volumes
 * @param services the Services, by which components find each other
 * @param internalPorts the ports that the pods of components have inside of the cluster
 * @param aliases the host aliases of pods
 * @param homeservers whose users may create calls, {@code *} for everybody; empty if Matrix RTC is off
 * @param installation what Helm calls the deployment; where that is not stated, {@code <release>} and {@code
 *     <namespace>} stand for it in names of objects
 */
public record Model(
    List<Part> parts,
    List<Route> routes,
    List<OpenPort> ports,
    Optional<SfuAddress> address,
    List<DnsName> names,
    List<Certificate> certificates,
    List<Server> servers,
    List<SecretUse> secrets,
    List<Worker> workers,
    List<WellKnown> documents,
    Stated webConfig,
    Stated redirect,
    State ownAuthority,
    List<Workload> workloads,
    List<Total> totals,
    List<Volume> volumes,
    List<Service> services,
    List<InternalPort> internalPorts,
    List<HostAlias> aliases,
    Optional<Stated> homeservers,
    Installation installation) {

  /**
   * Works out the model.
   *
   * @param cluster what is stated about the cluster, or null
   */
  public static Model of(ResolvedValues values, Release release, @Nullable Value cluster) {
    Survey survey = Survey.of(values, release);
    List<Route> routes = RouteSurvey.routes(survey, StatedControllers.of(cluster));
    List<Server> servers = ServerSurvey.servers(survey);
    Optional<SfuAddress> address = MediaSurvey.address(survey, values);
    Configs configs = new Configs(new Chosen(values), new Documents(values));
    List<Workload> workloads = WorkloadSurvey.workloads(survey);
    return new Model(
        PartSurvey.parts(survey),
        routes,
        PortSurvey.ports(survey, configs, routes, servers, address),
        address,
        NameSurvey.names(survey, routes),
        NameSurvey.certificates(survey, routes),
        servers,
        SecretSurvey.secrets(survey, routes),
        WorkloadSurvey.workers(survey),
        WellKnownSurvey.documents(survey, values),
        WebConfigSurvey.config(survey),
        RouteSurvey.redirect(survey),
        MediaSurvey.ownAuthority(survey),
        workloads,
        WorkloadSurvey.totals(survey, workloads),
        VolumeSurvey.volumes(survey),
        ServiceSurvey.services(survey),
        WorkloadSurvey.internalPorts(survey),
        WorkloadSurvey.aliases(survey),
        MediaSurvey.homeservers(survey),
        values.installation());
  }
}
