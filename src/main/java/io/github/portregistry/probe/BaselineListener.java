package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import io.github.portregistry.json.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One program that listens on a port, as a baseline records it: its sockets on all addresses
 * together.
 *
 * @param port the port, 0 to 65535
 * @param transport the transport
 * @param addresses where it listens, as {@link Listener#addressText} writes it, but {@code ::} for
 *     all of IPv6 if it is known that IPv4 does not reach the socket; not empty
 * @param clientPort whether the system may choose the port, so that a program can have another one
 *     after each start: 32768 and above on Linux, 49152 and above elsewhere, and the range that the
 *     machine is configured to use
 * @param user the name or number of the user that created the socket; "" if not known
 * @param unit the unit of the system, such as {@code nginx.service}; a unit of a user's own
 *     manager, such as {@code user unit syncthing.service}; or the kind of the container, without
 *     an id; "" if there is none
 * @param container the name of the container, if its engine was asked; else ""
 * @param image the image of that container; "" if not known
 * @param owner the process
 * @param verdict the verdict on the program here; of several sockets, the worst
 */
@Json
public record BaselineListener(
    int port,
    Transport transport,
    List<String> addresses,
    boolean clientPort,
    String user,
    String unit,
    String container,
    String image,
    BaselineOwner owner,
    Verdict verdict) {

  /**
   * Creates a listener.
   *
   * @param port the {@link #port}
   * @param transport the {@link #transport}
   * @param addresses the {@link #addresses}
   * @param clientPort the {@link #clientPort}
   * @param user the {@link #user}
   * @param unit the {@link #unit}
   * @param container the {@link #container}
   * @param image the {@link #image}
   * @param owner the {@link #owner}
   * @param verdict the {@link #verdict}
   * @throws NullPointerException if a component is or has null
   * @throws IllegalArgumentException if {@code port} is outside 0 to 65535, or {@code addresses} is
   *     empty or has a text that is not an address
   */
  public BaselineListener {
    requireNonNull(transport, "transport");
    addresses = List.copyOf(requireNonNull(addresses, "addresses"));
    user = ProcessJson.encodable(requireNonNull(user, "user"));
    unit = ProcessJson.encodable(requireNonNull(unit, "unit"));
    container = ProcessJson.encodable(requireNonNull(container, "container"));
    image = ProcessJson.encodable(requireNonNull(image, "image"));
    requireNonNull(owner, "owner");
    requireNonNull(verdict, "verdict");
    if (port < 0 || port > PortSpan.MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is outside 0 to " + PortSpan.MAX_PORT);
    }
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "addresses needs at least one, expected where the program listens");
    }
    addresses.forEach(Reach::check);
  }

  /** The properties as JSON gives them, before they are checked. */
  @Json.Lenient
  record JsonObject(
      @Nullable Whole port,
      @Nullable Transport transport,
      @Nullable List<Text> addresses,
      @Nullable Truth clientPort,
      @Nullable Text user,
      @Nullable Text unit,
      @Nullable Text container,
      @Nullable Text image,
      @Nullable BaselineOwner owner,
      @Nullable Verdict verdict) {}

  @JsonCreator
  static BaselineListener read(JsonObject json) {
    return new BaselineListener(
        Whole.port("port", json.port),
        Given.required("transport", json.transport, Transport.class),
        Text.list("addresses", Given.required("addresses", json.addresses, "a list of addresses")),
        Truth.required("clientPort", json.clientPort),
        Text.orEmpty(json.user),
        Text.orEmpty(json.unit),
        Text.orEmpty(json.container),
        Text.orEmpty(json.image),
        Given.required("owner", json.owner, "an object with seen"),
        Given.required("verdict", json.verdict, Verdict.class));
  }

  /**
   * Returns the port and the transport, such as {@code 6379/tcp}.
   *
   * @return a number, a slash and a keyword
   */
  public String place() {
    return port + "/" + transport.keyword();
  }

  /**
   * Returns where it listens, as part of a sentence or a cell of a table.
   *
   * @return the addresses, separated by spaces and escaped
   */
  public String addressText() {
    return Escaped.text(String.join(" ", addresses));
  }

  /**
   * Returns the name of the owner, such as {@code java billing.jar}, {@code the kernel}, {@code
   * probably nginx} or {@code ?}.
   *
   * @return one line, escaped; not empty
   */
  public String programText() {
    String runs = owner.runs().startsWith("/") ? InterpreterRuns.base(owner.runs()) : owner.runs();
    String name = Escaped.text((owner.program() + " " + runs).strip());
    return switch (owner.seen()) {
      case KNOWN -> name.isEmpty() ? "?" : name;
      case LIKELY -> name.isEmpty() ? "?" : "probably " + name;
      case KERNEL -> "the kernel";
      case NOT_VISIBLE -> "?";
    };
  }

  /** Returns the port, the addresses and the owner on one line, with control characters escaped. */
  @Override
  public String toString() {
    return place() + " " + addressText() + " " + owner;
  }

  /** Returns the listener without its process and verdict, for comparing it with another. */
  BaselineListener key() {
    return new BaselineListener(
        port,
        transport,
        List.of("*"),
        clientPort,
        user,
        unit,
        container,
        image,
        owner.withoutProcess(),
        Verdict.UNKNOWN);
  }

  BaselineListener withAddresses(List<String> all) {
    return new BaselineListener(
        port, transport, all, clientPort, user, unit, container, image, owner, verdict);
  }

  BaselineListener withVerdict(Verdict judgment) {
    return new BaselineListener(
        port, transport, addresses, clientPort, user, unit, container, image, owner, judgment);
  }

  BaselineListener withOwner(BaselineOwner other) {
    return new BaselineListener(
        port, transport, addresses, clientPort, user, unit, container, image, other, verdict);
  }
}
