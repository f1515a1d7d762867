package io.github.portregistry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A server on this machine that publishes one file, as IANA's does: with an ETag, and by gzip. */
final class Publisher implements AutoCloseable {

  private final HttpServer server;
  private volatile byte[] file = new byte[0];
  private volatile String etag = "";

  /** The answers that were given. */
  final List<Integer> answers = new ArrayList<>();

  Publisher() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", this::answer);
    server.start();
  }

  void publish(String text) {
    file = text.getBytes(StandardCharsets.UTF_8);
    etag = "\"" + Provenance.sha256(file).substring(0, 12) + "\"";
  }

  String address() {
    return address("/file");
  }

  String address(String path) {
    return "http://"
        + server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort()
        + path;
  }

  /** Answers otherwise at another path. */
  void at(String path, com.sun.net.httpserver.HttpHandler handler) {
    server.createContext(path, handler);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("ETag", etag);
    boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    answers.add(same ? 304 : 200);
    if (same) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      byte[] body = zipped(file);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
