#!/bin/sh
# Tries install.sh against a web server on this machine, which offers what `mvn -Prelease package` has left in target/release,
# whole and in all the ways in which a download goes wrong.
set -u
. "$(dirname "$0")/checks.sh"

release=$project/target/release
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$project/pom.xml" | head -n 1)
file=esslint-$version-linux-amd64.tar.gz
served=$scratch/served
HOME=$scratch/home
TMPDIR=$scratch/tmp
ESSLINT_DOWNLOADS=
export HOME TMPDIR ESSLINT_DOWNLOADS
mkdir "$HOME" "$TMPDIR"
installer=$release/install.sh

offer() {
  mkdir -p "$served/latest/download" "$served/download/$1"
  ln -f "$release/$file" "$served/latest/download/$file" 2>/dev/null || cp "$release/$file" "$served/latest/download/"
  grep "  $file\$" "$release/SHA256SUMS" >"$served/latest/download/SHA256SUMS"
  cp "$served/latest/download/SHA256SUMS" "$served/download/$1"
  cp "$release/$file" "$served/download/$1/$file"
}
offer "v$version"
for kind in broken wrong other; do offer "v$kind"; done
head -c 1000000 "$release/$file" >"$served/download/vbroken/$file"
sed -i 's/^1/0/; t; s/^./1/' "$served/download/vwrong/SHA256SUMS"
sed -i 's/amd64/riscv64/' "$served/download/vother/SHA256SUMS"
mkdir "$served/download/vgone"
cp "$served/latest/download/SHA256SUMS" "$served/download/vgone"

cat >"$scratch/server.py" <<'PYTHON'
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()
PYTHON
mkfifo "$scratch/port"
python3 "$scratch/server.py" "$served" >"$scratch/port" 2>/dev/null &
server=$!
read -r port <"$scratch/port"
ESSLINT_DOWNLOADS=http://127.0.0.1:$port

# installs nothing: what was there before is there still, and nothing else.
refuses() {
  why=$1
  shift
  before=$(find "$HOME" | sort | cksum)
  exits 1 sh "$installer" "$@" && grep -q "$why" "$scratch/err" && [ "$(wc -l <"$scratch/err")" -eq 1 ] &&
    [ "$(find "$HOME" | sort | cksum)" = "$before" ] && [ -z "$(ls -A "$TMPDIR")" ]
}
check "a broken download is not installed" refuses 'checksum of .* is not that of the release' --version broken
check "a wrong checksum is not installed" refuses 'checksum of .* is not that of the release' --version wrong
check "a release without this platform is told" refuses 'has no esslint for linux-amd64' --version other
check "a release that is not there is told" refuses 'cannot be downloaded from' --version 9.9.9
check "a file that is not there is told" refuses 'cannot be downloaded' --version gone
check "an option that there is not is told" refuses 'there is no option --force' --force
check "there is nothing to remove" refuses 'there is no esslint in' --uninstall

cut_off() {
  head -n 60 "$installer" >"$scratch/half.sh"
  sh "$scratch/half.sh" >/dev/null 2>&1
  [ -z "$(ls -A "$HOME")" ]
}
check "a script that was cut off on its way does nothing" cut_off
newest() {
  exits 0 sh "$installer" && grep -q "esslint $version is installed in $HOME/.local/lib/esslint" "$scratch/out" &&
    grep -q 'is not on the PATH' "$scratch/out" && exits 0 "$HOME/.local/bin/esslint" "$project/testdata/training/clean.yaml" &&
    [ -z "$(ls -A "$TMPDIR")" ]
}
check "the newest release is installed, and works" newest
again() {
  exits 0 sh "$installer" --version "v$version" && [ "$(ls -A "$HOME/.local/lib")" = esslint ] &&
    exits 0 "$HOME/.local/bin/esslint" --version
}
check "it takes the place of one that was there" again
check "a broken download leaves the old one" refuses 'checksum of' --version broken
elsewhere() {
  cd "$scratch" && exits 0 sh "$installer" --prefix "a b" && exits 0 "$scratch/a b/bin/esslint" --version
}
check "another folder, relative and with a blank" elsewhere
read_only() {
  refuses '/proc/x cannot be written' --prefix /proc/x
}
check "a folder that cannot be written is told" read_only
foreign() {
  mkdir -p "$scratch/c/lib/esslint" "$scratch/c/bin" && echo mine >"$scratch/c/lib/esslint/file" &&
    refuses 'is something else' --prefix "$scratch/c" && refuses 'is not esslint' --uninstall --prefix "$scratch/c" &&
    [ -f "$scratch/c/lib/esslint/file" ]
}
check "what is not esslint is left alone" foreign
gone() {
  exits 0 sh "$installer" --uninstall && [ -z "$(find "$HOME/.local" ! -type d)" ]
}
check "it is removed" gone
by_wget() {
  mkdir "$scratch/tools" && for tool in sh wget sed uname mktemp mkdir tar gzip mv ln ls rm cut sha256sum readlink dirname env; do
    ln -s "$(command -v $tool)" "$scratch/tools/$tool" || return 1
  done
  PATH=$scratch/tools exits 0 sh "$installer"
}
if command -v wget >/dev/null; then check "wget does as well as curl" by_wget; fi
kill "$server"
finish
