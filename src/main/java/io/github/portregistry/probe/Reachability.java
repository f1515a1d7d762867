package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * The outcome of an attempt to connect to a TCP address.
 *
 * <p>This does not show who listens: a firewall can refuse or a proxy can accept in place of a
 * listener, and a listener whose queue is full does not answer at all.
 *
 * <pre>{@code
 * InetSocketAddress address = new InetSocketAddress("127.0.0.1", 432);
 * Reachability.probe(address, Duration.ofSeconds(1)); // REFUSED
 * }</pre>
 */
public enum Reachability {
  /** The connection was established. */
  ACCEPTS,
  /** The other side answered that nothing listens there. */
  REFUSED,
  /** No answer came in time. */
  TIMED_OUT,
  /** The system or the network has no route to the address. */
  UNREACHABLE;

  /**
   * The longest time for a refusal, which takes one round trip; the system itself gives up much
   * later.
   */
  private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(15);

  /**
   * Connects to a TCP address and returns the outcome; the connection is closed at once, and
   * nothing is sent.
   *
   * <p>If the system picks the same local port, so that the socket is connected to itself, the
   * outcome is {@link #REFUSED}: nothing listens.
   *
   * @param address the address to connect to
   * @param timeout the time to wait, more than zero; rounded up to milliseconds
   * @return the outcome; a failure is never thrown
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved, or
   *     {@code timeout} is zero, negative, or above 24 days
   */
  public static Reachability probe(InetSocketAddress address, Duration timeout) {
    requireNonNull(address, "address");
    int millis = millis(requireNonNull(timeout, "timeout"));
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "expected an address, found the host name "
              + Escaped.text(address.getHostString())
              + " that is not resolved; resolve it first");
    }
    long start = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(address, millis);
      if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
        // Without this, the system would reserve the port for a minute.
        socket.setSoLinger(true, 0);
        return REFUSED;
      }
      return ACCEPTS;
    } catch (SocketTimeoutException e) {
      return TIMED_OUT;
    } catch (ConnectException e) {
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      return refusedOrTimedOut(String.valueOf(e.getMessage()), taken);
    } catch (IOException e) {
      return UNREACHABLE;
    }
  }

  /**
   * Distinguishes a refusal from the system's own timeout, which throws the same exception and may
   * have a translated message.
   */
  static Reachability refusedOrTimedOut(String message, Duration taken) {
    return message.toLowerCase(Locale.ROOT).contains("timed out")
            || taken.compareTo(LONGEST_REFUSAL) > 0
        ? TIMED_OUT
        : REFUSED;
  }

  private static int millis(Duration timeout) {
    boolean fits =
        !timeout.isNegative()
            && !timeout.isZero()
            && timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "expected a time-out above zero and of at most 24 days, found " + timeout);
    }
    return (int) timeout.plusNanos(999_999).toMillis();
  }

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Reachability read(Object json) {
    return Given.constant(json, Reachability.class);
  }
}
