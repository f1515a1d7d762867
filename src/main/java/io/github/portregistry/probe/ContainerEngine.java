package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks a container engine for its running containers: one {@code GET} of HTTP over a Unix domain
 * socket, as Docker documents it and others, such as Podman, support it. It changes nothing.
 */
final class ContainerEngine implements AutoCloseable {

  /** The time limit for a request, so that a hanging engine does not delay the answer. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The most bytes of an answer, enough for some thousand containers. */
  static final int LIMIT = 16 * 1024 * 1024;

  private static final String REQUEST =
      """
      GET /containers/json HTTP/1.1\r
      Host: localhost\r
      Accept: application/json\r
      Connection: close\r
      \r
      """;

  private static final String INTERRUPTED = "the thread that asked was interrupted";

  private static final String HTTP = "HTTP/1.";
  private static final int OK = 200;
  private static final int BUFFER = 64 * 1024;
  private static final int LINE_LIMIT = 8192;
  private static final int MOST_HEADERS = 100;
  private static final int SHOWN = 40;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Deadline deadline;

  private ContainerEngine(SocketChannel channel, Selector selector, Deadline deadline)
      throws IOException {
    this.deadline = deadline;
    this.channel = channel;
    this.selector = selector;
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_CONNECT);
  }

  /**
   * Returns the body of an engine's answer, which is JSON according to its headers.
   *
   * @param patience the time limit, if it is less than the usual one
   * @throws IOException if there is no such answer; the message says why
   */
  static byte[] containers(Path socket, Duration patience) throws IOException {
    Deadline deadline = Deadline.after(patience.compareTo(PATIENCE) < 0 ? patience : PATIENCE);
    if (Files.notExists(socket)) {
      throw new IOException("there is no such file");
    }
    if (!Files.isWritable(socket)) {
      throw new IOException("this user may not write to it");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open();
        ContainerEngine engine = new ContainerEngine(channel, selector, deadline)) {
      engine.send(socket);
      return body(engine.new Answer());
    } catch (ClosedByInterruptException e) {
      throw new IOException(INTERRUPTED, e);
    } catch (UnsupportedOperationException e) {
      throw new IOException("this system has no Unix domain sockets", e);
    }
  }

  private void send(Path socket) throws IOException {
    if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
      while (!channel.finishConnect()) {
        await(SelectionKey.OP_CONNECT);
      }
    }
    ByteBuffer request = ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII));
    while (request.hasRemaining()) {
      if (channel.write(request) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  /** Waits until the channel is ready for something. */
  private void await(int operation) throws IOException {
    key.interestOps(operation);
    selector.select(Math.max(1, left()));
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException(INTERRUPTED);
    }
  }

  /** The remaining milliseconds. */
  private long left() throws IOException {
    if (deadline.isOver()) {
      throw new IOException("it did not answer within " + deadline.budget());
    }
    return deadline.leftMillis();
  }

  @Override
  public void close() {
    key.cancel();
  }

  /** The stream of the engine's answer. */
  private final class Answer extends InputStream {

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();

    /** Reads more; returns whether there is any. */
    private boolean fill() throws IOException {
      while (!buffer.hasRemaining()) {
        long left = left();
        buffer.clear();
        int length = channel.read(buffer);
        buffer.flip();
        if (length < 0) {
          return false;
        }
        if (length == 0 && left > 0) {
          await(SelectionKey.OP_READ);
        }
      }
      return true;
    }

    @Override
    public int read() throws IOException {
      return fill() ? Byte.toUnsignedInt(buffer.get()) : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int read = Math.min(length, buffer.remaining());
      buffer.get(bytes, offset, read);
      return read;
    }
  }

  // HTTP

  /** Reads the body of an answer; the head is read as far as that needs. */
  static byte[] body(InputStream answer) throws IOException {
    String status = line(answer);
    if (!status.startsWith(HTTP)) {
      throw new IOException(
          "expected an answer by HTTP, found \""
              + Escaped.text(status.substring(0, Math.min(status.length(), SHOWN)))
              + "\"");
    }
    int code = number(status.split(" ", -1), 1, 10);
    boolean chunked = false;
    int length = -1;
    String header = line(answer);
    for (int i = 0; !header.isEmpty(); i++) {
      if (i == MOST_HEADERS) {
        throw new IOException("its answer has more than " + MOST_HEADERS + " headers");
      }
      int colon = header.indexOf(':');
      String name = header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
      String value = header.substring(colon + 1).strip();
      chunked |= name.equals("transfer-encoding") && value.equalsIgnoreCase("chunked");
      if (name.equals("content-length")) {
        length = number(new String[] {value}, 0, 10);
      }
      header = line(answer);
    }
    if (code != OK) {
      throw new IOException("it answered with the status " + code);
    }
    if (chunked) {
      return chunks(answer);
    }
    return length >= 0 ? exactly(answer, length) : toTheEnd(answer);
  }

  /** Returns a line without its line end, which may be missing in the last line. */
  private static String line(InputStream answer) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = answer.read();
    while (next >= 0 && next != '\n' && line.length() < LINE_LIMIT) {
      line.append((char) next);
      next = answer.read();
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }

  /** Returns a non-negative number that is not larger than an answer can be. */
  private static int number(String[] words, int place, int radix) throws IOException {
    try {
      int number = Integer.parseInt(words[place], radix);
      if (number >= 0 && words[place].charAt(0) != '+') {
        return number;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // The exception below says enough.
    }
    throw new IOException("expected a number in the head of its answer");
  }

  private static byte[] exactly(InputStream answer, int length) throws IOException {
    requireSize(length);
    byte[] body = answer.readNBytes(length);
    if (body.length < length) {
      throw new IOException("its answer ends after " + body.length + " of " + length + " bytes");
    }
    return body;
  }

  private static byte[] toTheEnd(InputStream answer) throws IOException {
    byte[] body = answer.readNBytes(LIMIT + 1);
    requireSize(body.length);
    return body;
  }

  private static byte[] chunks(InputStream answer) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(answer);
      int extension = size.indexOf(';');
      String digits = (extension < 0 ? size : size.substring(0, extension)).strip();
      int length = number(new String[] {digits}, 0, 16);
      if (length == 0) {
        return body.toByteArray();
      }
      requireSize((long) body.size() + length);
      body.writeBytes(exactly(answer, length));
      line(answer);
    }
  }

  private static void requireSize(long length) throws IOException {
    if (length > LIMIT) {
      throw new IOException("its answer is larger than " + (LIMIT >> 20) + " MiB");
    }
  }
}
