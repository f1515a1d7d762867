package io.github.portregistry.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A container engine's socket, and something that answers on it. */
final class FakeEngine implements AutoCloseable {

  private static final int PAUSE_MILLIS = 100;

  private final Path socket;
  private final ServerSocketChannel server;
  private final Thread thread;
  private volatile String request = "";
  private volatile boolean closed;

  private FakeEngine(Path folder, String answer, boolean keep, String more) throws IOException {
    socket = Files.createTempDirectory(folder, "e").resolve("s");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    byte[] bytes = answer.getBytes(UTF_8);
    thread = new Thread(() -> serve(bytes, keep, more.getBytes(UTF_8)), "fake-engine");
    thread.setDaemon(true);
    thread.start();
  }

  static String head(int length) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** One that answers with a JSON text in ASCII. */
  static FakeEngine answering(Path folder, String json) throws IOException {
    return sending(folder, head(json.length()) + json);
  }

  /** One that sends a text and closes. */
  static FakeEngine sending(Path folder, String answer) throws IOException {
    return new FakeEngine(folder, answer, false, "");
  }

  /** One that sends a text and then, until it is closed, another now and then. */
  static FakeEngine keeping(Path folder, String answer, String more) throws IOException {
    return new FakeEngine(folder, answer, true, more);
  }

  Path socket() {
    return socket;
  }

  /** What it was asked last. */
  String request() {
    return request;
  }

  private void serve(byte[] answer, boolean keep, byte[] more) {
    while (!closed) {
      try (SocketChannel client = server.accept()) {
        byte[] bytes = new byte[4096];
        ByteBuffer read = ByteBuffer.wrap(bytes);
        String asked = "";
        while (!asked.endsWith("\r\n\r\n") && client.read(read) >= 0) {
          asked = new String(bytes, 0, read.position(), UTF_8);
        }
        request = asked;
        write(client, answer);
        while (keep && !closed) {
          Thread.sleep(PAUSE_MILLIS);
          write(client, more);
        }
      } catch (IOException e) {
        // The client has left, as it does after what it does not like.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void write(SocketChannel client, byte[] text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text);
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    thread.interrupt();
  }
}
