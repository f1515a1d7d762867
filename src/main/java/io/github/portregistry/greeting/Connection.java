package io.github.portregistry.greeting;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a listener, or an exchange of datagrams with it. It never blocks: the caller
 * checks it when data arrived or its time is over, and it returns what happened.
 */
final class Connection {

  /** An event on a connection. */
  enum Event {
    NOTHING,
    /** The connection is made. */
    OPENED,
    /** The listener refused the connection, or nothing listens. */
    REFUSED,
    /** The TLS handshake is complete; the next hello is sent inside. */
    INSIDE,
    /** The listener speaks TLS, but the handshake failed. */
    TLS_ONLY,
    /** An answer arrived and counts as complete. */
    ANSWERED,
    /** The listener sends no more bytes; some may have arrived before. */
    ENDED,
    /** Nothing arrived in time. */
    TIMED_OUT
  }

  /** Loopback connections are made at once, unless the listener's queue is full. */
  static final int CONNECT_MILLIS = 300;

  /**
   * An answer is complete if nothing more arrives for this time, and at the latest after {@link
   * #MOST_ANSWER_MILLIS}.
   */
  private static final int QUIET_MILLIS = 30;

  private static final int MOST_ANSWER_MILLIS = 300;

  private final boolean isUdp;
  private final SelectableChannel channel;
  private boolean isOpen;
  private boolean isHandshake;

  /** Null before there is a connection, and after all was received. */
  private @Nullable Line line;

  private final ByteBuffer answer = ByteBuffer.allocate(Line.MOST_BYTES);

  /** The number of bytes received before the last hello was sent. */
  private int before;

  private byte[] sent = {};
  private long until;
  private long answerBegan;
  private long lastCame;

  /** Whether to wait for more of the answer although nothing arrived for a while. */
  private boolean isUnfinished;

  private Connection(boolean isUdp, SelectableChannel channel) {
    this.isUdp = isUdp;
    this.channel = channel;
  }

  /**
   * Starts to connect; {@link #isOpen} says whether the connection is already open.
   *
   * @param owner the attachment of the key, which the selector returns
   * @throws ConnectException if the listener refuses
   * @throws NoSocketException if the system has no socket at the moment
   * @throws ElsewhereException if this machine does not have the address
   * @throws IOException if the system cannot open a connection
   */
  static Connection open(
      Transport transport, InetSocketAddress address, Selector selector, Object owner)
      throws IOException {
    if (!isOfThisMachine(address.getAddress())) {
      throw new ElsewhereException();
    }
    boolean isUdp = transport == Transport.UDP;
    Connection connection = new Connection(isUdp, channel(isUdp));
    boolean isMade = false;
    try {
      connection.channel.configureBlocking(false);
      connection.connect(address, selector, owner);
      isMade = true;
      return connection;
    } finally {
      if (!isMade) {
        connection.close();
      }
    }
  }

  /**
   * Whether a connection to the address stays on this machine. A socket can listen on an address
   * that only another machine has (IP_FREEBIND, ip_nonlocal_bind), or over UDP on a group's.
   */
  private static boolean isOfThisMachine(InetAddress address) throws IOException {
    return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
  }

  private static SelectableChannel channel(boolean isUdp) throws NoSocketException {
    try {
      return isUdp ? DatagramChannel.open() : SocketChannel.open();
    } catch (IOException e) {
      throw new NoSocketException(e);
    }
  }

  /**
   * The system has no socket at the moment, for example because the process has too many open
   * files.
   */
  static final class NoSocketException extends IOException {

    private static final long serialVersionUID = 1;

    NoSocketException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Nothing was sent, because this machine does not have the address. */
  static final class ElsewhereException extends IOException {

    private static final long serialVersionUID = 1;

    ElsewhereException() {
      super("its address is not an address of this machine");
    }
  }

  private void connect(InetSocketAddress address, Selector selector, Object owner)
      throws IOException {
    if (channel instanceof DatagramChannel datagrams) {
      datagrams.connect(address);
      datagrams.register(selector, SelectionKey.OP_READ, owner);
      line = Line.clear(datagrams);
      isOpen = true;
    } else if (channel instanceof SocketChannel stream) {
      waitFor(CONNECT_MILLIS);
      boolean isConnected = stream.connect(address);
      SelectionKey key = stream.register(selector, SelectionKey.OP_CONNECT, owner);
      if (isConnected && opened(key, stream) == Event.REFUSED) {
        throw new ConnectException("connected to itself");
      }
    }
  }

