#!/bin/sh
# The golden files of whole runs hold on the image that ships: its classes are not those that the unit tests run, since the build
# rewrites them (docs/decisions/call-sites.md, lambdas.md).
set -u
cd "$(dirname "$0")/../../../testdata" || exit 70
esslint=$(pwd)/../target/esslint/bin/esslint
version=$("$esslint" --version) || exit 1
out=$(mktemp)
err=$(mktemp)
differences=$(mktemp)
trap 'rm -f "$out" "$err" "$differences"' EXIT
runs=0
failed=0

# golden FOLDER FILE EXPECTED: a run that has to give what a file holds
golden() {
  arguments=
  [ ! -f "$1/${2%.yaml}.args" ] || arguments=$(cat "$1/${2%.yaml}.args")
  # shellcheck disable=SC2086 # they are words
  (cd "$1" && exec "$esslint" "$2" $arguments </dev/null) >"$out" 2>"$err"
  echo "exit status $?" >>"$err"
  runs=$((runs + 1))
  # the unit tests run what has no version yet
  if ! sed "s/\"${version#esslint }\"/\"dev\"/" "$out" "$err" | diff "$3" - >"$differences"; then
    failed=$((failed + 1))
    echo "FAIL $1/$2"
    head -20 "$differences"
  fi
}

for file in err/*.yaml; do
  golden err "${file#err/}" "${file%.yaml}.out"
done
for file in ok/*.yaml; do
  runs=$((runs + 1))
  if ! (cd ok && exec "$esslint" --quiet "${file#ok/}" </dev/null) >"$out" 2>&1 || [ -s "$out" ]; then
    failed=$((failed + 1))
    echo "FAIL $file"
    cat "$out"
  fi
done
echo "$runs runs, $failed failed"
[ "$failed" -eq 0 ] && [ "$runs" -gt 10 ]
