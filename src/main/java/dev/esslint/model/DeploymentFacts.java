package dev.esslint.model;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.Release;
import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.FactTree;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.cluster.ClusterFacts;
import dev.esslint.model.cluster.NameFacts;
import dev.esslint.model.data.ClaimFacts;
import dev.esslint.model.data.ServerFacts;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.fragment.FragmentFacts;
import dev.esslint.model.fragment.StrayFacts;
import dev.esslint.model.ingress.AnnotationFacts;
import dev.esslint.model.ingress.BackendFacts;
import dev.esslint.model.ingress.ControllerFacts;
import dev.esslint.model.ingress.Endpoint;
import dev.esslint.model.ingress.EndpointFacts;
import dev.esslint.model.ingress.StatedControllers;
import dev.esslint.model.ingress.RequestFacts;
import dev.esslint.model.ingress.TlsFacts;
import dev.esslint.model.ingress.UnservedFacts;
import dev.esslint.model.login.MasFacts;
import dev.esslint.model.network.ServiceFacts;
import dev.esslint.model.program.Hole;
import dev.esslint.model.program.ListenerFacts;
import dev.esslint.model.program.OptionFacts;
import dev.esslint.model.program.OptionFileFacts;
import dev.esslint.model.program.OwnedKeys;
import dev.esslint.model.program.ProgramConfig;
import dev.esslint.model.required.NullFacts;
import dev.esslint.model.required.RequiredFacts;
import dev.esslint.model.rtc.AuthoriserFacts;
import dev.esslint.model.rtc.NodePortFacts;
import dev.esslint.model.rtc.RtcFacts;
import dev.esslint.model.rtc.SfuListenerFacts;
import dev.esslint.model.rtc.SfuPortFacts;
import dev.esslint.model.secrets.CredentialFacts;
import dev.esslint.model.secrets.RegistrationFacts;
import dev.esslint.model.secrets.SecretFacts;
import dev.esslint.model.texts.DocumentCharacters;
import dev.esslint.model.texts.ManifestFacts;
import dev.esslint.model.texts.SampleFacts;
import dev.esslint.model.texts.TemplateFacts;
import dev.esslint.model.texts.TextFacts;
import dev.esslint.model.web.WebFacts;
import dev.esslint.model.wellknown.WellKnownFacts;
import dev.esslint.model.workload.HookFacts;
import dev.esslint.model.workload.ExtraFacts;
import dev.esslint.model.workload.ImageFacts;
import dev.esslint.model.workload.InstallationFacts;
import dev.esslint.model.workload.MetadataFacts;
import dev.esslint.model.workload.PodFacts;
import dev.esslint.model.workload.RefusedFacts;
import dev.esslint.model.workload.SchedulingFacts;
import dev.esslint.model.workload.VolumeFacts;
import dev.esslint.model.workload.ResourceFacts;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the chart would make of values.
 *
 * @param values the values
 * @param release the release of the chart
 * @param on the components that are switched on, in the order of the catalogue
 * @param documents the values with their embedded documents parsed
 * @param configs what the embedded configuration of each component comes to
 * @param tree the facts
 */
