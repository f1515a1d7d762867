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
    link=$(readlink "$file" 2>/dev/null) || break
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
}

# Which Java, and is it new enough?
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] ||
    fail "JAVA_HOME is $JAVA_HOME, which has no bin/java. Set it to Java 17 or newer, or unset it to use the java on the PATH."
else
  java=$(command -v java) ||
    fail "Java 17 or newer is required, but there is no java on the PATH. Install it, or set JAVA_HOME."
fi
# The run that makes the archive has another working directory.
case $java in
  /*) ;;
  *) java=$PWD/$java ;;
esac
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
  case $version in
    *'version "'*) version=${version#*version \"} ;;
    *) version= ;;
  esac
  version=${version%%\"*}
fi
[ -n "$version" ] || fail "$java did not report a version. Install Java 17 or newer, or set JAVA_HOME."
major=${version%%[!0-9]*}
[ "${major:-0}" -ge 17 ] || fail "Java 17 or newer is required, but $java is Java $version. Set JAVA_HOME to a newer Java."

case $0 in
  /*) self=$0 ;;
  ./*) self=$PWD/${0#./} ;;
  *) self=$PWD/$0 ;;
esac
followed "$self"
self=$file

# What suits a short run. A collector that somebody asks for goes first.
set -- -jar "$self" "$@"
collector=-XX:+UseSerialGC
set -f # The options are words, and none is a pattern of files.
for option in ${PORT_REGISTRY_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}; do
  case $option in
    # JDK_JAVA_OPTIONS may have quotes.
    *-XX:+Use*GC | *-XX:+Use*GC[\'\"]) collector=-Xshare:auto ;;
  esac
done
set +f

# The loaded classes of an earlier run of this program by this Java, in a folder that is this user's own, since Java trusts them.
# The name of the archive says of what program and Java it is and of what size and time it is itself: Java 17 crashes on one that is cut.
folder=
if [ -n "${XDG_CACHE_HOME:-}" ]; then
  cache=$XDG_CACHE_HOME
elif [ -n "${HOME:-}" ] && [ -O "$HOME" ]; then
  cache=$HOME/.cache
  [ -d "$HOME/Library/Caches" ] && cache=$HOME/Library/Caches
else
  cache=
fi
case $cache in
  /*)
    folder=$cache/port-registry
    # Nothing is made in the folder of another user, as by `sudo -E`, who could not remove it.
    there=$cache
    while [ -n "$there" ] && [ ! -e "$there" ]; do
      there=${there%/*}
    done
    [ -d "$folder" ] || { [ -O "${there:-/}" ] && mkdir -p -m 700 "$folder" 2>/dev/null; }
    [ -O "$cache" ] && [ -O "$folder" ] && [ -f "$home/lib/modules" ] || folder=
    ;;
esac
if [ "$major" -ge 25 ]; then
  use=-XX:AOTCache
  make=-XX:AOTCacheOutput
else
  use=-XX:SharedArchiveFile
  make=-XX:ArchiveClassesAtExit
fi

# The size and the time of the program, of Java, and of an archive if it is there; GNU and BSD differ.
identified() {
  ids=$(stat -L -c %s.%Y "$self" "$home/lib/modules" "$1" 2>/dev/null)
  [ -n "$ids" ] || ids=$(stat -L -f %z.%m "$self" "$home/lib/modules" "$1" 2>/dev/null)
  identity=
  for id in $ids; do
    identity=$identity$id=
  done
}

# Made by a run of its own, which nobody waits for. The lock stays for a day if that fails, so that not every run tries it.
train() {
  trap '' HUP
  cd /
  # A port that they open is for the run that somebody asked for.
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  made=$folder/$name.new
  rm -f "$made"
  nice "$java" -XX:TieredStopAtLevel=1 "$collector" -XX:-UsePerfData -Xlog:disable "$make=$made" -jar "$self" 432 || exit
  identified "$made"
  rm -f "$folder/$name"*.archive
  mv "$made" "$folder/$name$identity.archive" && rmdir "$folder/$name.lock"
}
if [ -n "$folder" ]; then
  name=$major
  rest=$self/${home#/}/
  while [ -n "$rest" ]; do
    name=$name${rest%%/*}-
    rest=${rest#*/}
  done
  name=$name=
  for found in "$folder/$name"*.archive; do :; done
  identified "$found"
  if [ "$found" = "$folder/$name$identity.archive" ] && [ -O "$found" ]; then
    set -- "$use=$found" "$@"
  elif mkdir "$folder/$name.lock" 2>/dev/null; then
    train </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  elif [ -n "$(find "$folder/$name.lock" -prune -mtime +0 2>/dev/null)" ]; then
    rmdir "$folder/$name.lock" 2>/dev/null
  fi
fi

# To ask for the width here takes a hundredth of what it takes in Java.
if [ -z "${COLUMNS:-}" ] && [ -t 0 ] && [ -t 1 ]; then
  size=$(stty size 2>/dev/null) && COLUMNS=${size#* } && export COLUMNS
fi

set -f
# shellcheck disable=SC2086 # The options are words.
exec "$java" -XX:TieredStopAtLevel=1 "$collector" -XX:-UsePerfData -Xlog:disable ${PORT_REGISTRY_OPTS:-} "$@"
