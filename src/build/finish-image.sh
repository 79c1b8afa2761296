#!/bin/sh
# Last step of the build: puts the launcher and the libraries' licences into the linked image and makes its AOT cache
# in a training run over real inputs. Arguments: the project's folder, the image, the folder of the module.
set -eu
project=$1 image=$2 module=$3

cp -R "$module/legal/." "$image/legal"
cp "$project/src/build/esslint.sh" "$image/bin/esslint"
chmod 755 "$image/bin/esslint"

# What the training run says belongs to nobody. The JVM's own notes about classes it could not take are kept for those
# who look why a start is slow.
cd "$project"
log=$(dirname "$module")/training.log
status=0
"$image/bin/java" -Xlog:aot=warning:file="$log" -XX:AOTCacheOutput="$image/lib/esslint.aot" \
  -m dev.esslint/dev.esslint.cli.Training >"$log.out" 2>&1 || status=$?
if [ "$status" -ne 0 ] || [ ! -s "$image/lib/esslint.aot" ]; then
  cat "$log.out" >&2
  echo "esslint: the training run for the AOT cache ended with status $status" >&2
  exit 1
fi

# A cache that does not fit would only make every start slow, silently: here it is a failure.
"$image/bin/java" -XX:AOTCache="$image/lib/esslint.aot" -XX:AOTMode=on \
  -m dev.esslint/dev.esslint.cli.Main --version >/dev/null
