#!/bin/sh
# Prints the program of the release that release.lock names, and downloads it first where it is not there yet.
# Arguments: the folder to keep it in. Exit status 3: there is no release to use, and esslint has to be built.
#
# release.lock is written by the release workflow: "version 0.1.0", and a line as in SHA256SUMS for each platform. What does not have
# the checksum there is not unpacked.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$1
base=${ESSLINT_DOWNLOADS:-https://github.com/esslint/esslint/releases}

version=$(sed -n 's/^version //p' "$root/release.lock" 2>/dev/null) && [ -n "$version" ] || exit 3
case $(uname -s)-$(uname -m) in
  Linux-x86_64) file=esslint-$version-linux-amd64.tar.gz ;;
  Linux-aarch64) file=esslint-$version-linux-arm64.tar.gz ;;
  Darwin-arm64) file=esslint-$version-darwin-arm64.tar.gz ;;
  MINGW*-x86_64 | MSYS*-x86_64) file=esslint-$version-windows-amd64.zip ;;
  *) exit 3 ;;
esac
expected=$(sed -n "s/^\([0-9a-f]\{64\}\)  $file\$/\1/p" "$root/release.lock")
[ -n "$expected" ] || exit 3

home=$folder/esslint-$version
if [ ! -x "$home/bin/esslint" ]; then
  mkdir -p "$folder"
  work=$(mktemp -d "$folder/.download.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  curl -fsSL --retry 3 -o "$work/$file" "$base/download/v$version/$file" || {
    echo "esslint: $base/download/v$version/$file cannot be downloaded" >&2
    exit 70
  }
  if command -v sha256sum >/dev/null; then
    actual=$(sha256sum "$work/$file" | cut -d ' ' -f 1)
  else
    actual=$(shasum -a 256 "$work/$file" | cut -d ' ' -f 1)
  fi
  [ "$actual" = "$expected" ] || {
    echo "esslint: the checksum of $file is not the one in release.lock; it is not used" >&2
    exit 70
  }
  case $file in
    *.zip) unzip -q "$work/$file" -d "$work" ;;
    *) tar -xzf "$work/$file" -C "$work" ;;
  esac
  # of several that come at once the first one wins
  mv "$work/esslint-$version" "$home" 2>/dev/null || [ -x "$home/bin/esslint" ]
fi
echo "$home/bin/esslint"
