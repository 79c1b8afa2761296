#!/bin/sh
# Puts the artefacts of all platforms into one folder. What is for all platforms (the jar, install.sh ...) is taken from Linux on amd64.
# Arguments: the folder with a folder for each platform; the folder to make.
set -eu
from=$1 to=$2
mkdir "$to"
for platform in linux-arm64 darwin-arm64 windows-amd64 linux-amd64; do
  (cd "$from/$platform" && sha256sum --quiet --check SHA256SUMS)
  find "$from/$platform" -type f ! -name SHA256SUMS -exec cp -f {} "$to" \;
  cp "$to"/*-"$platform".cdx.json "$to/$platform.cdx.json"
done
cd "$to"
find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS
