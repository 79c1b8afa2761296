#!/bin/sh
# The hook for pre-commit: also judges what the change brings, against what pre-commit compares with, or else the last commit.
# It runs the release that release.lock names, kept in pre-commit's clone, and where there is none the clone itself.
root=$(cd "$(dirname "$0")/../.." && pwd)
status=0
esslint=$("$root/src/build/released.sh" "$root/target/released") || status=$?
case $status in
  0) ;;
  3) esslint=$root/esslint ;;
  *) exit "$status" ;;
esac
base=${PRE_COMMIT_FROM_REF:-HEAD}
if git rev-parse --quiet --verify "$base^{commit}" >/dev/null 2>&1; then
  set -- --before "git:$base" "$@"
fi
exec "$esslint" --allow-empty "$@"
