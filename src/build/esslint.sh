#!/bin/sh
# Starts esslint on the run time it lies in. The folder may be moved, copied and linked to.
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
case $self in
  */*) home=${self%/*}/.. ;;
  *) home=.. ;;
esac

# Neither the user's Java settings nor the locale may change what esslint does: file names are read as UTF-8 anywhere.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
LC_ALL=C.UTF-8
export LC_ALL

# A stream that is closed would become the first file that the JVM opens.
{ true 3>&2; } 2>/dev/null || exec 2>/dev/null
{ true 3>&1; } 2>/dev/null || {
  echo "esslint: standard output is closed" >&2
  exit 2
}
closed=false
{ true 3<&0; } 2>/dev/null || {
  closed=true
  exec </dev/null
}
if [ -t 1 ]; then tty=true; else tty=false; fi

# The JVM ends with 1 when it cannot start, which is to mean findings: esslint says 101 for those here. It runs in the
# background, so that a signal to this script ends it at once; -Xrs leaves the signals alone.
jvm=
stop() {
  [ -z "$jvm" ] || kill -TERM "$jvm" 2>/dev/null
  exit "$1"
}
exec 3<&0 # what runs in the background gets nothing else to read
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 131' QUIT
trap 'stop 143' TERM
# With a thousand files, which may take more memory, it pays to collect less often, and to compile what runs at once.
many=
[ "$#" -lt 1000 ] || many="-Xms128m -Xmn64m -XX:CompileThresholdScaling=0.01"
"$home/bin/java" $many -Xrs -XX:AOTCache="$home/lib/esslint.aot" -Desslint.tty="$tty" \
  -Desslint.stdin.closed="$closed" -Desslint.findings=101 -m dev.esslint/dev.esslint.cli.Main "$@" <&3 3<&- &
jvm=$!
wait "$jvm"
status=$?
case $status in
  101) exit 1 ;;
  1 | 126 | 127 | 134)
    echo "esslint: the Java run time in $home failed; exit status $status" >&2
    exit 70
    ;;
  *) exit "$status" ;;
esac
