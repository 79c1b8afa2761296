#!/bin/sh
# Builds the release twice and compares. What differs has to be the AOT cache, or hold it; everything else is an error.
set -eu
cd "$(dirname "$0")/../.."
first=$(mktemp -d)
trap 'rm -rf "$first"' EXIT
for round in 1 2; do
  rm -rf target/classes target/module target/release
  mvn -B -q -ntp -Prelease -Dmaven.test.skip=true package
  if [ "$round" = 1 ]; then cp -R target/release target/parts.sha256 "$first"; fi
done
echo "Files of the image that differ:"
diff "$first/parts.sha256" target/parts.sha256 | sed -n 's/^[<>] [0-9a-f]*  //p' | sort -u | tee "$first/different"
if grep -vx 'lib/esslint.aot' "$first/different"; then exit 1; fi
echo "Artefacts that differ, because they hold it:"
for file in "$first"/release/*; do cmp -s "$file" "target/release/${file##*/}" || echo "${file##*/}"; done | tee "$first/artefacts"
if grep -E '^(esslint-[0-9.]+\.jar|.*-java\.tar\.gz|npm-esslint-[0-9.]+\.tgz|pre-commit-mirror-.*|.*\.cdx\.json|install\.sh)$' "$first/artefacts"; then exit 1; fi
