package io.github.portregistry.dossier;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortRange;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Returns commands that show what listens on a port without this library, ready to be copied.
 *
 * <pre>{@code
 * HandChecks.linux(432, List.of(Transport.TCP)).forEach(System.out::println);
 * // sudo ss -H -lntp 'sport = :432'
 * // ...
 * }</pre>
 *
 * <p>A list has only commands of programs that support the transport, so it can be empty: no
 * program of Windows lists SCTP or DCCP.
 */
public final class HandChecks {

  private HandChecks() {}

  /**
   * Returns the commands for a system.
   *
   * @param platform the system on which they are run
   * @param port a port number, 0 to 65535
   * @param transports the transports of the listeners to look for
   * @return what {@link #linux}, {@link #mac} or {@link #windows} returns; may be empty
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transports} is empty
   * @throws NullPointerException if {@code platform} is null, or {@code transports} is or has null
   */
  public static List<String> on(Platform platform, int port, Collection<Transport> transports) {
    return switch (requireNonNull(platform, "platform")) {
      case LINUX -> linux(port, transports);
      case MACOS -> mac(port, transports);
      case WINDOWS -> windows(port, transports);
    };
  }

  /**
   * Returns the commands for Linux: {@code ss}, {@code lsof}, {@code netstat} and {@code tcpdump}.
   *
   * @param port a port number, 0 to 65535
   * @param transports the transports of the listeners to look for
   * @return an unmodifiable list of command lines for a POSIX shell; empty for DCCP alone
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transports} is empty
   * @throws NullPointerException if {@code transports} is or has null
   */
  public static List<String> linux(int port, Collection<Transport> transports) {
    Set<Transport> asked = require(port, transports);
    String letters = letters(asked, true);
    List<String> commands = new ArrayList<>();
    if (!letters.isEmpty()) {
      commands.add("sudo ss -H -ln" + letters + "p 'sport = :" + port + "'");
    }
    addLsof(commands, port, asked);
    String netstat = letters(asked, false);
    if (!netstat.isEmpty()) {
      // Anchored, so that 432 does not find 4320.
      commands.add("sudo netstat -ln" + netstat + "p | grep -E ':" + port + "[[:space:]]'");
    }
    addTcpdump(commands, port, asked);
    return List.copyOf(commands);
  }

  /**
   * Returns the commands for macOS: {@code lsof}, {@code netstat} and {@code tcpdump}.
   *
   * @param port a port number, 0 to 65535
   * @param transports the transports of the listeners to look for
   * @return an unmodifiable list of command lines for a POSIX shell; may be empty
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transports} is empty
   * @throws NullPointerException if {@code transports} is or has null
   */
  public static List<String> mac(int port, Collection<Transport> transports) {
    Set<Transport> asked = require(port, transports);
    List<String> commands = new ArrayList<>();
    addLsof(commands, port, asked);
    for (Transport transport : asked) {
      if (transport == Transport.TCP || transport == Transport.UDP) {
        commands.add(
            "netstat -anv -p "
                + transport.keyword()
                + " | grep -E '^[a-z0-9]+ +[0-9]+ +[0-9]+ +[^ ]+\\."
                + port
                + " '");
      }
    }
    addTcpdump(commands, port, asked);
    return List.copyOf(commands);
  }

  /**
   * Returns the commands for Windows: {@code netstat} and PowerShell's.
   *
   * @param port a port number, 0 to 65535
   * @param transports the transports of the listeners to look for
   * @return an unmodifiable list of command lines for the command prompt; may be empty
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transports} is empty
   * @throws NullPointerException if {@code transports} is or has null
   */
  public static List<String> windows(int port, Collection<Transport> transports) {
    Set<Transport> asked = require(port, transports);
    boolean tcp = asked.contains(Transport.TCP);
    boolean udp = asked.contains(Transport.UDP);
    List<String> commands = new ArrayList<>();
    if (tcp || udp) {
      // The first column with a port, which is the local address.
      commands.add("netstat -ano | findstr /R /C:\"^ *[TU][CD]P *[^ ]*:" + port + " \"");
    }
    if (tcp) {
      commands.add("powershell Get-NetTCPConnection -LocalPort " + port + " -State Listen");
    }
    if (udp) {
      commands.add("powershell Get-NetUDPEndpoint -LocalPort " + port);
    }
    return List.copyOf(commands);
  }

  private static Set<Transport> require(int port, Collection<Transport> transports) {
    PortRange.of(port);
    List<Transport> given = List.copyOf(requireNonNull(transports, "transports"));
    if (given.isEmpty()) {
      throw new IllegalArgumentException("expected at least one transport, found none");
    }
    return EnumSet.copyOf(given);
  }

  /**
   * The options of ss or netstat for the transports. Not every netstat supports SCTP, and ss fails
   * on DCCP if the kernel lacks it, as most do.
   */
  private static String letters(Set<Transport> transports, boolean ss) {
    String letters = "";
    for (Transport transport : transports) {
      letters +=
          switch (transport) {
            case TCP -> "t";
            case UDP -> "u";
            case SCTP -> ss ? "S" : "";
            case DCCP -> "";
          };
    }
    return letters;
  }

  private static void addLsof(List<String> commands, int port, Set<Transport> transports) {
    boolean udp = transports.contains(Transport.UDP);
    if (!transports.contains(Transport.TCP)) {
      if (udp) {
        commands.add("sudo lsof -nP -iUDP:" + port);
      }
    } else if (udp) {
      // With -sTCP:LISTEN, lsof leaves out every UDP socket.
      commands.add("sudo lsof -nP -i:" + port + " | grep -E 'LISTEN|UDP'");
    } else {
      commands.add("sudo lsof -nP -iTCP:" + port + " -sTCP:LISTEN");
    }
  }

  private static void addTcpdump(List<String> commands, int port, Set<Transport> transports) {
    StringBuilder filter = new StringBuilder();
    for (Transport transport : transports) {
      if (transport != Transport.DCCP) {
        filter.append(filter.length() == 0 ? "" : " or ");
        filter.append(transport.keyword()).append(" port ").append(port);
      }
    }
    if (filter.length() > 0) {
      commands.add("sudo tcpdump -n -i any '" + filter + "'");
    }
  }
}
