package io.github.portregistry.probe;

import io.github.portregistry.PortSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Windows' settings for ports from the output of {@code netsh.exe}. Its words are translated
 * and in the console's code page, so only numbers and their positions are read.
 *
 * <p>If it cannot be run or is not understood, the defaults apply and no port counts as excluded; a
 * test bind still finds an excluded port.
 */
final class WindowsLocalPorts {

  private static final int MAX_DIGITS = 5;

  private final Command.Runner runner;
  private final String program;

  /**
   * Creates a reader.
   *
   * @param program the full path of {@code netsh.exe}
   */
  WindowsLocalPorts(Command.Runner runner, String program) {
    this.runner = runner;
    this.program = program;
  }

  /** Runs the program three times; netsh's settings for IPv4 also apply to IPv6. */
  LocalPorts read() {
    List<PortSpan> reserved = new ArrayList<>();
    List<PortSpan> excludedTcp = new ArrayList<>();
    List<PortSpan> excludedUdp = new ArrayList<>();
    for (Range range : excluded("tcp")) {
      (range.administered ? reserved : excludedTcp).add(range.span);
    }
    for (Range range : excluded("udp")) {
      // The ports for connections are TCP's, so only TCP's excluded ranges are left out of them.
      if (!range.administered) {
        excludedUdp.add(range.span);
      }
    }
    return new LocalPorts(client(), reserved, excludedTcp, excludedUdp, 0);
  }

  /**
   * A range of ports that the system does not hand out.
   *
   * @param administered whether an administrator excluded it, so that the intended program can bind
   *     it; otherwise a part of the system, such as Hyper-V, reserves it for itself
   */
  private record Range(PortSpan span, boolean administered) {}

  /** The rows {@code 50000 50059 *}; the asterisk marks a range that an administrator excluded. */
  private List<Range> excluded(String protocol) {
    List<Range> ranges = new ArrayList<>();
    for (String line : lines("excludedportrange", "protocol=" + protocol)) {
      String[] fields = line.strip().split("\\s+", -1);
      boolean marked = fields.length == 3 && fields[2].equals("*");
      if (fields.length == 2 || marked) {
        try {
          PortSpan span = new PortSpan(NetstatRow.port(fields[0]), NetstatRow.port(fields[1]));
          ranges.add(new Range(span, marked));
        } catch (IOException | IllegalArgumentException e) {
          // A row of words, or not a range.
        }
      }
    }
    return ranges;
  }

  /**
   * The range in two lines such as {@code Start Port : 49152}: the first port and the number of
   * ports.
   */
  private PortSpan client() {
    List<Integer> values = new ArrayList<>();
    for (String line : lines("dynamicport", "tcp")) {
      String text = line.strip();
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) >= '0' && text.charAt(end - 1) <= '9') {
        end--;
      }
      if (end > 0 && end < text.length() && text.length() - end <= MAX_DIGITS) {
        values.add(Integer.valueOf(text.substring(end)));
      }
    }
    if (values.size() == 2) {
      try {
        return new PortSpan(values.get(0), values.get(0) + values.get(1) - 1);
      } catch (IllegalArgumentException e) {
        // Not a range of ports.
      }
    }
    return LocalPorts.USUAL.client();
  }

  private List<String> lines(String what, String protocol) {
    try {
      return Command.lines(
          runner.run(List.of(program, "interface", "ipv4", "show", what, protocol)));
    } catch (IOException e) {
      return List.of();
    }
  }
}
