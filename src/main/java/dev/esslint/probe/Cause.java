package dev.esslint.probe;

import static dev.esslint.probe.Fault.CERTIFICATE;
import static dev.esslint.probe.Fault.DNS;
import static dev.esslint.probe.Fault.FIREWALL;
import static dev.esslint.probe.Fault.INGRESS;
import static dev.esslint.probe.Fault.POD;
import static dev.esslint.probe.Fault.PROXY;
import static dev.esslint.probe.Fault.VALUES;

import java.util.List;
import java.util.Locale;

/** Why a promise is not kept: the fact and its effect, what to do, and the rules that find the same in values. */
public enum Cause {
  NAME_UNKNOWN(
      DNS,
      "DNS has no such name, so nothing can reach it.",
      "If the name is yours, create an A record for it, and an AAAA record if the cluster has IPv6. If it is not, check its"
          + " spelling and the resolver that was asked."),
  NAME_WITHOUT_ADDRESS(DNS, "DNS has the name, but no address for it.", "Add an A record to the name, or an AAAA record."),
  NAME_SERVER_FAILS(DNS, "The name servers of this domain cannot answer.", "Check the delegation of the domain, its name servers and DNSSEC."),
  ADDRESS_IS_LOCAL(
      DNS,
      "The name leads to an address that is only valid inside a network or a host.",
      "Publish the public address. If this network has its own DNS on purpose, use `--allow-local`."),
  ADDRESS_IS_NOT_THE_INGRESS(DNS, "The name leads elsewhere than to the given address of the ingress controller or gateway.", "Change the record to that address."),
  ADDRESS_DIFFERS(
      DNS,
      "The other Ingress names of this deployment lead to other addresses.",
      "If one ingress controller or gateway serves all names, give all of them the same records."),

  ALIAS_USELESS(
      DNS,
      "The host alias gives pods the same public address as DNS, so it changes nothing.",
      "Remove it; or, where pods cannot reach that address, use the address of the ingress controller or gateway inside of the cluster."),
  AUTHORITY_FORBIDDEN(
      DNS,
      "CAA records do not let Let's Encrypt issue certificates for this name, so the next renewal fails.",
      "Add a CAA record `0 issue \"letsencrypt.org\"`, or use an issuer of an authority that is allowed."),
  HTTP_PORT_CLOSED(
      FIREWALL,
      "Port 80 is closed. If the issuer of cert-manager uses HTTP-01, the next renewal fails.",
      "Open port 80 up to the ingress controller or gateway. With DNS-01 nothing has to be done."),

  PORT_CLOSED(INGRESS, "Nothing listens there.", "Check that the ingress controller or gateway runs and that its Service is reachable at this address."),
  PORT_FILTERED(FIREWALL, "No answer comes back, so a firewall drops the packets or the address is wrong.", "Open the port, or correct the record in DNS."),
  NO_HAIRPIN(
      FIREWALL,
      "The router does not lead packets from inside back to its own public address.",
      "Enable NAT loopback, or use `hostAliases` or internal DNS to lead pods to the ingress controller or gateway."),
  IPV6_DEAD(DNS, "The IPv6 address does not answer although another one does. Pods and some clients try it first.", "Remove the AAAA record, or make the address reachable."),
  ADDRESS_DEAD(DNS, "One of the addresses does not answer although another one does. Some clients get no connection.", "Remove the record of the address that does not answer."),
  CONNECTION_BROKEN(FIREWALL, "The connection is broken off.", "Check firewalls and proxies between here and the ingress controller or gateway, and their limits."),
  NOT_TLS(INGRESS, "The port answers without TLS, but all URLs of the chart use https.", "Enable TLS there, or forward 443 to the TLS port."),
  TLS_SILENT(INGRESS, "The port accepts connections, but does not answer the TLS handshake.", "Check what listens there, and whether it expects another protocol such as PROXY."),
  TLS_OUTDATED(INGRESS, "The server speaks only TLS older than 1.2, which clients and other homeservers refuse.", "Enable TLS 1.2 and 1.3 in what ends TLS there: the ingress controller, gateway or proxy."),
  TLS_OLD_OFFERED(INGRESS, "The server still accepts TLS older than 1.2, which is no longer safe.", "Disable TLS 1.0 and 1.1 in what ends TLS there: the ingress controller, gateway or proxy."),
  HANDSHAKE_REFUSED(
      INGRESS, "The server refuses the TLS handshake: it has no certificate for this name, or no cipher suite in common.", "Check the TLS settings of the ingress controller or gateway and the Secret with the certificate."),

