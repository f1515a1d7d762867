#!/bin/sh
# start.sh NAME FOLDER [PORT]: becomes the server NAME, with its configuration and data in FOLDER, an empty folder of its own.
# PORT moves a server to another port than servers.csv says; ssh, redis, http and ftp can be moved.
# The certificate is in ../tls. run.sh calls this in a network, process and mount namespace with an empty /run.
set -e
name=$1 dir=$2 port=$3
tls=$dir/../tls
PATH=/usr/sbin:/sbin:/usr/local/sbin:$PATH
cd "$dir"

as() {  # as USER COMMAND...: a server that does not run as root
  user=$1
  shift
  chown -R "$user" "$dir"
  exec setpriv --reuid="$user" --regid="$(id -gn "$user")" --clear-groups env HOME="$dir" "$@"
}

xinetd_service() {  # xinetd_service NAME PORT WORDS...: one service of xinetd
  service=$1 number=$2
  shift 2
  printf 'service %s\n{\n' "$service"
  printf 'type = UNLISTED\nport = %s\nsocket_type = stream\nprotocol = tcp\nwait = no\nuser = root\nbind = 127.0.0.1\n' "$number"
  printf '%s\n' "$@"
  echo "}"
}

case $name in
openssh)
  mkdir -p /run/sshd
  ssh-keygen -q -t ed25519 -N '' -f key
  printf '%s\n' "Port ${port:-22}" "ListenAddress 127.0.0.1" "HostKey $dir/key" "PidFile none" "UsePAM no" > conf
  exec /usr/sbin/sshd -D -e -f "$dir/conf" ;;
dropbear)
  dropbearkey -t ed25519 -f key
  exec dropbear -F -E -p 127.0.0.2:22 -r key -P pid ;;
nginx)
  cat > conf <<END
daemon off; user nobody nogroup; pid $dir/pid; error_log $dir/error.log; events {}
http { access_log off; client_body_temp_path $dir/a; proxy_temp_path $dir/b; fastcgi_temp_path $dir/c; uwsgi_temp_path $dir/d; scgi_temp_path $dir/e;
  server { listen 127.0.0.1:${port:-80}; listen 127.0.0.1:443 ssl http2; ssl_certificate $tls/cert.pem; ssl_certificate_key $tls/key.pem;
    location / { return 200 "ok\n"; } } }
END
  exec nginx -c "$dir/conf" -p "$dir" ;;
apache)
  m=/usr/lib/apache2/modules
  cat > conf <<END
ServerRoot $dir
ServerName localhost
PidFile $dir/pid
ErrorLog $dir/error.log
Listen 127.0.0.1:8080
Listen 127.0.0.1:8443
LoadModule mpm_event_module $m/mod_mpm_event.so
LoadModule authz_core_module $m/mod_authz_core.so
LoadModule socache_shmcb_module $m/mod_socache_shmcb.so
LoadModule ssl_module $m/mod_ssl.so
User nobody
Group nogroup
DocumentRoot $dir
<VirtualHost 127.0.0.1:8443>
SSLEngine on
SSLCertificateFile $tls/cert.pem
SSLCertificateKeyFile $tls/key.pem
</VirtualHost>
END
  exec apache2 -d "$dir" -f "$dir/conf" -DFOREGROUND ;;
lighttpd)
  printf '%s\n' "server.document-root = \"$dir\"" 'server.bind = "127.0.0.1"' 'server.port = 8000' > conf
  exec lighttpd -D -f conf ;;
vsftpd)
  mkdir empty
  printf '%s\n' listen=YES background=NO listen_address=127.0.0.1 "listen_port=${port:-21}" anonymous_enable=YES \
    "secure_chroot_dir=$dir/empty" seccomp_sandbox=NO > conf
  exec vsftpd "$dir/conf" ;;
proftpd)
  printf '%s\n' 'ServerType standalone' 'Port 21' 'DefaultAddress 127.0.0.2' 'SocketBindTight on' 'User nobody' 'Group nogroup' \
    'UseReverseDNS off' "PidFile $dir/pid" "ScoreboardFile $dir/board" 'AuthPAM off' "DelayTable $dir/delay" > conf
  exec proftpd -n -c "$dir/conf" ;;
pure-ftpd)
  exec pure-ftpd -S 127.0.0.3,21 -g "$dir/pid" -c 5 -H ;;
