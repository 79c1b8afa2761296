#!/bin/sh
# Lets esslint probe ask a deployment of other people's programs: dnsmasq has its names, nginx is the proxy in front and answers as the
# programs of the chart do, coturn relays under the realm of LiveKit. All of it listens on loopback, as root, and ends with the script.
set -u
. "$(dirname "$0")/checks.sh"

started=
stop() {
  for process in $started; do
    kill "$process" 2>/dev/null
    wait "$process" 2>/dev/null
  done
  started=
}
trap 'stop; rm -rf "$scratch"' EXIT

cd "$scratch" || exit 1

# An authority, its intermediate, and a certificate for all names.
authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj "/CN=Test Root" \
    -addext basicConstraints=critical,CA:TRUE
  sign intermediate ca "basicConstraints=critical,CA:TRUE" 30
  sign web intermediate "subjectAltName=DNS:hs.probe.test,DNS:*.hs.probe.test" 30
  cat web.pem intermediate.pem >chain.pem
}

# sign NAME AUTHORITY EXTENSION DAYS
sign() {
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" &&
    echo "$3" >"$1.ext" &&
    openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days "$4" -extfile "$1.ext" -out "$1.pem"
}
authority >"$scratch/authority.log" 2>&1 || {
  cat "$scratch/authority.log"
  exit 1
}

cat >values.yaml <<'YAML'
serverName: hs.probe.test
certManager: {clusterIssuer: our-issuer}
synapse: {ingress: {host: matrix.hs.probe.test}}
matrixAuthenticationService: {ingress: {host: account.hs.probe.test}}
matrixRTC:
  ingress: {host: mrtc.hs.probe.test}
  sfu:
    useStunToDiscoverPublicIP: false
    manualIP: 127.0.0.2
    exposedServices:
      rtcTcp: {enabled: false}
      rtcMuxedUdp: {enabled: false}
      turn: {enabled: true, port: 31004}
      turnTLS: {enabled: true, domain: turn.hs.probe.test, tlsSecret: turn}
elementWeb: {ingress: {host: chat.hs.probe.test}}
elementAdmin: {ingress: {host: admin.hs.probe.test}}
YAML
release=$("$project/esslint" probe --dry-run --only S6 values.yaml | sed -n 's/.*expects 200, version: //p')

# names FURTHER-OPTIONS...: dnsmasq, which knows nothing but these names
names() {
  dnsmasq --no-daemon --no-resolv --no-hosts --conf-file=/dev/null --port=5300 --listen-address=127.0.0.1 --bind-interfaces \
    --local=/probe.test/ --host-record=hs.probe.test,127.0.0.1 --host-record=matrix.hs.probe.test,127.0.0.1 \
    --host-record=account.hs.probe.test,127.0.0.1 --host-record=mrtc.hs.probe.test,127.0.0.1 \
    --host-record=chat.hs.probe.test,127.0.0.1 --host-record=admin.hs.probe.test,127.0.0.1 "$@" >dnsmasq.log 2>&1 &
  started="$started $!"
}

# relay: coturn, at an address of its own
relay() {
  turnserver -n --listening-ip=127.0.0.2 --listening-port=31004 --tls-listening-port=443 --cert="$scratch/chain.pem" \
    --pkey="$scratch/web.key" --realm=livekit --lt-cred-mech --user=a:b --no-cli --userdb="$scratch/turn.db" --log-file=stdout \
    --pidfile="$scratch/turn.pid" >turn.log 2>&1 &
  started="$started $!"
}

