package dev.esslint.probe.inside;

import dev.esslint.json.JsonString;
import dev.esslint.model.Model;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.workload.HostAlias;
import dev.esslint.model.workload.Workload;
import dev.esslint.probe.Ask;
import dev.esslint.probe.Check;
import dev.esslint.values.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the script that asks from inside: for any POSIX shell, with curl, wget, or only nc. */
public final class Script {
  private static final String IMAGE = "docker.io/curlimages/curl:8.16.0";
  private static final String AUTHORISER = "matrixRTC";
  private static final String SFU = "matrixRTC.sfu";

  /** The bytes of the STUN transaction id that the script sends. */
  static final String TRANSACTION = "esslintprobe";

  /**
   * All of it is read before anything runs, since the shell may read it from standard input; so nothing else may read that. Answers are words of
   * letters, digits and a few signs; what servers and tools say is in hexadecimal.
   */
  private static final String FUNCTIONS =
      """
      LC_ALL=C; export LC_ALL
      set -f
      has() { command -v "$1" >/dev/null 2>&1; }
      hex() { od -An -v -tx1 | tr -d ' \\n'; }
      say() { printf '%s' "$1"; shift; for field do printf '\\t%s' "$field"; done; printf '\\n'; }
      now() { date +%s; }

      by_curl() {
        verify=ok
        meta=$(curl -g -sS -m 10 -A esslint -o /dev/null -w '%{http_code} %{remote_ip} %{time_total}' "$2" 2>/dev/null </dev/null)
        code=$?
        if [ "$code" = 60 ] || [ "$code" = 51 ]; then
          verify=failed
          meta=$(curl -g -k -sS -m 10 -A esslint -o /dev/null -w '%{http_code} %{remote_ip} %{time_total}' "$2" 2>/dev/null </dev/null)
          code=$?
        fi
        body=
        if [ "$code" = 0 ] && [ "$3" = body ]; then
          body=$(curl -g -k -s -m 10 -A esslint "$2" 2>/dev/null </dev/null | head -c 2048 | hex)
        fi
        id=$1
        set -- $meta
        say "$id" tool=curl "exit=$code" "verify=$verify" "status=${1-}" "remote=${2-}" "time=${3-}" "body=$body"
      }

      by_wget() {
        case $(wget --version 2>/dev/null </dev/null) in
          *GNU*) options='-t 1 --max-redirect=0'; verify=ok; insecure=--no-check-certificate ;;
          *) options=; verify=unknown; insecure= ;;
        esac
        start=$(now)
        said=$(wget -S -T 10 $options -O /dev/null "$2" 2>&1 </dev/null)
        code=$?
        time=$(($(now) - start))
        if [ "$code" = 5 ] && [ "$verify" = ok ]; then
          verify=failed
          said=$(wget -S -T 10 $options $insecure -O /dev/null "$2" 2>&1 </dev/null)
          code=$?
        fi
        body=
        if [ "$code" = 0 ] && [ "$3" = body ]; then
          body=$(wget -q -T 10 $options $insecure -O - "$2" 2>/dev/null </dev/null | head -c 2048 | hex)
        fi
        say "$1" tool=wget "exit=$code" "verify=$verify" "said=$(printf '%s' "$said" | tail -c 3000 | hex)" "time=$time" "body=$body"
      }

      web() {
        if has curl; then by_curl "$1" "$2" "$5"
        elif has wget; then by_wget "$1" "$2" "$5"
        else tcp "$1" "$3" "$4"; fi
      }

      tcp() {
        if has nc; then
          case $(nc -h 2>&1 </dev/null) in
            *-z*|*Zz]*) nc -z -w 5 "$2" "$3" </dev/null >/dev/null 2>&1 ;;
            *) nc -w 5 "$2" "$3" </dev/null >/dev/null 2>&1 ;;
          esac
          say "$1" tool=nc "exit=$?"
        elif has curl; then
          spent=$(curl -g -s --connect-timeout 5 -m 6 -o /dev/null -w '%{time_connect}' "telnet://$2:$3" 2>/dev/null </dev/null)
          case $spent in *[1-9]*) say "$1" tool=curl exit=0 ;; *) say "$1" tool=curl exit=7 ;; esac
        else say "$1" tool=none; fi
      }

      stun() {
        usable=no
        if has nc; then
          case $(nc -h 2>&1 </dev/null) in *-u*|*tUu*) usable=yes ;; esac
        fi
        if [ "$usable" = no ]; then say "$1" tool=none; return; fi
        reply=
        for try in 1 2; do
          if [ -z "$reply" ]; then
            reply=$(printf '\\000\\001\\000\\000\\041\\022\\244\\102TRANSACTION' | nc -u -w 2 "$2" "$3" 2>/dev/null | head -c 512 | hex)
          fi
        done
        say "$1" tool=nc "reply=$reply"
      }
      """;

