package io.github.portregistry.picture;

import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A small copy of {@code /proc} in which one program listens, so that the probe finds the same on
 * every machine.
 */
final class ExampleMachine {

  private static final int PID = 4711;
  private static final int INODE = 31_000;
  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  private ExampleMachine() {}

  /**
   * Returns what the probe finds on a port there.
   *
   * @param user the number of the user that runs it
   * @param program the file that runs
   * @param command the command line, with its arguments
   */
  static PortFinding check(int port, int user, String program, String... command)
      throws IOException {
    Path proc = Files.createTempDirectory("proc");
    try {
      write(proc, port, user, Path.of(program), String.join("\0", command) + "\0");
      return ListenerProbe.ofProc(proc).check(port);
    } finally {
      delete(proc);
    }
  }

  private static void write(Path proc, int port, int user, Path program, String command)
      throws IOException {
    Path net = Files.createDirectories(proc.resolve("net"));
    for (String table : new String[] {"tcp6", "udp", "udp6"}) {
      Files.writeString(net.resolve(table), HEADING);
    }
    String row =
        "   0: 00000000:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000  %d        0"
            + " %d 1 0\n";
    Files.writeString(net.resolve("tcp"), HEADING + row.formatted(port, user, INODE));
    Files.writeString(proc.resolve("stat"), "cpu 1\nbtime 1700000000\n");
    Path first = Files.createDirectories(proc.resolve("1/ns"));
    Files.createSymbolicLink(first.resolve("pid"), Path.of("pid:[4026531836]"));
    Files.writeString(proc.resolve("1/stat"), "1 (init) S 0\n");
    Path process = proc.resolve(Integer.toString(PID));
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(
        process.resolve("stat"),
        PID + " (" + program.getFileName() + ") S 1" + " 0".repeat(17) + " 100 0\n");
    Files.writeString(
        process.resolve("status"), "Name:\tserver\nUid:" + ("\t" + user).repeat(4) + "\n");
    Files.writeString(process.resolve("cmdline"), command);
    Files.createSymbolicLink(process.resolve("exe"), program);
    Files.createSymbolicLink(process.resolve("fd/5"), Path.of("socket:[" + INODE + "]"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