  CERTIFICATE_EXPIRED(CERTIFICATE, "The certificate has expired.", "Renew it; with cert-manager, look at the Certificate and its events."),
  CERTIFICATE_NOT_YET_VALID(CERTIFICATE, "The certificate is not valid yet.", "Check the clock of this machine and of the authority."),
  CERTIFICATE_EXPIRES_SOON(CERTIFICATE, "The certificate expires in less than 14 days.", "Check that it is renewed; cert-manager does so long before."),
  INTERMEDIATE_EXPIRED(CERTIFICATE, "An intermediate certificate that the server sends has expired.", "Put the current chain into the Secret."),
  CERTIFICATE_OF_CONTROLLER(
      CERTIFICATE,
      "The ingress controller or gateway shows its own default certificate: it has none for this name.",
      "Check that the Secret exists in the namespace, that cert-manager has filled it, and that the host is the one of the Ingress.",
      "ING032"),
  CERTIFICATE_FOR_OTHER_NAME(CERTIFICATE, "The certificate is for other names, so clients refuse it.", "Request a certificate that has this name.", "ING033", "ING034"),
  INTERMEDIATE_MISSING(
      CERTIFICATE,
      "The server does not send the intermediate certificate. Browsers may work, but the authoriser and other homeservers fail.",
      "Put the full chain into the Secret: the certificate of the server first, then the intermediate ones."),
  CERTIFICATE_SELF_SIGNED(CERTIFICATE, "The certificate is self-signed, so clients refuse it.", "Use a certificate of an authority that clients know."),
  AUTHORITY_UNKNOWN(
      CERTIFICATE,
      "The certificate is of an authority that is not public, so clients and other homeservers refuse it.",
      "Use a public authority. For a private one, all clients and pods need its certificate; try `--ca` here."),
  AUTHORITY_PRIVATE(
      CERTIFICATE,
      "The certificate is valid only with the authority of `--ca`. The authoriser does not know it, and calls fail.",
      "Use a public authority, or read RTC068.",
      "RTC068"),

  NO_ANSWER(POD, "The connection works, but no HTTP answer comes in time.", "Look at the logs of the pods behind this path and of the ingress controller or gateway."),
  NOT_HTTP(PROXY, "What answers is not HTTP.", "Check what listens there."),
  ANSWER_INCOMPLETE(PROXY, "The answer ends before it is complete, or is far too large.", "Check the proxies in between, and what answers there."),
  REDIRECTED(PROXY, "The request is redirected, which clients, servers and the authoriser do not expect here.", "Serve the path at this name; exclude it from the redirect."),
  TAKEN_BY_REDIRECT(
      PROXY,
      "A redirect of the whole name answers instead of the document, so clients get a page.",
      "Exclude `/.well-known/matrix/` from the redirect, in the proxy or where the base domain redirect of the chart takes it."),
  REDIRECTED_TO_DOCUMENT(
      PROXY,
      "The document is redirected to another address. Clients follow that, but each answer needs its CORS header.",
      "Serve the document at this name, without a redirect."),
  LOGIN_IN_FRONT(PROXY, "Something in front wants a login, so Matrix clients and servers get no answer.", "Exclude this host from the login of the proxy."),
  ACCESS_DENIED(PROXY, "Something in front refuses the request.", "Check the rules of the proxy, such as a web application firewall or a list of allowed addresses."),
  SYNAPSE_DOWN(POD, "HAProxy answers 429 since no Synapse process is available.", "Look at the Synapse pods and their logs."),
  RATE_LIMITED(PROXY, "Something limits the rate of requests.", "Check the limits of the proxy."),
  BACKEND_DOWN(INGRESS, "The ingress controller, gateway or proxy gets no answer from the pods.", "Look at the pods, the Service and its endpoints; then at network policies."),
  SERVER_ERROR(POD, "The server has an internal error.", "Look at the logs of the pod."),
  NOT_ROUTED(INGRESS, "Neither an Ingress nor a route leads this path to the chart.", "Check host and paths of the Ingress (`kubectl get ingress`) and its class, or those of your route."),
  CHART_WITHOUT_PATH(INGRESS, "HAProxy answers, but it does not have this path.", "Check that the proxy in front does not change the path, and that the component is deployed."),
  OTHER_SERVER(
      PROXY,
      "Another web server answers for this name, not the chart.",
      "Forward the path to the ingress controller or gateway, or serve the documents there that `esslint map` shows.",
      "WKD001"),
  NOT_BY_CHART(
      PROXY,
      "Something other than HAProxy of the chart serves this document, so a change of the values may not reach it.",
      "Forward `/.well-known/matrix/` to the ingress controller or gateway; or disable `wellKnownDelegation` if it is meant so."),
  OTHER_STATUS(PROXY, "The status is not the one that this path gives.", "Check what answers: the Server header, the log of the ingress controller or gateway."),

