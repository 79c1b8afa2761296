#!/bin/sh
# Tries ./esslint and the image's bin/esslint the ways people start them.
set -u
. "$(dirname "$0")/checks.sh"

clean=$project/testdata/training/clean.yaml
image=$project/target/esslint

says_version() {
  exits 0 "$@" --version && grep -q '^esslint [0-9]' "$scratch/out" && [ ! -s "$scratch/err" ]
}

check "the first start builds or finds the image" exits 0 "$project/esslint" --version
check "the root launcher answers, and says nothing else" says_version "$project/esslint"
check "the image answers" says_version "$image/bin/esslint"
check "a clean file gives 0" exits 0 "$project/esslint" "$clean"
thousands() { # the launcher gives such a run more memory
  set --
  while [ "$#" -lt 1200 ]; do
    set -- "$@" "$clean"
  done
  exits 0 "$image/bin/esslint" "$@"
}
check "thousands of names are taken" thousands
check "a missing file gives 3" exits 3 "$project/esslint" "$scratch/no such file.yaml"

# What is nested as deeply as may be: the thread that the launcher of an image starts has a small stack.
{
  printf 'serverName: example.org\ntolerations: '
  awk 'BEGIN { for (i = 0; i < 490; i++) printf "[{a: "; printf "1"; for (i = 0; i < 490; i++) printf "}]" }'
} >"$scratch/deep.yaml"
check "deeply nested values are checked" exits 1 "$image/bin/esslint" "$scratch/deep.yaml"
check "deeply nested values are upgraded" exits 1 "$image/bin/esslint" upgrade --from 26.2.0 "$scratch/deep.yaml"

in_folder() {
  (cd "$1" && shift && "$@")
}
check "from another folder, with a relative file" in_folder "$project/testdata" exits 0 ../esslint training/clean.yaml
check "from the root, as ./esslint" in_folder "$project" says_version ./esslint
check "from its own folder, as sh esslint" in_folder "$image/bin" says_version sh esslint

# A clone and an image at a path with blanks, both copied without their time stamps, both behind links.
odd="$scratch/a folder with  \$(blanks)"
mkdir -p "$odd/bin"
cp -r "$image" "$odd/image"
ln -s "../image/bin/esslint" "$odd/bin/relative link"
ln -s "$odd/bin/relative link" "$odd/bin/esslint"
cp "$clean" "$odd/wörk values.yaml"
check "a copied image, at a path with blanks" says_version "$odd/image/bin/esslint"
check "a copied image keeps its AOT cache" "$odd/image/bin/java" -XX:AOTMode=on \
  -XX:AOTCache="$odd/image/lib/esslint.aot" -m dev.esslint/dev.esslint.cli.Main --version
check "through two links" says_version "$odd/bin/esslint"
check "through the PATH" in_folder / env PATH="$odd/bin:$PATH" sh -c 'esslint --version'
check "a file name with blanks and umlauts, in the C locale" \
  env LC_ALL=C "$odd/bin/esslint" "$odd/wörk values.yaml"
cp "$clean" "$odd/back\\slash.yaml"
check "a file name with a backslash" exits 0 "$odd/bin/esslint" "$odd/back\\slash.yaml"
raw=$(printf 'gr\374n') # Latin-1
mkdir "$odd/$raw"
cp "$clean" "$odd/$raw/$raw.yaml"
check "a file name with bytes that are no UTF-8" exits 0 "$odd/bin/esslint" "$odd/$raw/$raw.yaml"
names_in_folder() {
  exits 0 "$odd/bin/esslint" "$odd" && grep -q '3 files' "$scratch/out"
}
check "both in a folder" names_in_folder

# What goes wrong outside of esslint: 1 would mean findings.
check "findings give 1" exits 1 "$odd/bin/esslint" "$project/testdata/err/calls.yaml"
# shellcheck disable=SC3045 # dash and bash have it
without_memory() {
  (ulimit -v 200000 && exits 70 "$odd/bin/esslint" "$clean") && [ ! -s "$scratch/out" ] && [ -s "$scratch/err" ]
}
check "a JVM that cannot start gives 70, and says so on standard error" without_memory
without_folder() {
  mkdir "$odd/gone" && cd "$odd/gone" && rmdir "$odd/gone" &&
    exits 70 "$odd/bin/esslint" "$clean" && [ ! -s "$scratch/out" ]
}
if [ -d /proc/self ]; then
  check "so does a working directory that is gone" in_folder / without_folder
