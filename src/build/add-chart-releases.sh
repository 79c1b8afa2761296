#!/bin/sh
# Adds the releases of the chart that are newer than all that esslint knows: their facts, what Helm makes of their templates, and a line
# in the changelog. Needs gh, which gives the list, and helm, which gives the charts. With GITHUB_OUTPUT it says there which were added.
set -eu
cd "$(dirname "$0")/../.."
newest=$(ls schemas/matrix-stack | sort -V | tail -n 1)
added=
for release in $(gh api --paginate repos/element-hq/ess-helm/releases --jq '.[] | select(.draft or .prerelease | not) | .tag_name' | sort -V); do
  echo "$release" | grep -Eqx '[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}' || continue
  [ "$release" != "$newest" ] && [ "$(printf '%s\n%s\n' "$release" "$newest" | sort -V | tail -n 1)" = "$release" ] || continue
  folder=$(mktemp -d)
  helm pull oci://ghcr.io/element-hq/ess-helm/matrix-stack --version "$release" -d "$folder"
  ./esslint chart add "$folder/matrix-stack-$release.tgz"
  rm -rf "$folder"
  added=${added:+$added }$release
done
[ -n "$added" ] || exit 0
mvn -B -ntp -q test -Dtest='RulePagesTest,GoldenRunsTest,GoldenMapsTest' -Dexpected=write || true # what is wrong is in the pull request
awk -v line="- Releases of the chart: $added." '{ print } /^## \[Unreleased\]/ { print ""; print line }' CHANGELOG.md >CHANGELOG.next
mv CHANGELOG.next CHANGELOG.md
[ -z "${GITHUB_OUTPUT-}" ] || echo "releases=$added" >>"$GITHUB_OUTPUT"