  NOT_JSON(PROXY, "The document is not valid JSON, so nobody can read it.", "Correct the document at the server that serves it.", "WKD010"),
  NO_CORS(PROXY, "The header Access-Control-Allow-Origin is missing, so web clients cannot read the answer.", "Remove what drops the header, or send `Access-Control-Allow-Origin: *`.", "WKD033"),
  CORS_TWICE(PROXY, "The header Access-Control-Allow-Origin has several values, so browsers refuse the answer.", "Let only one side send it: the chart does so already."),
  CORS_OTHER(PROXY, "The header Access-Control-Allow-Origin does not allow all origins.", "Send `Access-Control-Allow-Origin: *`.", "WKD033"),
  OTHER_TYPE(PROXY, "The Content-Type is not application/json.", "Send `Content-Type: application/json`."),
  DOCUMENT_DIFFERS(VALUES, "The document is not the one that these values give.", "Deploy these values, or correct the document where it is served."),
  HOMESERVER_MISSING(VALUES, "The document has no homeserver, so clients do not find it.", "Add `m.homeserver`, as `esslint map` shows it.", "WKD021"),
  HOMESERVER_DIFFERS(VALUES, "The document names another homeserver than these values.", "Deploy these values, or correct the document where it is served."),
  FOCUS_MISSING(VALUES, "The document does not tell clients where calls are: MISSING_MATRIX_RTC_FOCUS.", "Add `org.matrix.msc4143.rtc_foci`, as `esslint map` shows it.", "RTC001"),
  FOCUS_DIFFERS(VALUES, "The document names another place for calls than these values.", "Deploy these values, or correct the document where it is served."),
  AUTHENTICATION_MISSING(VALUES, "The document does not tell clients about MAS, which this release does.", "Deploy these values, or correct the document where it is served."),
  AUTHENTICATION_DIFFERS(VALUES, "The document names another authentication service than these values.", "Deploy these values, or correct the document where it is served."),
  SERVER_MISSING(VALUES, "The document does not name the homeserver, so other servers and the authoriser ask port 8448 of the server name.", "Add `m.server`, as `esslint map` shows it."),
  SERVER_WITHOUT_PORT(VALUES, "`m.server` has no port, so other servers use SRV records or port 8448.", "Add `:443` to it.", "WKD022"),
  SERVER_DIFFERS(VALUES, "`m.server` names another server than these values.", "Deploy these values, or correct the document where it is served."),

  OTHER_DEPLOYMENT(VALUES, "Another homeserver answers: its server name is not the one of these values.", "Check that the values are those of this deployment, and that DNS leads to it."),
  KEYS_OUTDATED(POD, "The signing keys are no longer valid, so other servers refuse this one.", "Check the clock of the node and the Synapse main process."),
  KEYS_MISSING(POD, "Synapse shows no signing key, so other servers refuse this one.", "Look at the log of the Synapse main process, and at the Secret with the signing key."),
  NOT_SYNAPSE(PROXY, "Another program than Synapse answers.", "Check where DNS and proxies lead this name: the chart runs Synapse there."),
  FEDERATION_CLOSED(
      INGRESS,
      "The federation API does not answer. Other servers and the authoriser of calls need it.",
      "Check that proxy and network policies let `/_matrix/federation` through, and `listeners` in `synapse.additional`."),
  TRANSPORTS_OFF(VALUES, "Synapse does not tell clients where calls are: MISSING_MATRIX_RTC_TRANSPORT.", "Deploy these values with Matrix RTC; check `experimental_features` in `synapse.additional`."),
  OTHER_RELEASE(VALUES, "The chart that runs is of another release than the one that was checked.", "Check with `--chart-version` and that release, or finish the rollout."),
  NO_MAS(VALUES, "Synapse does not use MAS, although these values enable it.", "Deploy these values, or finish the migration."),
  STILL_MAS(VALUES, "Synapse uses MAS, although these values do not enable it.", "Check that these are the values that are deployed."),
  ISSUER_DIFFERS(VALUES, "The issuer is not the host of MAS, so logins fail.", "Remove `http.public_base` from `matrixAuthenticationService.additional`, or correct the host.", "MAS025"),