fi
without_input() {
  exits 3 "$odd/bin/esslint" - <&- && grep -q 'standard input is closed' "$scratch/err"
}
check "standard input that is closed is no file" without_input
without_output() {
  status=0
  "$odd/bin/esslint" "$clean" >&- 2>"$scratch/err" || status=$?
  [ "$status" -eq 2 ] && grep -q 'standard output is closed' "$scratch/err"
}
check "standard output that is closed is told" without_output
ln -s "$project/esslint" "$odd/root"
check "the root launcher through a link" says_version "$odd/root"
mv "$odd/image" "$odd/moved"
check "a moved image" says_version "$odd/moved/bin/esslint"
check "the user's Java settings change nothing" \
  env JAVA_TOOL_OPTIONS=-XX:+Nonsense JDK_JAVA_OPTIONS=-Xint "$odd/moved/bin/esslint" --version

no_traces() {
  mkdir "$odd/empty" && cd "$odd/empty" && "$odd/moved/bin/esslint" "$clean" && [ -z "$(ls -A)" ]
}
check "a run leaves no files behind" in_folder / no_traces

# The signal must end the JVM, too: it waits for standard input, which stays open.
is_ended_by_a_signal() {
  mkfifo "$scratch/pipe"
  "$project/esslint" - <"$scratch/pipe" >/dev/null 2>&1 &
  started=$!
  exec 9>"$scratch/pipe"
  tries=0
  until jvm=$(pgrep -P "$started" java); do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || return 1
    sleep 0.1
  done
  sleep 0.3
  kill -TERM "$started"
  status=0
  wait "$started" || status=$?
  [ "$status" -eq 143 ] || return 1
  tries=0
  while kill -0 "$jvm" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || return 1
    sleep 0.1
  done
  exec 9>&-
}
if [ -d /proc/self ]; then
  check "a signal ends it, exit status 143" is_ended_by_a_signal
fi

# A small copy of the clone, to see what the root launcher does when something is wrong.
copy="$odd/clone"
mkdir -p "$copy/target" "$copy/rules" "$copy/schemas"
cp -r "$project/esslint" "$project/pom.xml" "$project/src" "$copy"
cp -r "$odd/moved" "$copy/target/esslint"
touch "$copy/target/esslint/lib/esslint.aot"
check "an up-to-date image is not built again" says_version "$copy/esslint"

# Maven is replaced, so that this takes no time and shows what the launcher passes on.
mkdir "$odd/maven"
cat >"$odd/maven/mvn" <<'FAKE'
#!/bin/sh
printf '%s\n' run >>"$FAKE_LOG"
sleep 1
[ -z "${FAKE_ERROR-}" ] || { printf '\033[0m[ERROR] %s -> [Help 1]\n[ERROR] \n[ERROR] advice\n' "$FAKE_ERROR"; exit 1; }
for argument; do case $argument in */pom.xml) touch "${argument%pom.xml}target/esslint/lib/esslint.aot" ;; esac; done
FAKE
chmod +x "$odd/maven/mvn"
FAKE_LOG=$odd/maven/log
export FAKE_LOG

age() {
  touch -d '2020-01-01' "$copy/target/esslint/lib/esslint.aot"
}
with_maven() {
  PATH="$odd/maven:$PATH" "$@"
}
failing_build() {
  age
  FAKE_ERROR='Broken: here' with_maven exits 70 "$copy/esslint" "$clean" &&
    [ ! -s "$scratch/out" ] && grep -q 'Broken: here$' "$scratch/err" && ! grep -q advice "$scratch/err" &&
    [ ! -L "$copy/target/esslint.lock" ]
}
check "a failing build shows the error and gives 70" failing_build
one_line() {
  age
  with_maven exits 0 "$copy/esslint" --version && [ "$(wc -l <"$scratch/err")" -eq 1 ] &&
    grep -q '^esslint [0-9]' "$scratch/out"
}
check "a rebuild says so in one line on standard error" one_line
only_one_builds() {
  age
  : >"$FAKE_LOG"
  ln -s 999999999 "$copy/target/esslint.lock" # left by a builder that died
  (with_maven "$copy/esslint" --version >"$scratch/first" 2>&1) &
  (with_maven "$copy/esslint" --version >"$scratch/second" 2>&1) &
  wait
  grep -q '^esslint [0-9]' "$scratch/first" && grep -q '^esslint [0-9]' "$scratch/second" &&
    [ "$(wc -l <"$FAKE_LOG")" -eq 1 ]
}
check "of two at once one builds, in spite of a dead builder's lock" only_one_builds
stdin_is_left_alone() {
  age
  echo 'serverName: example.org' | with_maven "$copy/esslint" - >/dev/null 2>"$scratch/err"
  [ $? -lt 2 ]
}
check "the build does not eat standard input" stdin_is_left_alone
finish
