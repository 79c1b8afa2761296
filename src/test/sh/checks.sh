# Sourced by the try-*.sh scripts: a scratch folder, and checks that count.
# shellcheck shell=sh disable=SC2034 # the scripts use the variables
project=$(cd "$(dirname "$0")/../../.." && pwd)
scratch=$(mktemp -d)
passed=0
failed=0

# check WHAT COMMAND...: the command must succeed.
check() {
  what=$1
  shift
  if "$@" >"$scratch/check.log" 2>&1; then
    passed=$((passed + 1))
    echo "ok    $what"
  else
    failed=$((failed + 1))
    echo "FAIL  $what"
    sed 's/^/      /' "$scratch/check.log"
  fi
}

# exits STATUS COMMAND...: the command must end with that status; its output stays in $scratch/out and $scratch/err.
exits() {
  expected=$1
  shift
  actual=0
  "$@" >"$scratch/out" 2>"$scratch/err" || actual=$?
  [ "$actual" -eq "$expected" ] || {
    echo "exit status $actual, expected $expected"
    cat "$scratch/out" "$scratch/err"
    return 1
  }
}

finish() {
  rm -rf "$scratch"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