  ENDPOINTS_DIFFER(
      VALUES,
      "The authentication service does not name its endpoints below its own address, so logins may fail.",
      "Check `http.public_base` and `http.issuer` in `matrixAuthenticationService.additional`.",
      "MAS025"),

  PATH_GOES_TO_SFU(
      PROXY,
      "The SFU gets the requests for the authoriser, so calls do not start.",
      "Put the paths of the authoriser before `/` in the proxy: see `esslint map`.",
      "ING059"),
  AUTHORISER_OLDER(VALUES, "The authoriser does not have this path, so an older release runs, or a proxy has only the old paths.", "Finish the rollout, and add the path to the proxy."),
  PREFLIGHT_LOST(PROXY, "The OPTIONS request does not reach the authoriser, so web clients cannot call it.", "Let the proxy pass OPTIONS on, and set no CORS headers there."),
  PREFLIGHT_INCOMPLETE(
      PROXY, "The answer to OPTIONS does not allow the header Content-Type, so web clients cannot call the authoriser.", "Let the proxy pass OPTIONS on, and set no CORS headers there."),
  BODY_LOST(PROXY, "The body of a POST request does not reach the authoriser.", "Check the proxy: it must pass POST on without a change."),
  SFU_NOT_READY(POD, "The SFU answers that it is not ready.", "Look at the log of the SFU and at the load of its node."),
  NOT_LIVEKIT(PROXY, "What answers is not LiveKit.", "Let `/` of this host lead to the SFU: see `esslint map`."),
  UPGRADE_STRIPPED(
      PROXY,
      "A proxy drops the WebSocket upgrade, so calls stop at the signalling.",
      "In the proxy, pass `Upgrade` and `Connection` on and use HTTP/1.1; with nginx: `proxy_set_header Upgrade $http_upgrade`."),
  WEB_OTHER_HOMESERVER(VALUES, "Element Web uses another homeserver than these values.", "Deploy these values, or correct `elementWeb.additional`.", "WEB021"),
  WEB_CONFIGURATION_DIFFERS(
      VALUES, "The configuration of Element Web is not the one that these values give.", "Deploy these values, and check what else serves `/config.json` at this name."),
  ANSWER_CACHED(
      PROXY,
      "The answer may be kept in caches, so browsers use an old configuration after a change.",
      "Let the proxy pass `Cache-Control: no-cache` on, as the chart sends it."),

