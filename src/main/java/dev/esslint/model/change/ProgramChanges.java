package dev.esslint.model.change;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to programs that run before and after. */
final class ProgramChanges {
  private static final Release TYPED_SERVICE = Release.parse("26.1.2").orElseThrow();
  private static final String TYPE = "hookshot.ingress.service.type";

  private ProgramChanges() {}

  /** The facts that there can be. */
  static FactNames names() {
    return FactNames.of(
        """
        images[]: the image of a component with another version
          component: its name
          why: `older`, or `major` for another major version of PostgreSQL
          was: the version that runs
          is: the version that is to run
        media[]: a place besides its volume where Synapse keeps media and is to do so no longer
          module: the module that keeps them
        release.was: the release of the chart that is deployed, if it is newer
        workers.gone: the types of workers of Synapse that are gone
        workers.media: whether the worker that serves media comes or goes
        service.was: the type of Hookshot's Service, where Kubernetes refuses to change it
        service.is: the type that Hookshot's Service is to have, where Kubernetes refuses to change it
        """);
  }

  static void state(Change change, Facts facts) {
    if (change.before().release().compareTo(change.release()) > 0) {
      facts.put("release.was", change.before().release().toString(), ValuePath.ROOT);
    }
    images(change, facts);
    workers(change, facts);
    media(change, facts);
    service(change, facts);
  }

  private static void images(Change change, Facts facts) {
    boolean sameRelease = change.before().release().equals(change.release());
    for (String component : List.of("synapse", "matrixAuthenticationService")) {
      Optional<Release> was = version(change.old(), component);
      Optional<Release> is = version(change.chosen(), component);
      if (change.stays(component)
          && (sameRelease || change.chosen().isWritten(component + ".image.tag"))
          && was.isPresent()
          && is.isPresent()
          && is.get().compareTo(was.get()) < 0) {
        image(change, facts, component, "older");
      }
    }
    Optional<Release> was = version(change.old(), "postgres");
    Optional<Release> is = version(change.chosen(), "postgres");
    if (new Parts(change.old()).postgres()
        && new Parts(change.chosen()).postgres()
        && was.isPresent()
        && is.isPresent()
        && was.get().year() != is.get().year()) {
      image(change, facts, "postgres", "major");
    }
  }

  /** A digest stands before the chart's tag, and says nothing of the version. */
  private static Optional<Release> version(Chosen chosen, String component) {
    if (chosen.given(component + ".image.digest") && !chosen.isWritten(component + ".image.tag")) {
      return Optional.empty();
    }
    return chosen
        .known(component + ".image.tag")
        .flatMap(ProgramChanges::version);
  }

  /** Also of a tag that has the major version only. */
  private static Optional<Release> version(String tag) {
    return Release.ofTag(tag).or(() -> Release.ofTag(tag.replaceFirst("^(\\d+)", "$1.0")));
  }

  private static void image(Change change, Facts facts, String component, String why) {
    String tag = component + ".image.tag";
    ValuePath about = ValuePath.parse(tag);
    Facts item = facts.item("images");
    item.put("component", component, about);
    item.put("why", why, about);
    item.put("was", Change.text(change.old(), tag), about);
    item.put("is", Change.text(change.chosen(), tag), about);
  }

  private static void workers(Change change, Facts facts) {
    if (!change.stays("synapse")) {
      return;
    }
    List<String> gone = new ArrayList<>();
    String about = "synapse.workers";
    for (String worker : new Parts(change.old()).workers()) {
      ValuePath path = ValuePath.parse(worker);
      String name = ((ValuePath.Key) path.last()).name();
      boolean known = change.chosen().values().at(path).isPresent();
      boolean refused = name.equals("sso-login") && change.chosen().on("matrixAuthenticationService.enabled");
      if (known && !refused && change.goesOff(worker)) {
        about = gone.isEmpty() ? worker + ".enabled" : about;
        gone.add(name);
      }
    }
    if (!gone.isEmpty()) {
      facts.put("workers.gone", gone, ValuePath.parse(about));
    }
    String media = "synapse.workers.media-repository.enabled";
    if (change.differs(media) && change.old().on(media) != change.chosen().on(media)) {
      facts.put("workers.media", true, ValuePath.parse(media));
    }
  }

  private static void media(Change change, Facts facts) {
    ValuePath path = ValuePath.parse("synapse.media_storage_providers");
    Optional<List<Value>> was = LoginChanges.known(change.before().configs().at(path), "module");
    Optional<List<Value>> is = LoginChanges.known(change.now().configs().at(path), "module");
    if (!change.stays("synapse") || was.isEmpty() || is.isEmpty()) {
      return;
    }
    List<String> left = new ArrayList<>();
    is.get().forEach(item -> left.add(store(item)));
    for (Value item : was.get()) {
      if (!left.remove(store(item))) {
        facts.item("media").put("module", module(item), LoginChanges.place(change, path));
      }
    }
  }

  private static String module(Value item) {
    return text(item, ValuePath.of("module"));
  }

  /** Where a provider keeps media; what else is configured, such as credentials or the address, leads to the same ones. */
  private static String store(Value item) {
    StringBuilder store = new StringBuilder(module(item));
    for (String key : new String[] {"bucket", "prefix", "directory"}) {
      store.append('\n').append(text(item, ValuePath.of("config", key)));
    }
    return store.toString();
  }

  private static String text(Value item, ValuePath path) {
    return ResolvedValues.below(item, path).flatMap(Value::text).orElse("");
  }

  /** The Service is headless as long as its type is ClusterIP; neither way can Kubernetes change it. */
  private static void service(Change change, Facts facts) {
    String was = type(change.old());
    String is = type(change.chosen());
    if (change.stays("hookshot")
        && change.before().release().compareTo(TYPED_SERVICE) >= 0
        && change.isKnown(TYPE)
        && change.isKnown("ingress.service.type")
        && was.equals("ClusterIP") != is.equals("ClusterIP")) {
      ValuePath about =
          ValuePath.parse(change.chosen().text(TYPE).isPresent() ? TYPE : "ingress.service.type");
      facts.put("service.was", was, about);
      facts.put("service.is", is, about);
    }
  }

  private static String type(Chosen chosen) {
    return chosen.text(TYPE).or(() -> chosen.text("ingress.service.type")).orElse("ClusterIP");
  }
}
