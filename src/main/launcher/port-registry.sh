#!/bin/sh
# port-registry, as one file: this script, and after it the jar that it runs. docs/command-line.md says how it is installed.
# The shell reads no further than `exec`, and Java finds its jar from the end of the file.
# Nothing here may fail for want of a place to keep something, or print a word unless there is no Java.

fail() {
  printf 'port-registry: %s\n' "$1" >&2
  exit 127
}

followed() {
  file=$1
  while [ -h "$file" ]; do
    link=$(readlink "$file") || break
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
}

# Which Java, and is it new enough?
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "there is no bin/java in JAVA_HOME, which is $JAVA_HOME; let it name a JDK from 17 on, or unset it"
else
  java=$(command -v java) || fail "needs Java 17 or newer, and found no java on the PATH; install one, or let JAVA_HOME name one"
fi
followed "$java"
home=${file%/*/*}
version=
if [ -r "$home/release" ]; then
  while IFS='="' read -r key empty value rest; do
    if [ "$key" = JAVA_VERSION ]; then
      version=$value
      break
    fi
  done <"$home/release"
fi
if [ -z "$version" ]; then
  version=$("$java" -version 2>&1)
  version=${version#*version \"}
fi
version=${version%%[!0-9]*}
[ "${version:-0}" -ge 17 ] || fail "needs Java 17 or newer, and $java is ${version:-none}; let JAVA_HOME name a newer one"

case $0 in
  /*) self=$0 ;;
  *) self=$PWD/$0 ;;
esac
followed "$self"
self=$file

# What suits a short run. A collector that somebody asks for goes first.
set -- -jar "$self" "$@"
given="${PORT_REGISTRY_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}"
case $given in
  *GC*) collector=-Xshare:auto ;;
  *) collector=-XX:+UseSerialGC ;;
esac

# The loaded classes of an earlier run, of this program and this Java: in a folder that is this user's own, since Java trusts it.
archive=
cache=
if [ -n "${XDG_CACHE_HOME:-}" ]; then
  cache=$XDG_CACHE_HOME
elif [ -n "${HOME:-}" ] && [ -O "$HOME" ]; then
  cache=$HOME/.cache
  [ -d "$HOME/Library/Caches" ] && cache=$HOME/Library/Caches
fi
case $cache in
  /*)
    folder=$cache/port-registry
    [ -d "$folder" ] || mkdir -p -m 700 "$folder" 2>/dev/null
    if [ -O "$cache" ] && [ -O "$folder" ]; then
      identity=$(stat -L -c %s.%Y "$self" "$home/lib/modules" 2>/dev/null || stat -L -f %z.%m "$self" "$home/lib/modules" 2>/dev/null) || identity=
      if [ -n "$identity" ]; then
        name=$version
        rest=$self/
        while [ -n "$rest" ]; do
          name=$name${name:+-}${rest%%/*}
          rest=${rest#*/}
        done
        for part in $identity; do
          name=$name-$part
        done
        archive=$folder/$name.archive
      fi
    fi
    ;;
esac
if [ "$version" -ge 25 ]; then
  use=-XX:AOTCache
  make=-XX:AOTCacheOutput
else
  use=-XX:SharedArchiveFile
  make=-XX:ArchiveClassesAtExit
fi

# Made by a run of its own, which nobody waits for. Its lock stays for a day if it fails, so that it is not tried at each run.
train() {
  trap '' HUP
  cd /
  find "$folder" -name '*.archive*' -mtime +90 -exec rm -rf {} +
  nice "$java" -XX:TieredStopAtLevel=1 "$collector" -XX:-UsePerfData -Xlog:disable "$make=$archive.new" -jar "$self" 432 || exit
  mv -f "$archive.new" "$archive" && rmdir "$archive.lock"
}
if [ -z "$archive" ]; then
  :
elif [ -O "$archive" ]; then
  set -- "$use=$archive" "$@"
elif mkdir "$archive.lock" 2>/dev/null; then
  train </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
elif [ -n "$(find "$archive.lock" -prune -mtime +0 2>/dev/null)" ]; then
  rmdir "$archive.lock" 2>/dev/null
fi

# To ask for the width here takes a hundredth of what it takes in Java.
if [ -z "${COLUMNS:-}" ] && [ -t 0 ] && [ -t 1 ]; then
  size=$(stty size 2>/dev/null) && COLUMNS=${size#* } && export COLUMNS
fi

# shellcheck disable=SC2086 # The options are words.
exec "$java" -XX:TieredStopAtLevel=1 "$collector" -XX:-UsePerfData -Xlog:disable ${PORT_REGISTRY_OPTS:-} "$@"
