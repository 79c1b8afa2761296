package dev.esslint.probe.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esslint.model.base.Basis;
import dev.esslint.probe.Ask;
import dev.esslint.probe.Cause;
import dev.esslint.probe.Check;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Result;
import dev.esslint.probe.Verdict;
import dev.esslint.probe.wire.Peer;
import dev.esslint.probe.wire.TestAuthority;
import dev.esslint.values.ValuePath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script with the shells and tools of this machine. */
@Execution(ExecutionMode.CONCURRENT)
final class ScriptTest {
  private static final Basis BASIS = new Basis(ValuePath.of("serverName"), Optional.empty(), false);
  private static final String HOST = TestAuthority.HOST;

  @TempDir private Path folder;

  private static Check https(Promise promise, String target, String expected) {
    return new Check(promise, new Ask.Request("GET", HOST, target, List.of(), ""), expected, BASIS);
  }

  private static Check stun(InetSocketAddress server) {
    Ask ask = new Ask.Media(Ask.Media.Kind.STUN, server.getAddress().getHostAddress(), server.getPort());
    return new Check(Promise.I4, ask, "", BASIS);
  }

  private static Check tcp(InetSocketAddress server) {
    return new Check(Promise.I5, new Ask.Connect(server.getAddress().getHostAddress(), server.getPort()), "", BASIS);
  }

