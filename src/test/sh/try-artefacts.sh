#!/bin/bash
# Tries what `mvn -Prelease package` has left in target/release, each artefact as its users meet it. Without an argument all that
# needs nothing but this machine (about a minute); `all` also what needs Debian's archive and npm's registry (some minutes).
set -u
. "$(dirname "$0")/checks.sh"

all=${1:-}
release=$project/target/release
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$project/pom.xml" | head -n 1)
full=esslint-$version-linux-amd64
clean=$project/testdata/training/clean.yaml
mistakes=$project/testdata/training/mistakes.yaml
chmod 755 "$scratch"
JAVA25=${JAVA25_HOME:-$(dirname "$(dirname "$(ls -d /usr/lib/jvm/*25*/bin/java | head -n 1)")")}
export HOME="$scratch/home"
mkdir "$HOME"

# works COMMAND...: a clean file, a file with mistakes, a missing file.
works() {
  exits 0 "$@" "$clean" && exits 1 "$@" "$mistakes" && [ -s "$scratch/out" ] && [ ! -s "$scratch/err" ] &&
    exits 3 "$@" "$scratch/no such file.yaml" && exits 0 "$@" --version && grep -qx "esslint $version" "$scratch/out"
}

sums() {
  cd "$release" && sha256sum --quiet -c SHA256SUMS && [ "$(wc -l <SHA256SUMS)" -eq "$(($(find . -type f | wc -l) - 1))" ]
}
check "SHA256SUMS holds all files, and holds" sums

# The archive: at a path with blanks, read-only, as another user, without the time stamps of the build.
archive() {
  mkdir "$scratch/a b" && tar -xzf "$release/$full.tar.gz" -C "$scratch/a b" && chmod -R a-w "$scratch/a b"
}
check "the archive is unpacked" archive
image="$scratch/a b/esslint-$version"
sizes() {
  installed=$(find "$image" -type f -printf '%s\n' | awk '{s += $1} END {print s}')
  download=$(stat -c %s "$release/$full.tar.gz")
  echo "installed $installed, download $download"
  # the targets of the benchmark, and 6% more: without 7-Zip, and with what is new
  [ "$installed" -le 78000000 ] && [ "$download" -le 33920000 ]
}
check "its sizes are those that the benchmark judges" sizes
check "it works" works "$image/bin/esslint"
first_report() {
  start=$(date +%s%N)
  rm -rf "$scratch/first" && mkdir "$scratch/first" && tar -xzf "$release/$full.tar.gz" -C "$scratch/first" &&
    "$scratch/first/esslint-$version/bin/esslint" "$clean" || return 1
  took=$((($(date +%s%N) - start) / 1000000))
  echo "$took ms"
  [ "$took" -le "${ESSLINT_PATIENCE:-3000}" ]
}
check "from the download to the first report it takes at most 3 s" first_report
chmod 755 "$project/testdata" 2>/dev/null
as_nobody() {
  cp "$clean" "$scratch/values.yaml" && chmod 644 "$scratch/values.yaml"
  cd / && exits 0 setpriv --reuid=65534 --regid=65534 --clear-groups env -i PATH=/usr/bin:/bin HOME=/nonexistent \
    "$image/bin/esslint" "$scratch/values.yaml"
}
[ "$(id -u)" -ne 0 ] || check "it works as another user without a home" as_nobody
corrupt() {
  cp -r "$image" "$scratch/corrupt" && chmod -R u+w "$scratch/corrupt"
  cp "$image/lib/esslint.aot" "$scratch/whole.aot"
  for damage in 'head -c 1000000' 'tr a b' 'head -c 0'; do
    $damage <"$scratch/whole.aot" >"$scratch/corrupt/lib/esslint.aot"
    works "$scratch/corrupt/bin/esslint" || return 1
  done
  rm "$scratch/corrupt/lib/esslint.aot" && works "$scratch/corrupt/bin/esslint"
}
check "a cache that is cut off, changed, empty or missing changes nothing" corrupt
two() {
  cp -r "$image" "$scratch/second" && works "$scratch/second/bin/esslint" && works "$image/bin/esslint"
}
check "two installations side by side" two
without_exec_bits() {
  find "$scratch/second" -type f -exec chmod a-x {} + && find "$scratch/second" -exec touch -d 2001-01-01 {} +
  exits 70 sh "$scratch/second/bin/esslint" "$clean" && grep -q 'run time in .* failed' "$scratch/err"
}
check "without exec bits it says what failed" without_exec_bits
system_calls() {
  cd "$scratch" && mkdir -p calls && cp "$clean" calls/values.yaml && cd calls &&
    strace -f -qq -e trace=%network,%file -o "$scratch/calls.txt" "$image/bin/esslint" values.yaml || return 1
  # the C library asks its own cache, if there is one, who the user is
  ! grep -E '\b(socket|connect|bind|sendto)\(' "$scratch/calls.txt" | grep -vE 'AF_UNIX, SOCK|/nscd/' || return 1
  # what was named and what lies beside it, the image, the configuration search, the data folder, and the system's own
  grep -oE '"(/[^"]*)"' "$scratch/calls.txt" | tr -d '"' | sort -u |
    grep -vE "^($scratch|/proc|/sys|/dev|/etc/(ld|localtime|timezone|nsswitch|passwd)|/(usr/)?lib|/usr/(bin|share/zoneinfo|share/locale)|/bin|/tmp\$|/\$)" >"$scratch/others"
  cat "$scratch/others"
  ! grep -vE '/\.(esslint\.ya?ml|git)$|^/var/run/nscd/socket$|^/(usr|bin|[^/]*)$' "$scratch/others"
}
check "a run opens no socket, and no file but what was named, the image and the configuration" system_calls

