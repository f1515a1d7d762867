package io.github.portregistry.probe;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of an allow list.
 *
 * @param line the line of the file at which it starts, from 1
 * @param ports the ports
 * @param transport the transport; null for any
 * @param address the cell; "" for any
 * @param networks the addresses that the cell names
 * @param program the cell; "" for any
 */
record AllowedRow(
    int line,
    PortSpan ports,
    @Nullable Transport transport,
    String address,
    List<Network> networks,
    String program) {

  /** A version at the end of a name, and the rest of one whose first number is in the row. */
  private static final Pattern VERSION = Pattern.compile("[.-]?[0-9]+(?:[.-][0-9]+)*");

  private static final Pattern AFTER_NUMBER = Pattern.compile("(?:[.-][0-9]+)+");

  static final String UNIT = "unit:";
  static final String USER_UNIT = "user-unit:";

  /** The text before the name of a unit in a user's own manager, in {@link BaselineListener}. */
  static final String USER_UNIT_TEXT = "user unit ";

  static final String CONTAINER = "container:";

  /** Whether a row names the owner of a listener. */
  enum Owner {
    NAMED,
    OTHER,
    NOT_VISIBLE
  }

  boolean allows(BaselineListener listener, Network listened) {
    return isForPort(listener)
        && isForTransport(listener)
        && Network.contain(networks, listened)
        && owner(listener) == Owner.NAMED;
  }

  boolean isForPort(BaselineListener listener) {
    return ports.contains(listener.port());
  }

  boolean isForTransport(BaselineListener listener) {
    return transport == null || transport == listener.transport();
  }

  boolean isForAddress(BaselineListener listener, String addressText) {
    return Network.listened(listener, addressText).stream()
        .allMatch(listened -> Network.contain(networks, listened));
  }

  Owner owner(BaselineListener listener) {
    if (program.isEmpty()) {
      return Owner.NAMED;
    }
    BaselineOwner owner = listener.owner();
    if (program.startsWith(UNIT)) {
      return named(program.substring(UNIT.length()), listener.unit(), owner);
    }
    if (program.startsWith(USER_UNIT)) {
      return named(USER_UNIT_TEXT + program.substring(USER_UNIT.length()), listener.unit(), owner);
    }
    if (program.startsWith(CONTAINER)) {
      // If the owner is not visible, only the port may have shown the name.
      return owner.isCertain() || listener.unit().endsWith(" container")
          ? named(program.substring(CONTAINER.length()), listener.container(), owner)
          : Owner.NOT_VISIBLE;
    }
    if (!owner.isCertain()) {
      return Owner.NOT_VISIBLE;
    }
    boolean named =
        program.equals(owner.file())
            || (program.equals(listener.programText()) && !program.equals("?"))
            || isProgram(owner.program());
    return named ? Owner.NAMED : Owner.OTHER;
  }

  /** Compares the unit: the kernel shows it even if it does not show the owner. */
  private static Owner named(String name, String found, BaselineOwner owner) {
    if (found.isEmpty() && !owner.isCertain()) {
      return Owner.NOT_VISIBLE;
    }
    return name.equals(found) ? Owner.NAMED : Owner.OTHER;
  }

  /**
   * Whether the row names a program; {@code python3} also names {@code python3.11}, but {@code
   * app1} does not name {@code app12}.
   */
  private boolean isProgram(String name) {
    if (!name.startsWith(program)) {
      return false;
    }
    String rest = name.substring(program.length());
    boolean inNumber = Character.isDigit(program.charAt(program.length() - 1));
    return rest.isEmpty() || (inNumber ? AFTER_NUMBER : VERSION).matcher(rest).matches();
  }
}