# web CHAIN UPGRADE ORDER: nginx; UPGRADE is what it passes on of a WebSocket, ORDER what answers below /sfu/get
web() {
  json='default_type application/json; add_header Access-Control-Allow-Origin * always;'
  reading='if ($request_method = POST) { return 405; }'
  cat >nginx.conf <<CONF
daemon off;
pid $scratch/nginx.pid;
error_log $scratch/nginx.log;
events {}
http {
  access_log off;
  client_body_temp_path $scratch/nginx-body;
  proxy_temp_path $scratch/nginx-proxy;
  fastcgi_temp_path $scratch/nginx-fastcgi;
  uwsgi_temp_path $scratch/nginx-uwsgi;
  scgi_temp_path $scratch/nginx-scgi;
  ssl_certificate $1;
  ssl_certificate_key $scratch/web.key;
  $protocols
  server {
    listen 127.0.0.1:80;
    return 301 https://\$host\$request_uri;
  }
  server {
    listen 127.0.0.1:443 ssl;
    server_name hs.probe.test;
    location = /.well-known/matrix/client { $json $reading return 200 '$document'; }
    location = /.well-known/matrix/server { $json $reading return 200 '{"m.server": "matrix.hs.probe.test:443"}'; }
    location / { return 301 https://chat.hs.probe.test\$request_uri; }
  }
  server {
    listen 127.0.0.1:443 ssl;
    server_name matrix.hs.probe.test;
    $json
    location = /_matrix/client/versions {
      if (\$request_method = OPTIONS) { return 204; }
      return 200 '{"versions": ["v1.11"]}';
    }
    location = /_matrix/key/v2/server {
      return 200 '{"server_name": "hs.probe.test", "valid_until_ts": 4000000000000, "verify_keys": {"ed25519:a": {"key": "x"}}}';
    }
    location = /_matrix/federation/v1/version { return 200 '{"server": {"name": "Synapse"}}'; }
    location = /_matrix/federation/v1/openid/userinfo { return 401 '{"errcode": "M_UNKNOWN_TOKEN"}'; }
    location = /_matrix/client/unstable/org.matrix.msc4143/rtc/transports { return 401 '{"errcode": "M_MISSING_TOKEN"}'; }
    location = /_synapse/ess/version { return 200 '{"version": "$release"}'; }
    location = /_matrix/client/v1/auth_metadata { return 200 '{"issuer": "https://account.hs.probe.test/"}'; }
  }
  server {
    listen 127.0.0.1:443 ssl;
    server_name account.hs.probe.test;
    location / { $json return 200 '{"issuer": "https://account.hs.probe.test/", "authorization_endpoint": "https://account.hs.probe.test/authorize", "jwks_uri": "https://account.hs.probe.test/oauth2/keys.json", "account_management_uri": "https://account.hs.probe.test/account/"}'; }
  }
  server {
    listen 127.0.0.1:443 ssl;
    server_name mrtc.hs.probe.test;
    location = /sfu/get { proxy_pass http://127.0.0.1:$3; }
    location = /get_token { proxy_pass http://127.0.0.1:8091; }
    location = /delegate_delayed_leave { proxy_pass http://127.0.0.1:8091; }
    location / {
      proxy_pass http://127.0.0.1:8092;
      $2
    }
  }
  server {
    listen 127.0.0.1:8091;
    $json
    add_header Access-Control-Allow-Headers 'Accept, Content-Type' always;
    if (\$request_method = GET) { return 405; }
    if (\$request_method = OPTIONS) { return 200; }
    return 400 '{"errcode": "M_BAD_JSON"}';
  }
  server {
    listen 127.0.0.1:8092;
    add_header Access-Control-Allow-Origin * always;
    location = / { return 200 OK; }
    location /rtc/ { return 401 'no permissions to access the room'; }
    location = /rtc {
      if (\$http_upgrade) { return 401; }
      return 404;
    }
    location / { default_type text/plain; return 404 '404 page not found'; }
  }
  server {
    listen 127.0.0.1:443 ssl;
    server_name chat.hs.probe.test;
    location = /config.json { $json return 200 '{"default_server_config": {"m.homeserver": {"base_url": "https://matrix.hs.probe.test", "server_name": "hs.probe.test"}}}'; }
    location = /health { $json return 200 '{"status": "ok"}'; }
    location / { return 200 '1.12.0'; }
  }
  server {
    listen 127.0.0.1:443 ssl;
    server_name admin.hs.probe.test;
    location / { default_type text/html; return 200 '<!doctype html>'; }
  }
}
CONF
  nginx -c "$scratch/nginx.conf" >>nginx.log 2>&1 &
  started="$started $!"
}
focus='"org.matrix.msc4143.rtc_foci": [{"type": "livekit", "livekit_service_url": "https://mrtc.hs.probe.test"}]'
complete="{\"m.homeserver\": {\"base_url\": \"https://matrix.hs.probe.test\"}, $focus}"
passed_on='proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";'
document=$complete
protocols=

# listening: everything that was started answers
listening() {
  tries=0
  while [ "$tries" -lt 50 ]; do
    tries=$((tries + 1))
    openssl s_client -connect 127.0.0.1:443 </dev/null >/dev/null 2>&1 &&
      { [ "${1-}" = alone ] || openssl s_client -connect 127.0.0.2:443 </dev/null >/dev/null 2>&1; } && return 0
    sleep 0.1
  done
  cat dnsmasq.log turn.log nginx.log
  return 1
}

# probe EXPECTED: what is broken or suspicious, as ID verdict first-cause, is exactly this
probe() {
  "$project/esslint" probe --no-config --format json --resolver 127.0.0.1:5300 --allow-local --ca ca.pem values.yaml >report.json 2>err
  status=$?
  python3 - "$1" "$status" <<'PYTHON'
import json, sys
checks = json.load(open("report.json"))["checks"]
wrong = [f"{c['id']} {c['verdict']} {c['causes'][0]['id']}" for c in checks if c["causes"]]
# the authority is private here, which is told once for all names
wrong = [line for line in wrong if line != "T1 suspicious authority-private"]
print("\n".join(f"{c['id']} {c['verdict']} {c['address']} {c['seen']}" for c in checks))
expected = [line for line in sys.argv[1].split(";") if line]
broken = any(" broken " in line for line in expected)
sys.exit(wrong != expected or sys.argv[2] != ("1" if broken else "0"))
PYTHON
}

names --host-record=turn.hs.probe.test,127.0.0.2
relay
web "$scratch/chain.pem" "$passed_on" 8091
check "nginx, coturn and dnsmasq run" listening
check "a deployment that keeps every promise" probe ""
stop

names --host-record=turn.hs.probe.test,127.0.0.2
relay
web "$scratch/chain.pem" "" 8091
check "it runs without the upgrade" listening
check "nginx drops the WebSocket upgrade" probe "R10 broken upgrade-stripped"
stop

names --host-record=turn.hs.probe.test,127.0.0.2
relay
web "$scratch/chain.pem" "$passed_on" 8092
check "it runs with the paths of the SFU" listening
check "nginx leads /sfu/get to the SFU" probe "R1 broken path-goes-to-sfu"
stop

names --host-record=turn.hs.probe.test,127.0.0.1
web "$scratch/web.pem" "$passed_on" 8091
check "it runs without the intermediate" listening alone
check "no intermediate, and TURN that ends at nginx" probe "T1 broken authority-unknown;M5 broken turn-behind-ingress;M4 broken turn-silent"
stop

protocols='ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_ciphers ALL:@SECLEVEL=0;'
names --host-record=turn.hs.probe.test,127.0.0.2
relay
web "$scratch/chain.pem" "$passed_on" 8091
check "it runs with old versions of TLS" listening
check "nginx accepts TLS 1.1" probe "T4 suspicious tls-old-offered"
stop

protocols=
document="$complete]"
names
relay
web "$scratch/chain.pem" "$passed_on" 8091
check "it runs with a document that is not JSON" listening
check "a bracket too many, and TURN without a name" probe "W1 broken not-json;M5 broken name-unknown"
stop

finish