  STUN_BLOCKED(
      FIREWALL,
      "The STUN server does not answer from here. An SFU that gets no answer does not start.",
      "Allow UDP to the STUN servers, or set `matrixRTC.sfu.manualIP` and disable STUN."),
  SYMMETRIC_NAT(
      FIREWALL,
      "The NAT gives each destination another port, so an address from STUN does not help clients.",
      "Set `matrixRTC.sfu.manualIP`, forward the media ports, or use TURN."),
  SEEN_ELSEWHERE(
      FIREWALL,
      "STUN sees the SFU with an address that neither a node nor the name for calls has, and clients are told this one.",
      "Check that what has this address, such as a NAT gateway, forwards the media ports to the node. Otherwise set"
          + " `matrixRTC.sfu.manualIP` to the public address of the node and disable STUN."),
  MEDIA_PORT_CLOSED(FIREWALL, "The port is closed, so media cannot reach the SFU this way.", "Check that the SFU runs and exposes the port, and that firewall and router forward it.", "RTC043"),
  MEDIA_PORT_FILTERED(
      FIREWALL,
      "No answer comes back from the media port.",
      "Open the port in the firewall and forward it; with `externalTrafficPolicy: Local`, use the node of the SFU.",
      "RTC048"),
  MEDIA_OTHER_SERVICE(FIREWALL, "Something other than LiveKit answers at the media port.", "Forward the port to the SFU; check which program uses it."),
  TURN_SILENT(FIREWALL, "TURN does not answer.", "Open the UDP port of TURN and forward it to the SFU.", "RTC079"),
  TURN_OF_OTHERS(PROXY, "Another TURN server answers, not that of LiveKit.", "Forward the port to the SFU."),
  TURN_BEHIND_INGRESS(
      INGRESS,
      "The ingress controller or gateway ends the TLS and speaks HTTP, so TURN does not reach the SFU.",
      "Pass TLS for this name through to the SFU (SNI), or give TURN its own address.",
      "RTC055"),
  NAME_UNKNOWN_INSIDE(
      DNS,
      "Pods cannot resolve the name, so what runs in them cannot reach it.",
      "Check the DNS of the cluster, and internal zones that hide the public one; or use `matrixRTC.hostAliases`.",
      "RTC020"),
  UNREACHABLE_INSIDE(
      FIREWALL,
      "Pods get no connection: the router does not lead packets from inside back to the public address (hairpin).",
      "Enable NAT loopback, or lead pods to the ingress controller or gateway with `matrixRTC.hostAliases` or internal DNS."),
  EGRESS_BLOCKED(FIREWALL, "A network policy or a firewall does not let pods out.", "Allow connections from the pods to this address."),
  SERVICE_UNKNOWN(
      DNS,
      "The DNS of the cluster does not know this Service, so the pods of the deployment do not find each other.",
      "Check `-n`, `--name` and `clusterDomain`, and that the component is deployed."),
  POD_UNREACHABLE(POD, "Pods get no connection to this Service of the deployment.", "Check that its pod is ready; then the network policies of the namespace."),
  CERTIFICATE_REFUSED_INSIDE(
      CERTIFICATE,
      "Pods do not accept the certificate, so the authoriser refuses all calls.",
      "Check the full chain; pods may also reach another server than clients do, such as the router.",
      "RTC068"),
  OTHER_SERVER_INSIDE(
      DNS,
      "Pods reach another server than the one that clients reach.",
      "Check what the name leads to inside: `matrixRTC.hostAliases`, internal DNS, or the web page of the router."),
  SLOW_INSIDE(POD, "The answer takes so long that the authoriser may give up.", "Check DNS and routes of the cluster; one of several addresses may be dead."),
  TOKEN_REFUSED(VALUES, "Synapse does not accept the access token, or it is of another user.", "Use a current access token of the user of `--user`."),
  AUTHORISER_CANNOT_ASK(
      POD,
      "The authoriser does not accept the token of the account: it cannot reach Synapse or the server document from its pod.",
      "Run `esslint probe --script` in a pod, and look at the log of the authoriser for `Failed to look up user info`.",
      "RTC020",
      "RTC068"),
  AUTHORISER_SLOW(
      POD,
      "The authoriser takes long to ask the homeserver of a user, as it does where its pod cannot reach the server name or Synapse.",
      "Run `esslint probe --script` in a pod, and look at the log of the authoriser for `Failed to look up user info`.",
      "RTC020"),
  CALLS_RESTRICTED(VALUES, "The authoriser does not let users of this homeserver create calls.", "Check `matrixRTC.restrictRoomCreationToLocalUsers` and the server name."),
  TRANSPORT_DIFFERS(VALUES, "Synapse names another place for calls than these values.", "Deploy these values; check `matrix_rtc` in `synapse.additional`."),
  OTHER_SFU(VALUES, "The authoriser leads clients to another SFU than these values.", "Check `LIVEKIT_URL` in `matrixRTC.extraEnv`."),
  KEYS_DIFFER(VALUES, "The SFU refuses the token of the authoriser.", "Give both the same key and secret: see `matrixRTC.livekitAuth`; then restart both."),
  NO_OFFER(POD, "The SFU lets clients join but offers no media.", "Look at the log of the SFU."),
  PRIVATE_OFFER(
      VALUES,
      "The SFU offers only private addresses, so clients in the internet get no media.",
      "Set `matrixRTC.sfu.manualIP` to the public address, or enable STUN.",
      "RTC006",
      "RTC010",
      "RTC011"),
  OTHER_OFFER(VALUES, "The SFU offers other addresses than the values say.", "Check that STUN is disabled beside `manualIP`, and that the rollout is complete.", "RTC003"),
  MEDIA_UNPROVEN(
      FIREWALL,
      "No address that the SFU offers answers, so calls have no picture and no sound.",
      "Open the media ports in firewall and router and forward them to the node of the SFU."),
  MEDIA_OVER_TCP_ONLY(FIREWALL, "Media works over TCP but not over UDP, so calls are slow to recover from loss.", "Open the UDP port and forward it to the SFU.");

  private final Fault fault;
  private final String fact;
  private final String fix;
  @SuppressWarnings("ImmutableEnumChecker") // the list is one that cannot be changed
  private final List<String> rules;

  Cause(Fault fault, String fact, String fix, String... rules) {
    this.fault = fault;
    this.fact = fact;
    this.fix = fix;
    this.rules = List.of(rules);
  }

  /** The name in reports: {@code name-unknown}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where it lies. */
  public Fault fault() {
    return fault;
  }

  /** What is so, and what comes of it. */
  public String fact() {
    return fact;
  }

  /** What to do about it. */
  public String fix() {
    return fix;
  }

  /** The rules that find it in values. */
  public List<String> rules() {
    return rules;
  }
}
