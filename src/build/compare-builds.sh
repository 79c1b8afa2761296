#!/bin/sh
# Builds the release again, from nothing and in another folder, and compares it with target/release, which it makes if it is not there. What
# differs has to be the AOT cache, or hold it; everything else is an error.
set -eu
cd "$(dirname "$0")/../.."
[ -f target/parts.sha256 ] || mvn -B -q -ntp -Prelease -Dmaven.test.skip=true package
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -P -t "$again"
mvn -B -q -ntp -f "$again/pom.xml" -Prelease -Dmaven.test.skip=true package
echo "Files of the image that differ:"
diff target/parts.sha256 "$again/target/parts.sha256" | sed -n 's/^[<>] [0-9a-f]*  //p' | sort -u | tee "$again/different"
if grep -vx 'lib/esslint.aot' "$again/different"; then exit 1; fi
echo "Artefacts that differ, because they hold it:"
for file in target/release/*; do
  cmp -s "$file" "$again/target/release/${file##*/}" || echo "${file##*/}"
done | tee "$again/artefacts"
if grep -E '^(esslint-[0-9.]+\.jar|.*-java\.tar\.gz|npm-esslint-[0-9.]+\.tgz|pre-commit-mirror-.*|.*\.cdx\.json|install\.sh)$' "$again/artefacts"; then exit 1; fi
