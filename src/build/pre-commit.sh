#!/bin/sh
# The hook for pre-commit: also judges what the change brings, against what pre-commit compares with, or else the last commit.
base=${PRE_COMMIT_FROM_REF:-HEAD}
if git rev-parse --quiet --verify "$base^{commit}" >/dev/null 2>&1; then
  set -- --before "git:$base" "$@"
fi
exec "$(dirname "$0")/../../esslint" --allow-empty "$@"
