package dev.esslint.probe.account;

import dev.esslint.model.base.Basis;

/**
 * Who calls, and where.
 *
 * @param user such as {@code @alice:example.org}
 * @param token its access token, which no text of this has
 * @param synapse the host of Synapse
 * @param rtc the host of the authoriser
 * @param transports whether this release lets Synapse tell users where calls are
 * @param expected the address that the SFU has to offer; empty if the values do not have it
 * @param basis the value that the host of the authoriser comes from
 */
public record Account(String user, String token, String synapse, String rtc, boolean transports, String expected, Basis basis) {
  /** Whether a text is the id of a user. */
  public static boolean isUser(String text) {
    return text.length() <= 255 && text.matches("@[^:\\s\\p{Cntrl}]+:[^\\s\\p{Cntrl}]+");
  }

  /** Whether a text can be an access token. */
  public static boolean isToken(String text) {
    return text.length() <= 4096 && text.matches("[!-~]+");
  }

  @Override
  public String toString() {
    return user;
  }
}
