package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Assignment;
import io.github.portregistry.Escaped;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Explains in one paragraph why a port could not be bound, for the log of a server.
 *
 * <pre>{@code
 * try {
 *   server.bind(new InetSocketAddress(port));
 * } catch (BindException e) {
 *   throw new IllegalStateException(PortConflict.explain(e, port), e);
 * }
 * }</pre>
 *
 * <p>The paragraph has no line breaks and no control characters. It shows the command line of the
 * holder, in which there may be secrets.
 */
public final class PortConflict {

  private static final int FIRST_UNPRIVILEGED = 1024;
  private static final int AT_ONCE = 16;

  private final ListenerProbe probe;
  private final PortFinding finding;
  private final StringBuilder text = new StringBuilder();

  private PortConflict(ListenerProbe probe, int port) {
    this.probe = probe;
    this.finding = probe.withOtherUses(OtherUses.ALL).check(port);
  }

  /**
   * Returns who holds a port, since when and started how, what the port is assigned to, and the
   * nearest port that is free.
   *
   * <p>Free by all three questions: assigned to nobody, no use recorded, and nobody has it on this
   * machine.
   *
   * @param port a port number, 0 to 65535
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public static String explain(int port) {
    return explain(ListenerProbe.local(), port);
  }

  /**
   * Returns why binding a port failed, with what {@link #explain(int)} returns.
   *
   * @param failure what binding threw
   * @param port the port that was to be bound, 0 to 65535
   * @return one paragraph that begins with the failure's message
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code failure} is null
   */
  public static String explain(BindException failure, int port) {
    requireNonNull(failure, "failure");
    return new PortConflict(ListenerProbe.local(), port).paragraph(failure);
  }

  /**
   * Returns what {@link #explain(int)} returns, seen by a given probe and its registry.
   *
   * @param probe where to look
   * @param port a port number, 0 to 65535
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code probe} is null
   */
  public static String explain(ListenerProbe probe, int port) {
    requireNonNull(probe, "probe");
    return new PortConflict(probe, port).paragraph(null);
  }

  private String paragraph(@Nullable BindException failure) {
    if (failure != null) {
      addFailure(failure.getMessage() == null ? "" : Escaped.text(failure.getMessage()));
    }
    if (finding.listeners().isEmpty()) {
      addNobody();
    }
    for (Listener listener : finding.listeners()) {
      addHolder(listener);
    }
    addOtherUses();
    addAssignment();
    addFreePort();
    return text.toString().trim();
  }

  private void add(String sentence) {
    text.append(sentence).append(' ');
  }

  private void addFailure(String message) {
    String colon = message.isEmpty() ? "" : ": ";
    add("Port " + finding.port() + " could not be bound" + colon + message + ".");
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("permission denied")) {
      add(
          finding.port() < FIRST_UNPRIVILEGED
              ? "The system lets only privileged processes bind ports below 1024: grant the right"
                  + " to bind, or take a higher port."
              : "The system forbids this process to bind the port.");
    } else if (lower.contains("cannot assign requested address")) {
      add("The address is not one of this machine, so the port is not the cause.");
    }
  }

  private void addNobody() {
    if (finding.verdict() == Verdict.UNKNOWN) {
      add(
          "Whether somebody listens on port "
              + finding.port()
              + " is unknown: "
              + String.join(" ", finding.coverage().notes()));
      return;
    }
    add("Nobody listens on port " + finding.port() + " now.");
    if (finding.otherUses().isEmpty()) {
      add(
          "The holder may be gone meanwhile, or have bound the port without listening, which the"
              + " system's tables do not show.");
    }
  }

  /** What else keeps the port on a transport on which nobody listens. */
  private void addOtherUses() {
    Set<Transport> listening =
        finding.listeners().stream().map(Listener::transport).collect(Collectors.toSet());
    List<OtherUse> uses =
        finding.otherUses().stream().filter(use -> !listening.contains(use.transport())).toList();
    for (OtherUse use : uses) {
      add((listening.isEmpty() ? "But there is " : "There is also ") + VerdictRule.sentence(use));
    }
    if (uses.stream().anyMatch(use -> use.kind() == OtherUse.Kind.TIME_WAIT)) {
      add("Set SO_REUSEADDR before binding, or wait.");
    }
  }

  private void addHolder(Listener listener) {
    String place = "Port " + finding.port() + "/" + listener.transport().keyword();
    String where = " on " + address(listener.address());
    if (!(listener.ownership() instanceof Known known)) {
      add(
          place
              + " is in use"
              + where
              + ", and the holder cannot be told: "
              + listener.whyNotKnown());
      return;
    }
    ProcessRef holder = known.holders().get(0);
    StringBuilder sentence = new StringBuilder(place).append(" is held").append(where);
    sentence.append(" by ").append(HolderText.of(holder));
    if (known.holders().size() > 1) {
      String others =
          known.holders().stream()
              .skip(1)
              .limit(AT_ONCE)
              .map(other -> Long.toString(other.pid()))
              .collect(Collectors.joining(", "));
      sentence.append(", and by the processes ").append(others);
      int more = known.holders().size() - 1 - AT_ONCE;
      sentence.append(more > 0 ? " and " + more + " more" : "");
    }
    add(sentence.append('.').toString());
    if (holder.executableDeleted()) {
      add("Its file is no longer in its place.");
    }
  }

  private static String address(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress()
        ? "all addresses (" + address.getAddress().getHostAddress() + ")"
        : address.getAddress().getHostAddress();
  }

  private void addAssignment() {
    PortRecord record = finding.record();
    String names =
        record.assignments().stream()
            .map(PortConflict::title)
            .distinct()
            .collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      add("The registry assigns the port to nobody (" + record.status() + ").");
    } else {
      add(
          "The registry assigns the port to "
              + names
              + (record.status() == PortStatus.GHOST
                  ? ", a ghost: abandoned as far as is known."
                  : "."));
    }
    new UseText(record, Set.of(Transport.values())).sentences().forEach(this::add);
  }

  private static String title(Assignment service) {
    String title = service.serviceName();
    if (!service.description().isEmpty()) {
      title += " (" + service.description() + ")";
    }
    return Escaped.text(title);
  }

  private void addFreePort() {
    OptionalInt free = nearestFree(probe, finding.port());
    if (free.isPresent()) {
      add(
          "The nearest port that is assigned to nobody, has no use on record and is not in use here"
              + " is "
              + free.getAsInt()
              + ".");
    }
  }

  /** The port nearest to another that is free by all three questions; below wins over above. */
  static OptionalInt nearestFree(ListenerProbe probe, int port) {
    IntStream nearest =
        IntStream.rangeClosed(1, PortSet.MAX_PORT)
            .flatMap(distance -> IntStream.of(port - distance, port + distance))
            .filter(near -> near > 0 && near <= PortSet.MAX_PORT);
    try {
      return new FreePorts(probe).first(1, nearest).stream().mapToInt(near -> near).findFirst();
    } catch (IllegalStateException e) {
      return OptionalInt.empty();
    }
  }
}