  /** A folder with only these programs in it, as far as this machine has them. */
  private String with(String... programs) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin" + String.join("", programs).hashCode()));
    List<String> all = new ArrayList<>(List.of("od", "tr", "head", "tail", "date"));
    all.addAll(Arrays.asList(programs));
    for (String program : all) {
      Optional<Path> found = Stream.of("/usr/bin", "/bin").map(f -> Path.of(f, program)).filter(Files::exists).findFirst();
      assumeTrue(found.isPresent(), program + " is not there");
      Path wrapper = Files.writeString(bin.resolve(program), "#!/bin/sh\nexec " + found.get() + " \"$@\"\n");
      assertTrue(wrapper.toFile().setExecutable(true));
    }
    return bin.toString();
  }

  /** Runs a script as `kubectl exec -- sh -s` does. */
  private String run(String shell, String path, String script) throws IOException, InterruptedException {
    List<String> words = List.of(shell.split(" ", -1));
    Path program = Path.of(words.getFirst());
    assumeTrue(Files.exists(program), program + " is not there");
    List<String> command = new ArrayList<>(words);
    command.add("-s");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("CURL_HOME", folder.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  private List<Verdict> verdicts(String shell, String path, Check... checks) throws IOException, InterruptedException {
    String out = run(shell, path, Script.of(List.of(checks), Models.empty()));
    assertTrue(Answers.isOne(out), out);
    Answers answers = Answers.read("If you don't see a command prompt, try pressing enter.\n" + out + "pod \"esslint-probe\" deleted\n");
    assertTrue(answers.whole(), out);
    return answers.results(List.of(checks)).stream().map(Result::verdict).toList();
  }

  /** Lets curl of this test go to a server of this test, and know its authority or not. */
  private void curl(InetSocketAddress server, boolean trusted) throws IOException {
    Path authority = Files.writeString(folder.resolve("ca.pem"), TestAuthority.pem(trusted ? "root" : "traefik"));
    Files.writeString(folder.resolve(".curlrc"), "connect-to = \"::127.0.0.1:" + server.getPort() + "\"\ncacert = \"" + authority + "\"\n");
  }

  private static Peer server(String status, String body) throws Exception {
    String answer = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    return Peer.tls(TestAuthority.keys("good", 2), List.of("http/1.1"), Peer.answers(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/bin/busybox sh", "/bin/bash", "/bin/sh"})
  void curl_asks_from_every_shell(String shell) throws Exception {
    Check document = https(Promise.I1, "/.well-known/matrix/server", "matrix.example.test:443");
    Check user = https(Promise.I2, "/_matrix/federation/v1/openid/userinfo?access_token=esslint", "");
    try (Peer peer = server("200 OK", "{\"m.server\": \"matrix.example.test:443\"}")) {
      curl(peer.address(), true);
      List<Verdict> verdicts = verdicts(shell, with("curl"), document, user);
      assertEquals(new Verdict.Kept("200 from 127.0.0.1"), verdicts.get(0));
      assertEquals(Verdict.broken(Cause.OTHER_SERVER_INSIDE, "200 from 127.0.0.1 instead of 401"), verdicts.get(1));
      curl(peer.address(), false);
      Verdict.Broken refused = assertInstanceOf(Verdict.Broken.class, verdicts(shell, with("curl"), document).getFirst());
      assertEquals(Cause.CERTIFICATE_REFUSED_INSIDE, refused.causes().getFirst());
    }
    try (Peer peer = server("401 Unauthorized", "{}")) {
      curl(peer.address(), true);
      assertInstanceOf(Verdict.Kept.class, verdicts(shell, with("curl"), user).getFirst());
    }
    try (Peer peer = server("200 OK", "{\"m.server\": \"old.example.test:443\"}")) {
      curl(peer.address(), true);
      Verdict.Broken other = assertInstanceOf(Verdict.Broken.class, verdicts(shell, with("curl"), document).getFirst());
      assertEquals("200 from 127.0.0.1, m.server: old.example.test:443", other.evidence());
    }
    curl(Peer.nobody(), true);
    Verdict.Broken nobody = assertInstanceOf(Verdict.Broken.class, verdicts(shell, with("curl"), document).getFirst());
    assertEquals(Cause.UNREACHABLE_INSIDE, nobody.causes().getFirst());
  }

  private static Check pod(InetSocketAddress server) {
    return new Check(Promise.I6, new Ask.Inner(server.getAddress().getHostAddress(), server.getPort(), "/.well-known/openid-configuration"), InsidePlan.POD, BASIS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/bin/busybox sh"})
  void pods_are_asked_without_tls(String shell) throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    Peer.Handler handler =
        (in, out) -> {
          asked.complete(Peer.request(in).lines().findFirst().orElse(""));
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        };
    try (Peer peer = Peer.tcp(handler)) {
      List<Verdict> verdicts = verdicts(shell, with("curl"), pod(peer.address()), pod(Peer.nobody()));
      assertEquals(new Verdict.Kept("200 from 127.0.0.1"), verdicts.get(0));
      assertEquals("GET /.well-known/openid-configuration HTTP/1.1", asked.join());
      assertEquals(Cause.POD_UNREACHABLE, cause(verdicts.get(1)));
    }
  }

  @Test
  void what_a_pod_says_of_another_is_told_by_what_it_means() {
    Check mas = new Check(Promise.I6, new Ask.Inner("mas.ns.svc", 8080, "/x"), InsidePlan.POD, BASIS);
    Check synapse = new Check(Promise.I7, new Ask.Inner("synapse.ns.svc", 8008, "/x"), InsidePlan.POD, BASIS);
    Check hookshot = new Check(Promise.I9, new Ask.Connect("hookshot.ns.svc", 9993), InsidePlan.POD, BASIS);
    assertEquals(Cause.SERVICE_UNKNOWN, cause(said(mas, "tool=curl\texit=6")));
    assertEquals(Cause.POD_UNREACHABLE, cause(said(mas, "tool=curl\texit=28")));
    assertEquals(Cause.POD_UNREACHABLE, cause(said(mas, "tool=nc\texit=1")));
    assertEquals(Cause.BACKEND_DOWN, cause(said(mas, "tool=curl\texit=0\tstatus=503")));
    assertEquals(Cause.OTHER_STATUS, cause(said(mas, "tool=curl\texit=0\tstatus=404")));
    assertEquals(Cause.SYNAPSE_DOWN, cause(said(synapse, "tool=curl\texit=0\tstatus=429")));
    assertEquals(Cause.POD_UNREACHABLE, cause(said(hookshot, "tool=nc\texit=1")));
    assertInstanceOf(Verdict.Kept.class, said(hookshot, "tool=nc\texit=0"));
  }

  private static Verdict said(Check check, String fields) {
    return Answers.read(InsidePlan.id(check) + "\t" + fields + "\n").results(List.of(check)).getFirst().verdict();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/bin/busybox sh", "/bin/bash"})
  void text_with_quotes_arrives_as_it_is(String shell) throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    Peer.Handler handler =
        (in, out) -> {
          asked.complete(Peer.request(in).lines().findFirst().orElse(""));
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        };
    try (Peer peer = Peer.tls(TestAuthority.keys("good", 2), List.of("http/1.1"), handler)) {
      curl(peer.address(), true);
      String target = "/'\"$(echo${IFS}x)`id`;&|<>*\\'!#".replace("#", "");
      assertInstanceOf(Verdict.Kept.class, verdicts(shell, with("curl"), https(Promise.I3, target, "")).getFirst());
      assertEquals("GET " + target + " HTTP/1.1", asked.join());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/dash", "/bin/busybox sh"})
  void nc_alone_tells_what_it_can(String shell) throws Exception {
    Peer.Answer bound =
        (q, _) -> {
          ByteBuffer answer = ByteBuffer.allocate(32).putShort((short) 0x0101).putShort((short) 12).put(q, 4, 16);
          return List.of(answer.putShort((short) 0x20).putShort((short) 8).put(new byte[] {0, 1, 0x11, 0x13}).put(new byte[] {(byte) 0xea, 0x12, (byte) 0xd5, 0x45}).array());
        };
    try (Peer udp = Peer.udp(bound);
        Peer open = Peer.tcp((in, _) -> Peer.hang(in))) {
      List<Verdict> verdicts = verdicts(shell, with("nc"), stun(udp.address()), tcp(open.address()), tcp(Peer.nobody()));
      assertEquals(new Verdict.Kept("the pod is seen as 203.0.113.7"), assumedUdp(verdicts.get(0)));
      assertEquals(new Verdict.Kept("connected"), verdicts.get(1));
      Verdict.Broken closed = assertInstanceOf(Verdict.Broken.class, verdicts.get(2));
      assertEquals(Cause.EGRESS_BLOCKED, closed.causes().getFirst());
    }
  }

  /** Some have an nc without UDP. */
  private static Verdict assumedUdp(Verdict verdict) {
    assumeTrue(!(verdict instanceof Verdict.Undecidable), "this nc knows no UDP");
    return verdict;
  }

  @Test
  void without_tools_nothing_is_claimed() throws Exception {
    List<Verdict> verdicts =
        verdicts("/bin/sh", with(), https(Promise.I3, "/", ""), stun(Peer.nobody()), tcp(Peer.nobody()));
    verdicts.forEach(verdict -> assertInstanceOf(Verdict.Undecidable.class, verdict));
  }

  /** What GNU wget and that of busybox print, as recorded. */
  @Test
  void wget_is_understood() throws Exception {
    Check check = https(Promise.I2, "/x", "");
    String gnu = wget("GNU Wget 1.21", "  HTTP/1.1 401 Unauthorized\\n  Content-Length: 2\\n\\nUsername/Password Authentication Failed.\\n", 6);
    assertEquals(new Verdict.Kept("401"), verdicts("/bin/sh", gnu, check).getFirst());
    String busybox = wget("", "Connecting to x (127.0.0.1:443)\\nwget: server returned error: HTTP/1.1 401 Unauthorized\\n", 1);
    assertEquals(new Verdict.Kept("401; wget did not check the certificate"), verdicts("/bin/sh", busybox, check).getFirst());
    String unknown = wget("", "wget: bad address 'x'\\n", 1);
    assertEquals(Cause.NAME_UNKNOWN_INSIDE, cause(verdicts("/bin/sh", unknown, check).getFirst()));
    String refused = wget("", "wget: can't connect to remote host (127.0.0.1): Connection refused\\n", 1);
    assertEquals(Cause.UNREACHABLE_INSIDE, cause(verdicts("/bin/sh", refused, check).getFirst()));
    String certificate = wget("GNU Wget 1.21", "ERROR: cannot verify the certificate\\n", 5);
    assertInstanceOf(Verdict.Undecidable.class, verdicts("/bin/sh", certificate, check).getFirst());
  }

  private static Cause cause(Verdict verdict) {
    return assertInstanceOf(Verdict.Broken.class, verdict).causes().getFirst();
  }

  /** A wget that prints what was recorded. */
  private String wget(String version, String said, int exit) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("wget" + (version + said).hashCode()));
    Path program = bin.resolve("wget");
    String script = "#!/bin/sh\n[ \"$1\" = --version ] && { printf '%s' '" + version + "'; exit 0; }\nprintf \"" + said + "\" >&2\nexit " + exit + "\n";
    Files.writeString(program, script);
    assertTrue(program.toFile().setExecutable(true));
    return bin + ":" + with();
  }

  @Test
  void answers_of_other_values_and_half_answers_are_told() {
    Check check = https(Promise.I3, "/", "");
    Answers other = Answers.read("esslint-inside\t1\nI3-00000000\ttool=curl\texit=0\tstatus=200\nesslint-inside\tend\n");
    assertEquals(Verdict.undecidable("the answers from inside are of other values"), other.results(List.of(check)).getFirst().verdict());
    Answers half = Answers.read("esslint-inside\t1\n");
    assertEquals(Verdict.undecidable("the script did not run to its end"), half.results(List.of(check)).getFirst().verdict());
    assertFalse(Answers.isOne("nothing of it"));
  }

  @Test
  void strange_answers_do_no_harm() {
    Check check = https(Promise.I3, "/", "");
    String id = InsidePlan.id(check);
    for (String fields :
        List.of("", "\t", "\t=\t==", "\ttool=curl\texit=x", "\ttool=curl\texit=0\tstatus=99999999", "\ttool=wget\tsaid=zz", "\ttool=wget\tsaid=4", "\ttime=99999.9\ttool=curl")) {
      assertInstanceOf(Verdict.Undecidable.class, Answers.read(id + fields).results(List.of(check)).getFirst().verdict(), fields);
    }
  }

  @Test
  void a_slow_answer_is_suspicious_and_a_name_is_told_once() {
    Check one = https(Promise.I3, "/", "");
    Check two = https(Promise.I2, "/x", "");
    String slow = InsidePlan.id(one) + "\ttool=curl\texit=0\tverify=ok\tstatus=200\tremote=10.0.0.1\ttime=9.5\tbody=\n";
    assertEquals(Verdict.suspicious(Cause.SLOW_INSIDE, "200 from 10.0.0.1 after 9 s"), Answers.read(slow).results(List.of(one)).getFirst().verdict());
    String unknown = InsidePlan.id(one) + "\ttool=curl\texit=6\n" + InsidePlan.id(two) + "\ttool=curl\texit=6\n";
    List<Result> results = Answers.read(unknown).results(List.of(one, two));
    assertEquals(Cause.NAME_UNKNOWN_INSIDE, cause(results.get(0).verdict()));
    assertEquals(new Verdict.Undecidable("same cause", "I3"), results.get(1).verdict());
  }

  @Test
  void what_is_wrong_outside_already_is_told_there() {
    Check inside = https(Promise.I3, "/", "");
    Answers answers = Answers.read(InsidePlan.id(inside) + "\ttool=curl\texit=6\n");
    Check name = new Check(Promise.N1, new Ask.Addresses(HOST), "", BASIS);
    Result unknown = new Result(name, "", Verdict.broken(Cause.NAME_UNKNOWN, ""), Duration.ZERO, List.of());
    List<Result> all = answers.after(List.of(unknown), List.of(inside));
    assertEquals(new Verdict.Undecidable("same cause", "N1"), all.get(1).verdict());
    Result known = new Result(name, "", new Verdict.Kept(""), Duration.ZERO, List.of());
    assertEquals(Cause.NAME_UNKNOWN_INSIDE, cause(answers.after(List.of(known), List.of(inside)).get(1).verdict()));
  }

  @Test
  void words_of_a_shell_are_quoted() {
    assertEquals("'https://a.example/x?y=1'", Shell.quoted("https://a.example/x?y=1"));
    assertEquals("plain-1.2/x", Shell.quoted("plain-1.2/x"));
    assertEquals("''", Shell.quoted(""));
    assertEquals("'it'\\''s'", Shell.quoted("it's"));
  }
}
