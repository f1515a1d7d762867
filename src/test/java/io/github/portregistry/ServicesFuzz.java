package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file {@code services} as a system or a team has it: refused with its place, or a table that can
 * be written and read again, in which every row is found by its name.
 */
public final class ServicesFuzz {

  /** A line by which a file is taken for such a file, whatever follows. */
  private static final byte[] FIRST = "first 1/tcp\n".getBytes(StandardCharsets.US_ASCII);

  private ServicesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    read(data);
    byte[] services = Arrays.copyOf(FIRST, FIRST.length + data.length);
    System.arraycopy(data, 0, services, FIRST.length, data.length);
    PortRegistry registry = read(services);
    if (registry != null) {
      FuzzedTables.require(
          registry.serviceName(1, Transport.TCP).equals("first"), "the first line is primary");
    }
  }

  private static PortRegistry read(byte[] services) {
    PortRegistry registry = FuzzedTables.readOrNull(PortRegistry::read, services);
    if (registry != null) {
      FuzzedTables.requireThatItCanBeReadBack(registry);
      FuzzedTables.requireThatItAnswers(registry);
    }
    return registry;
  }
}
