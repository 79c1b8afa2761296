#!/bin/sh
# Before a release: the tag is v and the version of the build, and the changelog has an entry of it with a date. Argument: the tag.
set -eu
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' pom.xml | head -n 1)
[ "$1" = "v$version" ] || {
  echo "the tag is $1, but the build has the version $version" >&2
  exit 1
}
newest=$(sed -n 's/^## \[\([0-9][^]]*\)\] - [0-9]\{4\}-[0-9][0-9]-[0-9][0-9]$/\1/p' CHANGELOG.md | head -n 1)
[ "$newest" = "$version" ] || {
  echo "the newest entry of CHANGELOG.md with a date is of ${newest:-nothing}, not of $version" >&2
  exit 1
}