postfix)
  mkdir conf queue data
  chown postfix data
  chmod 755 "$dir" conf queue
  printf '%s\n' "queue_directory = $dir/queue" "data_directory = $dir/data" 'mail_owner = postfix' 'setgid_group = postdrop' \
    'inet_interfaces = 127.0.0.1' 'inet_protocols = ipv4' 'myhostname = mail.example.net' 'compatibility_level = 3.6' \
    "smtpd_tls_cert_file = $tls/cert.pem" "smtpd_tls_key_file = $tls/key.pem" 'maillog_file = /dev/stdout' \
    'smtpd_client_connection_rate_limit = 0' > conf/main.cf
  sed 's/^\([a-z][^#]*\) y  /\1 n  /' /usr/share/postfix/master.cf.dist > conf/master.cf
  printf '%s\n' '465 inet n - n - - smtpd' ' -o smtpd_tls_wrappermode=yes' >> conf/master.cf
  postfix -c "$dir/conf" check || true
  exec postfix -c "$dir/conf" start-fg ;;
exim)
  printf '%s\n' "spool_directory = $dir" "log_file_path = $dir/%slog" 'primary_hostname = exim.example.net' \
    'daemon_smtp_ports = 587' 'local_interfaces = 127.0.0.1' 'tls_advertise_hosts =' 'host_lookup =' 'rfc1413_query_timeout = 0s' > conf
  chmod 644 conf
  chmod 777 "$dir"
  exec exim4 -C "$dir/conf" -bdf ;;
dovecot)
  cat > conf <<END
protocols = imap pop3 sieve
listen = 127.0.0.1
base_dir = /run/dovecot
state_dir = $dir
log_path = /dev/stderr
ssl_cert = <$tls/cert.pem
ssl_key = <$tls/key.pem
mail_location = maildir:$dir
passdb {
  driver = static
  args = password=x
}
service managesieve-login {
  inet_listener sieve {
    port = 4190
  }
}
END
  exec dovecot -F -c "$dir/conf" ;;
xinetd)
  mkdir cvs
  {
    for s in 'echo 7' 'discard 9' 'daytime 13' 'chargen 19' 'time 37'; do
      xinetd_service "${s% *}" "${s#* }" | sed "s/UNLISTED/INTERNAL UNLISTED/; s/^user.*/&\nid = ${s% *}-stream/"
    done
    xinetd_service telnet 23 'server = /usr/sbin/telnetd'
    xinetd_service cvspserver 2401 'server = /usr/bin/cvs' "server_args = -f --allow-root=$dir/cvs pserver"
  } > conf
  exec xinetd -dontfork -filelog "$dir/log" -f "$dir/conf" -pidfile "$dir/pid" ;;
