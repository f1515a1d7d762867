package io.github.portregistry.greeting;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a real server said on loopback: {@code probe-fixtures/protocol-greetings.json}.
 *
 * @param banner what it said before it was asked
 * @param reply what it answered to what its name says
 */
record CapturedGreeting(String name, Transport transport, int port, byte[] banner, byte[] reply) {

  /** What it is right to call each, where that is not its name's first word. */
  private static final Map<String, Set<String>> SPOKEN =
      Map.ofEntries(
          Map.entry("http nginx", Set.of("http")),
          Map.entry("tls nginx", Set.of("tls")),
          Map.entry("tls stunnel", Set.of("tls")),
          Map.entry("amqp 0-9-1", Set.of("amqp")),
          Map.entry("amqp bad header", Set.of("amqp")),
          Map.entry("etcd http", Set.of("etcd", "http")),
          Map.entry("git-daemon", Set.of("git")),
          Map.entry("rsyncd", Set.of("rsync")),
          Map.entry("java rmi", Set.of("java-rmi")),
          Map.entry("ipp http", Set.of("ipp", "http")),
          Map.entry("prometheus http", Set.of("prometheus", "http")),
          Map.entry("influxdb http", Set.of("influxdb", "http")),
          Map.entry("socks5 (tor)", Set.of("socks")),
          Map.entry("socks port given HTTP", Set.of("socks")),
          Map.entry("smb2 negotiate", Set.of("smb")),
          Map.entry("http to tls port", Set.of("http")),
          Map.entry("http to postgres", Set.of("postgresql")),
          Map.entry("http to redis", Set.of("redis")),
          Map.entry("http to memcached", Set.of("memcached")),
          Map.entry("http to amqp", Set.of("amqp")),
          Map.entry("http to mqtt", Set.of("mqtt")),
          Map.entry("http to zookeeper", Set.of("zookeeper")),
          Map.entry("http to jdwp", Set.of("jdwp")),
          Map.entry("crlf to mysql", Set.of("mysql")),
          Map.entry("tls hello to http", Set.of("http")),
          Map.entry("tls hello to ssh", Set.of("ssh")),
          Map.entry("tls hello to redis", Set.of("redis")));

  static List<CapturedGreeting> all() {
    URL file =
        Objects.requireNonNull(
            CapturedGreeting.class.getResource("/probe-fixtures/protocol-greetings.json"));
    List<CapturedGreeting> all = new ArrayList<>();
    try (var in = file.openStream()) {
      for (JsonNode one : JsonMapper.shared().readTree(in)) {
        all.add(
            new CapturedGreeting(
                one.path("name").asString(),
                Transport.valueOf(one.path("transport").asString().toUpperCase(Locale.ROOT)),
                one.path("port").asInt(),
                bytes(one.path("banner").asString("")),
                bytes(one.path("reply").asString(""))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Words stand there where no bytes came. */
  private static byte[] bytes(String hex) {
    return hex.matches("(?:[0-9a-f]{2})+") ? HexFormat.of().parseHex(hex) : new byte[0];
  }

  /** The names of protocols that it is right to call it. */
  Set<String> spoken() {
    return SPOKEN.getOrDefault(name, Set.of(name.split(" ", 2)[0]));
  }

  boolean isEmpty() {
    return banner.length + reply.length == 0;
  }

  /** All that the server said, a character for each byte. */
  String text() {
    String first = Protocol.text(banner, banner.length);
    String second = Protocol.text(reply, reply.length);
    return first.equals(second) ? first : first + second;
  }

  @Override
  public String toString() {
    return name + "/" + transport.keyword() + " " + port;
  }
}
