package dev.esslint.probe;

import java.util.Locale;

/** What can be promised: each kind of check once, with the id that reports have. */
public enum Promise {
  N1("name has an address", Group.DNS),
  N2("name leads to the ingress controller or gateway", Group.DNS),
  N3("wildcard in DNS", Group.DNS),
  N4("host alias of pods beside DNS", Group.DNS),
  N5("address of media beside DNS", Group.DNS),
  T1("TLS", Group.TLS),
  T2("authorities that DNS allows", Group.TLS),
  T3("port 80, which HTTP-01 needs", Group.TLS),
  T4("TLS 1.1 and 1.0", Group.TLS),
  W1("client document", Group.WELL_KNOWN),
  W2("client document: homeserver", Group.WELL_KNOWN),
  W3("client document: calls", Group.WELL_KNOWN),
  W4("client document: authentication", Group.WELL_KNOWN),
  W5("server document", Group.WELL_KNOWN),
  W6("support document", Group.WELL_KNOWN),
  W7("document: served by the chart", Group.WELL_KNOWN),
  W8("redirect of the server name", Group.WELL_KNOWN),
  F1("how other servers find this one", Group.WELL_KNOWN),
  S1("client API", Group.SYNAPSE),
  S2("signing keys", Group.SYNAPSE),
  S3("federation API", Group.SYNAPSE),
  S4("what the authoriser asks Synapse", Group.SYNAPSE),
  S5("where calls are, as Synapse tells it", Group.SYNAPSE),
  S6("release of the chart", Group.SYNAPSE),
  S7("CORS preflight of Synapse", Group.SYNAPSE),
  A1("authentication as Synapse tells it", Group.MAS),
  A2("authentication service", Group.MAS),
  R1("authoriser", Group.RTC),
  R2("authoriser: /get_token", Group.RTC),
  R3("authoriser: /delegate_delayed_leave", Group.RTC),
  R4("CORS preflight of the authoriser", Group.RTC),
  R5("authoriser: POST", Group.RTC),
  R6("authoriser: time to ask the homeserver", Group.RTC),
  R7("SFU", Group.RTC),
  R8("signalling of the SFU", Group.RTC),
  R9("signalling of the SFU, version 1", Group.RTC),
  R10("WebSocket of the SFU", Group.RTC),
  E1("Element Web: configuration", Group.WEB),
  E2("Element Web", Group.WEB),
  E3("Element Web: health", Group.WEB),
  D1("Element Admin", Group.WEB),
  M1("STUN", Group.MEDIA),
  M2("media over TCP", Group.MEDIA),
  M3("media over UDP", Group.MEDIA),
  M4("TURN", Group.MEDIA),
  M5("TURN over TLS", Group.MEDIA),
  M6("NAT of this network", Group.MEDIA),
  I1("server document, as the authoriser sees it", Group.INSIDE),
  I2("Synapse, as the authoriser sees it", Group.INSIDE),
  I3("SFU, as the authoriser sees it", Group.INSIDE),
  I4("STUN, as the SFU sees it", Group.INSIDE),
  I5("database or cache, as pods see it", Group.INSIDE),
  I6("MAS, as Synapse sees it", Group.INSIDE),
  I7("Synapse, as MAS and Hookshot see it", Group.INSIDE),
  I8("authoriser, as the SFU sees it", Group.INSIDE),
  I9("Hookshot, as Synapse sees it", Group.INSIDE),
  P1("token of the account for calls", Group.ACCOUNT),
  P2("authoriser: token for the SFU", Group.ACCOUNT),
  P3("SFU: joining a call", Group.ACCOUNT),
  P4("addresses that the SFU offers", Group.ACCOUNT),
  P5("media over UDP, both ways", Group.ACCOUNT),
  P6("media over TCP, both ways", Group.ACCOUNT),
  P7("where calls are, as Synapse tells this user", Group.ACCOUNT);

  /** Checks that are asked for together. */
  public enum Group {
    DNS,
    TLS,
    WELL_KNOWN,
    SYNAPSE,
    MAS,
    RTC,
    WEB,
    MEDIA,
    INSIDE,
    ACCOUNT;

    /** The word for it on the command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final String title;
  private final Group group;

  Promise(String title, Group group) {
    this.title = title;
    this.group = group;
  }

  /** What is checked. */
  public String title() {
    return title;
  }

  /** What it belongs to. */
  public Group group() {
    return group;
  }
}