  private Script() {}

  /** The script for some checks. */
  public static String of(List<Check> checks, Model model) {
    StringBuilder out = new StringBuilder("#!/bin/sh\n");
    usage(model).forEach(line -> out.append(line.isEmpty() ? "#" : "# ").append(line).append('\n'));
    out.append('\n').append(FUNCTIONS.replace("TRANSACTION", TRANSACTION)).append("\nmain() {\n  say ").append(Answers.MARK).append(" 1\n");
    checks.forEach(check -> out.append("  ").append(command(check)).append('\n'));
    return out.append("  say ").append(Answers.MARK).append(" end\n}\nmain\n").toString();
  }

  private static String command(Check check) {
    String id = InsidePlan.id(check);
    return switch (check.ask()) {
      case Ask.Request(String _, String host, String target, List<?> _, String _) ->
          words("web", id, "https://" + host + target, host, "443", target.endsWith("/server") ? "body" : "none");
      case Ask.Inner(String host, int port, String target) ->
          words("web", id, "http://" + host + ":" + port + target, host, Integer.toString(port), "none");
      case Ask.Media(Ask.Media.Kind _, String host, int port) -> words("stun", id, host, Integer.toString(port));
      case Ask.Connect(String host, int port) -> words("tcp", id, host, Integer.toString(port));
      case Ask other -> throw new IllegalArgumentException(other.words());
    };
  }

  private static String words(String... words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      quoted.add(Shell.quoted(word));
    }
    return String.join(" ", quoted);
  }

  private static List<String> usage(Model model) {
    Installation installation = model.installation();
    String namespace = Installation.isNamespace(installation.namespace()) && !installation.namespace().isEmpty() ? installation.namespace() : "NAMESPACE";
    List<String> lines = new ArrayList<>();
    lines.add("Asks from inside of the cluster what its pods have to reach. It changes nothing.");
    lines.add("Run it in a pod like that of the authoriser, whose own image has no shell:");
    lines.add("");
    lines.add("  kubectl -n " + namespace + " run esslint-probe --rm -i --quiet --restart=Never \\");
    lines.add("    --image=" + IMAGE + " \\");
    lines.add("    --overrides=" + Shell.quoted(overrides(model)) + " \\");
    lines.add("    -- sh -s < inside.sh > inside.txt");
    sfu(model).ifPresent(object -> {
      lines.add("");
      lines.add("STUN is best asked from the pod of the SFU, if it runs:");
      lines.add("");
      lines.add("  kubectl -n " + namespace + " exec -i deploy/" + object + " -- sh -s < inside.sh > inside.txt");
    });
    if (installation.name().isEmpty() || installation.namespace().isEmpty()) {
      lines.add("");
      lines.add("With `--name` and `--namespace` it also asks what the pods ask each other.");
    }
    lines.add("");
    lines.add("Network policies that select pods by labels do not select this pod. Then:");
    lines.add("esslint probe --inside inside.txt FILE...");
    return lines;
  }

  private static Optional<String> sfu(Model model) {
    return model.workloads().stream()
        .filter(workload -> workload.component().equals(SFU) && workload.state() == State.ON && workload.kind().equals("Deployment"))
        .map(Workload::objects)
        .filter(objects -> !objects.isEmpty())
        .map(objects -> objects.getFirst().replace("<release>", "RELEASE"))
        .filter(Script::isWord)
        .findFirst();
  }

  private static boolean isWord(String text) {
    return text.matches("[A-Za-z0-9.-]+");
  }

  /** What makes the pod see what the authoriser sees, and no more than it may. */
  private static String overrides(Model model) {
    List<String> aliases = new ArrayList<>();
    for (HostAlias alias : model.aliases()) {
      if (alias.component().equals(AUTHORISER) && alias.state() == State.ON && alias.ip() instanceof Known(String ip, _)) {
        List<String> hosts = alias.hosts().stream().map(JsonString::ascii).toList();
        aliases.add("{\"ip\":" + JsonString.ascii(ip) + ",\"hostnames\":[" + String.join(",", hosts) + "]}");
      }
    }
    String list = aliases.isEmpty() ? "" : "\"hostAliases\":[" + String.join(",", aliases) + "],";
    String user = "\"securityContext\":{\"runAsNonRoot\":true,\"runAsUser\":65534,\"seccompProfile\":{\"type\":\"RuntimeDefault\"}}";
    return "{\"spec\":{" + list + "\"automountServiceAccountToken\":false," + user + "}}";
  }
}
