package dev.esslint.model.ingress;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Annotations of Ingresses and of their Services that their reader does not know or does not take. */
public final class AnnotationFacts {
  private static final String NGINX = "nginx.ingress.kubernetes.io";

  private static final String TRAEFIK = "traefik.ingress.kubernetes.io";

  /** Domains that are long enough to know a slip by. */
  private static final List<String> DOMAINS =
      List.of(NGINX, TRAEFIK, "cert-manager.io", "haproxy-ingress.github.io", "alb.ingress.kubernetes.io");

  /** In a domain that is longer, two letters may be wrong. */
  private static final int LONG = 20;

  /** What ingress-nginx, Traefik and cert-manager read at Ingresses only. */
  private static final List<String> OF_INGRESSES =
      List.of(NGINX + "/", "traefik.ingress.kubernetes.io/router.", "cert-manager.io/");

  /** The Services of the SFU, which no Ingress is in front of. */
  private static final String EXPOSED = "matrixRTC.sfu.exposedServices";

  /** The form of a value of ingress-nginx. */
  private enum Form {
    NUMBER("number", "[-+]?[0-9]{1,18}"),
    SIZE("size", "(?i) *[0-9 ]{1,18}[bkmg]? *"),
    SWITCH("switch", "\\s*(?:on|off)\\s*"),
    BOOLEAN("boolean", "1|t|T|TRUE|true|True|0|f|F|FALSE|false|False");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // an expression does not change
    private final Regex regex;

    Form(String label, String regex) {
      this.label = label;
      this.regex = new Regex(regex);
    }
  }

  /** The annotations of ingress-nginx with a form, from its own checks of them; most values have none of these. */
  private static final class Forms {
    /** What Traefik reads of what people write at Ingresses. */
    static final List<String> OF_TRAEFIK =
        List.of("router.entrypoints", "router.middlewares", "router.priority", "router.pathmatcher", "router.tls", "router.tls.certresolver", "router.tls.options");

    static final Map<String, Form> ALL =
        Map.ofEntries(
            Map.entry("proxy-connect-timeout", Form.NUMBER),
            Map.entry("proxy-send-timeout", Form.NUMBER),
            Map.entry("proxy-read-timeout", Form.NUMBER),
            Map.entry("proxy-next-upstream-timeout", Form.NUMBER),
            Map.entry("proxy-next-upstream-tries", Form.NUMBER),
            Map.entry("proxy-buffers-number", Form.NUMBER),
            Map.entry("limit-rps", Form.NUMBER),
            Map.entry("limit-rpm", Form.NUMBER),
            Map.entry("limit-connections", Form.NUMBER),
            Map.entry("limit-burst-multiplier", Form.NUMBER),
            Map.entry("proxy-body-size", Form.SIZE),
            Map.entry("proxy-buffer-size", Form.SIZE),
            Map.entry("proxy-busy-buffers-size", Form.SIZE),
            Map.entry("proxy-max-temp-file-size", Form.SIZE),
            Map.entry("client-body-buffer-size", Form.SIZE),
            Map.entry("proxy-buffering", Form.SWITCH),
            Map.entry("proxy-request-buffering", Form.SWITCH),
            Map.entry("ssl-redirect", Form.BOOLEAN),
            Map.entry("force-ssl-redirect", Form.BOOLEAN),
            Map.entry("enable-cors", Form.BOOLEAN),
            Map.entry("use-regex", Form.BOOLEAN));
  }

  private final Chosen chosen;
  private final Facts facts;
  private final Set<ValuePath> told = new LinkedHashSet<>();

