#!/bin/sh
# run.sh FOLDER SERVERS COMMAND...: starts servers, waits until they listen, runs the command, and ends with its exit code.
# SERVERS is "all" or names of servers.csv with commas between, each with :PORT where it shall be moved.
# It is the first process of namespaces of its own, so that everything ends with it:
#   unshare -nmpf --mount-proc --kill-child sh run.sh FOLDER all COMMAND...
# Prints one line for each server that did not start, and leaves what each printed in FOLDER/NAME.log.
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 servers=$2
shift 2
export PATH=/usr/sbin:/sbin:$PATH
ip link set lo up
mount -t tmpfs -o mode=755 tmpfs /run || exit 97
echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start
chmod 755 "$folder"
mkdir -p "$folder/tls"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout "$folder/tls/key.pem" -out "$folder/tls/cert.pem" 2>/dev/null
chmod 755 "$folder/tls"
chmod 644 "$folder/tls/key.pem"
[ "$servers" != all ] || servers=$(sed 1d "$here/servers.csv" | cut -d, -f1 | uniq)

for server in $(echo "$servers" | tr , ' '); do
  name=${server%:*} port=${server#"$name"}
  program=$(grep "^$name," "$here/servers.csv" | head -1 | cut -d, -f3)
  if ! command -v "$program" > /dev/null && [ ! -e "$program" ]; then
    echo "not installed: $name"
    continue
  fi
  mkdir "$folder/$name"
  setsid sh "$here/start.sh" "$name" "$folder/$name" "${port#:}" > "$folder/$name.log" 2>&1 < /dev/null &
  started="$started $server"
done

# The servers that lack a port of theirs; /proc/net has ports in hexadecimal, and 0A for a TCP listener, 07 for a UDP socket.
missing() {
  for server in $started; do echo "$server"; done | awk -F '[ ,:]+' '
    FILENAME == "-" { wanted[$1] = $2 == "" ? "all" : $2; next }
    FILENAME ~ /csv$/ {
      if ($1 in wanted && wanted[$1] == "all") ports[$1] = ports[$1] " " $6 ":" sprintf("%04X", $5)
      next
    }
    {
      sub(/^ */, "")
      split(FILENAME, path, "/")
      if ($6 == "0A" || $6 == "07") open[substr(path[4], 1, 3) ":" $3] = 1
    }
    END {
      for (name in wanted) {
        if (wanted[name] != "all") ports[name] = " tcp:" sprintf("%04X", wanted[name])
        n = split(ports[name], p, " ")
        for (i = 1; i <= n; i++) if (!(p[i] in open)) { print name; break }
      }
    }' - "$here/servers.csv" /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 | sort
}
# A server that has not come when none has come for 15 seconds will not come.
waited=0 before=
while now=$(missing) && [ -n "$now" ] && [ $waited -lt 15 ]; do
  [ "$now" = "$before" ] && waited=$((waited + 1)) || waited=0
  before=$now
  sleep 1
done
for name in $(missing); do echo "did not start: $name"; done
"$@"
exit $?