  private Event opened(SelectionKey key, SocketChannel stream) throws IOException {
    if (stream.getLocalAddress().equals(stream.getRemoteAddress())) {
      // Connected to itself, so nothing listens anymore. Without linger the port is free at once.
      stream.setOption(StandardSocketOptions.SO_LINGER, 0);
      return Event.REFUSED;
    }
    key.interestOps(SelectionKey.OP_READ);
    line = Line.clear(stream);
    isOpen = true;
    return Event.OPENED;
  }

  boolean isOpen() {
    return isOpen;
  }

  void close() {
    line = null;
    try {
      channel.close();
    } catch (IOException e) {
      // It is no longer used.
    }
  }

  // What is sent and received

  /** Sets the time to wait for the first byte, from now on. */
  void waitFor(int millis) {
    until = System.nanoTime() + nanos(millis);
  }

  private static long nanos(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  void send(byte[] hello) throws IOException {
    sent = hello;
    before = answer.position();
    requireNonNull(line, "line").send(hello);
  }

  void startTls() throws IOException {
    isHandshake = true;
    line = TlsLine.start((SocketChannel) channel);
  }

  boolean isInside() {
    return line instanceof TlsLine tls && tls.isEstablished();
  }

  /** Whether the listener answered as TLS does, even if the handshake fails. */
  boolean isTls() {
    return line instanceof TlsLine tls && tls.isTls();
  }

  /** The bytes received so far, see {@link Protocol#text}. */
  String text() {
    return Protocol.text(answer.array(), answer.position());
  }

  boolean hasText() {
    return answer.position() > 0;
  }

  /** Whether the first bytes received are exactly the bytes that were sent. */
  boolean isEcho(int leastBytes) {
    return sent.length >= leastBytes
        && before == 0
        && text().equals(Protocol.text(sent, sent.length));
  }

  // What happens

  /** The time at which to check it if nothing arrives. */
  long nextTime() {
    if (answer.position() == before) {
      return until;
    }
    long last = answerBegan + nanos(MOST_ANSWER_MILLIS);
    return isUnfinished ? last : Math.min(lastCame + nanos(QUIET_MILLIS), last);
  }

  /** Waits for more of an answer, which can arrive in pieces; false if no more can arrive. */
  boolean waitForMore() {
    isUnfinished =
        line != null
            && !isUdp
            && answer.hasRemaining()
            && System.nanoTime() < answerBegan + nanos(MOST_ANSWER_MILLIS);
    return isUnfinished;
  }

  /** Handles a connection that the selector reports as ready. */
  Event ready(SelectionKey key) {
    try {
      if (!isOpen && key.isConnectable()) {
        SocketChannel stream = (SocketChannel) channel;
        return stream.finishConnect() ? opened(key, stream) : Event.NOTHING;
      }
      return isOpen && key.isReadable() ? receive() : Event.NOTHING;
    } catch (ConnectException | PortUnreachableException e) {
      return Event.REFUSED;
    } catch (IOException e) {
      // A reset by the listener ends its answer.
      return Event.ENDED;
    }
  }

  /** Checks the time, and reads what arrived since the last check. */
  Event look(long now) {
    if (now < nextTime()) {
      return Event.NOTHING;
    }
    int start = answer.position();
    try {
      // The thread may have waited so long that both the time is over and the answer is here.
      Event event = line == null ? Event.NOTHING : receive();
      if (event != Event.NOTHING || answer.position() > start) {
        return event;
      }
    } catch (PortUnreachableException e) {
      return Event.REFUSED;
    } catch (IOException e) {
      return Event.ENDED;
    }
    return answer.position() > before ? Event.ANSWERED : Event.TIMED_OUT;
  }

  private Event receive() throws IOException {
    Line from = line;
    if (from == null) {
      return Event.NOTHING;
    }
    int start = answer.position();
    int read = 1;
    while (read > 0 && answer.hasRemaining()) {
      read = from.receive(answer);
      if (isUdp) {
        break;
      }
    }
    if (answer.position() > start) {
      lastCame = System.nanoTime();
      answerBegan = start == before ? lastCame : answerBegan;
      isUnfinished = false;
    }
    if (isHandshake && from instanceof TlsLine tls) {
      return handshake(tls);
    }
    if (read < 0) {
      return Event.ENDED;
    }
    boolean isWhole = !answer.hasRemaining() || (isUdp && read > 0);
    return isWhole ? Event.ANSWERED : Event.NOTHING;
  }

  private Event handshake(TlsLine tls) {
    if (tls.isClear()) {
      for (char c : tls.clearText().toCharArray()) {
        answer.put((byte) c);
      }
      sent = tls.hello();
      line = null;
      return Event.ENDED;
    }
    if (tls.isOver()) {
      return tls.isTls() ? Event.TLS_ONLY : Event.ENDED;
    }
    if (tls.isEstablished()) {
      isHandshake = false;
      return Event.INSIDE;
    }
    return Event.NOTHING;
  }
}
