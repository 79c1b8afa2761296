package dev.esslint.deployment;

import dev.esslint.chart.Release;
import dev.esslint.values.Installation;
import dev.esslint.values.ResolvedValues;
import java.util.List;
import java.util.Optional;

/**
 * What the chart would build from values, for people and programs that look at it; what rules need
 * to know are the facts of {@link Deployment}. It holds no secret. Where a placeholder hides
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
    List<Name> names,
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
    List<Alias> aliases,
    Optional<Stated> homeservers,
    Installation installation) {

  /** Works out the model. */
  public static Model of(ResolvedValues values, Release release) {
    Survey survey = Survey.of(values, release);
    List<Route> routes = RouteSurvey.routes(survey);
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
        ServerSurvey.workers(survey),
        WellKnownSurvey.documents(survey, values),
        WebConfigSurvey.config(survey),
        RouteSurvey.redirect(survey),
        MediaSurvey.ownAuthority(survey),
        workloads,
        WorkloadSurvey.totals(survey, workloads),
        WorkloadSurvey.volumes(survey),
        ServiceSurvey.services(survey),
        WorkloadSurvey.internalPorts(survey),
        WorkloadSurvey.aliases(survey),
        WorkloadSurvey.homeservers(survey),
        values.installation());
  }

  /**
   * A component of the deployment.
   *
   * @param path where its settings are, such as {@code matrixRTC.sfu}
   * @param why the values that decide whether it is there
   */
  public record Part(String path, State state, List<Reason> why) {
    /** What people call it. */
    public String title() {
      return Titles.of(path);
    }
  }

  /**
   * Something that runs.
   *
   * @param component where its settings are, such as {@code synapse.workers.media-repository}
   * @param kind the kind of the objects that run it, such as {@code StatefulSet}
   * @param objects their names
   * @param image as the container runtime is asked for it
   * @param replicas missing for what runs once or beside another container
   * @param requests such as {@code cpu 50m, memory 50Mi}
   */
  public record Workload(
      String component,
      State state,
      String kind,
      List<String> objects,
      Stated image,
      Stated replicas,
      Stated requests,
      Stated limits) {}

  /**
   * What everything that is surely there asks of the cluster.
   *
   * @param what such as {@code requests.memory}
   */
  public record Total(String what, String amount) {}

  /**
   * A persistent volume.
   *
   * @param path where its settings are
   * @param object what the claim is called that the chart makes if there is none of the user's
   * @param claim the claim of the user's; missing if the chart makes one
   */
  public record Volume(
      String path, State state, String object, Stated size, Stated storageClass, Stated claim) {}

  /**
   * A Service.
   *
   * @param component whose pods it leads to, as a path in the values
   * @param name what the object is called
   * @param host the name by which the cluster knows it
   * @param type such as {@code ClusterIP}
   * @param protocol {@code TCP} or {@code UDP}
   * @param ports such as {@code 8008, 8009} or {@code 31000-31249}
   */
  public record Service(
      String component,
      State state,
      String name,
      String host,
      Stated type,
      String protocol,
      Stated ports) {}

  /** The ports of the pods of a component inside of the cluster. */
  public record InternalPort(String component, State state, String ports) {}

  /** Names that the pods of a component find at a given address. */
  public record Alias(String component, State state, Stated ip, List<String> hosts) {}

  /**
   * Why something is there or not.
   *
   * @param text half a sentence
   */
  public record Reason(String text, Basis basis) {}

  /**
   * An Ingress.
   *
   * @param component whose it is, as a path in the values
   * @param object what the object is called
   * @param host its host; missing if it is required and not given
   * @param backends where its paths lead, in the order in which they are tried
   * @param className missing if the cluster's default class serves it
   */
  public record Route(
      String component,
      State state,
      String object,
      Stated host,
      List<Backend> backends,
      Stated className,
      Tls tls) {}

  /**
   * Where a path leads.
   *
   * @param path a prefix; braces hold alternatives
   * @param component the component that answers, as a path in the values; empty if it is none of
   *     the chart's
   * @param remark what else there is to say, such as the service that answers
   */
  public record Backend(String path, String component, String remark) {}

  /**
   * The TLS of an Ingress.
   *
   * @param source where the certificate comes from
   * @param name the Secret that holds it, the issuer or the annotation that asks for it; missing if
   *     there is none
   */
  public record Tls(TlsSource source, Stated name) {}

  /** Where a certificate comes from. */
  public enum TlsSource {
    /** The Ingress is plain HTTP. */
    OFF,
    /** A Secret of the component's own. */
    SECRET,
    /** The Secret for all Ingresses. */
    GLOBAL_SECRET,
    /** The chart asks cert-manager for it. */
    CERT_MANAGER,
    /** An annotation asks cert-manager, and no Secret is named to keep it in. */
    ANNOTATION,
    /** The ingress controller's default certificate. */
    NONE,
    /** Whatever ends TLS before the pod, or before an Ingress that is plain HTTP. */
    OUTSIDE,
    /** A placeholder decides it. */
    UNKNOWN
  }

  /**
   * A way that has to be open.
   *
   * @param what what goes this way
   * @param service the key of the exposed service; empty if it is none
   * @param protocol {@code TCP} or {@code UDP}
   * @param ports the ports that the other side asks for, such as {@code 30001}, {@code 31000-32000}
   *     or {@code 80, 443}; missing if the other side decides
   * @param from who connects
   * @param to who is connected to
   * @param how how the port is exposed; empty if it is not this deployment's to expose
   * @param remark what else there is to say
   */
  public record OpenPort(
      String what,
      String service,
      State state,
      String protocol,
      Stated ports,
      String from,
      Stated to,
      String how,
      String remark) {}

  /**
   * How clients get to the SFU.
   *
   * @param address the address that is given by hand, or the URL of the other LiveKit; missing if
   *     there is none
   * @param stunServers those that are asked; none for LiveKit's own
   */
  public record SfuAddress(
      State state, AddressMode mode, Stated address, List<Stated> stunServers) {}

  /** How the SFU knows the address that it tells clients. */
  public enum AddressMode {
    STUN,
    MANUAL_IP,
    HOST_IP,
    POD_IP,
    /** There is no SFU: the authoriser sends clients to another LiveKit. */
    EXTERNAL,
    UNKNOWN
  }

  /**
   * A name that DNS has to know.
   *
   * @param pointsTo what it has to lead to
   * @param serves the components that answer there
   */
  public record Name(State state, Stated host, String pointsTo, List<String> serves) {}

  /**
   * A certificate.
   *
   * @param name the Secret, the issuer or the annotation
   * @param covers the names that it has to have
   * @param remark what else there is to say
   */
  public record Certificate(
      State state, TlsSource source, Stated name, List<Stated> covers, String remark) {}

  /**
   * A database or a cache that a component uses.
   *
   * @param component who uses it, as a path in the values
   * @param kind {@code postgres} or {@code redis}
   * @param own whether it is the chart's
   * @param host missing if it is the chart's
   * @param database the name of the database or the number of the Redis database; missing if the
   *     chart chooses it
   * @param user missing if there is none or the chart chooses it
   * @param tls the mode of TLS; missing if nothing is said
   */
  public record Server(
      String component,
      State state,
      String kind,
      boolean own,
      Stated host,
      Stated port,
      Stated database,
      Stated user,
      Stated tls) {}

  /**
   * A credential, or another Secret that is used.
   *
   * @param detail the name of the Secret and the key in it, or what is wrong with it, never a
   *     value; its basis is where it is or would be given
   */
  public record SecretUse(State state, ValueOf given, Stated detail) {}

  /** Where the value of a credential is. */
  public enum ValueOf {
    /** In the values. */
    VALUES,
    /** In a Secret that has to be there. */
    SECRET,
    /** The chart generates it. */
    GENERATED,
    /** It is needed and nowhere. */
    MISSING,
    /** It is given by half, or in two ways. */
    INCOMPLETE,
    /** A placeholder decides it. */
    UNKNOWN
  }

  /** A Synapse worker. */
  public record Worker(String type, State state, Stated replicas, Basis basis) {}

  /**
   * A well-known document.
   *
   * @param name its last path segment
   * @param text the document, byte for byte; only what {@link dev.esslint.secret.Mask} knows is
   *     masked
   * @param byChart whether the chart serves it, or somebody else has to
   * @param lacking the key that has to come from a homeserver elsewhere; empty if none has
   */
  public record WellKnown(String name, Stated text, State byChart, String lacking) {}
}