redis) exec redis-server --port "${port:-6379}" --bind 127.0.0.1 --save '' --dir "$dir" ;;
memcached) exec memcached -u nobody -l 127.0.0.1 -p 11211 -U 11211 ;;
postgresql)
  bin=$(echo /usr/lib/postgresql/*/bin)
  as postgres sh -c "$bin/initdb -A trust -N -D db && exec $bin/postgres -D db -k $dir -c listen_addresses=127.0.0.1 -c fsync=off" ;;
mariadb)
  chown mysql .
  mariadb-install-db --no-defaults --user=mysql --datadir="$dir/db" --skip-test-db
  exec mariadbd --no-defaults --user=mysql --datadir="$dir/db" --socket="$dir/socket" --bind-address=127.0.0.1 --pid-file="$dir/pid" ;;
rabbitmq)
  as rabbitmq env RABBITMQ_MNESIA_BASE="$dir" RABBITMQ_LOG_BASE="$dir" RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_LOGS=- \
    RABBITMQ_ENABLED_PLUGINS_FILE="$dir/plugins" /usr/lib/rabbitmq/bin/rabbitmq-server ;;
mosquitto)
  printf '%s\n' 'listener 1883 127.0.0.1' 'listener 8883 127.0.0.1' "certfile $tls/cert.pem" "keyfile $tls/key.pem" \
    'allow_anonymous true' > conf
  exec mosquitto -c conf ;;
bind)
  mkdir cache
  chown bind cache
  printf 'options { directory "%s/cache"; pid-file none; session-keyfile none; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; };\ncontrols { };\n' "$dir" > conf
  exec named -g -n 1 -c "$dir/conf" -u bind ;;
unbound)
  printf '%s\n' 'server:' ' interface: 127.0.0.2' ' do-daemonize: no' ' chroot: ""' ' username: ""' " directory: $dir" \
    " pidfile: $dir/pid" ' use-syslog: no' ' module-config: "iterator"' 'remote-control:' ' control-enable: no' > conf
  exec unbound -d -c "$dir/conf" ;;
dnsmasq)
  exec dnsmasq -k --conf-file=/dev/null --listen-address=127.0.0.3 --bind-interfaces --except-interface=none --no-resolv --user=nobody --pid-file ;;
slapd)
  printf '%s\n' 'include /etc/ldap/schema/core.schema' "pidfile $dir/pid" "TLSCertificateFile $tls/cert.pem" \
    "TLSCertificateKeyFile $tls/key.pem" > conf
  exec slapd -d 0 -h 'ldap://127.0.0.1:389 ldaps://127.0.0.1:636' -f conf ;;
samba)
  cat > conf <<END
[global]
server role = standalone server
bind interfaces only = yes
interfaces = 127.0.0.1/8
private dir = $dir
lock directory = $dir
state directory = $dir
cache directory = $dir
pid directory = $dir
ncalrpc dir = $dir/rpc
log file = $dir/log
disable spoolss = yes
END
  exec smbd --foreground --no-process-group -s "$dir/conf" ;;
rsync)
  printf 'use chroot = no\n' > conf
  exec rsync --daemon --no-detach --config=conf --address=127.0.0.1 --port=873 ;;
git)
  exec git daemon --base-path="$dir" --listen=127.0.0.1 --port=9418 ;;
svn) exec svnserve -d --foreground -r "$dir" --listen-host 127.0.0.1 --listen-port 3690 ;;
ngircd)
  printf '%s\n' '[Global]' 'Name = irc.example.net' 'Info = a' 'Listen = 127.0.0.1' 'Ports = 6667' 'ServerUID = nobody' \
    'ServerGID = nogroup' '[Options]' 'DNS = no' 'Ident = no' 'PAM = no' > conf
  chmod 644 conf
  exec ngircd -n -f "$dir/conf" ;;
prosody)
  mkdir data
  printf '%s\n' "data_path = '$dir/data'" "pidfile = '$dir/pid'" 'interfaces = { "127.0.0.1" }' 'modules_enabled = { "tls", "saslauth" }' \
    'log = { info = "*console" }' 'VirtualHost "localhost"' " ssl = { key = '$tls/key.pem', certificate = '$tls/cert.pem' }" > conf.lua
  as prosody prosody -F --config "$dir/conf.lua" ;;
tinyproxy)
  printf '%s\n' 'Port 8888' 'Listen 127.0.0.1' 'User nobody' 'Group nogroup' 'Timeout 600' 'MaxClients 10' > conf
  exec tinyproxy -d -c conf ;;
squid)
  printf '%s\n' 'http_port 127.0.0.1:3128' "pid_filename $dir/pid" 'cache deny all' "access_log none" "cache_log $dir/log" \
    "coredump_dir $dir" 'pinger_enable off' 'netdb_filename none' > conf
  chmod 777 "$dir"
  exec squid -N -f "$dir/conf" ;;
haproxy)
  printf '%s\n' 'defaults' ' mode http' ' timeout client 5s' ' timeout server 5s' ' timeout connect 5s' \
    'frontend a' ' bind 127.0.0.1:8404' ' stats enable' ' stats uri /' > conf
  exec haproxy -db -f conf ;;
stunnel)
  printf '%s\n' 'foreground = yes' 'pid =' "cert = $tls/cert.pem" "key = $tls/key.pem" \
    '[irc]' 'accept = 127.0.0.1:6697' 'connect = 127.0.0.1:6667' '[ftp]' 'accept = 127.0.0.1:990' 'connect = 127.0.0.1:21' \
    '[redis]' 'accept = 127.0.0.1:6380' 'connect = 127.0.0.1:6379' > conf
  exec stunnel4 "$dir/conf" ;;
sslh)
  exec sslh -f -n -u nobody -p 127.0.0.2:443 --ssh 127.0.0.1:22 --tls 127.0.0.1:443 ;;
dante)
  printf '%s\n' 'logoutput: stderr' 'internal: 127.0.0.1 port = 1080' 'external: lo' 'clientmethod: none' 'socksmethod: none' 'user.privileged: root' \
    'user.unprivileged: nobody' 'client pass { from: 0/0 to: 0/0 }' 'socks block { from: 0/0 to: 0/0 }' > conf
  exec danted -f conf -p pid ;;
tor)
  printf '%s\n' 'SocksPort 127.0.0.1:9050' "DataDirectory $dir/data" 'DisableNetwork 0' 'User debian-tor' > conf
  mkdir data
  chown debian-tor data
  exec tor -f conf ;;
zookeeper)
  printf '%s\n' 'clientPort=2181' 'clientPortAddress=127.0.0.1' "dataDir=$dir" 'admin.enableServer=false' > zoo.cfg
  exec java -Xmx64m -cp /usr/share/java/zookeeper.jar org.apache.zookeeper.server.quorum.QuorumPeerMain zoo.cfg ;;
etcd) exec etcd --data-dir "$dir/db" ;;
prometheus)
  printf 'global: {}\n' > conf.yml
  exec prometheus --config.file=conf.yml --storage.tsdb.path="$dir/db" --web.listen-address=127.0.0.1:9090 ;;
node-exporter) exec prometheus-node-exporter --web.listen-address=127.0.0.1:9100 ;;
nats) exec nats-server -a 127.0.0.1 -p 4222 -m 8222 ;;
beanstalkd) exec beanstalkd -l 127.0.0.1 -p 11300 ;;
gearman) exec gearmand -L 127.0.0.1 -p 4730 -l stderr -u nobody ;;
mpd)
  printf '%s\n' 'bind_to_address "127.0.0.1"' 'port "6600"' "db_file \"$dir/db\"" "music_directory \"$dir\"" \
    'audio_output {' 'type "null"' 'name "null"' '}' > conf
  exec mpd --no-daemon --stderr conf ;;
gpsd) exec gpsd -N -S 2947 -F "$dir/control" ;;
nbd)
  head -c 65536 /dev/zero > disk
  printf '%s\n' '[generic]' 'listenaddr = 127.0.0.1' '[disk]' "exportname = $dir/disk" > conf
  exec nbd-server -d -C "$dir/conf" ;;
# X leaves a lock in /tmp.
xvfb) exec unshare -m sh -c 'mount -t tmpfs tmpfs /tmp && exec "$@"' sh Xvfb :1 -listen tcp -nolisten unix -ac ;;
vnc) exec unshare -m sh -c 'mount -t tmpfs tmpfs /tmp && exec "$@"' sh Xtigervnc :2 -rfbport 5901 -localhost -SecurityTypes None -nolisten unix ;;
xrdp)
  mkdir -p /run/xrdp
  sed "s/^port=3389/port=tcp:\/\/127.0.0.1:3389/; s|^certificate=.*|certificate=$tls/cert.pem|; s|^key_file=.*|key_file=$tls/key.pem|; s|^LogFile=.*|LogFile=$dir/log|" /etc/xrdp/xrdp.ini > xrdp.ini
  exec xrdp --nodaemon --config "$dir/xrdp.ini" ;;
snmpd)
  printf 'rocommunity public\n' > conf
  exec snmpd -f -Lo -C -c conf -p pid udp:127.0.0.1:161 ;;
coturn) exec turnserver -n --listening-ip=127.0.0.1 --listening-port=3478 --relay-ip=127.0.0.1 --no-tls --no-dtls --no-cli --pidfile "$dir/pid" --log-file=stdout ;;
kamailio)
  m=$(echo /usr/lib/*/kamailio/modules)
  cat > conf <<END
