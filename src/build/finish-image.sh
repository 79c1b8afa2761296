#!/bin/sh
# Last step of the build: puts the launcher and the libraries' licences into the linked image and makes its AOT cache
# in a training run over real inputs. Arguments: the project's folder, the image, the folder of the module.
set -eu
project=$1 image=$2 module=$3

# Of the run time's own libraries nobody needs the symbols.
if command -v strip >/dev/null && [ "$(uname)" = Linux ]; then
  find "$image/lib" -name '*.so' -exec strip --strip-unneeded {} +
fi

cp -R "$module/legal/." "$image/legal"
[ ! -f "$(dirname "$module")/esslint.cdx.json" ] || cp "$(dirname "$module")/esslint.cdx.json" "$image/legal" # not made offline
rm -f "$image/bin/keytool" "$image/bin/keytool.exe"
if [ -f "$image/bin/java.exe" ]; then
  cp "$project/src/build/windows/esslint.cmd" "$image/bin/esslint.cmd"
fi
cp "$project/src/build/esslint.sh" "$image/bin/esslint"
chmod 755 "$image/bin/esslint"

# What shells and man(1) look for below a prefix, made from the options themselves.
generate() {
  mkdir -p "$(dirname "$image/share/$1")"
  file=$1
  shift
  "$image/bin/java" -m dev.esslint/dev.esslint.cli.Main "$@" >"$image/share/$file"
}
generate man/man1/esslint.1 man
generate bash-completion/completions/esslint completion bash
generate zsh/site-functions/_esslint completion zsh
generate fish/vendor_completions.d/esslint.fish completion fish

# What a training run says belongs to nobody. The JVM's own notes about classes that it could not take are kept for those
# who look why a start is slow. The inputs lie alone, as a user's do: what else is beside them would be read, and more would
# get into the cache than most starts need.
inputs=$(mktemp -d)
trap 'rm -rf "$inputs"' EXIT
for name in clean mistakes fragments configured; do
  mkdir "$inputs/$name"
done
for name in clean mistakes fragments; do
  cp "$project/testdata/training/$name.yaml" "$inputs/$name/values.yaml"
done
cp "$project/testdata/training/clean.yaml" "$inputs/configured/values.yaml"
cp "$project/testdata/training/configured/.esslint.yaml" "$inputs/configured"
cp "$project/testdata/err/cluster.txt" "$inputs/cluster.yaml"
mkdir -p "$inputs/repository/.git" "$inputs/repository/server"
cp "$project/testdata/training/flux.txt" "$inputs/repository/flux.yaml"
cp "$project/testdata/training/clean.yaml" "$inputs/repository/server/values.yaml"

cache=$image/lib/esslint.aot
log=$(dirname "$module")/training.log
status=0
cd "$inputs"
"$image/bin/java" -Xlog:aot=warning:file="$log" -XX:AOTCacheOutput="$cache" \
  -m dev.esslint/dev.esslint.cli.Training >"$log.out" 2>&1 || status=$?
if [ "$status" -ne 0 ] || [ ! -s "$cache" ]; then
  cat "$log.out" >&2
  echo "esslint: the training run for the AOT cache ended with status $status" >&2
  exit 1
fi

# A cache that does not fit, or classes that are not in it, would only make every start slow, silently: here it is a
# failure. A class that is made at run time, such as one of the library's comparators, costs more than one that is loaded.
for name in clean mistakes fragments; do
  "$image/bin/java" -XX:AOTCache="$cache" -XX:AOTMode=on -Xlog:class+load:file="$log.classes" \
    -m dev.esslint/dev.esslint.cli.Main "$name/values.yaml" >/dev/null || [ "$?" -eq 1 ]
  if grep -v 'source: shared objects file' "$log.classes" >&2; then
    echo "esslint: a run on the file $name loads these classes from outside of its AOT cache" >&2
    exit 1
  fi
done
if grep 'dev\.esslint\.probe' "$log.classes" >&2; then
  echo "esslint: a run on a file loads classes of the probe" >&2
  exit 1
fi