# The jar.
mkdir "$scratch/jar"
tar -xzf "$release/esslint-$version-java.tar.gz" -C "$scratch/jar"
jar=$scratch/jar/esslint-$version
check "java -jar on Java 25" exits 0 "$JAVA25/bin/java" -jar "$release/esslint-$version.jar" "$clean"
check "the jar's launcher works" works env JAVA_HOME="$JAVA25" "$jar/esslint"
old_java() {
  exits 2 java -jar "$release/esslint-$version.jar" "$clean" && grep -q 'needs Java 25 or later, but this is Java 17' "$scratch/err" &&
    [ "$(wc -l <"$scratch/err")" -eq 1 ] && exits 2 env -u JAVA_HOME "$jar/esslint" "$clean" && grep -q 'this is Java 17' "$scratch/err"
}
if java -version 2>&1 | grep -q '"17'; then check "an older Java is told" old_java; fi
warm_up() {
  exits 0 env JAVA_HOME="$JAVA25" "$jar/esslint" warm-up && [ "$(wc -l <"$scratch/out")" -eq 1 ] && [ ! -s "$scratch/err" ] && grep -q 'The cache is in' "$scratch/out" &&
    works env JAVA_HOME="$JAVA25" "$jar/esslint" || return 1
  cache=$(echo "$HOME"/.cache/esslint/*.aot) && [ -s "$cache" ] &&
    echo broken >"$cache" && works env JAVA_HOME="$JAVA25" "$jar/esslint"
}
check "warm-up writes a cache; a broken one changes nothing" warm_up
read_only_home() {
  exits 2 env JAVA_HOME="$JAVA25" HOME=/proc "$jar/esslint" warm-up && grep -q 'cannot be written to /proc' "$scratch/err" &&
    works env JAVA_HOME="$JAVA25" HOME=/proc "$jar/esslint"
}
check "a home that cannot be written is told, and needed by nothing else" read_only_home

# Charts that are installed.
said() {
  tr '\n' ' ' <"$scratch/out" | grep -q "$1"
}
charts() {
  mkdir -p "$scratch/chart/matrix-stack" && cd "$scratch/chart" &&
    printf 'name: matrix-stack\nversion: 99.1.0\n' >matrix-stack/Chart.yaml &&
    cp "$project/schemas/matrix-stack/26.8.1/values.json" matrix-stack/values.yaml &&
    cp "$project/schemas/matrix-stack/26.8.1/schema.json" matrix-stack/values.schema.json &&
    tar -czf matrix-stack-99.1.0.tgz matrix-stack &&
    exits 0 "$image/bin/esslint" chart install matrix-stack-99.1.0.tgz &&
    exits 0 "$image/bin/esslint" "$clean" && said 'matrix-stack 99.1.0 (newest known)' &&
    exits 0 "$image/bin/esslint" version --verbose && said 'installed: 99.1.0' &&
    exits 0 "$image/bin/esslint" upgrade --from 26.8.1 "$clean" && said 99.1.0 &&
    exits 0 "$image/bin/esslint" explain serverName && said 99.1.0 || return 1
  echo damage >>"$HOME/.local/share/esslint/charts/99.1.0.facts"
  exits 0 "$image/bin/esslint" "$clean" && grep -q 'is damaged and is not used' "$scratch/err" && ! said '99\.1' || return 1
  rm -rf "$HOME/.local/share/esslint"
  printf 'name: other\nversion: 1.0.0\n' >matrix-stack/Chart.yaml && tar -czf other.tgz matrix-stack &&
    exits 2 "$image/bin/esslint" chart install other.tgz && grep -q 'the chart `other`' "$scratch/err"
}
check "a chart is installed and known; a damaged one and another one are told" charts

# Packages.
deb() {
  root=$scratch/deb
  rm -rf "$root" && mkdir -p "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/info" "$root/var/log" && : >"$root/var/lib/dpkg/status"
  # a root with nothing in it, so that what the package depends on is not asked for
  dpkg --root="$root" --force-depends --force-not-root --log=/dev/null -i "$release/esslint_${version}_amd64.deb" || return 1
  works "$root/usr/bin/esslint" && [ -s "$root/usr/share/man/man1/esslint.1.gz" ] &&
    [ -s "$root/usr/share/bash-completion/completions/esslint" ] && [ "$(stat -c %U "$root/usr/lib/esslint/bin/esslint")" = root ] &&
    (cd "$root" && md5sum --quiet -c var/lib/dpkg/info/esslint.md5sums) || return 1
  dpkg --root="$root" --force-depends --log=/dev/null --purge esslint && [ -z "$(find "$root" -name '*esslint*' ! -path '*/dpkg/*')" ] &&
    [ ! -e "$root/usr" ]
}
check "the .deb is installed, works, and is removed without leftovers" deb
rpm_package() {
  file=$(ls "$release"/esslint-"$version"-1.x86_64.rpm) && rpm -K --nosignature "$file" &&
    rpm -qpl "$file" | grep -qx /usr/share/man/man1/esslint.1.gz && [ "$(rpm -qp --qf '%{VERSION} %{LICENSE}' "$file")" = "$version Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0" ] &&
    ! rpm -qp --scripts "$file" | grep . || return 1
  rm -rf "$scratch/rpm" && mkdir "$scratch/rpm" && cd "$scratch/rpm" && rpm2cpio "$file" | cpio -idm --quiet && works usr/bin/esslint
}
if command -v rpm2cpio >/dev/null && [ -e "$release/esslint-$version-1.x86_64.rpm" ]; then
  check "the .rpm is read by rpm, and its files work" rpm_package
fi
# with_proc ROOT COMMAND...: /proc is there for the command only, in a name space of its own.
with_proc() {
  mkdir -p "$1/proc"
  # shellcheck disable=SC2016 # expanded by the shell inside
  unshare -m sh -c 'mount -t proc proc "$1/proc" && shift && exec "$@"' with_proc "$@"
}
container() {
  rm -rf "$scratch/oci" && mkdir -p "$scratch/oci/layout" "$scratch/oci/root" && cd "$scratch/oci" && tar -xf "$release/$full.oci.tar" -C layout || return 1
  python3 - layout "$(cat "$release/$full.oci.digest")" root <<'PYTHON' || return 1
import hashlib, json, subprocess, sys
layout, digest, root = sys.argv[1:]
def blob(descriptor):
    data = open(f"{layout}/blobs/sha256/{descriptor['digest'].removeprefix('sha256:')}", "rb").read()
    assert "sha256:" + hashlib.sha256(data).hexdigest() == descriptor["digest"] and len(data) == descriptor["size"]
    return data
index = json.load(open(f"{layout}/index.json"))
assert index["manifests"][0]["digest"] == digest
manifest = json.loads(blob(index["manifests"][0]))
config = json.loads(blob(manifest["config"]))
assert config["config"]["User"] == "65532:65532"
for layer, diff in zip(manifest["layers"], config["rootfs"]["diff_ids"], strict=True):
    data = subprocess.run(["gzip", "-dc"], input=blob(layer), stdout=subprocess.PIPE, check=True).stdout
    assert "sha256:" + hashlib.sha256(data).hexdigest() == diff
    subprocess.run(["tar", "-x", "-C", root], input=data, check=True)
json.dump(config["config"]["Entrypoint"], open("entrypoint.json", "w"))
PYTHON
  cp "$clean" root/work/values.yaml && cp "$mistakes" root/work/mistakes.yaml || return 1
  mapfile -t entry < <(python3 -c 'import json; print(*json.load(open("entrypoint.json")), sep="\n")')
  # a container has /proc, without which the loader does not know where the program lies
  inside() {
    with_proc root env -i LC_ALL=C.UTF-8 HOME=/home/nonroot "$(command -v chroot)" --userspec=65532:65532 root "${entry[@]}" "$@"
  }
  exits 0 inside /work/values.yaml && exits 1 inside /work/mistakes.yaml && exits 0 inside --version
}
[ "$(id -u)" -ne 0 ] || check "the container's layers are what its digests say, and work in a chroot as nobody" container
helm_plugin() {
  rm -rf "$scratch/helm" && mkdir "$scratch/helm" && tar -xzf "$release/helm-$full.tgz" -C "$scratch/helm" &&
    cd "$scratch/helm/esslint" && python3 - "$version" <<'PYTHON' || return 1
import sys, yaml
plugin = yaml.safe_load(open("plugin.yaml"))
assert plugin["name"] == "esslint" and plugin["version"] == sys.argv[1]
assert not {"hooks", "platformHooks", "command", "apiVersion"} & plugin.keys()
[command] = plugin["platformCommand"]
assert (command["os"], command["arch"]) == ("linux", "amd64")
open("command", "w").write(command["command"])
PYTHON
  works "$(HELM_PLUGIN_DIR=$PWD sh -c "echo $(cat command)")"
}
check "the Helm plugin works" helm_plugin

# npm: from the packed files into an empty project, offline.
npm_package() {
  rm -rf "$scratch/npm" && mkdir "$scratch/npm" && cd "$scratch/npm" && echo '{"private": true}' >package.json || return 1
  start=$(date +%s%N)
  npm install --silent --offline --no-fund --no-audit --omit=optional "$release/npm-esslint-$version.tgz" \
    "$release/npm-esslint-linux-x64-$version.tgz" >/dev/null && exits 0 npx --offline esslint "$clean" || return 1
  took=$((($(date +%s%N) - start) / 1000000))
  echo "$took ms"
  [ "$took" -le "${ESSLINT_PATIENCE:-15000}" ] && works node_modules/.bin/esslint
}
if command -v npm >/dev/null; then check "npm install and npx take at most 15 s" npm_package; fi
without_platform() {
  rm -rf "$scratch/npm/node_modules/@esslint" && cd "$scratch/npm" && exits 70 node_modules/.bin/esslint "$clean" &&
    grep -q 'the package @esslint/linux-x64 is not installed' "$scratch/err"
}
if command -v npm >/dev/null; then check "without the platform's package it is said" without_platform; fi

if [ "$all" = all ]; then
  mirror() {
    export PRE_COMMIT_HOME=$scratch/pre-commit GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org \
      GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
    rm -rf "$scratch/mirror" "$scratch/gitops" && mkdir "$scratch/mirror" "$scratch/gitops" &&
      tar -xzf "$release/pre-commit-mirror-$version.tar.gz" -C "$scratch/mirror" && cd "$scratch/mirror" || return 1
    # what the registry would give, from files
    sed -i "s|\"esslint\": \"$version\"|\"esslint\": \"file:$release/npm-esslint-$version.tgz\", \"@esslint/linux-x64\": \"file:$release/npm-esslint-linux-x64-$version.tgz\"|" package.json
    git init -q . && git add -A && git commit -qm mirror && git tag v1 && cd "$scratch/gitops" && git init -q . || return 1
    printf 'repos:\n  - repo: file://%s\n    rev: v1\n    hooks: [{id: esslint}]\n' "$scratch/mirror" >.pre-commit-config.yaml
    cp "$clean" values.yaml && git add -A && NPM_CONFIG_OMIT=optional pre-commit run --all-files || return 1
    cp "$mistakes" values.yaml && git add -A && ! pre-commit run --all-files >"$scratch/out" && grep -q 'exit code: 1' "$scratch/out"
  }
  check "the mirror for pre-commit, with language: node" mirror
  debian() {
    debootstrap --variant=minbase --include=man-db bookworm "$scratch/debian" >/dev/null || return 1
    cp "$release/esslint_${version}_amd64.deb" "$clean" "$scratch/debian/root" && cd / || return 1
    chroot "$scratch/debian" dpkg -i "/root/esslint_${version}_amd64.deb" && with_proc "$scratch/debian" chroot "$scratch/debian" esslint /root/clean.yaml &&
      chroot "$scratch/debian" dpkg -P esslint && [ -z "$(find "$scratch/debian/usr" -name '*esslint*')" ]
  }
  check "the .deb in a fresh Debian" debian
fi
chmod -R u+w "$scratch"
finish
