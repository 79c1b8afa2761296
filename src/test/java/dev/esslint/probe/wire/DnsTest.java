package dev.esslint.probe.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DnsTest {
  private static final String NAME = "matrix.example.test";
  private static final byte[] V4 = {(byte) 192, 0, 2, 7};

  /** An answer to a question, of resource records that are written out. */
  private static byte[] answer(byte[] question, int flags, byte[]... records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(question, 0, 2);
    out.writeBytes(ByteBuffer.allocate(10).putShort((short) (0x8180 | flags)).putShort((short) 1).putShort((short) records.length).array());
    out.write(question, 12, question.length - 12);
    for (byte[] one : records) {
      out.writeBytes(one);
    }
    return out.toByteArray();
  }

  private static byte[] record(byte[] name, int type, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(name.length + 10 + data.length).put(name);
    return out.putShort((short) type).putShort((short) 1).putInt(60).putShort((short) data.length).put(data).array();
  }

  private static byte[] name(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.UTF_8));
    }
    out.write(0);
    return out.toByteArray();
  }

  private static final byte[] SAME = {(byte) 0xc0, 12};

  private static DnsAnswer ask(Peer.Answer answer, Dns.Type type) throws IOException {
    try (Peer peer = Peer.udp(answer)) {
      return new Dns(List.of(peer.address())).ask(NAME, type, Peer.soon());
    }
  }

  @Test
  void addresses_are_found() throws Exception {
    DnsAnswer.Found found =
        assertInstanceOf(DnsAnswer.Found.class, ask((q, _) -> List.of(answer(q, 0, record(SAME, 1, V4))), Dns.Type.A));
    assertEquals(List.of(InetAddress.getByAddress(V4)), found.addresses());
    assertEquals(new DnsRecord.Address(NAME, 60, InetAddress.getByAddress(V4)), found.records().getFirst());
    byte[] v6 = InetAddress.ofLiteral("2001:db8::1").getAddress();
    found = assertInstanceOf(DnsAnswer.Found.class, ask((q, _) -> List.of(answer(q, 0, record(SAME, 28, v6))), Dns.Type.AAAA));
    assertEquals(List.of(InetAddress.ofLiteral("2001:db8::1")), found.addresses());
  }

  @Test
  void aliases_are_followed_in_one_answer_and_over_several() throws Exception {
    DnsAnswer.Found found =
        assertInstanceOf(
            DnsAnswer.Found.class,
            ask((q, _) -> List.of(answer(q, 0, record(SAME, 5, name("LB.example.test")), record(name("lb.example.test"), 1, V4))), Dns.Type.A));
    assertEquals(List.of("lb.example.test"), found.aliases());
    found =
        assertInstanceOf(
            DnsAnswer.Found.class,
            ask(
                (q, _) ->
                    List.of(
                        new String(q, StandardCharsets.ISO_8859_1).contains("matrix")
                            ? answer(q, 0, record(SAME, 5, name("lb.example.test")))
                            : answer(q, 0, record(SAME, 1, V4))),
                Dns.Type.A));
    assertEquals(List.of("lb.example.test"), found.aliases());
    assertEquals(1, found.addresses().size());
  }

  @Test
  void aliases_in_a_circle_end() throws Exception {
    DnsAnswer answer = ask((q, _) -> List.of(answer(q, 0, record(SAME, 5, name(NAME)))), Dns.Type.A);
    assertInstanceOf(DnsAnswer.ServerFailure.class, answer);
  }

  @Test
  void services_aliases_and_authorities_are_found() throws Exception {
    DnsAnswer.Found found =
        assertInstanceOf(
            DnsAnswer.Found.class,
            ask((q, _) -> List.of(answer(q, 0, record(SAME, 33, join(new byte[] {0, 10, 0, 5, 0x21, 0}, name("fed.example.test"))))), Dns.Type.SRV));
    assertEquals(List.of(new DnsRecord.Service(NAME, 60, 10, 5, 8448, "fed.example.test")), found.records());
    byte[] caa = join(new byte[] {(byte) 128, 5}, "issueletsencrypt.org".getBytes(StandardCharsets.UTF_8));
    found = assertInstanceOf(DnsAnswer.Found.class, ask((q, _) -> List.of(answer(q, 0, record(SAME, 257, caa))), Dns.Type.CAA));
    assertEquals(List.of(new DnsRecord.Authorization(NAME, 60, true, "issue", "letsencrypt.org")), found.records());
    found = assertInstanceOf(DnsAnswer.Found.class, ask((q, _) -> List.of(answer(q, 0, record(SAME, 5, name("a.test")))), Dns.Type.CNAME));
    assertEquals(List.of(new DnsRecord.Alias(NAME, 60, "a.test")), found.records());
  }

  private static byte[] join(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }

  @Test
  void no_name_no_data_and_a_failing_server_are_told_apart() throws Exception {
    assertEquals(new DnsAnswer.NoSuchName(List.of()), ask((q, _) -> List.of(answer(q, 3)), Dns.Type.A));
    assertEquals(new DnsAnswer.NoData(List.of()), ask((q, _) -> List.of(answer(q, 0)), Dns.Type.AAAA));
    assertEquals(new DnsAnswer.ServerFailure("SERVFAIL"), ask((q, _) -> List.of(answer(q, 2)), Dns.Type.A));
    assertEquals(new DnsAnswer.ServerFailure("REFUSED"), ask((q, _) -> List.of(answer(q, 5)), Dns.Type.A));
    assertEquals(
        new DnsAnswer.NoSuchName(List.of("gone.example.test")),
        ask((q, _) -> List.of(answer(q, 3, record(SAME, 5, name("gone.example.test")))), Dns.Type.A));
  }

  @Test
  void a_name_that_no_server_can_have_is_not_asked_for() throws Exception {
    Dns dns = new Dns(List.of(Peer.nobody()));
    for (String name : List.of("a..b", "", ".", "x".repeat(64) + ".test", ("x".repeat(60) + ".").repeat(5) + "test")) {
      assertEquals(new DnsAnswer.NoSuchName(List.of()), dns.ask(name, Dns.Type.A, Peer.soon()), name);
    }
  }

  @Test
  void silence_nobody_and_no_server_are_told_apart() throws Exception {
    try (Peer peer = Peer.udp((_, _) -> List.of())) {
      assertEquals(new DnsAnswer.TimedOut(), new Dns(List.of(peer.address())).ask(NAME, Dns.Type.A, Peer.briefly()));
    }
    assertInstanceOf(DnsAnswer.Unreachable.class, new Dns(List.of(Peer.nobody())).ask(NAME, Dns.Type.A, Peer.soon()));
    assertInstanceOf(DnsAnswer.Unreachable.class, new Dns(List.of()).ask(NAME, Dns.Type.A, Peer.soon()));
  }

  @Test
  void the_next_server_is_asked_if_one_gives_nothing() throws Exception {
    try (Peer failing = Peer.udp((q, _) -> List.of(answer(q, 2)));
        Peer good = Peer.udp((q, _) -> List.of(answer(q, 0, record(SAME, 1, V4))))) {
      Dns dns = new Dns(List.of(Peer.nobody(), failing.address(), good.address()));
      assertInstanceOf(DnsAnswer.Found.class, dns.ask(NAME, Dns.Type.A, Peer.soon()));
    }
  }

  @Test
  void answers_to_another_question_do_not_count() throws Exception {
    DnsAnswer answer =
        ask(
            (q, _) -> {
              byte[] other = q.clone();
              other[1] ^= 1;
              byte[] name = q.clone();
              name[13] = 'x';
              return List.of(
                  answer(other, 3), answer(name, 3), new byte[0], new byte[] {1}, answer(q, 0, record(SAME, 1, V4)));
            },
            Dns.Type.A);
    assertInstanceOf(DnsAnswer.Found.class, answer);
  }

  @Test
  void what_is_cut_off_is_asked_for_over_tcp() throws Exception {
    try (Peer udp = Peer.udp((q, _) -> List.of(answer(q, 0x0200)));
        Peer _ =
            Peer.tcp(
                udp.address().getPort(),
                (in, out) -> {
                  DataInputStream data = new DataInputStream(in);
                  byte[] question = data.readNBytes(data.readUnsignedShort());
                  byte[] answer = answer(question, 0, record(SAME, 1, V4), record(SAME, 1, new byte[] {10, 0, 0, 1}));
                  DataOutputStream to = new DataOutputStream(out);
                  to.writeShort(answer.length);
                  to.write(answer);
                })) {
      DnsAnswer answer = new Dns(List.of(udp.address())).ask(NAME, Dns.Type.A, Peer.soon());
      assertEquals(2, assertInstanceOf(DnsAnswer.Found.class, answer).addresses().size());
    }
    DnsAnswer without = ask((q, _) -> List.of(answer(q, 0x0200)), Dns.Type.A);
    assertTrue(without instanceof DnsAnswer.ServerFailure(String reason) && reason.startsWith("truncated"), without.toString());
  }

  @Test
  void hostile_names_end_and_are_no_answer() throws Exception {
    byte[] itself = {(byte) 0xc0, 37};
    for (byte[] bad :
        List.of(
            record(itself, 1, V4),
            record(new byte[] {(byte) 0xff, (byte) 0xff}, 1, V4),
            record(new byte[] {(byte) 0x80, 1}, 1, V4),
            record(new byte[] {63}, 1, V4),
            record(SAME, 1, new byte[] {1, 2, 3}),
            record(SAME, 33, new byte[] {1}),
            record(SAME, 257, new byte[] {0, 9, 1}))) {
      assertInstanceOf(DnsAnswer.ServerFailure.class, ask((q, _) -> List.of(answer(q, 0, bad)), Dns.Type.A));
    }
  }

  @Test
  void any_bytes_are_read_or_refused() {
    Random random = new Random(7);
    byte[] question = DnsMessage.question(7, NAME, Dns.Type.A).orElseThrow();
    byte[] good = answer(question, 0, record(SAME, 5, name("lb.test")), record(name("lb.test"), 1, V4));
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int j = random.nextInt(6); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      DnsMessage.read(bytes, random.nextInt(bytes.length + 1));
    }
  }

  @Test
  void servers_and_hosts_are_read_from_their_files() {
    assertEquals(
        List.of(new InetSocketAddress("192.0.2.53", 53), new InetSocketAddress("2001:db8::53", 53)),
        Dns.servers("# nameserver 10.0.0.1\nsearch x.test\nnameserver 192.0.2.53\n\n  nameserver\t2001:db8::53 \nnameserver dns.test\n"));
    assertEquals(
        List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")),
        LocalNames.inHosts("192.0.2.1 a.test Matrix.Example.test # x\n2001:db8::1 matrix.example.test\nnope matrix.example.test\n#\n\n", NAME));
  }

  @Test
  void the_machine_itself_is_asked() {
    DnsAnswer.Found found = assertInstanceOf(DnsAnswer.Found.class, LocalNames.addresses("localhost", Peer.soon()));
    assertTrue(found.addresses().getFirst().isLoopbackAddress());
  }
}
