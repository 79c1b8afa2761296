package dev.esslint.model.rtc;

import dev.esslint.embedded.Version;
import dev.esslint.net.Address;
import dev.esslint.net.Address.Kind;
import dev.esslint.values.Origin;
import dev.esslint.values.ValuePath;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The address of the SFU in its configuration, as somebody wrote it. If STUN is on, LiveKit advertises another.
 *
 * @param source who wrote it
 * @param about the value, or the option in a fragment
 * @param origin where in a fragment it is; empty for a value
 */
record GivenAddress(String text, Source source, ValuePath about, Optional<Origin> origin) {
  /** Where an address comes from. */
  enum Source {
    /** {@code matrixRTC.sfu.manualIP}. */
    VALUE,
    FRAGMENT,
    /** The chart, which writes the same whatever the value says. */
    CHART;

    /** How rules call it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an address is good for. */
  enum Use {
    /** LiveKit cannot read it. */
    UNREADABLE,
    /** No client can reach it. */
    UNREACHABLE,
    /** Clients in the same network can reach it. */
    PRIVATE,
    PUBLIC;

    /** How rules call it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The first LiveKit that takes an address of each family, with a comma between them. */
  private static final Version PAIRS = new Version(1, 10, 0);

  private static final Set<Kind> UNREACHABLE =
      EnumSet.of(Kind.LOOPBACK, Kind.UNSPECIFIED, Kind.LINK_LOCAL, Kind.MULTICAST, Kind.DOCUMENTATION, Kind.RESERVED);

  private static final Set<Kind> PRIVATE = EnumSet.of(Kind.PRIVATE, Kind.CGNAT);

  /**
   * What it is good for; the better one of two addresses decides.
   *
   * @param livekit the version that reads it; empty if that is not known
   * @return empty if the version decides, and is not known
   */
  Optional<Use> use(Optional<Version> livekit) {
    List<Address> addresses = Address.parseEach(text);
    boolean pair = addresses.size() > 1;
    if (pair && livekit.isEmpty()) {
      return Optional.empty();
    }
    return pair && livekit.get().isBefore(PAIRS)
        ? Optional.of(Use.UNREADABLE)
        : Optional.of(addresses.stream().map(GivenAddress::use).max(Enum::compareTo).orElse(Use.UNREADABLE));
  }

  private static Use use(Address address) {
    return UNREACHABLE.stream().anyMatch(address::is)
        ? Use.UNREACHABLE
        : PRIVATE.stream().anyMatch(address::is) ? Use.PRIVATE : Use.PUBLIC;
  }
}
