/**
 * The protocols that {@code esslint probe} speaks: DNS, TLS, HTTP/1.1, WebSocket, STUN, TURN, ICE and LiveKit's signalling.
 *
 * <p>The only package that opens sockets. A call takes a {@link Deadline} by which it is over whatever the peer does, keeps a bounded part of
 * what it is sent, and gives what came of it as a sealed outcome: the answer, or a {@link Failure} with what was seen. Nothing that a peer
 * does makes a call throw.
 */
@NullMarked
package dev.esslint.probe.wire;

import org.jspecify.annotations.NullMarked;