fork=yes
children=1
log_stderror=yes
listen=udp:127.0.0.1:5060
listen=tcp:127.0.0.1:5060
mpath="$m"
loadmodule "sl.so"
request_route { sl_send_reply("404", "Not Found"); }
END
  exec kamailio -DD -E -f "$dir/conf" -P "$dir/pid" -w "$dir" ;;
rpcbind) exec rpcbind -f -w ;;
cups)
  printf '%s\n' 'Listen 127.0.0.1:631' > cupsd.conf
  printf '%s\n' "ServerRoot $dir" "StateDir $dir" "CacheDir $dir" "RequestRoot $dir" "TempDir $dir" 'AccessLog stderr' 'ErrorLog stderr' > cups-files.conf
  exec cupsd -f -c "$dir/cupsd.conf" -s "$dir/cups-files.conf" ;;
adb) HOME=$dir exec adb -L tcp:localhost:5037 nodaemon server ;;
jdwp)
  printf 'class Wait { public static void main(String[] a) throws Exception { Thread.sleep(3600000); } }\n' > Wait.java
  exec java -Xmx32m -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005 Wait.java ;;
tarantool)
  printf 'box.cfg { listen = "127.0.0.1:3301", work_dir = "%s" }\n' "$dir" > init.lua
  exec tarantool init.lua ;;
