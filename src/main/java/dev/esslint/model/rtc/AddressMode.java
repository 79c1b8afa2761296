package dev.esslint.model.rtc;

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
