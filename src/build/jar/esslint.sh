#!/bin/sh
# Starts esslint.jar, which lies beside this script, on a Java of the system: that of ESSLINT_JAVA, JAVA_HOME or the PATH.
# `warm-up` has that Java write a cache, with which later starts take half the time.
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
home=$(dirname "$self")
jar=$home/esslint.jar

unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
LC_ALL=C.UTF-8
export LC_ALL

java=${ESSLINT_JAVA:-${JAVA_HOME:+$JAVA_HOME/bin/java}}
java=$(command -v "${java:-java}") || {
  echo "esslint: there is no Java; install Java 25 or later, or name it in JAVA_HOME" >&2
  exit 70
}

# The options that the image has linked in, and that an older Java may not know, are only given to a Java that says what it is.
real=$java
while [ -L "$real" ]; do
  link=$(readlink "$real")
  case $link in
    /*) real=$link ;;
    *) real=$(dirname "$real")/$link ;;
  esac
done
about=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$(dirname "$real")/../release" 2>/dev/null | tr -c 'A-Za-z0-9.+\n' _)
case $about in
  2[5-9].* | 2[5-9]+* | [3-9][0-9]*) ;;
  *) exec "$java" -jar "$jar" "$@" ;;
esac

# A cache is for one Java, and for one jar with its size and time; the JVM looks, and does without if it does not fit.
folder=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}/esslint
cache=$folder/@version@-$about.aot
if [ -t 1 ]; then tty=true; else tty=false; fi

run() {
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -XX:MaxRAM=1800m -XX:MaxRAMPercentage=50 \
    -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining \
    -Xms80m -Xmn8m -XX:MarkSweepDeadRatio=0 -Xss16m -XX:-UsePerfData -Xlog:disable -Dslf4j.internal.verbosity=ERROR \
    -Dpicocli.converters.excludes='java.*' -Desslint.tty="$tty" -Desslint.findings=101 "$@"
}

if [ "$*" = warm-up ]; then
  mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || {
    echo "esslint: the cache cannot be written to $folder" >&2
    exit 2
  }
  # The JVM talks while it works; that is for those only who look why there is no cache.
  run -XX:AOTCacheOutput="$cache.$$" -Desslint.warm-up=true -cp "$jar" dev.esslint.cli.Main warm-up >"$cache.$$.log" 2>&1
  if [ -s "$cache.$$" ]; then
    rm -f "$cache.$$.log"
    mv "$cache.$$" "$cache" && echo "The cache is in $cache."
    exit
  fi
  cat "$cache.$$.log" >&2
  rm -f "$cache.$$.log"
  echo "esslint: this Java, $about, made no cache" >&2
  exit 70
fi

run -XX:AOTCache="$cache" -cp "$jar" dev.esslint.cli.Main "$@"
status=$?
case $status in
  101) exit 1 ;;
  1 | 126 | 127 | 134)
    echo "esslint: Java ($java) failed; exit status $status" >&2
    exit 70
    ;;
  *) exit "$status" ;;
esac