influxdb)
  cat > conf <<END
reporting-disabled = true
bind-address = "127.0.0.1:8088"
[meta]
dir = "$dir/meta"
[data]
dir = "$dir/data"
wal-dir = "$dir/wal"
[http]
bind-address = "127.0.0.1:8086"
END
  exec influxd -config conf ;;
varnish) exec varnishd -F -a 127.0.0.1:6081 -b 127.0.0.1:80 -n "$dir/work" -j none ;;
caddy) HOME=$dir XDG_DATA_HOME=$dir XDG_CONFIG_HOME=$dir exec caddy run ;;
icecast)
  sed "s/<port>8000/<bind-address>127.0.0.2<\/bind-address><port>8000/; s|<logdir>.*</logdir>|<logdir>$dir</logdir>|" /etc/icecast2/icecast.xml > conf.xml
  as icecast2 icecast2 -c "$dir/conf.xml" ;;
mumble)
  printf '%s\n' "database=$dir/db.sqlite" 'host=127.0.0.1' 'port=64738' "logfile=$dir/log" 'bonjour=false' > conf.ini
  as mumble-server murmurd -fg -ini "$dir/conf.ini" ;;
oidentd) exec oidentd -i -a 127.0.0.1 -p 113 -u nobody -g nogroup ;;
freeradius)
  exec freeradius -f -l stdout -i 127.0.0.1 -p 1812 -n radiusd ;;
iperf3) exec iperf3 -s -B 127.0.0.1 -p 5201 ;;
munin)
  printf '%s\n' 'setsid 0' 'background 0' 'host 127.0.0.1' 'port 4949' 'user root' 'group root' "log_file $dir/log" "pid_file $dir/pid" 'allow ^.*$' > conf
  exec munin-node --config "$dir/conf" ;;
nrpe)
  printf '%s\n' 'server_port=5666' 'server_address=127.0.0.1' 'nrpe_user=nobody' 'nrpe_group=nogroup' 'allowed_hosts=127.0.0.1' "pid_file=$dir/pid" > conf
  exec nrpe -f -c "$dir/conf" ;;
zabbix)
  printf '%s\n' "PidFile=$dir/pid" 'LogType=console' 'Server=127.0.0.1' 'ListenIP=127.0.0.1' 'ListenPort=10050' > conf
  as nobody zabbix_agentd -f -c "$dir/conf" ;;
distcc) exec distccd --no-detach --daemon --allow 127.0.0.1 --listen 127.0.0.1 --port 3632 --user nobody --log-stderr ;;
openvpn)
  openvpn --genkey secret key
  exec openvpn --dev null --secret key --local 127.0.0.1 --port 1194 --cipher AES-256-CBC ;;
transmission) exec transmission-daemon -f -g "$dir" -p 9091 -r 127.0.0.1 -O -M -P 51413 ;;
ntpsec)
  printf '%s\n' 'interface ignore wildcard' 'interface listen 127.0.0.1' 'server 127.127.1.0' > conf
  exec ntpd -n -c conf -p pid ;;
tomcat)
  mkdir conf webapps logs temp work
  printf '<Server port="-1"><Service name="c"><Connector port="8009" protocol="AJP/1.3" address="127.0.0.1" secretRequired="false"/><Connector port="8081" address="127.0.0.1"/><Engine name="c" defaultHost="h"><Host name="h" appBase="webapps"/></Engine></Service></Server>\n' > conf/server.xml
  printf '<web-app/>' > conf/web.xml
  t=/usr/share/tomcat10
  exec java -Xmx64m -Dcatalina.home=$t -Dcatalina.base="$dir" -Djava.io.tmpdir="$dir/temp" -cp $t/bin/bootstrap.jar:$t/bin/tomcat-juli.jar \
    org.apache.catalina.startup.Bootstrap start ;;
*)
  echo "no server is called $name" >&2
  exit 2 ;;
esac
