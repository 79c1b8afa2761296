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

# Most runs only name files; for them there is a smaller AOT cache, with which they start faster.
cache=files
for argument; do
  case $argument in
    -?* | map | resolve | upgrade | rules | explain | chart) cache=options ;;
  esac
done

if [ -t 1 ]; then tty=true; else tty=false; fi
exec "$home/bin/java" -XX:AOTCache="$home/lib/$cache.aot" -Desslint.tty="$tty" \
  -m dev.esslint/dev.esslint.cli.Main "$@"
