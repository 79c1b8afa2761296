#!/bin/sh
# Prints what CHANGELOG.md says of a version, as notes of its release. Argument: the version.
set -eu
cd "$(dirname "$0")/../.."
awk -v version="$1" '/^## \[/ { on = index($0, "## [" version "]") == 1; next } /^\[/ { on = 0 } on' CHANGELOG.md
cat <<NOTES

Verify what you download: \`gh attestation verify FILE -R esslint/esslint\`, or compare it with \`SHA256SUMS\`.
NOTES
