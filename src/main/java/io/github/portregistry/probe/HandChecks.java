package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The commands with which a person checks a port without this library. */
final class HandChecks {

  private HandChecks() {}

  /** Whether the transports say {@code tcp}, {@code udp} or both. */
  private static boolean has(List<Transport> transports, Transport transport) {
    return transports.contains(transport);
  }

  static List<String> linux(int port, List<Transport> transports) {
    boolean tcp = has(transports, Transport.TCP);
    boolean udp = has(transports, Transport.UDP);
    String letters = (tcp ? "t" : "") + (udp ? "u" : "");
    List<String> commands = new ArrayList<>();
    commands.add("sudo ss -H -ln" + letters + "p 'sport = :" + port + "'");
    lsof(commands, port, transports);
    // Anchored, so that 432 does not find 4320.
    commands.add("sudo netstat -ln" + letters + "p | grep -E ':" + port + "[[:space:]]'");
    commands.add("sudo tcpdump -n -i any '" + filter(port, transports) + "'");
    return List.copyOf(commands);
  }

  static List<String> mac(int port, List<Transport> transports) {
    List<String> commands = new ArrayList<>();
    lsof(commands, port, transports);
    for (Transport transport : transports) {
      commands.add(
          "netstat -anv -p " + transport.keyword() + " | grep -E '\\." + port + "[[:space:]]'");
    }
    commands.add("sudo tcpdump -n -i any '" + filter(port, transports) + "'");
    return List.copyOf(commands);
  }

  static List<String> windows(int port, List<Transport> transports) {
    List<String> commands = new ArrayList<>();
    commands.add("netstat -ano | findstr /R /C:\":" + port + " \"");
    if (has(transports, Transport.TCP)) {
      commands.add("powershell Get-NetTCPConnection -LocalPort " + port + " -State Listen");
    }
    if (has(transports, Transport.UDP)) {
      commands.add("powershell Get-NetUDPEndpoint -LocalPort " + port);
    }
    return List.copyOf(commands);
  }

  private static void lsof(List<String> commands, int port, List<Transport> transports) {
    if (has(transports, Transport.TCP)) {
      commands.add("sudo lsof -nP -iTCP:" + port + " -sTCP:LISTEN");
    }
    if (has(transports, Transport.UDP)) {
      commands.add("sudo lsof -nP -iUDP:" + port);
    }
  }

  private static String filter(int port, List<Transport> transports) {
    return transports.stream()
        .map(transport -> transport.keyword() + " port " + port)
        .collect(Collectors.joining(" or "));
  }
}
