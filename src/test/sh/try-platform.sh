#!/bin/sh
# What is tried of the archive on every platform: it is unpacked, knows its version, its cache fits, and a few runs end as they should.
set -u
. "$(dirname "$0")/checks.sh"

release=$project/target/release
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$project/pom.xml" | head -n 1)
esslint=$scratch/esslint-$version/bin/esslint
java=$scratch/esslint-$version/bin/java
unpacked() {
  case $(uname -s) in
    MINGW* | MSYS*) unzip -q "$release/esslint-$version-windows-amd64.zip" -d "$scratch" && esslint=$esslint.cmd ;;
    *) tar -xzf "$release"/esslint-"$version"-*-*64.tar.gz -C "$scratch" ;;
  esac
}
unpacked || exit 1
says_version() {
  exits 0 "$esslint" --version && tr -d '\r' <"$scratch/out" | grep -qx "esslint $version"
}
check "it says its version" says_version
check "its cache fits" "$java" -XX:AOTMode=on -XX:AOTCache="$scratch/esslint-$version/lib/esslint.aot" \
  -m dev.esslint/dev.esslint.cli.Main --version
check "clean values give 0" exits 0 "$esslint" "$project/testdata/training/clean.yaml"
mistakes() {
  exits 1 "$esslint" "$project/testdata/training/mistakes.yaml" && grep -q 'manualIP' "$scratch/out"
}
check "mistakes give 1" mistakes
check "a missing file gives 3" exits 3 "$esslint" "$scratch/missing.yaml"
odd() {
  cp "$project/testdata/training/clean.yaml" "$scratch/wörk values.yaml" && exits 0 "$esslint" "$scratch/wörk values.yaml" &&
    grep -q 'wörk values.yaml' "$scratch/out"
}
check "a file name with a blank and an umlaut" odd
finish
