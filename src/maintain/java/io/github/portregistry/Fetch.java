package io.github.portregistry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file at an address or a path: bounded in size and time, by HTTPS unless the address is on this
 * machine, and only if it has changed since the last fetch.
 */
final class Fetch {

  /** The file has about 4 MB as XML and 1.2 MB as CSV. */
  static final int MOST_BYTES = 8 << 20;

  private static final Duration TO_CONNECT = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final byte @Nullable [] bytes;
  private final String etag;

  private Fetch(byte @Nullable [] bytes, String etag) {
    this.bytes = bytes;
    this.etag = etag;
  }

  /** The file; null if it has not changed since the last fetch. */
  byte @Nullable [] bytes() {
    return bytes;
  }

  /** What the server calls this state of the file; "" if it does not say. */
  String etag() {
    return etag;
  }

  /**
   * Returns a file.
   *
   * @param place an address or a path
   * @param etag what the server called the state that was fetched last; "" for none
   * @param time how long it may take in all
   * @throws IOException if it cannot be fetched, is larger than {@link #MOST_BYTES} or takes longer
   * @throws IllegalArgumentException if the address is not one of HTTPS or of this machine
   */
  static Fetch of(String place, String etag, Duration time) throws IOException {
    if (!place.contains("://")) {
      try (InputStream in = Files.newInputStream(Path.of(place))) {
        return new Fetch(bounded(in, place), "");
      }
    }
    URI address = URI.create(place);
    requireSafe(address);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(time)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "port-registry (data refresh)");
    if (!etag.isEmpty()) {
      request.header("If-None-Match", etag);
    }
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    HttpResponse<byte[]> response = await(client, request.build(), time);
    if (response.statusCode() == NOT_MODIFIED && !etag.isEmpty()) {
      return new Fetch(null, etag);
    }
    if (response.statusCode() != OK) {
      throw new IOException(
          place + ": expected the answer " + OK + " but found " + response.statusCode());
    }
    return new Fetch(plain(response, place), response.headers().firstValue("ETag").orElse(""));
  }

  private static void requireSafe(URI address) throws IOException {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    boolean safe = scheme.equals("https") || (scheme.equals("http") && isThisMachine(host));
    if (host == null || !safe) {
      throw new IllegalArgumentException(
          "expected a path, or an address that begins with https://, but found " + address);
    }
  }

  private static boolean isThisMachine(@Nullable String host) throws IOException {
    return host != null && InetAddress.getByName(host).isLoopbackAddress();
  }

  /** The time limit is for the whole answer; the client's own limit ends with its first line. */
  private static HttpResponse<byte[]> await(HttpClient client, HttpRequest request, Duration time)
      throws IOException {
    var answer = client.sendAsync(request, information -> new BoundedBody(MOST_BYTES));
    try {
      return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(request.uri() + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(request.uri() + ": no whole answer within " + time, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(request.uri() + ": interrupted", e);
    }
  }

  private static byte[] plain(HttpResponse<byte[]> response, String place) throws IOException {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    ByteArrayInputStream body = new ByteArrayInputStream(response.body());
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "identity" -> response.body();
      case "gzip" -> {
        try (InputStream in = new GZIPInputStream(body)) {
          yield bounded(in, place);
        }
      }
      default ->
          throw new IOException(
              place + ": expected a file as it is or by gzip but found the encoding " + encoding);
    };
  }

  private static byte[] bounded(InputStream in, String place) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(place + ": expected at most " + MOST_BYTES + " bytes but found more");
    }
    return bytes;
  }
}