public record DeploymentFacts(
    ResolvedValues values,
    Release release,
    Set<ChartComponent> on,
    Documents documents,
    Configs configs,
    FactTree tree) {

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        InstallationFacts.names(),
        WellKnownFacts.names(),
        RtcFacts.names(),
        SfuPortFacts.names(),
        NodePortFacts.names(),
        SfuListenerFacts.names(),
        AuthoriserFacts.names(),
        ServiceFacts.names(),
        FragmentFacts.names(),
        OwnedKeys.names(),
        ListenerFacts.names(),
        OptionFacts.names(),
        OptionFileFacts.names(),
        MasFacts.names(),
        HookFacts.names(),
        RequiredFacts.names(),
        CredentialFacts.names(),
        RegistrationFacts.names(),
        TextFacts.names(),
        DocumentCharacters.names(),
        ManifestFacts.names(),
        TemplateFacts.names(),
        NullFacts.names(),
        EndpointFacts.names(),
        ControllerFacts.names(),
        RequestFacts.names(),
        AnnotationFacts.names(),
        BackendFacts.names(),
        UnservedFacts.names(),
        StrayFacts.names(),
        TlsFacts.names(),
        ServerFacts.names(),
        SecretFacts.names(),
        ResourceFacts.names(),
        ImageFacts.names(),
        PodFacts.names(),
        VolumeFacts.names(),
        ExtraFacts.names(),
        MetadataFacts.names(),
        SchedulingFacts.names(),
        RefusedFacts.names(),
        NameFacts.names(),
        ClaimFacts.names(),
        ClusterFacts.names(),
        WebFacts.names(),
        SampleFacts.names());
  }

  /** Works out the facts where nothing is stated about the cluster. */
  public static DeploymentFacts of(ResolvedValues values, Release release) {
    return of(values, release, null);
  }

  /**
   * Works out the facts.
   *
   * @param cluster what is stated about the cluster, or null
   */
  public static DeploymentFacts of(
      ResolvedValues values, Release release, @Nullable Value cluster) {
    return of(values, release, cluster, Map.of());
  }

  /**
   * The facts about values that were meant in another way.
   *
   * @param names for keys of documents in the values, by their paths, those that were meant
   */
  public static DeploymentFacts of(
      ResolvedValues values, Release release, @Nullable Value cluster, Map<ValuePath, String> names) {
    StatedControllers stated = StatedControllers.of(cluster);
    Facts facts = new Facts(values.root().origin());
    Chosen chosen = new Chosen(values);
    Parts parts = new Parts(chosen);
    Set<ChartComponent> on = parts.switchedOn();
    List<String> running = parts.running(release);
    List<Block> pods = running.stream().map(chosen::block).toList();
    Documents documents = new Documents(values, names);
    InstallationFacts.state(chosen, release, running, facts);
    WellKnownFacts.state(chosen, release, documents, facts);
    Configs configs = new Configs(chosen, documents);
    RtcFacts.state(chosen, configs, release, facts);
    SfuPortFacts.state(chosen, configs, release, cluster, facts);
    AuthoriserFacts.state(chosen, release, facts);
    ServiceFacts.state(chosen, release, facts);
    FragmentFacts.state(configs, chosen, facts);
    Set<String> owned = OwnedKeys.state(configs, chosen, release, facts);
    if (hasFragments(chosen)) {
      List<ProgramConfig> read = ProgramConfig.of(configs, chosen);
      owned.addAll(ListenerFacts.state(read, facts));
      OptionFacts.state(read, chosen, release, owned, facts);
      OptionFileFacts.state(read, chosen, facts);
    }
    MasFacts.state(configs, chosen, release, facts);
    HookFacts.state(configs, chosen, facts);
    RequiredFacts.state(chosen, release, facts);
    CredentialFacts.state(chosen, release, facts);
    RegistrationFacts.state(chosen, facts);
    TextFacts.state(chosen, documents, facts);
    DocumentCharacters.state(chosen, release, facts);
    ManifestFacts.state(chosen, release, facts);
    TemplateFacts.state(chosen, release, facts);
    NullFacts.state(chosen, release, facts);
    List<Endpoint> endpoints = Endpoint.of(chosen, stated);
    EndpointFacts.state(chosen, endpoints, facts);
    ControllerFacts.state(chosen, release, endpoints, facts);
    RequestFacts.state(chosen, endpoints, facts);
    AnnotationFacts.state(chosen, endpoints, facts);
    BackendFacts.state(chosen, release, stated, facts);
    UnservedFacts.state(chosen, release, endpoints, facts);
    StrayFacts.state(chosen, facts);
    TlsFacts.state(chosen, endpoints, facts);
    ServerFacts.state(chosen, release, facts);
    SecretFacts.state(chosen, release, running, documents, facts);
    ResourceFacts.state(chosen, pods, facts);
    ImageFacts.state(chosen, pods, facts);
    PodFacts.state(chosen, pods, facts);
    VolumeFacts.state(chosen, pods, facts);
    ExtraFacts.state(pods, facts);
    MetadataFacts.state(chosen, on, pods, facts);
    SchedulingFacts.state(chosen, pods, facts);
    ClaimFacts.state(chosen, facts);
    NameFacts.state(chosen, release, endpoints, facts);
    RefusedFacts.state(pods, chosen.top(), facts);
    if (cluster != null) {
      ClusterFacts.state(chosen, release, endpoints, cluster, facts);
    }
    WebFacts.state(chosen, documents, facts);
    SampleFacts.state(chosen, documents, facts);
    return new DeploymentFacts(values, release, on, documents, configs, facts.tree());
  }

  /** Whether a program reads anything that the user wrote; only then its options matter. */
  private static boolean hasFragments(Chosen chosen) {
    return chosen.given("elementWeb.additional")
        || chosen.given("matrixRTC.sfu.additional")
        || chosen.given("synapse.additional")
        || chosen.given("matrixAuthenticationService.additional")
        || chosen.given("hookshot.additional");
  }

  /** The published holes of what is deployed; worked out by each call. */
  public List<Hole> holes() {
    return Hole.of(values, configs, release);
  }

  /** The facts in the form of values; {@link #about} tells which value each is about. */
  public MapValue facts() {
    return tree.root();
  }

  /** Where a fact, or the nearest fact above it, has its place, if that is not the value it is about. */
  public Optional<Origin> place(ValuePath fact) {
    return tree.place(fact);
  }

  /** The path of the value that a fact is about. */
  public ValuePath about(ValuePath fact) {
    return tree.about(fact);
  }
}
