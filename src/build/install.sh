#!/bin/sh
# Installs esslint for one user, without root:
#
#     sh install.sh [--version VERSION] [--prefix FOLDER]      the newest release, or a certain one; FOLDER is ~/.local
#     sh install.sh --uninstall [--prefix FOLDER]
#
# The program goes to FOLDER/lib/esslint, a link to FOLDER/bin/esslint. What is downloaded is compared with the SHA256SUMS of the
# release before anything is unpacked, and what was installed before stays until the new one has answered.
set -eu

main() {
  base=${ESSLINT_DOWNLOADS:-https://github.com/esslint/esslint/releases}
  version=latest
  prefix=${HOME:-}/.local
  uninstall=false
  while [ $# -gt 0 ]; do
    case $1 in
      --version) [ $# -gt 1 ] || fail "--version needs a version"; version=${2#v}; shift 2 ;;
      --prefix) [ $# -gt 1 ] || fail "--prefix needs a folder"; prefix=$2; shift 2 ;;
      --uninstall) uninstall=true; shift ;;
      *) fail "there is no option $1; the options are --version, --prefix and --uninstall" ;;
    esac
  done
  case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
  home=$prefix/lib/esslint
  link=$prefix/bin/esslint
  if [ "$uninstall" = true ]; then
    [ -e "$home" ] || fail "there is no esslint in $home"
    [ -f "$home/release" ] && [ -f "$home/bin/esslint" ] || fail "$home is not esslint; it is left alone"
    rm -rf "$home"
    [ ! -L "$link" ] || rm -f "$link"
    echo "esslint is removed from $prefix. Installed charts, if any, are in ${XDG_DATA_HOME:-~/.local/share}/esslint."
    return
  fi
  if [ -e "$home" ] && [ ! -f "$home/bin/esslint" ]; then fail "$home is something else; it is left alone"; fi
  if [ -e "$link" ] && [ ! -L "$link" ]; then fail "$link is something else; it is left alone"; fi

  case $(uname -s) in
    Linux) os=linux ;;
    Darwin) os=darwin ;;
    *) fail "there is no esslint for $(uname -s); esslint.jar runs on any Java 25" ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) arch=amd64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) fail "there is no esslint for $(uname -m); esslint.jar runs on any Java 25" ;;
  esac
  if [ "$os" = linux ] && ls /lib/ld-musl-* >/dev/null 2>&1 && ! ls /lib*/ld-linux* >/dev/null 2>&1; then
    fail "there is no esslint for musl; esslint.jar runs on any Java 25"
  fi

  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [ "$version" = latest ]; then from=$base/latest/download; else from=$base/download/v$version; fi
  fetch "$from/SHA256SUMS" "$work/SHA256SUMS" || fail "release $version cannot be downloaded from $from"
  file=$(sed -n "s/^[0-9a-f]\{64\}  \(esslint-[0-9][^/ ]*-$os-$arch\.tar\.gz\)\$/\1/p" "$work/SHA256SUMS")
  [ -n "$file" ] || fail "release $version has no esslint for $os-$arch; esslint.jar runs on any Java 25"
  fetch "$from/$file" "$work/$file" || fail "$from/$file cannot be downloaded"
  expected=$(sed -n "s/^\([0-9a-f]\{64\}\)  $file\$/\1/p" "$work/SHA256SUMS")
  [ "$(sum "$work/$file")" = "$expected" ] ||
    fail "the checksum of $file is not that of the release; the download is broken or was changed. Nothing is installed."

  mkdir -p "$prefix/lib" "$prefix/bin" 2>/dev/null && [ -w "$prefix/lib" ] && [ -w "$prefix/bin" ] ||
    fail "$prefix cannot be written; name another folder with --prefix"
  next=$prefix/lib/.esslint.$$
  mkdir "$next"
  trap 'rm -rf "$work" "$next"' EXIT
  tar -xzf "$work/$file" -C "$next"
  [ -x "$next/${file%"-$os-$arch.tar.gz"}/bin/esslint" ] || fail "$file does not contain esslint"
  said=$("$next/${file%"-$os-$arch.tar.gz"}/bin/esslint" --version) ||
    fail "the new esslint does not start on this machine. What was installed before is left as it is."
  [ ! -e "$home" ] || mv "$home" "$next/old"
  mv "$next/${file%"-$os-$arch.tar.gz"}" "$home"
  ln -sf "../lib/esslint/bin/esslint" "$link"
  echo "$said is installed in $home."
  case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) echo "$prefix/bin is not on the PATH; add it, or run $link." ;;
  esac
}

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

fetch() {
  if command -v curl >/dev/null; then
    curl -fsSL --retry 2 -o "$2" "$1" 2>/dev/null
  elif command -v wget >/dev/null; then
    wget -q -O "$2" "$1" 2>/dev/null
  else
    fail "neither curl nor wget is installed"
  fi
}

sum() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1" | cut -d ' ' -f 1
  else
    shasum -a 256 "$1" | cut -d ' ' -f 1
  fi
}

# Only here does anything happen: a script that was cut off on its way does nothing.
main "$@"