  private AnnotationFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        annotationValues[]: an annotation with a value that ingress-nginx does not take
          key: its key
          value: its value
          form: `number`, `size`, `switch` or `boolean`
        misspelledAnnotations[]: an annotation whose domain or name is likely a slip
          key: its key
          meant: the domain that is likely meant, if that is the slip
          whole: what it is called, if its name is the slip
        serviceAnnotations[]: an annotation of a Service or of pods that is read at Ingresses only
          key: its key
          kind: `service` or `pods`
          block: where the annotations of the Ingress are
        """);
  }

  public static void state(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    AnnotationFacts state = new AnnotationFacts(chosen, facts);
    for (Endpoint endpoint : endpoints) {
      if (endpoint.isServed()) {
        endpoint.annotations().forEach((key, path) -> state.annotation(endpoint, key, path));
        String block = endpoint.at("annotations");
        state.elsewhere(endpoint.at("service.annotations"), "service", block);
        state.elsewhere(endpoint.component() + ".annotations", "pods", block);
      }
    }
    if (!endpoints.isEmpty()) {
      state.elsewhere("ingress.service.annotations", "service", "ingress.annotations");
    }
    if (chosen.on("matrixRTC.enabled") && chosen.on("matrixRTC.sfu.enabled")) {
      String block = "matrixRTC.ingress.annotations";
      chosen.entries(EXPOSED).keySet().forEach(name -> state.elsewhere(EXPOSED + "." + name + ".annotations", "service", block));
      state.elsewhere("matrixRTC.sfu.annotations", "pods", block);
    }
  }

  private void annotation(Endpoint endpoint, String key, ValuePath path) {
    int slash = key.indexOf('/');
    if (slash < 0 || Placeholder.in(key).isPresent()) {
      return;
    }
    String domain = key.substring(0, slash);
    String value = chosen.textAt(path);
    Form form = domain.equals(NGINX) ? Forms.ALL.get(key.substring(slash + 1)) : null;
    boolean read = endpoint.controller().filter(controller -> controller != Controller.INGRESS_NGINX).isEmpty();
    if (form != null && read && !value.isEmpty() && Placeholder.in(value).isEmpty() && !form.regex.fits(value)) {
      if (told.add(path)) {
        Facts item = facts.item("annotationValues");
        item.put("key", key, path);
        item.put("value", value, path);
        item.put("form", form.label, path);
      }
      return;
    }
    Optional<String> meant = meant(domain);
    Optional<String> name = name(domain, key.substring(slash + 1));
    if ((meant.isPresent() || name.isPresent()) && told.add(path)) {
      Facts item = facts.item("misspelledAnnotations");
      item.put("key", key, path);
      meant.ifPresent(right -> item.put("meant", right, path));
      name.ifPresent(right -> item.put("whole", domain + "/" + right, path));
    }
  }

  /** What an annotation is called whose name is written with other signs between its words, or in one of two numbers. */
  private static Optional<String> name(String domain, String name) {
    List<String> known =
        switch (domain) {
          case NGINX -> List.copyOf(Forms.ALL.keySet());
          case TRAEFIK -> Forms.OF_TRAEFIK;
          default -> List.of();
        };
    boolean asNginx = domain.equals(NGINX) && name.equals("client-max-body-size");
    return known.contains(name)
        ? Optional.empty()
        : asNginx
            ? Optional.of("proxy-body-size")
            : known.stream().filter(right -> Spelling.fold(right).equals(Spelling.fold(name)) || right.equals(name + "s") || (right + "s").equals(name)).findFirst();
  }

  /** The domain that another one is a slip of. */
  private static Optional<String> meant(String domain) {
    return DOMAINS.contains(domain) || Controller.owner(domain + "/").isPresent()
        ? Optional.empty()
        : DOMAINS.stream().filter(known -> isSlip(domain, known)).findFirst();
  }

  private static boolean isSlip(String domain, String known) {
    int letters = known.length() > LONG ? 2 : 1;
    return Math.abs(known.length() - domain.length()) <= letters && Spelling.distance(known, domain) <= letters;
  }

  /**
   * Annotations that are read at Ingresses and stand at something else.
   *
   * @param kind what they stand at
   * @param right where those of the Ingress are
   */
  private void elsewhere(String block, String kind, String right) {
    chosen
        .entries(block)
        .forEach(
            (key, value) -> {
              ValuePath path = ValuePath.parse(block).key(key);
              if (OF_INGRESSES.stream().anyMatch(key::startsWith) && value.text().isPresent() && told.add(path)) {
                Facts item = facts.item("serviceAnnotations");
                item.put("key", key, path);
                item.put("kind", kind, path);
                item.put("block", right, path);
              }
            });
  }
}
