package io.github.portregistry.greeting;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The inside of a TLS connection, made by the JDK's own TLS. Certificates are not checked, because
 * the probe asks what the server speaks, not who it is.
 */
final class TlsLine implements Line {

  /** The most bytes that are read; enough for a handshake with a long certificate chain. */
  private static final int MOST_RECEIVED = 1 << 16;

  /**
   * The bytes at the start of a TLS record that identify it: its type, version, length and content
   * type.
   */
  private static final int HEAD = 6;

  private final ByteChannel channel;
  private final SSLEngine engine;
  private ByteBuffer in;
  private final ByteBuffer out;
  private final ByteBuffer inside;

  /** The first bytes received, before they are decoded. */
  private final StringBuilder head = new StringBuilder();

  /** The hello that was sent first. */
  private byte[] hello = {};

  private int received;
  private boolean ended;
  private boolean failed;
  private boolean established;

  private TlsLine(ByteChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    this.in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.inside = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  /** Prepares TLS, which takes a while the first time; returns whether this JVM has it. */
  static boolean prepare() {
    try {
      Context.TRUSTING.createSSLEngine();
      return true;
    } catch (LinkageError | RuntimeException e) {
      // A JVM can be configured without a working TLS.
      return false;
    }
  }

  /** Starts a handshake, which sends the JDK's hello. */
  static TlsLine start(ByteChannel channel) throws IOException {
    SSLEngine engine = Context.TRUSTING.createSSLEngine();
    engine.setUseClientMode(true);
    TlsLine line = new TlsLine(channel, engine);
    engine.beginHandshake();
    line.advance();
    return line;
  }

  /** Whether the handshake is complete. */
  boolean isEstablished() {
    return established;
  }

  /** Whether the listener answered with something other than TLS. */
  boolean isClear() {
    return head.length() > 0 && (head.length() >= HEAD || ended) && !isTls();
  }

  /** Whether the server answered with TLS, even if only with an alert. */
  boolean isTls() {
    if (head.length() < HEAD || head.charAt(1) != 3 || head.charAt(2) > 4) {
      return false;
    }
    // A server's hello or an alert; an echo of ours would be a client's hello.
    return (head.charAt(0) == 22 && head.charAt(5) == 2)
        || (head.charAt(0) == 21 && (head.charAt(5) == 1 || head.charAt(5) == 2));
  }

  /** Whether the handshake failed, or the connection ended. */
  boolean isOver() {
    return failed || ended;
  }

  /** The bytes received, if they are not TLS. */
  String clearText() {
    return head.toString();
  }

  /** The hello that was sent to start the handshake. */
  byte[] hello() {
    return hello;
  }

  @Override
  public void send(byte[] inner) throws IOException {
    wrap(ByteBuffer.wrap(inner));
  }

  @Override
  public int receive(ByteBuffer into) throws IOException {
    int read;
    do {
      read = read();
    } while (read > 0 && !isOver());
    if (inside.position() > 0) {
      inside.flip();
      int count = Math.min(inside.remaining(), into.remaining());
      into.put(into.position(), inside, inside.position(), count);
      into.position(into.position() + count);
      inside.clear();
      return count;
    }
    return isOver() ? -1 : 0;
  }

  private int read() throws IOException {
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
    }
    int start = in.position();
    int read = ended ? -1 : channel.read(in);
    if (read < 0) {
      ended = true;
      return read;
    }
    received += read;
    for (int i = start; i < in.position() && head.length() < MOST_BYTES; i++) {
      if (!established) {
        head.append((char) (in.get(i) & 0xFF));
      }
    }
    if (received > MOST_RECEIVED) {
      failed = true;
    } else if (isTls()) {
      try {
        advance();
      } catch (SSLException | IllegalStateException | IllegalArgumentException e) {
        // The provider throws exceptions of other kinds for some answers that are not TLS.
        failed = true;
      }
    }
    return read;
  }

  /** Continues the handshake as far as the received bytes allow. */
  private void advance() throws IOException {
    while (true) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        for (Runnable task = engine.getDelegatedTask();
            task != null;
            task = engine.getDelegatedTask()) {
          task.run();
        }
      } else if (status == HandshakeStatus.NEED_WRAP) {
        wrap(ByteBuffer.allocate(0));
      } else if (!unwrap()) {
        return;
      }
    }
  }

  private void wrap(ByteBuffer plain) throws IOException {
    out.clear();
    SSLEngineResult result = engine.wrap(plain, out);
    established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    out.flip();
    int length = out.remaining();
    if (hello.length == 0) {
      hello = Arrays.copyOf(out.array(), length);
    }
    if (length > 0 && channel.write(out) < length) {
      throw new IOException("the connection takes no bytes");
    }
    if (result.getStatus() == SSLEngineResult.Status.CLOSED && length == 0) {
      throw new SSLException("TLS was closed");
    }
  }

  /** Decodes one record, if a complete one has arrived. */
  private boolean unwrap() throws SSLException {
    in.flip();
    SSLEngineResult result;
    try {
      result = engine.unwrap(in, inside);
    } finally {
      in.compact();
    }
    established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    return switch (result.getStatus()) {
      case OK -> result.bytesConsumed() > 0 || result.bytesProduced() > 0;
      // More arrived than is read.
      case BUFFER_OVERFLOW, BUFFER_UNDERFLOW -> false;
      case CLOSED -> {
        ended = true;
        yield false;
      }
    };
  }

  /** Created on first use, because that takes a while. */
  private static final class Context {

    static final SSLContext TRUSTING = create();

    private static SSLContext create() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JVM has no TLS", e);
      }
    }
  }

  /** Accepts any certificate: no answer is trusted anyway. */
  private static final class Trusting extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
